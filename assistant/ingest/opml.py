"""OPML lists of feeds, in and out (opml.org, version 2.0)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.errors import UnreadableSource
from assistant.ingest.cleaning import one_line
from assistant.ingest.entries import web_address
from assistant.ingest.safe_xml import parsed, xml_text

MOST_FEEDS = 2_000  # of one list


@dataclass(frozen=True, slots=True)
class Outline:
    """One feed of a list: its address, and what the list calls it."""

    address: str
    title: str = ""


def read_opml(data: bytes, *, name: str, charset: str | None = None) -> list[Outline]:
    """The feeds of a list, each once, in its order. Raises UnreadableSource where it holds none, or too many."""
    root = parsed(xml_text(data, charset))
    found: dict[str, Outline] = {}
    for element in () if root is None else root.iter("{*}outline"):
        said = {key.lower(): value for key, value in element.attrib.items()}
        if address := web_address(said.get("xmlurl", ""), ""):
            found.setdefault(address, Outline(address, one_line(said.get("title") or said.get("text") or "")))
    if not found:
        raise UnreadableSource(
            f"{name} lists no feeds.",
            hint='Export it again as OPML: each feed stands as <outline xmlUrl="https://...">.',
        )
    if len(found) > MOST_FEEDS:
        raise UnreadableSource(
            f"{name} lists {len(found)} feeds; at most {MOST_FEEDS} are read at once.", hint="Split the list."
        )
    return list(found.values())


def write_opml(feeds: Iterable[Outline]) -> bytes:
    """The list as an OPML 2.0 document in UTF-8."""
    from lxml import etree

    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Feeds of Counterpoint"
    body = etree.SubElement(root, "body")
    for feed in feeds:
        name = one_line(feed.title) or feed.address
        etree.SubElement(body, "outline", type="rss", text=name, title=name, xmlUrl=feed.address)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True))
