"""Conflicts of fact, found by rule: numbers and dates that disagree about the same thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.analysis.evidence import same_voice
from assistant.analysis.facts import DATE, Fact, facts, marks
from assistant.analysis.headings import heading
from assistant.analysis.likeness import Compared
from assistant.analysis.readings import outlets_of, reading, stances
from assistant.analysis.weighing import Weighed
from assistant.findings import Issue

MOST = 2
_OF_A_KIND = 40
_SHARED = 3  # content words that the surroundings of two values must share, and
_ALIKE = 0.4  # the share of the shorter surroundings that this must be
_ROUNDING = Decimal("0.05")  # figures nearer than this are one figure, rounded

Told = tuple[int, Fact]


def conflicts_of_fact(compared: Compared, *, most: int = MOST) -> Iterator[Issue]:
    """Issues whose readings are the values that different voices give for the same thing, side by side."""
    read = compared.read
    groups: dict[str, list[Told]] = defaultdict(list)
    for number, one in enumerate(read):
        for fact in facts(one.sentence.text):
            if not fact.vague and len(groups[fact.counted]) < _OF_A_KIND:
                groups[fact.counted].append((number, fact))
    found = [
        (same, one, other)
        for group in groups.values()
        for place, one in enumerate(group)
        for other in group[place + 1 :]
        if (same := _same_subject(one[1], other[1])) >= _ALIKE and _conflict(one, other, read)
    ]
    found.sort(key=lambda item: (-item[0], item[1][0], item[2][0]))
    told: set[int] = set()
    for _, first, second in found:
        if {first[0], second[0]} & told or len(told) >= 2 * most:
            continue
        told |= {first[0], second[0]}
        yield _issue(first, second, compared)


def _same_subject(one: Fact, other: Fact) -> float:
    if one.value == other.value:
        return 0.0
    shared = one.around & other.around
    smaller = min(len(one.around), len(other.around))
    return len(shared) / smaller if len(shared) >= _SHARED else 0.0


def _conflict(one: Told, other: Told, read: Sequence[Weighed]) -> bool:
    mine, theirs = read[one[0]].sentence, read[other[0]].sentence
    if same_voice(mine.voice, theirs.voice) or mine.article.id == theirs.article.id:
        return False
    # Each names or numbers something near its value that the other sentence does not have: two subjects.
    if one[1].marks - marks(theirs.text) and other[1].marks - marks(mine.text):
        return False
    if one[1].counted == DATE:
        return True
    first, second = Decimal(one[1].value), Decimal(other[1].value)
    if abs(first - second) <= _ROUNDING * max(abs(first), abs(second)):
        return False
    return not _gives(theirs.text, one[1].value) and not _gives(mine.text, other[1].value)


def _gives(text: str, value: str) -> bool:
    return any(fact.value == value for fact in facts(text))


def _issue(one: Told, other: Told, compared: Compared) -> Issue:
    mine, theirs = compared.read[one[0]], compared.read[other[0]]
    name = (
        heading(mine.sentence.text, theirs.sentence.text, compared.rarity)
        or f"{one[1].shown} or {other[1].shown}"
    )
    readings = (reading(one[1].shown, [mine]), reading(other[1].shown, [theirs]))
    return Issue(name, readings, stances(readings, outlets_of(compared.read), opposed=True))
