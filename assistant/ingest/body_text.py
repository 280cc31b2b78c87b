"""The article's own words out of a page, in paragraphs."""

from __future__ import annotations

from typing import Any

from assistant.ingest.cleaning import clean

_BLOCKS = frozenset({"p", "head", "item", "quote", "row", "code"})


def body_text(tree: Any) -> str:
    """Paragraphs, headings, list items and table rows with a blank line between them; empty where there is none."""
    import trafilatura

    document = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=True, with_metadata=False
    )
    body = getattr(document, "body", None)
    return clean("\n\n".join(_blocks(body))) if body is not None else ""


def _blocks(body: Any) -> list[str]:
    """The words of trafilatura's tree by paragraph, heading, list item and row."""
    blocks: list[str] = []
    line: list[str] = []

    def close() -> None:
        words = "".join(line).strip()
        if words and words != "-":
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
        line.append(element.text or "")
        for child in element:
            walk(child)
            line.append(child.tail or "")
        if element.tag == "cell":
            line.append(" ")
        if block:
            close()

    walk(body)
    close()
    return blocks
