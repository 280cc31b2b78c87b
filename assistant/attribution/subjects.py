"""Who did it: the subject of a cue where it does not stand directly before it."""

from __future__ import annotations

from assistant.attribution import nouns
from assistant.attribution.abbreviations import words
from assistant.attribution.cues import AUXILIARIES, CUES, Strength
from assistant.attribution.namewords import DETERMINERS, PEOPLE_WORDS, PREPOSITIONS, PRONOUNS, TITLES
from assistant.attribution.units import QUOTE, Unit

_OF = words("of for du de des von für del")


def antecedent(unit: Unit, end: int) -> tuple[int, int] | None:
    """Of "shock waves through the media, which": the nearest noun that can speak, else the whole phrase."""
    phrase = nouns.before(unit.low, unit.capital, end)
    if phrase is None:
        return None
    for at in range(phrase[1], phrase[0], -1):
        if unit.low[at] in PREPOSITIONS and unit.low[phrase[1]] in PEOPLE_WORDS:
            return (at + 1, phrase[1])
    return phrase


def apposition(unit: Unit, comma: int) -> tuple[int, int] | None:
    """ "Kiselyov, a prominent figure in state media, asserted": the name before the words in commas."""
    opener = {")": "("}.get(unit.low[comma], unit.low[comma])
    for back in range(comma - 1, max(0, comma - 28), -1):
        if unit.low[back] == opener and back:
            inside = unit.low[back + 1]
            if (
                inside == QUOTE
                or (inside in PRONOUNS and inside != "who")
                or inside in ("that", "and", "but")
            ):
                return None
            if any(word in CUES and CUES[word] is Strength.STRONG for word in unit.low[back + 1 : comma]):
                return None
            starts = (
                inside in DETERMINERS
                or inside in PREPOSITIONS
                or inside.isdigit()
                or not unit.capital[back + 1]
            )
            if _names_someone(unit, back, comma):
                return nouns.before(unit.low, unit.capital, comma - 1)
            if not starts and _speaks_for(unit, back):
                return nouns.before(unit.low, unit.capital, back - 1)
            if not starts and opener == "," and not unit.capital[back - 1] and comma - back < 8:
                return nouns.before(unit.low, unit.capital, comma - 1)  # "The operator, Stolmar Copper, put"
            if starts or opener == "(" or (unit.capital[back - 1] and comma - back < 8):
                return nouns.before(unit.low, unit.capital, back - 1)
            return None
        if unit.low[back] in (QUOTE, ".", ";", ":") and not (opener == "(" and unit.low[back] == "."):
            return None  # "(R-Nev.)" goes on
    return None


def _names_someone(unit: Unit, opens: int, closes: int) -> bool:
    """ "One of the five, the hydrologist Ann Lee, said": the words in commas give the name to those before them."""
    inside = range(opens + 1, closes)
    named = len(inside) > 1 and unit.capital[closes - 1] and unit.capital[closes - 2]
    plain = PREPOSITIONS.isdisjoint(unit.low[opens + 1 : closes])
    described = not unit.capital[opens - 1] or _office(unit, opens)
    return named and plain and described and not _speaks_for(unit, opens)


def _office(unit: Unit, end: int) -> bool:
    """Whether the words that end here are an office: "the secretary of State", "le ministre du Commerce"."""
    return any(
        (unit.low[at] in TITLES or unit.low[at] in PEOPLE_WORDS) and unit.low[at + 1] in _OF
        for at in range(max(0, end - 6), end - 1)
    )


def _speaks_for(unit: Unit, end: int) -> bool:
    """Whether the words that end here are "a spokesman for", whoever is named behind them."""
    for at in range(max(0, end - 8), end - 2):
        if (
            unit.low[at] in ("a", "an")
            and unit.low[at + 1] in PEOPLE_WORDS
            and unit.low[at + 2] in PREPOSITIONS
        ):
            return True
    return False


def main_subject(unit: Unit, at: int) -> tuple[int, int] | None:
    """The subject of the clause that a participle continues: what stands before its first verb."""
    for i in range(1, at):
        word = unit.low[i]
        if word in AUXILIARIES or (
            word.endswith("ed") and not unit.capital[i] and unit.low[i - 1] not in (",", "and")
        ):
            phrase = nouns.before(unit.low, unit.capital, i - 1)
            if phrase is not None:
                return phrase
    return None
