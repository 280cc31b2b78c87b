"""Figures and dates of a sentence with what they count, for a table that says who states which."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.analysis.side_by_side import Amount, amounts, same
from assistant.wording.figures import Figure
from assistant.wording.tokens import stem

_NUMBERED = re.compile(r"(?:\b(?:no|nr|n[°ºr])\.?|№|#)[ \u00a0]?$", re.IGNORECASE)  # "Dam No. 2" is a name
_THING = re.compile(r"[ \u00a0\u202f-]([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Told:
    """One figure or date as it is written, and the word after a figure that has no unit we know."""

    words: str
    amount: Amount
    thing: str = ""

    def agrees(self, other: Told) -> bool:
        """The same amount of the same: "6 metres" are not "six weeks", and neither is a bare 6."""
        if isinstance(self.amount, Figure) and isinstance(other.amount, Figure):
            return (self.amount.value, self.amount.unit, self.thing) == (
                other.amount.value,
                other.amount.unit,
                other.thing,
            )
        return same(self.amount, other.amount)


def told(text: str) -> list[Told]:
    """Every figure and date of the text, in order; a number that is part of a name is none."""
    return [
        _told(text, one)
        for one in amounts(text)
        if not (isinstance(one, Figure) and _NUMBERED.search(text[: one.start]))
    ]


def _told(text: str, one: Amount) -> Told:
    after = _THING.match(text, one.end) if isinstance(one, Figure) and not one.unit else None
    if after is None:
        return Told(text[one.start : one.end], one)
    return Told(text[one.start : after.end()], one, stem(after[1].casefold()))
