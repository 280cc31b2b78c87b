"""An answer ready to be drawn: every place cited has a number, and all of it is plain values, none of it markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from assistant.findings import Answer, Citation, Claim, Issue, Position, Stance, Usage
from assistant.news import Span, Voice

Numbers = dict[tuple[str, Span], int]


def numbered(answer: Answer) -> list[Citation]:
    """Every place that the answer shows, once, in reading order; its number is its index plus one."""
    places: dict[tuple[str, Span], Citation] = {}
    for claim in answer.claims:
        for citation in claim.citations:
            places.setdefault((citation.article_id, citation.span), citation)
    return list(places.values())


def sheet(answer: Answer) -> dict[str, Any]:
    """What the answer component draws; what stands above it comes from `headings`."""
    places = numbered(answer)
    numbers = {(one.article_id, one.span): number for number, one in enumerate(places, start=1)}
    spoken, silent = _voices(answer.issues)
    return {
        "engine": {"analyst": answer.engine.analyst, "model": answer.engine.model},
        "positions": _positions(answer.positions, numbers),
        "not_stated": list(answer.not_stated),
        "absent": list(answer.absent),
        "agreements": [
            {"claim": claim(one.statement, numbers), "voices": list(one.voices), "origins": one.origins}
            for one in answer.agreements
        ],
        "issues": [_issue(one, numbers) for one in answer.issues],
        "voices": spoken,
        "silent": silent,
        "counterarguments": [
            {
                "against": claim(one.against, numbers),
                "lane": one.lane.value,
                "claims": [claim(each, numbers) for each in one.claims],
            }
            for one in answer.counterarguments
        ],
        "sources": [_source(one, number) for number, one in enumerate(places, start=1)],
        "checks": {
            "claims": answer.checks.claims,
            "shown": answer.checks.shown,
            "rejected": dict(answer.checks.rejected),
        },
        "usage": _usage(answer.usage),
        "rejected": [_rejected(one) for one in answer.rejected],
        "remarks": list(answer.notes),
    }


def claim(given: Claim, numbers: Numbers) -> dict[str, Any]:
    """A sentence with the numbers of its places, and who is heard there where it is not the publisher."""
    return {
        "text": given.text,
        "cites": [
            numbers[place] for one in given.citations if (place := (one.article_id, one.span)) in numbers
        ],
        "voices": list(dict.fromkeys(name for one in given.citations for name in one.voices)),
        "selected": list(dict.fromkeys(one.selected_by for one in given.citations if one.selected_by)),
    }


def _positions(given: Iterable[Position], numbers: Numbers) -> list[dict[str, Any]]:
    """One card a voice; under it, each way in which it is heard."""
    cards: dict[Voice, dict[str, Any]] = {}
    for one in given:
        card = cards.setdefault(
            one.voice, {"voice": one.voice.name, "kind": one.voice.kind.value, "heard": []}
        )
        card["heard"].append(
            {
                "access": one.access.value,
                "via": list(one.via),
                "claims": [claim(each, numbers) for each in one.claims],
            }
        )
    return list(cards.values())


def _voices(issues: Sequence[Issue]) -> tuple[list[str], list[str]]:
    """Voices that speak on some issue, and those that speak on none: the rows of the matrix, and who is under it."""
    named = dict.fromkeys(voice for issue in issues for voice in issue.stances)
    spoken = [voice for voice in named if any(issue.heard(voice) for issue in issues)]
    return spoken, [voice for voice in named if voice not in spoken]


def standing(issue: Issue, voice: str) -> str:
    """The voice's stance; `no_side` where it speaks on the issue and nothing plain says for which side."""
    stance = Stance(issue.stances[voice])
    return "no_side" if stance is Stance.NOT_STATED and issue.heard(voice) else stance.value


def _issue(given: Issue, numbers: Numbers) -> dict[str, Any]:
    return {
        "issue": given.issue,
        "readings": [
            {
                "label": reading.label,
                "voices": list(reading.voices),
                "claims": [claim(one, numbers) for one in reading.claims],
            }
            for reading in given.readings
        ],
        "stances": {voice: standing(given, voice) for voice in given.stances},
    }


def _source(given: Citation, number: int) -> dict[str, Any]:
    return {
        "n": number,
        "article": given.article_id,
        "start": given.span.start,
        "end": given.span.end,
        "quote": given.quote,
        "title": given.title,
        "publisher": given.publisher,
        "chain": list(given.voices),
    }


def _usage(given: Usage | None) -> str:
    """What a model read and wrote for the answer, in words; empty where none was asked."""
    if given is None or not given.requests:
        return ""
    cost = "" if given.cost is None else f", {given.cost:.2f} at your prices"
    about = "About " if given.estimated else ""
    return (
        f"{about}{given.requests} requests, {given.prompt_tokens:,} tokens read, "
        f"{given.completion_tokens:,} written{cost}."
    )


def _rejected(given: Claim) -> dict[str, Any]:
    reasons = [one.reason for one in given.citations if one.reason and not one.verdict.holds]
    return {"text": given.text, "verdict": given.verdict.value, "reason": reasons[0] if reasons else ""}
