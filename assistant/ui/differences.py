"""Two or more outlets on one question: which figures they share, and which only one of them gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.findings import Answer, Claim
from assistant.ui.sheets import Numbers, numbered
from assistant.wording.dates import Dated, dates
from assistant.wording.figures import Figure, figures

Amount = Figure | Dated


@dataclass(frozen=True, slots=True)
class Stated:
    """One figure or date as it is written, who states it, and at which numbered places."""

    words: str
    amount: Amount
    places: dict[str, list[int]]


def claims_of(answer: Answer, outlet: str) -> list[Claim]:
    """What the outlet's own articles say, whoever is quoted in them, and what others report of it."""
    own = [
        claim
        for position in answer.positions
        for claim in position.claims
        if position.voice.name == outlet or any(one.publisher == outlet for one in claim.citations)
    ]
    return list(dict.fromkeys(own))


def amounts(text: str) -> list[Amount]:
    """Figures and dates of a text, in order; the numbers of a date are no figures of their own."""
    days = dates(text)
    counted = [
        one for one in figures(text) if not any(one.start < day.end and day.start < one.end for day in days)
    ]
    return sorted([*days, *counted], key=lambda one: one.start)


def same(one: Amount, other: Amount) -> bool:
    """The same amount in whatever words, or the same day as far as both name it."""
    match one, other:
        case Figure(), Figure():
            return one.agrees(other)
        case Dated(), Dated():
            return one.agrees(other) or other.agrees(one)
        case _:
            return False


def stated(answer: Answer, outlets: Sequence[str]) -> list[Stated]:
    """Every figure and date in the outlets' sentences, in reading order, each once."""
    numbers = _numbers(answer)
    found: list[Stated] = []
    for outlet in outlets:
        for claim in claims_of(answer, outlet):
            cites = _cites(claim, numbers)
            for amount in amounts(claim.text):
                known = next((one for one in found if same(one.amount, amount)), None)
                if known is None:
                    known = Stated(claim.text[amount.start : amount.end], amount, {})
                    found.append(known)
                known.places.setdefault(outlet, []).extend(cites)
    return found


def sheet(answer: Answer, outlets: Sequence[str]) -> dict[str, Any]:
    """What the compare component draws: one column an outlet, and a row for each figure."""
    numbers = _numbers(answer)
    rows = stated(answer, outlets)
    return {
        "outlets": list(outlets),
        "columns": [
            [_told(claim, outlet, rows, numbers) for claim in claims_of(answer, outlet)] for outlet in outlets
        ],
        "figures": [
            {
                "words": one.words,
                "places": [list(dict.fromkeys(one.places.get(outlet, ()))) for outlet in outlets],
                "stated": [outlet in one.places for outlet in outlets],
            }
            for one in rows
        ],
    }


def _told(claim: Claim, outlet: str, rows: Sequence[Stated], numbers: Numbers) -> dict[str, Any]:
    """The sentence in segments: figures that no other outlet gives are marked."""
    segments: list[dict[str, Any]] = []
    at = 0
    for amount in amounts(claim.text):
        alone = all(set(one.places) == {outlet} for one in rows if same(one.amount, amount))
        segments.append({"text": claim.text[at : amount.start], "figure": None})
        segments.append(
            {"text": claim.text[amount.start : amount.end], "figure": "alone" if alone else "shared"}
        )
        at = amount.end
    segments.append({"text": claim.text[at:], "figure": None})
    return {"segments": [one for one in segments if one["text"]], "cites": _cites(claim, numbers)}


def _numbers(answer: Answer) -> Numbers:
    return {(one.article_id, one.span): number for number, one in enumerate(numbered(answer), start=1)}


def _cites(claim: Claim, numbers: Numbers) -> list[int]:
    return [numbers[place] for one in claim.citations if (place := (one.article_id, one.span)) in numbers]
