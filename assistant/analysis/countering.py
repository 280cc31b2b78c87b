"""Counter-arguments: other voices' sentences ranked by how much they refute a claim, not by likeness."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt

from assistant.analysis.evidence import same_voice
from assistant.analysis.opposition import Opposition
from assistant.analysis.positions import claim_of
from assistant.analysis.refuting import ground
from assistant.analysis.standing import assertion
from assistant.analysis.weighing import Weighed
from assistant.findings import Claim, CounterArgument, Issue, Lane, Reading, Stance
from assistant.news import Voice

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
    found: Sequence[Issue], weighed: Sequence[Weighed], opposition: Opposition, *, most: int = 6
) -> Iterator[CounterArgument]:
    """The best case against each reading at its strongest, of the most contested issues first.

    Where the readings exclude each other, that is the strongest claim of the other one.
    """
    told: set[str] = set()
    for issue in found:
        opposed = Stance.AGAINST in issue.stances.values()
        for reading in issue.readings:
            against = strongest(reading)
            if against.text in told or len(told) >= most:
                continue
            others = [strongest(one) for one in issue.readings if one is not reading] if opposed else []
            if others:
                told.add(against.text)
                yield CounterArgument(against, Lane.IN_SOURCES, (others[0],))
                continue
            for counterargument in counters(against, weighed, opposition, most=1):
                if counterargument.claims[0].text not in told:
                    told |= {against.text, counterargument.claims[0].text}
                    yield counterargument


def strongest(reading: Reading) -> Claim:
    """The reading at its strongest: its leading claim, unless a later one argues clearly more for it."""
    return max(
        reading.claims,
        key=lambda claim: assertion(claim.text) - _LATER * reading.claims.index(claim),
    )
