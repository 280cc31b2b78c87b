"""The documented JSON, schema version 1: keys may be added, none is renamed (docs/json.md)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from assistant.attribution.access import Heard, heard_in
from assistant.findings import (
    Agreement,
    Answer,
    Checks,
    Citation,
    Claim,
    CounterArgument,
    Issue,
    Position,
    Usage,
)
from assistant.ingest.outlets import Outlet
from assistant.library.articles import HeardOutlet, Listed
from assistant.news import Article, Filters, Passage

if TYPE_CHECKING:
    from assistant.ingest.sources import Failed

SCHEMA = 1


def answer(given: Answer) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "question": given.question,
        "engine": {
            "analyst": given.engine.analyst,
            "model": given.engine.model,
            "embedder": given.engine.embedder,
        },
        "positions": [position(one) for one in given.positions],
        "not_stated": list(given.not_stated),
        "absent": list(given.absent),
        "agreements": [agreement(one) for one in given.agreements],
        "issues": [issue(one) for one in given.issues],
        "counterarguments": [counterargument(one) for one in given.counterarguments],
        "checks": checks(given.checks),
        "rejected": [claim(one) for one in given.rejected],
        "notes": list(given.notes),
        "estimate": usage(given.estimate) if given.estimate else None,
        "usage": usage(given.usage) if given.usage else None,
    }


def agreement(given: Agreement) -> dict[str, Any]:
    return {
        "statement": claim(given.statement),
        "voices": list(given.voices),
        "origins": given.origins,
    }


def issue(given: Issue) -> dict[str, Any]:
    return {
        "issue": given.issue,
        "readings": [
            {
                "label": reading.label,
                "voices": list(reading.voices),
                "claims": [claim(one) for one in reading.claims],
            }
            for reading in given.readings
        ],
        "stances": {voice: stance.value for voice, stance in given.stances.items()},
    }


def checks(given: Checks) -> dict[str, Any]:
    return {"claims": given.claims, "shown": given.shown, "rejected": dict(given.rejected)}


def filters(given: Filters) -> dict[str, Any]:
    return {
        "outlets": list(given.outlets),
        "since": given.since.isoformat() if given.since else None,
        "until": given.until.isoformat() if given.until else None,
        "languages": list(given.languages),
        "kinds": [one.value for one in given.kinds],
    }


def usage(given: Usage) -> dict[str, Any]:
    return {
        "requests": given.requests,
        "prompt_tokens": given.prompt_tokens,
        "completion_tokens": given.completion_tokens,
        "cost": given.cost,
        "estimated": given.estimated,
    }


def position(given: Position) -> dict[str, Any]:
    return {
        "voice": given.voice.name,
        "kind": given.voice.kind.value,
        "access": given.access.value,
        "via": list(given.via),
        "claims": [claim(one) for one in given.claims],
    }


def counterargument(given: CounterArgument) -> dict[str, Any]:
    return {
        "against": claim(given.against),
        "lane": given.lane.value,
        "claims": [claim(one) for one in given.claims],
    }


def claim(given: Claim) -> dict[str, Any]:
    return {
        "text": given.text,
        "supported": given.supported,
        "citations": [citation(one) for one in given.citations],
    }


def citation(given: Citation) -> dict[str, Any]:
    return {
        "article": given.article_id,
        "start": given.span.start,
        "end": given.span.end,
        "quote": given.quote,
        "voices": list(given.voices),
        "title": given.title,
        "publisher": given.publisher,
        "url": given.url,
        "verdict": given.verdict.value,
        "selected_by": given.selected_by,
        **({"reason": given.reason} if given.reason else {}),
    }


def passages(question: str, given: Sequence[Passage]) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "question": question,
        "passages": [
            {
                "article": one.article.id,
                "start": one.span.start,
                "end": one.span.end,
                "text": one.text,
                "relevance": round(one.relevance, 4),
                "voices": list(one.chunk.voices),
                "title": one.article.title,
                "publisher": one.article.publisher,
                "origin": one.article.origin,
                "published": _date(one.article),
                "url": one.article.url,
            }
            for one in given
        ],
    }


def article(given: Article) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "article": {
            "id": given.id,
            "title": given.title,
            "publisher": given.publisher,
            "origin": given.origin,
            "url": given.url,
            "authors": list(given.authors),
            "published": _date(given),
            "language": given.language,
            "kind": given.kind.value,
            "text": given.text,
        },
        "parts": [
            {
                "start": one.span.start,
                "end": one.span.end,
                "title": one.title,
                "authors": list(one.authors),
                "origin": one.origin,
                "kind": one.kind.value,
            }
            for one in given.parts
        ],
        "voices": [_heard(one) for one in heard_in(given)],
        "attributions": [
            {
                "start": one.span.start,
                "end": one.span.end,
                "chain": [voice.name for voice in one.chain],
                "mode": one.mode.value,
                "cue": [one.cue.start, one.cue.end] if one.cue else None,
                "read_by": one.read_by.value,
            }
            for one in given.attributions
        ],
    }


def _heard(given: Heard) -> dict[str, Any]:
    return {
        "name": given.voice.name,
        "kind": given.voice.kind.value,
        "access": given.access.value,
        "via": list(given.via),
        "mentions": given.mentions,
    }


def _date(given: Article) -> str | None:
    return given.published.isoformat() if given.published else None


def listed(given: Sequence[Listed]) -> dict[str, Any]:
    return {"schema": SCHEMA, "articles": [_line(one) for one in given]}


def events(given: Sequence[Sequence[Listed]]) -> dict[str, Any]:
    return {"schema": SCHEMA, "events": [[_line(one) for one in event] for event in given]}


def _line(given: Listed) -> dict[str, Any]:
    return {**asdict(given), "published": given.published.isoformat() if given.published else None}


def outlet(given: HeardOutlet, profile: Outlet | None) -> dict[str, Any]:
    """An outlet of the library; one that the registry does not know is unrated."""
    return {
        "name": given.name,
        "articles": given.articles,
        "quoted_by": list(given.quoted_by),
        "kind": profile.kind if profile else "unrated",
        "country": profile.country if profile else "",
        "owner": profile.owner if profile else "",
    }


def failed(given: Iterable[Failed]) -> list[dict[str, Any]]:
    """Sources that could not be read, each with why and what to do."""
    return [{"source": one.source, "error": str(one.error), "hint": one.error.hint} for one in given]
