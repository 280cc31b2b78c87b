"""XML from strangers to a tree: no document type, no entities of its own, no network, mended where it is broken."""

from __future__ import annotations

import html.entities
import re
from typing import Any

from assistant.ingest.charsets import decode

_DECLARED = re.compile(r"""<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([\w.:-]+)""")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});|&#X(?=[0-9A-Fa-f]{1,6};)")
_XML_ITSELF = frozenset("<>&\"'")
# How "<" and "<?" stand in encodings that do not hold ASCII (XML 1.0, appendix F).
_FAMILIES = (
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00<", "utf-16-be"),
    (b"<\x00", "utf-16-le"),
)
EBCDIC = b"Lo\xa7\x94"


def xml_text(data: bytes, charset: str | None = None) -> str:
    """The document's characters: by byte order mark, HTTP `charset`, its own declaration, or a guess."""
    for start, family in _FAMILIES:
        if data.startswith(start):
            return data.decode(family, "replace")
    ebcdic = data.startswith(EBCDIC)
    head = data[:400].decode("cp037" if ebcdic else "latin-1")
    declared = _DECLARED.match(head.lstrip("\xef\xbb\xbf \t\r\n"))
    label = charset or (declared[1] if declared else None)
    return decode(data, label or ("cp037" if ebcdic else None))


def parsed(text: str) -> Any:
    """The root element, or None where there is none."""
    from lxml import etree

    start = _root_at(text)
    if start is None:
        return None
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    body = _NAMED.sub(_character, text[start:]).encode("utf-8", "replace")
    try:
        return etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _root_at(text: str) -> int | None:
    """Where the first element starts. What comes before it, a document type too, is never given to the parser."""
    place = text.find("<")
    while place >= 0:
        if text.startswith("<!--", place):
            end = text.find("-->", place)
        elif text[place + 1 : place + 2] in ("?", "!"):
            end = text.find(">", place)
        elif text[place + 1 : place + 2].isalpha():
            return place
        else:
            end = place + 1
        place = text.find("<", end) if end >= 0 else -1
    return None


def _character(found: re.Match[str]) -> str:
    """HTML's names for characters, which XML does not know, as the character; XML's own five stay."""
    if not found[1]:
        return "&#x"
    character = html.entities.html5.get(f"{found[1]};", "")
    return found[0] if not character or _XML_ITSELF & set(character) else character
