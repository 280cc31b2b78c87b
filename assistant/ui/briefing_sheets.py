"""A briefing ready to be drawn: its outline as plain values, none of it markup."""

from __future__ import annotations

from typing import Any

from assistant.briefing.document import Briefing, Source
from assistant.briefing.layout import outline
from assistant.briefing.outline import Block, Grid, Heading, Line, Section
from assistant.ui.passages import link

Marks = dict[str, dict[str, Any]]


def sheet(briefing: Briefing) -> dict[str, Any]:
    """What the briefing component draws; every mark is the place of exact words."""
    laid = outline(briefing)
    marks = {one["n"]: one for source in laid.sources for one in _marks(source)}
    return {
        "title": laid.title,
        "standing": list(laid.standing),
        "language": laid.language,
        "sections": [_section(one, marks) for one in laid.sections],
        "sources": [_source(one) for one in laid.sources],
    }


def _section(given: Section, marks: Marks) -> dict[str, Any]:
    return {
        "title": given.title,
        "says": given.says,
        "ours": given.name.ours,
        "blocks": [_block(one, marks) for one in given.blocks],
    }


def _block(given: Block, marks: Marks) -> dict[str, Any]:
    match given:
        case Line():
            return {
                "kind": "line",
                "text": given.text,
                "lead": given.lead,
                "tail": given.tail,
                "original": given.original,
                "marks": [marks[one] for one in given.marks if one in marks],
            }
        case Heading():
            return {"kind": "heading", "text": given.text, "note": given.note, "level": given.level}
        case Grid():
            return {"kind": "grid", "header": list(given.header), "rows": [list(row) for row in given.rows]}


def _marks(source: Source) -> list[dict[str, Any]]:
    return [
        {
            "n": source.marked(one),
            "article": source.article_id,
            "start": one.span.start,
            "end": one.span.end,
            "title": source.title,
            "publisher": source.publisher,
        }
        for one in source.cited
    ]


def _source(given: Source) -> dict[str, Any]:
    return {
        "number": given.number,
        "title": given.title,
        "publisher": given.publisher
        if given.publisher == given.outlet
        else f"{given.outlet}, via {given.publisher}",
        "published": given.published.isoformat() if given.published else "",
        "access": given.access.replace("_", "-"),
        "url": link(given.url),
        "marks": _marks(given),
    }
