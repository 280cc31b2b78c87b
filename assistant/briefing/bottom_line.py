"""The bottom line: what is reported, in the plainest words, and behind it who disputes it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from assistant.attribution.access import part_at
from assistant.briefing.competing import is_conflict_of_fact, is_contested, worth_showing
from assistant.briefing.heard import Heard
from assistant.briefing.lengths import BOTTOM_SENTENCES
from assistant.briefing.plainest import Told, plainest
from assistant.findings import Answer, Citation, Claim, Issue, Stance
from assistant.news import PartKind, VoiceKind
from assistant.verification.alignment import align
from assistant.verification.polarity import inverted
from assistant.wording.names import names
from assistant.wording.tokens import content, coverage, keys_of, tokens

_PRONOUNS = keys_of(
    "he she his her they their them er sie sein ihr il elle leur él ella su он она её его они їх він вона"
)
_DISPUTING = keys_of(
    """deny denies denied denying reject rejects rejected dismiss dismisses dismissed dispute disputes disputed refute refutes
    refuted contradict contradicts contradicted insist insists insisted defend defends defended blast blasts blasted slam slams
    slammed bestreitet bestritt dementiert dementierte wies nie nient nia niega negó rechazó отрицает опроверг отвергла
    заперечує спростував"""
)
TOLD = 0.6  # of the words of a sentence: whoever has so many tells it too
SHORTEST = 9  # words; what is shorter is a turn of phrase more often than news


def bottom_line(answer: Answer, heard: Heard, *, words: int) -> tuple[Claim, ...]:
    """Two or three claims that passed the gate; fewer where there are no more, and none where none is clear alone.

    What is reported comes first: what voices agree on, or an outlet's own words. What others say comes behind it, and
    where the sources are shown to dispute a point, both sides of it. The prompted analyst's sentences are chosen among
    what it wrote; the embedded one's among all that were read, since a sentence that states what happened is nobody's
    position.
    """
    sides = both_sides(answer)
    read = () if answer.engine.model else _read(heard)
    candidates = list(dict.fromkeys([*_written(answer), *sides, *read]))
    outlets = {one.outlet for one in heard.articles}
    outlets |= {one.voice.name for one in answer.positions if one.voice.kind is VoiceKind.OUTLET}
    agreed = {one.statement for one in answer.agreements if not outlets.isdisjoint(one.voices)}
    wanted = frozenset(content(answer.question))
    headlines = [one.title for one in heard.articles]
    while candidates:
        told = [
            Told(
                one.text,
                heard.evidence.origin_of(one.citations[0].article_id),
                _bears(one, heard, wanted),
                "" if _speaker(one) in outlets else _speaker(one),
            )
            for one in candidates
        ]
        reported = [
            place for place, one in enumerate(candidates) if one in agreed or opens(one, heard, outlets)
        ]
        shared = [place for place in reported if candidates[place] in agreed]
        whole = all(one in candidates for one in sides)
        disputed = [candidates.index(one) for one in sides] if whole else []
        places = _places(told, headlines, shared=shared, reported=reported, disputed=disputed, words=words)
        chosen = [heard.checked(candidates[place]) for place in places]
        if all(one.supported for one in chosen):
            return tuple(chosen)
        refused = {candidates[place] for place, one in zip(places, chosen, strict=True) if not one.supported}
        candidates = [one for one in candidates if one not in refused]
    return ()


def _places(
    told: Sequence[Told],
    headlines: Sequence[str],
    *,
    shared: Sequence[int],
    reported: Sequence[int],
    disputed: Sequence[int],
    words: int,
) -> list[int]:
    """What is reported, and after it who says what of it: both sides of a dispute, or nobody's alone."""
    first = plainest(told, headlines, sentences=1, words=words, among=shared or reported or None)
    # A side that tells the same and more stands for it.
    first = [
        next((one for one in disputed if _tells_of(told[one].text, told[place].text)), place)
        for place in first
    ]
    behind = [place for place in disputed if place not in first]
    taken = [*first, *behind]
    if sum(len(tokens(told[place].text)) for place in taken) > words:
        behind, taken = [], first
    among = reported if behind else None
    places = plainest(told, headlines, sentences=BOTTOM_SENTENCES, words=words, taken=taken, among=among)
    return sorted(
        places, key=lambda place: (place not in first, place in behind, place not in reported, place)
    )


