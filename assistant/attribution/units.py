"""Sentences that a quotation ties together, as words with every quotation standing as one sign."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.attribution.quotes import Quotation
from assistant.news import Span

QUOTE = "“”"
"""What stands for a whole quotation among the words of a unit."""

LONGEST_UNIT = 400
"""Words of a unit that are looked at: a report stands near its quotation, and endless text must stay cheap."""

_WORD = re.compile(r"[^\W_]+(?:[-'’.&/][^\W_]+)*(?:['’]|(?<=\.[A-Z])\.)?|\S")
_NOT = ("n't", "n’t")


@dataclass(slots=True)
class Unit:
    """Words and quotations of some sentences in order: `low` in lower case, with offsets; QUOTE for a quotation."""

    sentences: list[Span]
    quotations: list[Quotation]
    low: list[str]
    start: list[int]
    end: list[int]

    @property
    def span(self) -> Span:
        return Span(self.sentences[0].start, self.sentences[-1].end)

    def raw(self, text: str, at: int) -> str:
        return text[self.start[at] : self.end[at]]


def units(text: str, sentences: Sequence[Span], quoted: Sequence[Quotation]) -> Iterator[Unit]:
    """Sentences one by one, those that one quotation spans together."""
    group: list[Span] = []
    inside: list[Quotation] = []
    at = 0
    for number, sentence in enumerate(sentences):
        group.append(sentence)
        while at < len(quoted) and quoted[at].span.start < sentence.end:
            inside.append(quoted[at])
            at += 1
        following = sentences[number + 1].start if number + 1 < len(sentences) else None
        if following is not None and inside and inside[-1].span.end > following:
            continue
        yield _unit(text, group, inside)
        group, inside = [], []


def _unit(text: str, group: list[Span], inside: list[Quotation]) -> Unit:
    unit = Unit(group, inside, [], [], [])
    position, last = group[0].start, group[-1].end
    for one in inside:
        _read(unit, text, position, max(position, one.span.start))
        unit.low.append(QUOTE)
        unit.start.append(max(position, one.span.start))
        unit.end.append(min(last, one.span.end))
        position = min(last, one.span.end)
    _read(unit, text, position, last)
    return unit


def _read(unit: Unit, text: str, first: int, last: int) -> None:
    """Words up to the most that are looked at; "didn't" is two."""
    low, start, end = unit.low, unit.start, unit.end
    for match in _WORD.finditer(text, first, last):
        at, stop = match.span()
        word = match[0].lower()
        if stop - at > 3 and word.endswith(_NOT):
            low.append(word[:-3])
            start.append(at)
            end.append(stop - 3)
            at, word = stop - 3, word[-3:]
        low.append(word)
        start.append(at)
        end.append(stop)
        if len(low) >= LONGEST_UNIT:
            return
