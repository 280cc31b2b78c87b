"""One unit while it is read: who may be meant where, and the report that is made of it."""

from __future__ import annotations

from dataclasses import replace

from assistant.attribution.content import NEAR
from assistant.attribution.cues import CUES, Strength
from assistant.attribution.faint import Ear
from assistant.attribution.holders import Holder, Holders
from assistant.attribution.relays import through
from assistant.attribution.report import Report
from assistant.attribution.units import QUOTE, Unit
from assistant.news import Span


class Scene:
    """A unit with all that is known while its cues are read one after the other.

    `withheld`: it says that somebody did not or might say something.
    """

    def __init__(self, unit: Unit, text: str, holders: Holders, ear: Ear | None) -> None:
        self.unit, self.text, self.holders, self.ear = unit, text, holders, ear
        self.low, self.capital = unit.low, unit.capital
        self.withheld = False

    def made(
        self, at: int, phrase: tuple[int, int] | None, *, after: bool = False, until: int | None = None
    ) -> Report:
        """The report of the cue at `at` (to the word `until`), held by whom the words of `phrase` name."""
        unit = self.unit
        holder = self.holder(phrase) if phrase else None
        if phrase and holder is None and CUES.get(self.low[at]) is Strength.STRONG:
            self.holders.discourse.lost(unit.start[at])
        cue = Span(unit.start[at], unit.end[until if until is not None else at])
        first = min(cue.start, unit.start[phrase[0]]) if phrase else cue.start
        final = max(cue.end, unit.end[phrase[1]]) if phrase else cue.end
        if (
            holder is not None
            and (via := through(self.unit, at, phrase, self.holders))
            and via not in (holder.voice, *holder.via)
        ):
            holder = replace(holder, via=(via, *holder.via))
        return Report(cue, holder, first, final, after)

    def holder(self, phrase: tuple[int, int]) -> Holder | None:
        """Whom the words from the first to the last of a phrase name."""
        span = Span(self.unit.start[phrase[0]], self.unit.end[phrase[1]])
        sentence = next((s for s in self.unit.sentences if s.start <= span.start < s.end), self.unit.span)
        return self.holders.at(span, sentence=sentence)

    def quoted(self, at: int) -> bool:
        """Whether a quotation stands near the word at `at`."""
        return QUOTE in self.low[max(0, at - 8) : at + NEAR]
