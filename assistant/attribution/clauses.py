"""How far a report reaches that stands in a clause of its writer: "a figure that the ministry described as preliminary"."""

from __future__ import annotations

from bisect import bisect_left

from assistant.attribution.abbreviations import words
from assistant.attribution.cues import ADVERBS, AUXILIARIES, CUES, NOUNS
from assistant.attribution.namewords import DETERMINERS, PREPOSITIONS, PRONOUNS
from assistant.attribution.report import Report
from assistant.attribution.units import QUOTE, Unit
from assistant.news import Span
from assistant.wording.forms import BASE

_RELATIVE = ("which", "whom", "what")
_LEADS_IN = frozenset(
    ("while", "although", "though", "whereas", "after", "when", "because", "before", "until", "since")
)
_NEED = 4
"""Letters of a word that ends like a past and is none: "need"."""
_SHORTEST = 3
"""Words of a clause: "The embattled Lee said" has none before the name."""
_LEADING = 4
"""Words of a sentence among which one of those stands: "Just days after Lee said"."""
_NO_END = (
    PREPOSITIONS - words("as after before since until")
    | ADVERBS
    | {QUOTE, ",", ":", "—", "–", "(", "“", "'", "‘"}
)
"""What no clause of a writer ends with before the subject of a report."""


def clause_of(unit: Unit, text: str, report: Report) -> Span | None:
    """The clause of a longer sentence in which a report stands; None where it tells the sentence.

    It is a relative one (", with Moscow calling it ..." too), one that follows the writer's own ("the vote came as Lee
    said ...", "the policy Lee claimed to want"), or one that leads in to it ("While Lee said ..., the talks failed").
    """
    if report.holder is None:
        return None
    at = bisect_left(unit.start, report.start)
    first = _opens(unit, at)
    if first is None:
        return _beside_another(unit, report, at)
    begin, end = unit.start[first], unit.span.end
    if not unit.has(first - 1, ",", "—", "–"):
        return Span(begin, end)
    after = max(report.cue.end, report.end)
    comma = text.find(", ", after, end)
    for one in unit.quotations:
        if after <= one.span.start and (comma < 0 or one.span.start < comma):
            return Span(begin, one.span.end)
    return Span(begin, comma if comma >= 0 else end)


def _beside_another(unit: Unit, report: Report, at: int) -> Span | None:
    """Where the report's clause is one of two, and the other is its writer's."""
    if report.after or at >= len(unit.low):
        return None
    sentence = next((one for one in unit.sentences if one.start <= unit.start[at] < one.end), unit.span)
    first = bisect_left(unit.start, sentence.start)
    if at - first <= _LEADING and not _LEADS_IN.isdisjoint(unit.low[first:at]):
        return _until_main_clause(unit, report, sentence)
    if unit.has(at - 1, ".") and at - first > 2:
        at -= 2  # "Mr. Lee", "John F. Lee"
        while at > first and unit.capital[at - 1]:
            at -= 1
    before = unit.low[first:at]
    ends = unit.low[at - 1] if at else ""
    if len(before) < _SHORTEST or ends in _NO_END or not any(map(_is_verb, before[1:])):
        return None
    return Span(unit.start[at], unit.span.end)


def _until_main_clause(unit: Unit, report: Report, sentence: Span) -> Span | None:
    """Up to the first comma behind the cue after which a subject stands; "As Lee noted, ..." leads in to Lee's own words."""
    cue = bisect_left(unit.start, report.cue.start)
    inserted = False
    for comma in range(cue + 2, len(unit.low) - 1):
        if unit.start[comma] >= sentence.end or unit.low[comma] == QUOTE:
            return None
        if unit.low[comma] != ",":
            continue
        if _is_subject(unit, comma + 1) and not inserted:
            return Span(unit.span.start, unit.end[comma])
        inserted = unit.low[comma + 1] in _LEADS_IN or unit.has(comma + 1, "if", "as", "unless")
    return None


def _is_subject(unit: Unit, at: int) -> bool:
    word = unit.low[at]
    return unit.capital[at] or word in DETERMINERS or word in PRONOUNS


def _is_verb(word: str) -> bool:
    return word in AUXILIARIES or word in BASE or word in CUES or (word.endswith("ed") and len(word) > _NEED)


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
