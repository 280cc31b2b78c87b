"""JSON Feed, versions 1.0 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from typing import Any

from assistant.errors import UnreadableSource
from assistant.ingest import feed_text
from assistant.ingest.charsets import decode
from assistant.ingest.cleaning import clean, one_line
from assistant.ingest.dates import parse_date
from assistant.ingest.entries import LONGEST_TITLE, MOST_ENTRIES, Entry, not_a_feed, web_address


def read_json(data: bytes, address: str, charset: str | None) -> tuple[str, list[Entry], int]:
    """The feed's title, its first MOST_ENTRIES entries, and how many came after. Raises UnreadableSource."""
    try:
        document = json.loads(decode(data, charset))
    except (ValueError, RecursionError) as problem:
        raise UnreadableSource(
            f"{address} is a damaged JSON feed: {problem}.", hint="The site must mend it; try again later."
        ) from problem
    items = document.get("items") if isinstance(document, dict) else None
    if not isinstance(items, list) or "jsonfeed.org/version" not in str(document.get("version")):
        raise not_a_feed(address)
    kept = [item for item in items[:MOST_ENTRIES] if isinstance(item, dict)]
    return _said(document, "title"), [_entry(item, address) for item in kept], len(items[MOST_ENTRIES:])


def _entry(item: dict[str, Any], feed_address: str) -> Entry:
    addresses = (web_address(_said(item, name), feed_address) for name in ("url", "external_url", "id"))
    return Entry(
        key=one_line(str(item.get("id") or "")),
        address=next((address for address in addresses if address), ""),
        title=_said(item, "title")[:LONGEST_TITLE],
        published=parse_date(_said(item, "date_published")),
        revised=_said(item, "date_modified")[:64],
        text=_text(item),
    )


def _text(item: dict[str, Any]) -> str:
    markup, plain = item.get("content_html"), item.get("content_text")
    if isinstance(markup, str):
        return feed_text.paragraphs_of_html(markup)
    return clean(plain) if isinstance(plain, str) else ""


def _said(of: dict[str, Any], name: str) -> str:
    said = of.get(name)
    return one_line(said) if isinstance(said, str) else ""
