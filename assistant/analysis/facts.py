"""Figures and dates of a sentence, each with what it counts and the words that say of what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.wording.dates import dates
from assistant.wording.figures import figures
from assistant.wording.names import names
from assistant.wording.tokens import FUNCTION_WORDS, Token, keys_of, stem, tokens

_WINDOW = 7  # words on each side of a figure that say what it counts
_OPEN = keys_of(
    "more less over under least most nearly almost about around roughly up than some approximately"
)
_NO_COUNT = frozenset({"ordinal", "decade of"})
DATE = "date"


@dataclass(frozen=True, slots=True)
class Fact:
    """One value as a sentence gives it: `counted` is its unit or noun, or DATE; `vague` values contradict nothing."""

    value: str
    counted: str
    shown: str
    around: frozenset[str]
    marks: frozenset[str]
    vague: bool


@lru_cache(maxsize=1_024)
def facts(text: str) -> tuple[Fact, ...]:
    """Every figure that counts something, and every day that is named with its month."""
    return tuple(_facts(text))


def _facts(text: str) -> Iterator[Fact]:
    words = tokens(text)
    days = dates(text)
    for day in days:
        if day.month and day.day:
            yield _fact(text, words, day.start, day.end, f"{day.month}-{day.day}", DATE)
    for figure in figures(text):
        if figure.unit in _NO_COUNT or any(day.start <= figure.start < day.end for day in days):
            continue
        if counted := figure.unit or _counted(words, figure.end):
            yield _fact(text, words, figure.start, figure.end, str(figure.value), counted)


def _fact(text: str, words: Sequence[Token], start: int, end: int, value: str, counted: str) -> Fact:
    before = [word for word in words if word.end <= start][-_WINDOW:]
    after = [word for word in words if word.start >= end][:_WINDOW]
    around = frozenset(stem(word.key) for word in (*before, *after) if word.key not in FUNCTION_WORDS)
    first, last = (before[0].start if before else start), (after[-1].end if after else end)
    return Fact(
        value,
        counted,
        text[start:end].strip(),
        around,
        marks(text[first:start]) | marks(text[end:last]),
        any(word.key in _OPEN for word in before[-2:]),
    )


def _counted(words: Sequence[Token], end: int) -> str:
    """The stem of the noun after a figure without a unit: `40 soldiers`, `31 micrograms`."""
    after = [word for word in words if word.start >= end][:1]
    if not after or after[0].key in FUNCTION_WORDS or after[0].text.isdigit() or len(after[0].key) < 3:
        return ""
    return stem(after[0].key)


@lru_cache(maxsize=1_024)
def marks(text: str) -> frozenset[str]:
    """Names and bare numbers, which tell one subject from another: `Dam No. 3`, `Hollenfurt`."""
    named = {word for name in names(text) for word in name.keys}
    return frozenset(named | {str(figure.value) for figure in figures(text) if not figure.unit})
