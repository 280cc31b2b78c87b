"""Numbers with their units: `three years`, `3 years` and `3-year` are one figure; so are `$3.1 trillion` and `3.1tn dollars`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from assistant.wording.counted import counted
from assistant.wording.numerals import AMBIGUOUS, ORDINALS, SCALES, UNITS

_NUMBER = r"\d{1,3}(?:[,.\u00a0\u202f ’']\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_FIGURE = re.compile(
    rf"(?:(?P<currency>US\$|A\$|C\$|HK\$|[$€£¥₽₴])[ \u00a0]?)?(?<![\w.])(?P<digits>{_NUMBER})"
    r"(?P<glued>st|nd|rd|th|%|s|bn|tn|mn|k|m|km|kg|mph|pm|am)?(?![\w])"
    r"|(?P<word>[^\W\d_]+(?:[’'][^\W\d_]+)?)"
)
_SHARE = re.compile(r"\b(?:an?|one|two|three|four)[ \u00a0-]$", re.IGNORECASE)
_LAST = {word: value for word, value in ORDINALS.items() if value < 10} | {"first": 1}
_GAP = re.compile(r"[-–‑ \u00a0\u202f]?[^\W\d_]+|[ \u00a0\u202f]?[%€£$₽₴]")


@dataclass(frozen=True, slots=True)
class Figure:
    """One number as it is meant: value with its scale, and unit (empty where none is named)."""

    start: int
    end: int
    value: Decimal
    unit: str = ""

    def agrees(self, other: Figure) -> bool:
        """The same value, and no unit that contradicts."""
        return self.value == other.value and (
            self.unit == other.unit or not self.unit or not other.unit or "people" in (self.unit, other.unit)
        )


@lru_cache(maxsize=1_024)
def figures(text: str) -> tuple[Figure, ...]:
    """Every figure of a text, in order; years and days of a month are among them."""
    return tuple(_figures(text))


def _figures(text: str) -> Iterator[Figure]:
    position = 0
    while match := _FIGURE.search(text, position):
        position = match.end()
        if match["digits"]:
            value, unit, end = _digits(match)
        else:
            spelt = _spelt(text, match)
            if spelt is None:
                continue
            value, unit, end = spelt
        end, scale = _scale(text, end)
        value *= scale
        end, named = _unit(text, end, unit)
        position = end
        yield Figure(match.start(), end, value.normalize(), unit or named)


def _digits(match: re.Match[str]) -> tuple[Decimal, str, int]:
    value = _value(match["digits"])
    unit = UNITS.get(match["currency"].casefold()[-1], "") if match["currency"] else ""
    glued = match["glued"] or ""
    if glued in ("st", "nd", "rd", "th"):
        unit = "ordinal"
    elif glued == "s":
        unit = "decade of"
    elif glued == "m":
        value *= 1_000_000
    elif glued in SCALES:
        value *= SCALES[glued]
    elif glued in UNITS:
        unit = unit or UNITS[glued]
    return value, unit, match.end()


def _value(digits: str) -> Decimal:
    """Reads both conventions: a mark before exactly three digits groups, any other one is the decimal mark."""
    grouped = re.fullmatch(r"(\d{1,3}(?:[,.\u00a0\u202f ’']\d{3})+)([.,]\d+)?", digits)
    if grouped and not digits.startswith("0"):
        return Decimal(re.sub(r"\D", "", grouped[1]) + (grouped[2] or "").replace(",", "."))
    return Decimal(digits.replace(",", "."))


def _spelt(text: str, match: re.Match[str]) -> tuple[Decimal, str, int] | None:
    word = match["word"].casefold()
    if word in ORDINALS:
        # `a third of them` and `two fifths` are shares, which no figure here stands for.
        shares = _SHARE.search(text[max(0, match.start() - 8) : match.start()])
        return None if shares else (Decimal(ORDINALS[word]), "ordinal", match.end())
    if whole := counted(text, match.start()):
        value, end = whole
        after = _GAP.match(text, end)
        ordinal = after[0][1:].casefold() if after and after[0][0] in "-–‑" else ""
        if value % 10 == 0 and ordinal in _LAST:
            return Decimal(value + _LAST[ordinal]), "ordinal", after.end() if after else end
        return Decimal(value), "", end
    if word in ("one", "a", "an", "half"):
        after = _GAP.match(text, match.end())
        if after and (scale := after[0].strip("-–‑ \u00a0").casefold()) in SCALES and SCALES[scale] >= 100:
            return Decimal("0.5") if word == "half" else Decimal(1), "", match.end()
        if word == "one" and after and after[0].strip("-–‑ \u00a0").casefold() in UNITS:
            return Decimal(1), "", match.end()
    return None


def _scale(text: str, end: int) -> tuple[int, int]:
    scale = 1
    while (after := _GAP.match(text, end)) and (word := after[0].strip("-–‑ \u00a0").casefold()) in SCALES:
        if word in AMBIGUOUS or text[end - 1 : end].isspace():
            break
        scale *= SCALES[word]
        end = after.end() + (
            text[after.end() : after.end() + 1] == "." and word in ("млн", "млрд", "mio", "mrd", "тыс")
        )
    return end, scale


def _unit(text: str, end: int, known: str) -> tuple[int, str]:
    after = _GAP.match(text, end)
    if after is None:
        return end, ""
    word = after[0].strip("-–‑ \u00a0\u202f").casefold()
    if word == "per" and text[after.end() : after.end() + 5].casefold() == " cent":
        return after.end() + 5, "%"
    if word == "pour" and text[after.end() : after.end() + 5].casefold() == " cent":
        return after.end() + 5, "%"
    unit = UNITS.get(word, "")
    if not unit or (known and unit != known):
        return end, ""
    return after.end(), unit
