"""Counter-arguments: other voices' sentences ranked by how much they refute a claim, not by likeness."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import sqrt

from assistant.analysis.attitude import attitude
from assistant.analysis.evidence import Sentence, same_voice
from assistant.analysis.opposition import Opposition
from assistant.analysis.positions import claim_of
from assistant.analysis.refuting import ground
from assistant.analysis.standing import assertion
from assistant.analysis.weighing import Weighed
from assistant.findings import Claim, CounterArgument, Issue, Lane, Reading, Stance
from assistant.news import Voice
from assistant.wording.tokens import content

MOST = 3
_READ = 60
_GROUNDED = 0.5  # what a plain ground counts beside the score, of at most 1
_LATER = 0.25  # what each place further down takes off a claim's strength


def counters(
    claim: Claim,
    weighed: Sequence[Weighed],
    opposition: Opposition,
    *,
    most: int = MOST,
) -> Iterator[CounterArgument]:
    """The strongest cases against a claim, each of one voice that is not the claim's own.

    Only what says on a plain ground that the claim does not hold (`refuting`): "nobody opposes it" costs a reader less than a
    sentence that merely speaks of the same. `opposition` ranks them, and takes out what it scores below 0.
    """
    own = [Voice(citation.voices[-1]) for citation in claim.citations if citation.voices]
    others = [
        one for one in weighed[:_READ] if not any(same_voice(one.sentence.voice, voice) for voice in own)
    ]
    others = [one for one in others if ground(claim.text, one.sentence) is not None]
    scores = opposition(claim.text, [one.sentence.text for one in others])
    ranked = sorted(
        (
            ((_GROUNDED + score) * sqrt(one.weight), index)
            for index, (score, one) in enumerate(zip(scores, others, strict=True))
            if score >= 0
        ),
        key=lambda item: (-item[0], item[1]),
    )
    told: set[str] = set()
    for _, index in ranked:
        voice = others[index].sentence.voice.name
        if voice in told:
            continue
        told.add(voice)
        yield CounterArgument(claim, Lane.IN_SOURCES, (claim_of(others[index].sentence),))
        if len(told) >= most:
            return


def counters_of_readings(
    found: Sequence[Issue],
    weighed: Sequence[Weighed],
    opposition: Opposition,
    *,
    read: Sequence[Weighed] = (),
    most: int = 6,
) -> Iterator[CounterArgument]:
    """The best case against each reading at its strongest, of the most contested issues first.

    Where the readings exclude each other, that is the first claim of another one that has a ground against it, of none of
    the reading's voices. `read` are all sentences of which the issues were made.
    """
    told: set[str] = set()
    heard = {one.sentence.text: one.sentence for one in (*read, *weighed)}
    for issue in found:
        opposed = Stance.AGAINST in issue.stances.values()
        for reading in issue.readings:
            against = strongest(reading)
            if against.text in told or len(told) >= most:
                continue
            others = _excluding(issue, reading, against, heard) if opposed else ()
            if other := next(iter(others), None):
                told.add(against.text)
                yield CounterArgument(against, Lane.IN_SOURCES, (other,))
                continue
            for counterargument in counters(against, weighed, opposition, most=1):
                if counterargument.claims[0].text not in told:
                    told |= {against.text, counterargument.claims[0].text}
                    yield counterargument


def _excluding(
    issue: Issue, reading: Reading, against: Claim, heard: Mapping[str, Sentence]
) -> Iterator[Claim]:
    """The claims of the other readings, of other voices, that deny this one or judge the issue's point the other way."""
    point = frozenset(content(issue.issue))
    mine = heard.get(against.text)
    others = (claim for one in issue.readings if one is not reading for claim in one.claims)
    for claim in others:
        theirs = heard.get(claim.text)
        if theirs is None or any(same_voice(theirs.voice, Voice(name)) for name in reading.voices):
            continue
        apart = attitude(mine, point) * attitude(theirs, point) < 0 if mine else False
        if apart or ground(against.text, theirs):
            yield claim


def strongest(reading: Reading) -> Claim:
    """The reading at its strongest: its leading claim, unless a later one argues clearly more for it."""
    return max(
        reading.claims,
        key=lambda claim: assertion(claim.text) - _LATER * reading.claims.index(claim),
    )
