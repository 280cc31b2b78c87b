"""Whether the numbers and quotations of one text stand in others."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.briefing.likelihood import tells_confidence
from assistant.wording.figures import figures
from assistant.wording.quotations import find, quotations


def untraced_numbers(text: str, told: Sequence[str]) -> list[str]:
    """The figures of a text that stand in none of the others."""
    known = {figure.value for one in told for figure in figures(one)}
    return [text[one.start : one.end].strip() for one in figures(text) if one.value not in known]


def uncounted(text: str, told: Sequence[str], most: int) -> list[str]:
    """The untraced figures of a sentence on judging, save counts of what it rests on: `two voices say so` of three."""
    untraced = untraced_numbers(text, told)
    if not tells_confidence(text):
        return untraced
    return [one for one in untraced if not all(1 <= figure.value <= most for figure in figures(one))]


def untraced_quotations(text: str, told: Sequence[str]) -> list[str]:
    """The quoted stretches of a text that stand exactly in none of the others."""
    quoted = (span.of(text).strip() for span in quotations(text))
    return [one for one in quoted if not any(find(one, other) for other in told)]
