"""Reading feeds of strangers: ten thousand entries, and a megabyte of broken tags; beside feedparser where it is installed."""

from __future__ import annotations

import importlib.util
import io
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from assistant.ingest import feeds
from tests.bench.__main__ import Line

_ITEM = (
    "<item><title>Story {0} &lt;b&gt;x&lt;/b&gt;</title><link>https://news.example/{0}</link><guid>{0}</guid>"
    "<pubDate>Tue, 04 Mar 2025 09:30:00 GMT</pubDate><description>&lt;p&gt;words &lt;script&gt;x()&lt;/script&gt;&lt;/p&gt;"
    "</description></item>"
)
_START = "<rss version='2.0'><channel><title>All news</title>"


def run(_articles: Path, scale: float) -> Iterator[Line]:
    """CPU seconds of the process for each document, ours and the peer's."""
    many = (_START + "".join(map(_ITEM.format, range(int(10_000 * scale)))) + "</channel></rss>").encode()
    broken = (_START + "<item><title>" + "<a " * int(350_000 * scale)).encode()
    feeds.parse(_START.encode(), address="https://news.example/feed")  # the parsers are loaded
    for what, document in (
        ("a feed of 10,000 entries", many),
        ("a megabyte of tags that never close", broken),
    ):
        yield Line(what, _seconds(_ours, document), "s", "below the peer")
        if importlib.util.find_spec("feedparser"):
            yield Line(f"{what}, feedparser", _seconds(_peer, document), "s")


def _ours(document: bytes) -> None:
    feeds.parse(document, address="https://news.example/feed")


def _peer(document: bytes) -> None:
    import feedparser

    feedparser.parse(io.BytesIO(document), sanitize_html=True, resolve_relative_uris=False)


def _seconds(read: Callable[[bytes], None], document: bytes) -> float:
    started = time.process_time()
    read(document)
    return time.process_time() - started
