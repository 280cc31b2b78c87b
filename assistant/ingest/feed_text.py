"""Plain words out of what feeds carry as HTML, XHTML or text; nothing active and nothing hidden is left."""

from __future__ import annotations

import re
from typing import Any

from assistant.ingest.cleaning import clean, one_line

_MARKUP = re.compile(r"</?[a-zA-Z]|<!--|&(?:#\w+|[a-zA-Z]\w*);")
# What a reader of the page would not see as words. Not `embed` and `object`: feeds leave them open, and what follows
# lands inside.
_UNSEEN = frozenset(
    {
        *("script", "style", "template", "noscript", "iframe", "applet", "svg", "math", "canvas"),
        *("head", "link", "meta", "base", "form", "select", "textarea", "button", "audio", "video"),
    }
)
_BLOCKS = frozenset(
    {
        *("p", "div", "section", "article", "blockquote", "pre", "figure", "figcaption", "table", "tr"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd"),
    }
)


def looks_like_markup(text: str) -> bool:
    return _MARKUP.search(text) is not None


def words_of_html(markup: str) -> str:
    """The words that a reader sees, on one line."""
    return one_line(" ".join(_paragraphs(_tree(markup)).split()))


def paragraphs_of_html(markup: str) -> str:
    """The words that a reader sees, with a blank line between paragraphs."""
    return clean(_paragraphs(_tree(markup)))


def words_of_tree(tree: Any) -> str:
    """The same as `words_of_html` for an element that is parsed."""
    return one_line(_paragraphs(tree))


def paragraphs_of_tree(tree: Any) -> str:
    """The same as `paragraphs_of_html` for an element that is parsed."""
    return clean(_paragraphs(tree))


def local_name(element: Any) -> str:
    """The element's name without namespace or prefix, in lower case."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def html_parser() -> Any:
    """A parser of HTML in UTF-8 that leaves out comments and asks the network for nothing."""
    from lxml.html import HTMLParser

    return HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)


def _tree(markup: str) -> Any:
    from lxml import etree
    from lxml.html import document_fromstring

    try:
        return document_fromstring(f"<div>{markup}</div>".encode("utf-8", "replace"), parser=html_parser())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _paragraphs(tree: Any) -> str:
    if tree is None:
        return ""
    from lxml.etree import iterwalk

    pieces: list[str] = []
    walk = iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        name = local_name(element)
        if event == "start":
            if name in _UNSEEN and element is not tree:
                walk.skip_subtree()
                continue
            pieces.append("\n\n" if name in _BLOCKS else "\n" if name == "br" else "")
            pieces.append(element.text or "")
        else:
            pieces.append("\n\n" if name in _BLOCKS else "")
            if element is not tree:
                pieces.append(element.tail or "")
    return "\n".join(" ".join(line.split()) for line in "".join(pieces).split("\n"))
