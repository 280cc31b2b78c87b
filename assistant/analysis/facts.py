"""Figures, dates and times of a sentence, each with what it counts and the words that say of what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Final

from assistant.wording.dates import dates
from assistant.wording.figures import figures
from assistant.wording.names import names
from assistant.wording.tokens import FUNCTION_WORDS, Token, keys_of, stem, tokens

_WINDOW = 8  # words on each side of a value that say what it is about
_NO_COUNT = frozenset({"ordinal", "decade of"})
_TIME = re.compile(
    r"(?<![\d.:])(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?\s*(?P<half>[ap])\.?\s?m\b\.?"
    r"|(?<![\d.:])(?P<hour24>[01]?\d|2[0-3])[:.](?P<minute24>[0-5]\d)(?:\s*Uhr)?(?![\d%:])(?=\s*(?:Uhr|on|,|\.|$|o’clock|am|in))"
)
# What happened to the people who are counted says what is counted: `nine people were killed`, `31 dead`.
FATES: Final = {
    "dead": keys_of("dead killed kill killing kills died die dies dying death deaths victims fatalities lives morts tote todesopfer muertos"),
    "missing": keys_of("missing vermisst disparus disappeared"),
    "injured": keys_of("injured wounded hurt injuries verletzt blessés heridos"),
}  # fmt: skip
# `23 were missing` counts people too.
_PEOPLE = keys_of(
    "people persons men women residents neighbours neighbors workers soldiers civilians names were are was"
)
_FATE_REACH = 5  # words after a count of people within which their fate is told

_MEASURES = keys_of(
    """million billion trillion thousand hundred dozen hour hours day days week weeks month months year years minute minutes
    metre metres meter meters kilometre kilometres mile miles millimetres percent dollars euros pounds cubic square said says
    monday tuesday wednesday thursday friday saturday sunday according no number"""
)

_DATELINE = re.compile(r"[A-Z]{3}[A-Z .’-]*,?\s[^.]{0,12}\.?\s?\d{0,2}[^—–(]{0,12}(?:\(|[—–])")


class Bound(StrEnum):
    """How a value is meant."""

    EXACT = "exact"
    ABOUT = "about"
    LEAST = "at least"
    MOST = "at most"


_BOUNDS = {
    **dict.fromkeys(keys_of("least over exceeding minimum mindestens"), Bound.LEAST),
    **dict.fromkeys(keys_of("more"), Bound.LEAST),
    **dict.fromkeys(keys_of("under most nearly almost fewer less below maximum"), Bound.MOST),
    **dict.fromkeys(
        keys_of("about around roughly approximately some estimated près environ rund etwa knapp"), Bound.ABOUT
    ),
}

DATE, TIME = "date", "time of day"
_COUNTS = re.compile(
    r"\b(?:how (?:many|much|large|high|big|far|long|old)|wie ?viele?|combien|cuánt[oa]s?|сколько|скільки)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?:when|what (?:time|day|date)|how (?:early|late|soon)|wann|quand|cuándo|когда|коли)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One value as a sentence gives it: `counted` is its unit, its noun, a fate of people, DATE or TIME.

    `number` is the value to compare by (a day as month and day, a time in minutes). `around` are the stems of the words
    beside it, `marks` the names and bare numbers among them.
    """

    number: Decimal
    counted: str
    shown: str
    bound: Bound
    around: frozenset[str]
    marks: frozenset[str]


@lru_cache(maxsize=1_024)
def facts(text: str) -> tuple[Fact, ...]:
    """Every figure that counts something, every day that is named with its month, every time of day."""
    return tuple(_facts(text))


def asks_for_a_value(question: str) -> bool:
    """Whether the question asks when, how many or how much."""
    return bool(_WHEN.search(question) or _COUNTS.search(question))


def asks_for(question: str, fact: Fact) -> bool:
    """Whether the question asks when, and this is a day or time; or how many, and this is a figure."""
    if fact.counted in (DATE, TIME):
        return bool(_WHEN.search(question))
    if not _COUNTS.search(question):
        return False
    fates = {fate for fate, words in FATES.items() if words & {word.key for word in tokens(question)}}
    return not fates or fact.counted in fates


def _facts(text: str) -> Iterator[Fact]:
    words = tokens(text)
    days = dates(text)
    times = list(_TIME.finditer(text))
    for time in times:
        yield _fact(text, words, time.start(), time.end(), _minutes(time), TIME)
    for day in days:
        if day.month and day.day and not _DATELINE.match(text[: day.end + 20]):
            yield _fact(text, words, day.start, day.end, Decimal(100 * day.month + day.day), DATE)
    taken = [(one.start, one.end) for one in days] + [time.span() for time in times]
    for figure in figures(text):
        if figure.unit in _NO_COUNT or any(start <= figure.start < end for start, end in taken):
            continue
        if counted := _counted(words, figure.end, figure.unit):
            yield _fact(text, words, figure.start, figure.end, figure.value, counted)


def _minutes(time: re.Match[str]) -> Decimal:
    hour = int(time["hour"] or time["hour24"])
    if time["half"]:
        hour = hour % 12 + 12 * (time["half"] == "p")
    return Decimal(60 * hour + int(time["minute"] or time["minute24"] or 0))


def _fact(text: str, words: Sequence[Token], start: int, end: int, number: Decimal, counted: str) -> Fact:
    before = [word for word in words if word.end <= start][-_WINDOW:]
    after = [word for word in words if word.start >= end][:_WINDOW]
    around = frozenset(
        stem(word.key)
        for word in (*before, *after)
        if word.key not in FUNCTION_WORDS | _MEASURES and word.text.islower() and stem(word.key) != counted
    )
    first, last = (before[0].start if before else start), (after[-1].end if after else end)
    bound = next((_BOUNDS[word.key] for word in before[-2:] if word.key in _BOUNDS), Bound.EXACT)
    shown = text[start : _shown_to(after, end, counted)]
    return Fact(
        number,
        counted,
        " ".join(shown.split()).strip(" ,;:" if counted == TIME else " ,;:."),
        bound,
        around,
        marks(text[first:start]) | marks(text[end:last]),
    )


def _shown_to(after: Sequence[Token], end: int, counted: str) -> int:
    """Where a value ends as it is shown: after its noun, or after what happened to those it counts."""
    for word in after[:_FATE_REACH]:
        if word.key in FATES.get(counted, ()) or stem(word.key) == counted:
            return word.end
    return end


def _counted(words: Sequence[Token], end: int, unit: str) -> str:
    """The unit of a figure, the fate of the people it counts, or the stem of the noun after it; empty for none."""
    after = [word for word in words if word.start >= end][: _FATE_REACH + 1]
    noun = after[0].key if after else ""
    if unit in ("", "people") and (unit or noun in _PEOPLE or any(noun in fate for fate in FATES.values())):
        for word in after:
            for name, fate in FATES.items():
                if word.key in fate:
                    return name
    if unit:
        return unit
    if not noun or noun in FUNCTION_WORDS or after[0].text.isdigit() or len(noun) < 3:
        return ""
    return stem(noun)


@lru_cache(maxsize=1_024)
def marks(text: str) -> frozenset[str]:
    """Names and bare numbers, which tell one subject from another: `Dam No. 3`, `Hollenfurt`."""
    named = {word for name in names(text) for word in name.keys}
    return frozenset(named | {str(figure.value) for figure in figures(text) if not figure.unit})
