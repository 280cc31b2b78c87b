"""The article's own words out of a page, in paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.ingest.cleaning import clean, one_line
from assistant.ingest.promotion import without_promotion

_SHOWN = (
    "//body//*[self::p or self::div or self::h2 or self::h3 or self::span or self::strong or self::b or self::section]"
    "[starts-with(normalize-space(.), $opening)]"
)
_OPENING = 60  # characters by which a description is recognised; descriptions are often cut off
_SHORTEST_STANDFIRST = 40
_LONGEST_STANDFIRST = 700
_BLOCKS = frozenset({"p", "head", "item", "quote", "row", "code"})


def body_text(tree: Any, descriptions: Sequence[str] = ()) -> str:
    """Paragraphs, headings, list items and table rows with a blank line between them; empty where there is none.

    `descriptions` are the page's own summaries of itself: where the page shows one as its standfirst and the extractor
    took it for a teaser, it comes first. Calls to subscribe and pointers to other articles are left out.
    """
    import trafilatura

    document = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=True, with_metadata=False
    )
    body = getattr(document, "body", None)
    if body is None:
        return ""
    blocks = without_promotion(_blocks(body))
    first = _standfirst(tree, descriptions, one_line("\n".join(blocks)))
    return clean("\n\n".join([first, *blocks] if first and blocks else blocks))


def _standfirst(tree: Any, descriptions: Sequence[str], body: str) -> str:
    for description in map(one_line, descriptions):
        opening = description[:_OPENING]
        if len(opening) < _SHORTEST_STANDFIRST or opening in body:
            continue
        shown = tree.xpath(_SHOWN, opening=opening)
        lines = [line for line in (one_line(element.text_content()) for element in shown) if line not in body]
        fitting = [line for line in lines if len(line) <= max(2 * len(description), _LONGEST_STANDFIRST)]
        if fitting:
            return min(fitting, key=len)
    return ""


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
