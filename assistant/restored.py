"""Answers out of the documented JSON that they were kept as: the inverse of `schema`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from assistant.errors import BadInput
from assistant.findings import (
    Agreement,
    Answer,
    Checks,
    Citation,
    Claim,
    CounterArgument,
    Engine,
    Issue,
    Lane,
    Position,
    Reading,
    Stance,
    Usage,
    Verdict,
)
from assistant.news import Access, Filters, PartKind, Span, Voice, VoiceKind

READS = 1  # the version of docs/json.md
Document = Mapping[str, Any]


def answer(document: Document) -> Answer:
    """The answer that `schema.answer` wrote. Raises BadInput where the document is not one of schema version 1."""
    if document.get("schema") != READS:
        raise BadInput(
            f"This answer is of schema version {document.get('schema')!r}; version {READS} can be read.",
            hint="Open it with the version of Counterpoint that wrote it.",
        )
    try:
        return _answer(document)
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise BadInput(
            f"This is not a kept answer: {type(problem).__name__} at {problem}.",
            hint="docs/json.md describes the document.",
        ) from problem


def claim(document: Document) -> Claim:
    """One CLAIM of the documented JSON; whether it is supported follows from its citations."""
    return Claim(document["text"], tuple(citation(one) for one in document["citations"]))


def claims(documents: Iterable[Document]) -> tuple[Claim, ...]:
    return tuple(claim(one) for one in documents)


def citation(document: Document) -> Citation:
    return Citation(
        article_id=document["article"],
        span=Span(document["start"], document["end"]),
        quote=document["quote"],
        voices=tuple(document["voices"]),
        title=document["title"],
        publisher=document["publisher"],
        url=document["url"],
        verdict=Verdict(document["verdict"]),
        reason=document.get("reason", ""),
        selected_by=document.get("selected_by"),
    )


def position(document: Document) -> Position:
    return Position(
        voice=Voice(document["voice"], VoiceKind(document["kind"])),
        access=Access(document["access"]),
        via=tuple(document["via"]),
        claims=claims(document["claims"]),
    )


def agreement(document: Document) -> Agreement:
    return Agreement(claim(document["statement"]), tuple(document["voices"]), document["origins"])


def issue(document: Document) -> Issue:
    return Issue(
        issue=document["issue"],
        readings=tuple(
            Reading(one["label"], tuple(one["voices"]), claims(one["claims"])) for one in document["readings"]
        ),
        stances={voice: Stance(stance) for voice, stance in document["stances"].items()},
    )


def counterargument(document: Document) -> CounterArgument:
    return CounterArgument(
        against=claim(document["against"]), lane=Lane(document["lane"]), claims=claims(document["claims"])
    )


def checks(document: Document) -> Checks:
    return Checks(document["claims"], document["shown"], dict(document["rejected"]))


def filters(document: Document) -> Filters:
    """The filters that `schema.filters` wrote; a key that an older program did not know narrows nothing."""
    since, until = document.get("since"), document.get("until")
    return Filters(
        outlets=tuple(document.get("outlets", ())),
        since=date.fromisoformat(since) if since else None,
        until=date.fromisoformat(until) if until else None,
        languages=tuple(document.get("languages", ())),
        kinds=tuple(PartKind(one) for one in document.get("kinds", ())),
    )


def usage(document: Document) -> Usage:
    names = ("requests", "prompt_tokens", "completion_tokens", "cost", "estimated")
    return Usage(**{name: document[name] for name in names})


def _answer(document: Document) -> Answer:
    engine = document["engine"]
    return Answer(
        question=document["question"],
        engine=Engine(engine["analyst"], engine["model"], engine["embedder"]),
        positions=tuple(position(one) for one in document["positions"]),
        not_stated=tuple(document["not_stated"]),
        absent=tuple(document["absent"]),
        agreements=tuple(agreement(one) for one in document["agreements"]),
        issues=tuple(issue(one) for one in document["issues"]),
        counterarguments=tuple(counterargument(one) for one in document["counterarguments"]),
        checks=checks(document["checks"]),
        rejected=claims(document["rejected"]),
        notes=tuple(document["notes"]),
        estimate=usage(document["estimate"]) if document.get("estimate") else None,
        usage=usage(document["usage"]) if document["usage"] else None,
    )
