"""Markdown as a reader sees it, with the facts of its front matter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from assistant.errors import UnreadableSource
from assistant.ingest.bylines import split_authors
from assistant.ingest.cleaning import clean, one_line
from assistant.ingest.dates import parse_date
from assistant.ingest.found import Found
from assistant.ingest.plain import title_line
from assistant.news import PartKind

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"([A-Za-z_]+)\s*:\s*(.*)")
_TAG = re.compile(r"<[^<>]*>")


def from_markdown(source: str) -> Found:
    """The rendered words, a blank line between blocks; raises UnreadableSource for a bad date or kind.

    Front matter is lines of `key: value` between `---`: title, outlet (or publisher), authors (comma or semicolon
    between them), date, url, language, kind, origin. Other keys are left alone.
    """
    fields, body = _front_matter(clean(source))
    text, heading = _rendered(body)
    return Found(
        text=text,
        title=fields.get("title") or heading or title_line(text),
        outlet=fields.get("outlet") or fields.get("publisher") or "",
        authors=split_authors(fields.get("authors") or fields.get("author") or ""),
        published=_date(fields.get("date") or fields.get("published") or ""),
        language=(fields.get("language") or fields.get("lang") or "").lower().split("-")[0],
        url=fields.get("url") or None,
        origin=fields.get("origin") or None,
        kind=_kind(fields.get("kind", "")),
    )


def _front_matter(source: str) -> tuple[dict[str, str], str]:
    found = _FRONT.match(source)
    if not found:
        return {}, source
    lines = (_FIELD.match(line.strip()) for line in found[1].split("\n"))
    fields = {line[1].lower(): line[2].strip().strip("\"'").strip() for line in lines if line}
    return fields, source[found.end() :]


def _date(written: str) -> date | None:
    day = parse_date(written)
    if written and day is None:
        raise UnreadableSource(
            f"The front matter says date: {written}, which is not a date.", hint="Write it as 2024-01-31."
        )
    return day


def _kind(written: str) -> PartKind:
    try:
        return PartKind(written.strip().lower().replace("-", "_") or "report")
    except ValueError as problem:
        raise UnreadableSource(
            f"The front matter says kind: {written}, which is not a kind of article.",
            hint=f"Use one of {', '.join(PartKind)}.",
        ) from problem


def _rendered(body: str) -> tuple[str, str]:
    """The words of all blocks, and the first heading of the first level."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(body)
    blocks: list[str] = []
    title, prefix = "", ""
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "list_item_open":
            prefix = f"{token.info}{token.markup} " if token.info else "- "
        elif token.type == "inline":
            words = _inline(token.children or ())
            if before and before.type == "heading_open" and before.tag == "h1":
                title = title or one_line(words)
            blocks.append(prefix + words)
            prefix = ""
        elif token.type in ("fence", "code_block"):
            blocks.append(token.content.rstrip("\n"))
        elif token.type == "html_block":
            blocks.append(_TAG.sub("", token.content).strip())
    return clean("\n\n".join(block for block in blocks if block.strip())), title


def _inline(tokens: Sequence[Token]) -> str:
    words = []
    for token in tokens:
        if token.type in ("text", "code_inline"):
            words.append(token.content)
        elif token.type == "softbreak":
            words.append(" ")
        elif token.type == "hardbreak":
            words.append("\n")
    return "".join(words)
