"""Whether something was said: what must stand beside a cue before it counts as a report."""

from __future__ import annotations

from assistant.attribution.abbreviations import words
from assistant.attribution.cues import AUXILIARIES, DENIALS, FOREIGN, NOUNS, TELLING, Strength
from assistant.attribution.namewords import PRONOUNS
from assistant.attribution.subjunctive import reported
from assistant.attribution.units import QUOTE, Unit

NEAR, FAR = 10, 16
"""Words within which a quotation or a clause belongs to a cue, and the same where something is put in between."""

_CLAUSES = words("that whether why how dass daß que qu’il qu’elle що что як")
_DASHES = (",", "—", "–")
_ENDS = frozenset((",", ".", ";", "in", "on", "at", "during", "last", "—", "–"))


def said(unit: Unit, at: int, strength: Strength, subject: tuple[int, int] | None) -> bool:
    """Whether something is there that was said."""
    ahead = unit.low[at + 1 : at + (FAR if unit.has(at + 1, ",") else NEAR)]
    if strength is Strength.NAMING:
        if unit.low[at] in DENIALS and not NOUNS.isdisjoint(unit.low[at + 1 : at + 6]):
            return True
        return QUOTE in unit.low[at + 1 : at + FAR] or behind_quote(unit, at, subject) or _described(unit, at)
    if not _CLAUSES.isdisjoint(ahead) or QUOTE in ahead or behind_quote(unit, at, subject):
        return True
    if behind_clause(unit, at, subject) or unit.has(at + 1, ":"):
        return True
    if (
        unit.low[at] in FOREIGN
        and unit.has(at + 1, ",", "an", "mit")
        and reported(" ".join(unit.low[at + 1 :]))
    ):
        return True
    if strength is Strength.STRONG:
        rest = [word for word in unit.low[at + 1 : at + 8] if word[0].isalnum()]
        return len(rest) >= 3
    return (
        at + 2 < len(unit.low)
        and (unit.low[at + 1] in PRONOUNS or (unit.capital[at + 1] and unit.low[at] not in TELLING))
        and any(word in AUXILIARIES for word in unit.low[at + 2 : at + 7])
    )


def clause_ahead(unit: Unit, at: int) -> bool:
    """Whether "that" or a quotation follows a cue."""
    ahead = unit.low[at + 1 : at + FAR]
    return QUOTE in ahead or not _CLAUSES.isdisjoint(ahead)


def _described(unit: Unit, at: int) -> bool:
    return (
        unit.low[at][:6] in ("descri", "charac", "portra", "depict") and "as" in unit.low[at + 1 : at + FAR]
    )


def behind_quote(unit: Unit, at: int, subject: tuple[int, int] | None) -> bool:
    """Whether a quotation stands directly before the cue and its subject."""
    first = min(subject[0], at) if subject else at
    return QUOTE in unit.low[max(0, first - 3) : first]


def behind_clause(unit: Unit, at: int, subject: tuple[int, int] | None) -> bool:
    """Whether, as in «..., the network argued», a clause stands before a comma and the cue ends or is bracketed."""
    first = min(subject[0], at) if subject else at
    final = max(subject[1], at) if subject else at
    ends = final + 1 >= len(unit.low) or unit.low[final + 1] in _ENDS
    return first > 0 and unit.low[first - 1] in _DASHES and ends and (first > 4 or final + 4 < len(unit.low))
