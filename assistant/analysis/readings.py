"""Readings of an issue: the sides that sentences take, what each side is called, and who stands where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from assistant.analysis.keyphrases import phrases
from assistant.analysis.positions import claim_of
from assistant.analysis.valence import valence
from assistant.analysis.weighing import Weighed, diverse
from assistant.findings import Reading, Stance
from assistant.wording.quotations import quotations
from assistant.wording.tokens import tokens

MOST_CLAIMS = 3
LONGEST_LABEL = 60

Against = Callable[[int, int], float]
"""How much the sentences of two indexes oppose each other, 0 to 1."""


def sides(
    members: Sequence[int], read: Sequence[Weighed], against: Against
) -> tuple[list[int], list[int], float]:
    """The members as two sides with the two most opposed voices at their heads, and how opposed those are."""
    best, heads = 0.0, (0, 0)
    for place, one in enumerate(members):
        for other in members[place + 1 :]:
            if read[one].sentence.voice == read[other].sentence.voice:
                continue
            opposed = against(one, other) * (read[one].weight * read[other].weight) ** 0.5
            if opposed > best:
                best, heads = opposed, (one, other)
    if not best:
        return list(members), [], 0.0
    first, second = heads
    ours, theirs = [first], [second]
    for one in members:
        if one in heads:
            continue
        (ours if _nearer(one, first, second, read, against) else theirs).append(one)
    if valence(read[second].sentence.text) > valence(read[first].sentence.text):
        ours, theirs = theirs, ours
    return ours, theirs, against(first, second)


def _nearer(one: int, first: int, second: int, read: Sequence[Weighed], against: Against) -> bool:
    voice = read[one].sentence.voice
    if voice == read[first].sentence.voice or voice == read[second].sentence.voice:
        return voice == read[first].sentence.voice
    lean = valence(read[one].sentence.text)
    to_first = abs(lean - valence(read[first].sentence.text)) + against(one, first)
    to_second = abs(lean - valence(read[second].sentence.text)) + against(one, second)
    return to_first <= to_second


def reading(label: str, members: Sequence[Weighed]) -> Reading:
    """One side with its heaviest claims; its voices are those whose claims are shown."""
    shown = diverse(members, MOST_CLAIMS)
    return Reading(
        label,
        tuple(dict.fromkeys(one.sentence.voice.name for one in shown)),
        tuple(claim_of(one.sentence) for one in shown),
    )


def label(members: Sequence[Weighed], *, taken: Iterable[str], avoid: frozenset[str]) -> str:
    """A short verbatim phrase that only this side uses: a quotation of its first claim, a key phrase, or its voices."""
    used = {one.casefold() for one in taken}
    text = members[0].sentence.text
    for span in quotations(text):
        quoted = span.of(text).strip(" ,.;:")
        if 2 <= len(tokens(quoted)) <= 9 and len(quoted) <= LONGEST_LABEL and quoted.casefold() not in used:
            return f"“{quoted}”"
    found = [
        phrase
        for phrase in phrases(text)
        if phrase.text.casefold() not in used
        and sum(stem in avoid for stem in phrase.stems) < len(phrase.stems)
    ]
    if found:
        return max(found, key=lambda phrase: (min(len(phrase.stems), 3), -len(phrase.text))).text
    return ", ".join(dict.fromkeys(one.sentence.voice.name for one in members))


def stances(readings: Sequence[Reading], voices: Iterable[str], *, opposed: bool) -> dict[str, Stance]:
    """Where each voice stands on the issue's first reading.

    For: it holds the first reading only. Against: it holds another one only, and the readings exclude each
    other. Mixed: it holds the first and another. Not stated: neither, or only a reading that leaves the first one open.
    """
    first = set(readings[0].voices)
    rest = {voice for one in readings[1:] for voice in one.voices}
    row = {}
    for voice in dict.fromkeys((*(name for one in readings for name in one.voices), *voices)):
        if voice in first:
            row[voice] = Stance.MIXED if voice in rest else Stance.FOR
        else:
            row[voice] = Stance.AGAINST if voice in rest and opposed else Stance.NOT_STATED
    return row
