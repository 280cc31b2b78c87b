"""Conflicts of fact, found by rule: numbers and dates that disagree about the same thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.analysis.readings import outlets_of, reading, stances
from assistant.analysis.weighing import Weighed
from assistant.findings import Issue
from assistant.wording.dates import dates
from assistant.wording.figures import figures
from assistant.wording.names import names
from assistant.wording.tokens import FUNCTION_WORDS, Token, keys_of, stem, tokens

MOST = 2
_WINDOW = 7  # words on each side of a figure that say what it counts
_SHARED = 3  # content words that two windows must share, and
_ALIKE = 0.4  # the share of the smaller window that this must be
_ROUNDING = Decimal("0.05")  # figures nearer than this are one figure, rounded
_OPEN = keys_of(
    "more less over under least most nearly almost about around roughly up than some approximately"
)
_NO_COUNT = frozenset({"ordinal", "decade of"})


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure or date in one sentence: its value, what kind of value, what is counted, and the words around."""

    number: int
    value: str
    kind: str
    shown: str
    counted: str
    around: frozenset[str]
    marks: frozenset[str]
    vague: bool


def conflicts_of_fact(weighed: Sequence[Weighed], *, most: int = MOST) -> Iterator[Issue]:
    """Issues whose readings are the values that different voices give for the same thing, side by side."""
    facts = [fact for number, one in enumerate(weighed) for fact in _facts(number, one)]
    by_kind: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        by_kind[fact.kind, fact.counted].append(fact)
    found = [
        (_strength(one, other), one, other)
        for group in by_kind.values()
        for index, one in enumerate(group)
        for other in group[index + 1 :]
        if _conflict(one, other, weighed)
    ]
    found.sort(key=lambda item: (-item[0], item[1].number, item[2].number))
    told: set[int] = set()
    for _, one, other in found:
        if {one.number, other.number} & told:
            continue
        told |= {one.number, other.number}
        yield _issue(one, other, weighed)
        most -= 1
        if not most:
            return


def _facts(number: int, one: Weighed) -> Iterator[Fact]:
    text = one.sentence.text
    words = tokens(text)
    days = dates(text)
    for day in days:
        if day.month and day.day:
            shown = text[day.start : day.end]
            yield _fact(text, number, f"{day.month}-{day.day}", "date", shown, "", words, day.start, day.end)
    for figure in figures(text):
        if figure.unit in _NO_COUNT or any(day.start <= figure.start < day.end for day in days):
            continue
        counted = _counted(words, figure.end)
        if not figure.unit and not counted:
            continue
        shown = text[figure.start : figure.end]
        yield _fact(
            text,
            number,
            str(figure.value),
            "figure",
            shown,
            figure.unit or counted,
            words,
            figure.start,
            figure.end,
        )


def _fact(
    text: str,
    number: int,
    value: str,
    kind: str,
    shown: str,
    counted: str,
    words: Sequence[Token],
    start: int,
    end: int,
) -> Fact:
    before = [word for word in words if word.end <= start][-_WINDOW:]
    after = [word for word in words if word.start >= end][:_WINDOW]
    around = frozenset(stem(word.key) for word in (*before, *after) if word.key not in FUNCTION_WORDS)
    vague = any(word.key in _OPEN for word in before[-2:])
    first, last = (before[0].start if before else start), (after[-1].end if after else end)
    marks = _marks(text[first:start]) | _marks(text[end:last])
    return Fact(number, value, kind, shown.strip(), counted, around, marks, vague)


def _counted(words: Sequence[Token], end: int) -> str:
    """The stem of the noun after a figure without a unit: `40 soldiers`, `31 micrograms`."""
    after = [word for word in words if word.start >= end][:1]
    if not after or after[0].key in FUNCTION_WORDS or after[0].text.isdigit() or len(after[0].key) < 3:
        return ""
    return stem(after[0].key)


def _conflict(one: Fact, other: Fact, weighed: Sequence[Weighed]) -> bool:
    mine, theirs = weighed[one.number].sentence, weighed[other.number].sentence
    if one.value == other.value or mine.voice == theirs.voice or mine.article.id == theirs.article.id:
        return False
    if one.vague or other.vague or _strength(one, other) < _ALIKE:
        return False
    if _names_others(one, other, mine.text, theirs.text):
        return False
    if one.kind == "figure":
        first, second = Decimal(one.value), Decimal(other.value)
        if abs(first - second) <= _ROUNDING * max(abs(first), abs(second)):
            return False
        return not _gives(theirs.text, one) and not _gives(mine.text, other)
    return True


def _names_others(one: Fact, other: Fact, mine: str, theirs: str) -> bool:
    """Whether the words around each figure name or number something that the other sentence does not: another subject."""
    ours, others = one.marks - _marks(theirs), other.marks - _marks(mine)
    return bool(ours and others)


def _marks(text: str) -> frozenset[str]:
    """Names and bare numbers, which tell one subject from another: `Dam No. 3`, `Hollenfurt`."""
    named = {word for name in names(text) for word in name.keys}
    return frozenset(named | {str(figure.value) for figure in figures(text) if not figure.unit})


def _gives(text: str, fact: Fact) -> bool:
    return any(str(figure.value) == fact.value for figure in figures(text))


def _strength(one: Fact, other: Fact) -> float:
    shared = one.around & other.around
    smaller = min(len(one.around), len(other.around))
    return len(shared) / smaller if len(shared) >= _SHARED else 0.0


def _issue(one: Fact, other: Fact, weighed: Sequence[Weighed]) -> Issue:
    mine, theirs = weighed[one.number], weighed[other.number]
    shared = one.around & other.around
    words = [word for word in tokens(mine.sentence.text) if stem(word.key) in shared]
    heading = mine.sentence.text[words[0].start : words[-1].end]
    if len(heading) > 60:
        heading = " ".join(word.text for word in words)
    readings = (reading(one.shown, [mine]), reading(other.shown, [theirs]))
    return Issue(heading, readings, stances(readings, outlets_of(weighed), opposed=True))
