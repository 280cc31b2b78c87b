"""Sentences that a quotation ties together, as words with every quotation standing as one sign."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate

from assistant.attribution.cues import FOREIGN
from assistant.attribution.quotes import Quotation
from assistant.attribution.remembered import Remembered
from assistant.news import Span

QUOTE = "“”"
"""What stands for a whole quotation among the words of a unit."""

LONGEST_GROUP = 60
"""Sentences of a unit: what a quotation holds beyond goes on in the next one, so that the work stays linear."""

_LONG = 4_000
_PLAIN = re.compile(r"[^\W_]+")

Word = tuple[str, int, int, bool]
"""A word in lower case, where it begins and ends, and whether it begins with a capital."""

LONGEST_UNIT = 400
"""Words of a unit that are looked at: a report stands near its quotation, and endless text must stay cheap."""

_WORD = re.compile(r"([^\W_]+(?:[-'’.&/][^\W_]+)*(?:['’]|(?<=\.[A-Z])\.)?|\S)")
_NOT = ("n't", "n’t")
_INVERTED = re.compile(r"-(?:t-)?(?:ils?|elles?)$")
"""French "promet-il": a verb and its subject."""


@dataclass(slots=True)
class Unit:
    """Words and quotations of some sentences in order: `low` in lower case, with offsets; QUOTE for a quotation."""

    span: Span
    sentences: list[Span]
    quotations: list[Quotation]
    low: list[str] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    capital: list[bool] = field(default_factory=list)

    def has(self, at: int, *words: str) -> bool:
        """Whether one of these words stands at a place, which may lie outside."""
        return 0 <= at < len(self.low) and self.low[at] in words

    @property
    def is_headline(self) -> bool:
        """Whether the words are written with capitals, so that a capital tells no name."""
        long = [
            big
            for word, big in zip(self.low, self.capital, strict=True)
            if len(word) > 3 and word[0].isalpha()
        ]
        return len(long) > 2 and sum(long) > 0.7 * len(long)


def units(
    text: str, sentences: Sequence[Span], quoted: Sequence[Quotation], worth: frozenset[str]
) -> Iterator[Unit]:
    """Sentences one by one, those that one quotation spans together.

    Words are read only where a quotation, a colon or one of the words `worth` reading for stands.
    """
    tells = _tells(worth)
    group: list[Span] = []
    inside: list[Quotation] = []
    at = 0
    for number, sentence in enumerate(sentences):
        group.append(sentence)
        while at < len(quoted) and quoted[at].span.start < sentence.end:
            inside.append(quoted[at])
            at += 1
        following = sentences[number + 1].start if number + 1 < len(sentences) else None
        joined = following is not None and inside and inside[-1].span.end > following
        if joined and len(group) < LONGEST_GROUP:
            continue
        unit = Unit(Span(group[0].start, sentence.end), group, inside)
        words = text[unit.span.start : unit.span.end] if len(unit.span) < _LONG else ":"
        if ":" in words or True in map(tells.__getitem__, words.split(" ")):
            _fill(unit, text)
        yield unit
        group, inside = [], inside[-1:] if joined else []


def _fill(unit: Unit, text: str) -> None:
    position, last = unit.span.start, unit.span.end
    for one in unit.quotations:
        _read(unit, text, position, max(position, one.span.start))
        if len(unit.low) >= LONGEST_UNIT:
            return
        unit.low.append(QUOTE)
        unit.start.append(max(position, one.span.start))
        unit.capital.append(text[unit.start[-1]].isupper())
        unit.end.append(min(last, one.span.end))
        position = min(last, one.span.end)
    _read(unit, text, position, last)


def _read(unit: Unit, text: str, first: int, last: int) -> None:
    """Words up to the most that are looked at; "didn't" is two."""
    last = min(last, first + _LONG)
    if first >= last:
        return
    low, start, end, capital = unit.low, unit.start, unit.end, unit.capital
    for stretch in text[first:last].split(" "):
        for word, begins, ends, big in _WORDS[stretch]:
            low.append(word)
            start.append(first + begins)
            end.append(first + ends)
            capital.append(big)
        first += len(stretch) + 1
    if len(low) > LONGEST_UNIT:
        for column in (low, start, end, capital):
            del column[LONGEST_UNIT:]


def _words(stretch: str) -> tuple[Word, ...]:
    """The words of what stands between two spaces."""
    if stretch.isalpha():  # most are one plain word
        return ((stretch.lower(), 0, len(stretch), stretch[0].isupper()),)
    parts = _WORD.split(stretch)
    edges = list(accumulate(map(len, parts), initial=0))
    low = [part.lower() for part in parts[1::2]]
    start, end = edges[1:-1:2], edges[2::2]
    if "-" in stretch and any(map(_INVERTED.search, low)):
        low, start, end = _uninverted(low, start, end)
    if _NOT[0] in stretch or _NOT[1] in stretch:
        low, start, end = _parted(low, start, end)
    return tuple(
        (word, first, last, stretch[first].isupper())
        for word, first, last in zip(low, start, end, strict=True)
    )


def _uninverted(low: list[str], start: list[int], end: list[int]) -> tuple[list[str], list[int], list[int]]:
    """ "assure-t-elle" as a verb and its subject; "Jong-il" stays a name."""
    words: list[tuple[str, int, int]] = []
    for word, first, last in zip(low, start, end, strict=True):
        match = _INVERTED.search(word)
        if match is not None and (word[: match.start()] in FOREIGN or word[: match.start()] in ("a", "ont")):
            subject = match[0].rpartition("-")[2]
            words += [
                (word[: match.start()], first, first + match.start()),
                (subject, last - len(subject), last),
            ]
        else:
            words.append((word, first, last))
    return [one[0] for one in words], [one[1] for one in words], [one[2] for one in words]


def _parted(low: list[str], start: list[int], end: list[int]) -> tuple[list[str], list[int], list[int]]:
    words: list[tuple[str, int, int]] = []
    for word, first, last in zip(low, start, end, strict=True):
        if len(word) > 3 and word.endswith(_NOT):
            words += [(word[:-3], first, last - 3), (word[-3:], last - 3, last)]
        else:
            words.append((word, first, last))
    return [one[0] for one in words], [one[1] for one in words], [one[2] for one in words]


_WORDS = Remembered(_words)


@cache
def _tells(worth: frozenset[str]) -> Remembered[bool]:
    """Whether one of the words `worth` reading for stands between two spaces."""

    def tells(stretch: str) -> bool:
        low = stretch.lower()
        return low in worth if low.isalpha() else not worth.isdisjoint(_PLAIN.findall(low))

    return Remembered(tells)
