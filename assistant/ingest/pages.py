"""An HTML page to its article: body by trafilatura, facts by linked data, meta tags, then the page itself."""

from __future__ import annotations

from typing import Any

from assistant.errors import UnreadableSource
from assistant.ingest.bylines import split_authors
from assistant.ingest.cleaning import clean
from assistant.ingest.dates import parse_date
from assistant.ingest.found import Found

_INLINE_ROWS = {"row"}
_BLOCKS = {"p", "head", "item", "quote", "row", "code"}


def from_html(source: str, url: str | None = None) -> Found:
    """The article of a page; raises UnreadableSource where there is none."""
    import trafilatura

    document = trafilatura.bare_extraction(
        source, url=url, with_metadata=True, include_comments=False, include_tables=True
    )
    text = clean(_paragraphs(document.body)) if document is not None and document.body is not None else ""
    if document is None or not text:
        raise UnreadableSource(
            f"There is no article in {url or 'this page'}.",
            hint="Pages that are built by scripts, and lists of links, hold no text. Save the article as text and add that.",
        )
    return Found(
        text=text,
        title=document.title or "",
        site=document.sitename or "",
        authors=split_authors(document.author or ""),
        published=parse_date(document.date),
        language=(document.language or "").lower().split("-")[0],
        url=url or document.url,
    )


def _paragraphs(body: Any) -> str:
    """The words of trafilatura's tree, one blank line between blocks."""
    blocks: list[str] = []
    line: list[str] = []

    def close() -> None:
        words = "".join(line).strip()
        if words:
            blocks.append(words)
        line.clear()

    def walk(element: Any) -> None:
        block = element.tag in _BLOCKS
        if block:
            close()
        if element.tag == "item":
            line.append("- ")
        if element.tag == "lb":
            line.append("\n")
        if element.text:
            line.append(element.text)
        for child in element:
            walk(child)
            if child.tail:
                line.append(child.tail)
        if element.tag == "cell":
            line.append(" ")
        if block:
            close()

    walk(body)
    close()
    return "\n\n".join(blocks)
