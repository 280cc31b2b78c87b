"""What feeds announce: values and limits that every format of feed shares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin

from assistant.errors import UnreadableSource
from assistant.ingest.weblinks import canonical_url

MOST_ENTRIES = 1_000  # of one document; feeds announce their newest first
LONGEST_ADDRESS = 2_000  # characters
LONGEST_TITLE = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """One article that a feed announces; every text is plain, without markup.

    `key` is what the feed calls it; `address` is an http(s) address, or empty. `revised` is the feed's own mark of a
    new version, empty where it gives none. `text` is the article itself where the feed carries it, else empty.
    """

    key: str
    address: str
    title: str = ""
    published: date | None = None
    revised: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed at one moment, its entries in its own order; `left_out` counts those past MOST_ENTRIES."""

    title: str
    entries: tuple[Entry, ...]
    left_out: int = 0


def web_address(written: str, base: str) -> str:
    """The address in its one spelling, seen from `base`; empty where it is no http(s) address that can be shown.

    Control characters would write on the reader's terminal.
    """
    if not written.strip() or len(written) > LONGEST_ADDRESS or not written.strip().isprintable():
        return ""
    try:
        return canonical_url(urljoin(base, written.strip())) or ""
    except ValueError:
        return ""


def not_a_feed(address: str) -> UnreadableSource:
    return UnreadableSource(
        f"{address} is not a feed.",
        hint="Give the address of an RSS, Atom or JSON feed; many sites link it at the foot of their first page.",
    )
