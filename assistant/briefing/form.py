"""A briefing as the documented JSON (docs/json.md), and back again: what is kept, and the .json export."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from assistant import restored, schema
from assistant.briefing import form_pieces as pieces
from assistant.briefing.document import Briefing, Length
from assistant.errors import BadInput


def document(given: Briefing) -> dict[str, Any]:
    """The JSON of a briefing, schema version 1; `briefing` is its inverse."""
    return {
        "schema": schema.SCHEMA,
        "kind": "briefing",
        "id": given.id,
        "title": given.title,
        "topic": given.topic,
        "as_of": given.as_of.isoformat(),
        "complete": given.complete,
        "length": given.length.value,
        "language": given.language,
        "filters": schema.filters(given.filters),
        "read": pieces.read(given.read),
        "notices": list(given.notices),
        "scope": list(given.scope),
        "bottom_line": [schema.claim(one) for one in given.bottom_line],
        "differences": pieces.differences(given.differences) if given.differences else None,
        "judgements": [pieces.judgement(one) for one in given.judgements],
        "agreements": [schema.agreement(one) for one in given.agreements],
        "positions": [schema.position(one) for one in given.positions],
        "matrix": [schema.issue(one) for one in given.matrix],
        "contests": [pieces.contest(one) for one in given.contests],
        "counterarguments": [schema.counterargument(one) for one in given.counterarguments],
        "conflicts": [schema.issue(one) for one in given.conflicts],
        "framing": [pieces.framing(one) for one in given.framing],
        "timeline": [pieces.dated(one) for one in given.timeline],
        "not_stated": list(given.not_stated),
        "absent": list(given.absent),
        "assumptions": list(given.assumptions),
        "gaps": list(given.gaps),
        "would_change": list(given.would_change),
        "sources": [pieces.source(one) for one in given.sources],
        "translations": dict(given.translations),
        "made": pieces.made(given.made),
    }


def briefing(given: Mapping[str, Any]) -> Briefing:
    """The briefing that `document` wrote. Raises BadInput where it is none of schema version 1."""
    if not isinstance(given, Mapping) or given.get("kind") != "briefing":
        raise BadInput(
            "This is not a briefing: the JSON does not say so.",
            hint="`counterpoint brief TOPIC -o FILE.json` writes one; docs/json.md describes it.",
        )
    if given.get("schema") != schema.SCHEMA:
        raise BadInput(
            f"This briefing is of schema version {given.get('schema')!r}; version {schema.SCHEMA} can be read.",
            hint="Open it with the version of Counterpoint that wrote it.",
        )
    try:
        return _briefing(given)
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise BadInput(
            f"This briefing cannot be read: {type(problem).__name__} at {problem}.",
            hint="docs/json.md describes the document.",
        ) from problem


def _briefing(given: Mapping[str, Any]) -> Briefing:
    return Briefing(
        id=given["id"],
        title=given["title"],
        topic=given["topic"],
        as_of=datetime.fromisoformat(given["as_of"]),
        complete=given["complete"],
        length=Length(given["length"]),
        language=given["language"],
        filters=restored.filters(given["filters"]),
        read=pieces.read_from(given["read"]),
        notices=tuple(given["notices"]),
        scope=tuple(given["scope"]),
        bottom_line=restored.claims(given["bottom_line"]),
        differences=pieces.differences_from(given["differences"]) if given["differences"] else None,
        judgements=tuple(pieces.judgement_from(one) for one in given["judgements"]),
        agreements=tuple(restored.agreement(one) for one in given["agreements"]),
        positions=tuple(restored.position(one) for one in given["positions"]),
        matrix=tuple(restored.issue(one) for one in given["matrix"]),
        contests=tuple(pieces.contest_from(one) for one in given["contests"]),
        counterarguments=tuple(restored.counterargument(one) for one in given["counterarguments"]),
        conflicts=tuple(restored.issue(one) for one in given["conflicts"]),
        framing=tuple(pieces.framing_from(one) for one in given["framing"]),
        timeline=tuple(pieces.dated_from(one) for one in given["timeline"]),
        not_stated=tuple(given["not_stated"]),
        absent=tuple(given["absent"]),
        assumptions=tuple(given["assumptions"]),
        gaps=tuple(given["gaps"]),
        would_change=tuple(given["would_change"]),
        sources=tuple(pieces.source_from(one) for one in given["sources"]),
        translations=dict(given["translations"]),
        made=pieces.made_from(given["made"]),
    )
