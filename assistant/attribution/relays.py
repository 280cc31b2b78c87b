"""The outlet through which a speaker is heard: "told Reuters", "quoted by Meduza", "said on CNN"."""

from __future__ import annotations

from assistant.attribution.abbreviations import words
from assistant.attribution.content import NEAR
from assistant.attribution.cues import TELLING
from assistant.attribution.holders import Holders
from assistant.attribution.units import QUOTE, Unit
from assistant.news import Voice

RELAYED = words("cited quoted reported published obtained seen interviewed broadcast carried")
"""What an outlet did with somebody's words, before "by" or "in"."""

_AT = words("to on in with by for via from")


def through(unit: Unit, at: int, phrase: tuple[int, int] | None, holders: Holders) -> Voice | None:
    """The outlet to which, in which or by which it was said: "told Reuters", "quoted by Meduza"."""
    low = unit.low
    windows = [(at + 1, min(len(low), at + NEAR))]
    if phrase is not None:
        windows.append((phrase[1] + 1, at))
    for first, last in windows:
        for i in range(first, last):
            if low[i] in (QUOTE, "that", ";"):
                break
            tell = i == at + 1 and low[at] in TELLING
            if not tell and not (low[i - 1] in _AT or (low[i - 1] == "the" and low[i - 2] in _AT)):
                continue
            named = holders.outlets_in(unit.start[i], unit.end[min(i + 2, len(low) - 1)])
            if named and named[0][0].start <= unit.end[min(i + 1, len(low) - 1)]:
                return Voice(named[0][1].name)
    for i in range(max(1, len(low) - 12), len(low) - 1):
        if low[i] in RELAYED and low[i + 1] in ("by", "in"):
            named = holders.outlets_in(unit.start[i], unit.span.end)
            if named:
                return Voice(named[0][1].name)
    return None
