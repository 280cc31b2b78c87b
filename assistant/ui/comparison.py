"""Two or more outlets on one question: claim against claim, and which figures they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.analysis.likeness import Meaning
from assistant.analysis.side_by_side import Row, at_odds, own_words, paired
from assistant.findings import Answer, Claim
from assistant.news import Span
from assistant.ui.amounts_told import Told, told
from assistant.ui.sheets import Numbers, numbered


@dataclass(frozen=True, slots=True)
class Stated:
    """One figure or date, who states it, and at which numbered places."""

    told: Told
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
    """Every figure and date in the outlets' sentences, in reading order, each once."""
    numbers = _numbers(answer)
    found: list[Stated] = []
    for outlet in outlets:
        for claim in claims_of(answer, outlet):
            cites = _cites(claim, numbers)
            for given in told(claim.text):
                known = next((one for one in found if one.told.agrees(given)), None)
                if known is None:
                    known = Stated(given, {})
                    found.append(known)
                known.places.setdefault(outlet, []).extend(cites)
    return found


def sheet(answer: Answer, outlets: Sequence[str], meaning: Meaning) -> dict[str, Any]:
    """What the compare component draws: a column for each outlet, rows of what tells of the same, and the figures."""
    numbers = _numbers(answer)
    columns = [claims_of(answer, outlet) for outlet in outlets]
    rows = paired([[claim.text for claim in column] for column in columns], meaning)
    return {
        "outlets": list(outlets),
        "silent": [outlet for outlet, column in zip(outlets, columns, strict=True) if not column],
        "rows": [_row(row, columns, numbers) for row in rows],
        "figures": [
            {
                "words": one.told.words,
                "places": [list(dict.fromkeys(one.places.get(outlet, ()))) for outlet in outlets],
                "stated": [outlet in one.places for outlet in outlets],
            }
            for one in sorted(stated(answer, outlets), key=lambda one: -len(one.places))
        ],
    }


def _row(row: Row, columns: Sequence[Sequence[Claim]], numbers: Numbers) -> list[dict[str, Any] | None]:
    claims = [None if number is None else columns[place][number] for place, number in enumerate(row)]
    return [
        None if one is None else _cell(one, [each for each in claims if each and each is not one], numbers)
        for one in claims
    ]


def _cell(claim: Claim, others: Sequence[Claim], numbers: Numbers) -> dict[str, Any]:
    return {
        "segments": segments(claim.text, [one.text for one in others]),
        "cites": _cites(claim, numbers),
    }


def segments(text: str, others: Sequence[str]) -> list[dict[str, Any]]:
    """The sentence in pieces, marked where it differs from the others of its row.

    `figure` is shared, alone or differs for a figure or date; `word` for a word that none of the others has.
    """
    theirs = [one for other in others for one in told(other)]
    marks: list[tuple[Span, str]] = []
    own = told(text) if others else []
    for one in own:
        shared = any(one.agrees(other) for other in theirs)
        odd = at_odds(one.amount, [each.amount for each in own], [each.amount for each in theirs])
        mark = "shared" if shared else "differs" if odd else "alone"
        marks.append((Span(one.amount.start, one.amount.end), mark))
    figures = [span for span, _ in marks]
    marks += [
        (span, "word")
        for span in own_words(text, others)
        if not any(span.overlaps(figure) for figure in figures)
    ]
    return _pieces(text, sorted(marks))


def _pieces(text: str, marks: Sequence[tuple[Span, str]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    at = 0
    for span, mark in marks:
        found.append({"text": text[at : span.start], "mark": None})
        found.append({"text": span.of(text), "mark": mark})
        at = span.end
    found.append({"text": text[at:], "mark": None})
    return [one for one in found if one["text"]]


def _numbers(answer: Answer) -> Numbers:
    return {(one.article_id, one.span): number for number, one in enumerate(numbered(answer), start=1)}


def _cites(claim: Claim, numbers: Numbers) -> list[int]:
    return [numbers[place] for one in claim.citations if (place := (one.article_id, one.span)) in numbers]
