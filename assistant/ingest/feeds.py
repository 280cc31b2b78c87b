"""Feeds from their bytes: which articles they announce, and where those stand.

Read with lxml and not with a feed library: no document type and no entity of the document's own is read, and ten
thousand entries take a tenth of a second (decision 0012).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from assistant.ingest.charsets import decode
from assistant.ingest.entries import Entry, Feed, web_address
from assistant.ingest.feed_json import read_json
from assistant.ingest.feed_text import html_parser
from assistant.ingest.feed_xml import read_xml
from assistant.ingest.safe_xml import EBCDIC, xml_text

CONTENT_TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "application/json",
        "application/xml",
        "text/xml",
        "text/x-opml",
        "text/x-opml+xml",
        "application/x-rss+xml",
        "text/rss+xml",
        "text/atom+xml",
        "text/plain",
    }
)
_ADVERTISED = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})
_HEAD = 4_096  # bytes in which a document shows what it is
_ROOT = re.compile(r"<(?:\w+:)?(rss|feed|rdf|opml)\b", re.IGNORECASE)
_BEFORE_ROOT = re.compile(
    r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^<>\[]*(?:\[.*?\]\s*)?>)", re.DOTALL | re.IGNORECASE
)
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version')
_BOM = b"\xef\xbb\xbf"


class Announces(StrEnum):
    """What a document that is no article leads to."""

    ARTICLES = "feed"
    FEEDS = "OPML"


def announces(data: bytes) -> Announces | None:
    """Whether the bytes are a feed or an OPML list of feeds, by how they begin; None for anything else."""
    head = data[:_HEAD]
    if _is_json(head):
        return Announces.ARTICLES if _JSON_FEED.search(head) else None
    # Names of elements are ASCII, so the charset matters only where a letter is not one byte, or not that byte.
    odd = b"\0" in head[:4] or head.startswith(EBCDIC)
    text = xml_text(head).lstrip("\ufeff") if odd else head.removeprefix(_BOM).decode("latin-1")
    while before := _BEFORE_ROOT.match(text):
        text = text[before.end() :]
    root = _ROOT.match(text.lstrip())
    if not root:
        return None
    return Announces.FEEDS if root[1].lower() == "opml" else Announces.ARTICLES


def parse(data: bytes, *, address: str, charset: str | None = None) -> Feed:
    """The feed in the bytes; `address` is where it stands and `charset` what its HTTP header says.

    A key is 64 hexadecimal digits, and stays while the feed calls the entry the same. Raises UnreadableSource for what
    is no feed.
    """
    title, entries, left_out = (read_json if _is_json(data) else read_xml)(data, address, charset)
    return Feed(title, tuple(_keyed(entries)), left_out)


def advertised(page: bytes, *, address: str, charset: str | None = None) -> str | None:
    """The address of the first feed that an HTML page names as its own (rel="alternate"); None where it names none."""
    from lxml.html import fromstring

    text = decode(page, charset, html=True)
    if "<" not in text:
        return None
    links = fromstring(text.encode("utf-8", "replace"), parser=html_parser()).iter("link")
    found = (web_address(str(link.get("href", "")), address) for link in links if _leads_to_feed(link))
    return next((one for one in found if one), None)


def _leads_to_feed(link: Any) -> bool:
    related = str(link.get("rel", "")).lower().split()
    return "alternate" in related and str(link.get("type", "")).lower() in _ADVERTISED


def _is_json(data: bytes) -> bool:
    return data.removeprefix(_BOM).lstrip().startswith(b"{")


def _keyed(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Each entry once. Some feeds call several articles the same: there the addresses tell them apart."""
    places: dict[str, set[str]] = {}
    for one in entries:
        places.setdefault(_called(one), set()).add(one.address)
    seen: set[str] = set()
    for one in entries:
        name = _called(one)
        identity = name if len(places[name]) == 1 else f"{name}\0{one.address}"
        key = hashlib.sha256(identity.encode("utf-8", "replace")).hexdigest()
        if key not in seen:
            seen.add(key)
            yield replace(one, key=key)


def _called(entry: Entry) -> str:
    return entry.key or entry.address or entry.title
