"""How far a report reaches that stands in a clause of its writer: "a figure that the ministry described as preliminary"."""

from __future__ import annotations

from bisect import bisect_left

from assistant.attribution.cues import NOUNS
from assistant.attribution.namewords import DETERMINERS
from assistant.attribution.report import Report
from assistant.attribution.units import Unit
from assistant.news import Span

_RELATIVE = ("which", "whom", "what")


def clause_of(unit: Unit, text: str, report: Report) -> Span | None:
    """The relative clause, or ", with Moscow calling it ...", in which a report stands; None where it tells the sentence."""
    at = bisect_left(unit.start, report.start)
    first = _opens(unit, at)
    if first is None or report.holder is None:
        return None
    begin, end = unit.start[first], unit.span.end
    if not unit.has(first - 1, ",", "—", "–"):
        return Span(begin, end)
    after = max(report.cue.end, report.end)
    comma = text.find(", ", after, end)
    for one in unit.quotations:
        if after <= one.span.start and (comma < 0 or one.span.start < comma):
            return Span(begin, one.span.end)
    return Span(begin, comma if comma >= 0 else end)


def _opens(unit: Unit, at: int) -> int | None:
    """The word that opens the clause whose subject stands at a word."""
    if unit.has(at - 1, *_RELATIVE):
        return at - 1 if at > 1 else None
    if unit.has(at - 1, "with") and unit.has(at - 2, ","):
        return at - 1
    noun = unit.low[at - 2] if at >= 3 else ""
    if unit.has(at - 1, "that") and unit.has(at - 3, *DETERMINERS) and noun not in NOUNS:
        return at - 1
    return None
