"""Two or more outlets on one question: which figures they share, and which only one of them gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.findings import Answer, Claim
from assistant.ui.sheets import Numbers, numbered
from assistant.wording.figures import Figure, figures


@dataclass(frozen=True, slots=True)
class Stated:
    """One figure as it is written, who states it, and at which numbered places."""

    words: str
    figure: Figure
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


def stated(answer: Answer, outlets: Sequence[str]) -> list[Stated]:
    """Every figure in the outlets' sentences, in reading order; the same amount in other words is one figure."""
    numbers = _numbers(answer)
    found: list[Stated] = []
    for outlet in outlets:
        for claim in claims_of(answer, outlet):
            cites = _cites(claim, numbers)
            for figure in figures(claim.text):
                known = next((one for one in found if one.figure.agrees(figure)), None)
                if known is None:
                    known = Stated(claim.text[figure.start : figure.end], figure, {})
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
    for figure in figures(claim.text):
        alone = all(set(one.places) == {outlet} for one in rows if one.figure.agrees(figure))
        segments.append({"text": claim.text[at : figure.start], "figure": None})
        segments.append(
            {"text": claim.text[figure.start : figure.end], "figure": "alone" if alone else "shared"}
        )
        at = figure.end
    segments.append({"text": claim.text[at:], "figure": None})
    return {"segments": [one for one in segments if one["text"]], "cites": _cites(claim, numbers)}


def _numbers(answer: Answer) -> Numbers:
    return {(one.article_id, one.span): number for number, one in enumerate(numbered(answer), start=1)}


def _cites(claim: Claim, numbers: Numbers) -> list[int]:
    return [numbers[place] for one in claim.citations if (place := (one.article_id, one.span)) in numbers]