def _tells_of(text: str, other: str) -> bool:
    """Whether a text says what the other says, without denying it."""
    return coverage(other, [text]) >= TOLD and inverted(other, align(other, text)) is None


def both_sides(answer: Answer) -> tuple[Claim, ...]:
    """A claim of each side of the first issue on which some stand for one reading and others against it.

    The reading that more voices hold comes first; nothing where a side has no claim that is clear alone.
    """
    disputed = [one for one in answer.issues if is_contested(one) and not is_conflict_of_fact(one)]
    for issue in worth_showing(disputed, answer.counterarguments, len(disputed)):
        sides = [_clearest(issue, stance) for stance in (Stance.FOR, Stance.AGAINST)]
        told = sorted((one for one in sides if one), key=lambda side: -side[0])
        if len(told) == len(sides):
            return tuple(claim for _, claim in told)
    return ()


def _clearest(issue: Issue, stance: Stance) -> tuple[int, Claim] | None:
    """Of the readings on this side, the most widely held one that has a claim clear alone: by how many, and the claim."""
    found = [
        (len(one.voices), claim)
        for one in issue.readings
        if any(issue.stances.get(name) is stance for name in one.voices)
        for claim in one.claims
        if is_clear(claim.text)
    ]
    return max(found, key=lambda one: one[0], default=None)


def is_clear(text: str) -> bool:
    """Whether a reader who knows nothing of the article understands of whom it speaks; whose it is stands beside it."""
    return bool(names(text)) or not any(word.key in _PRONOUNS for word in tokens(text))


def opens(claim: Claim, heard: Heard, outlets: Collection[str]) -> bool:
    """Whether it may open a bottom line: outlets report it, or the source's own sentence says who says it and disputes nothing."""
    if all(one.voices and one.voices[-1] in outlets for one in claim.citations):
        return not any(_is_opinion(one, heard) for one in claim.citations)
    told = {one for cited in claim.citations for one in content("".join(cited.voices[-1:]))}
    verbatim = all(one.quote == claim.text for one in claim.citations)
    disputes = any(word.key in _DISPUTING for word in tokens(claim.text))
    return verbatim and not disputes and not told.isdisjoint(content(claim.text))


def _speaker(claim: Claim) -> str:
    return "".join(claim.citations[0].voices[-1:])


def _is_opinion(citation: Citation, heard: Heard) -> bool:
    article = next(one for one in heard.articles if one.id == citation.article_id)
    part = part_at(article.parts, citation.span.start)
    return (part.kind if part else article.kind) is PartKind.OPINION


def _written(answer: Answer) -> Iterator[Claim]:
    yield from (one.statement for one in answer.agreements)
    for one in answer.positions:
        yield from (claim for claim in one.claims if _tells(claim.text))


def _read(heard: Heard) -> Iterator[Claim]:
    yield from (one.claim() for one in heard.standing() if _tells(one.text))


def _tells(text: str) -> bool:
    return len(tokens(text)) >= SHORTEST and is_clear(text)


def _bears(claim: Claim, heard: Heard, wanted: frozenset[str]) -> float:
    """How much a claim is on the topic: its passage's relevance, and the words of the topic that it has."""
    cited = claim.citations[0]
    near = max(
        (
            one.near
            for one in heard.sentences
            if one.article.id == cited.article_id and one.span.overlaps(cited.span)
        ),
        default=0.0,
    )
    shared = len(wanted & frozenset(content(claim.text))) / len(wanted) if wanted else 0.0
    return (0.2 + near) * (0.2 + shared)
