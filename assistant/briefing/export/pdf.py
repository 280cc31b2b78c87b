"""A briefing as PDF, set by Typst with its own fonts; texts of sources reach it as data and never as markup."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from assistant.briefing.document import Briefing
from assistant.briefing.export.facts import facts, speakers
from assistant.briefing.layout import outline
from assistant.briefing.outline import Block, Grid, Heading, Line

TEMPLATE = Path(__file__).with_name("briefing.typ")


def pdf(briefing: Briefing) -> bytes:
    """A tagged PDF, the same bytes for the same briefing."""
    import typst

    laid = outline(briefing)
    data = {
        "title": laid.title,
        "language": laid.language,
        "standing": laid.standing,
        "sections": [
            {
                "title": section.title,
                "says": section.says,
                "ours": section.name.ours,
                "blocks": [_block(one) for one in section.blocks],
            }
            for section in laid.sections
        ],
        "sources": [
            {
                "title": f"{source.number}. {source.title}",
                "facts": [list(fact) for fact in facts(source)],
                "cited": [
                    {"mark": source.marked(one), "speakers": speakers(source, one), "quote": one.quote}
                    for one in source.cited
                ],
            }
            for source in laid.sources
        ],
    }
    files = {
        "main.typ": TEMPLATE.read_bytes(),
        "briefing.json": json.dumps(data, ensure_ascii=False).encode("utf-8", "replace"),
    }
    # The stubs do not know of several files in one dictionary.
    found: bytes = typst.compile(files, format="pdf", timestamp=briefing.as_of)  # type: ignore[call-overload]
    return found


def _block(block: Block) -> dict[str, object]:
    kind = {Line: "line", Heading: "heading", Grid: "grid"}[type(block)]
    return {"kind": kind, **asdict(block)}
