"""From a feed, or an OPML list of feeds, to the pages that it announces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from assistant.errors import CounterpointError, UnreadableSource
from assistant.ingest import feeds
from assistant.ingest.apart import documents as apart
from assistant.ingest.entries import Entry
from assistant.ingest.feeds import Announces
from assistant.ingest.fetch import Fetched, Fetches
from assistant.ingest.found import Found
from assistant.ingest.outlets import Outlets
from assistant.news import Article

_WHOLE_ARTICLE = 600  # characters; what a feed carries is shorter where it only wants to be clicked


def follow(
    data: bytes, *, name: str, address: str, charset: str | None, guest: Fetches
) -> Iterator[tuple[Entry, Fetched | CounterpointError]]:
    """Every entry with its page, or with why there is none; `guest` fetches. Raises UnreadableSource for no feed.

    A feed of a list that cannot be read is an entry with the feed's own address and its error.
    """
    if feeds.announces(data) is not Announces.FEEDS:
        for entry in apart.parse(data, address=address, charset=charset).entries:
            yield entry, _page(entry, guest)
        return
    for outline in apart.read_opml(data, name=name, charset=charset):
        try:
            page = guest.fetch(outline.address, feeds.CONTENT_TYPES)
            announced = apart.parse(page.data, address=page.url, charset=page.charset).entries
        except CounterpointError as error:
            yield Entry(key="", address=outline.address, title=outline.title), error
            continue
        for entry in announced:
            yield entry, _page(entry, guest)


def carried(entry: Entry, outlets: Outlets) -> Article | None:
    """The article as the feed itself carries it, for where its page cannot be read; None where that is a teaser."""
    if len(entry.text) < _WHOLE_ARTICLE or not entry.address:
        return None
    found = Found(text=entry.text, title=entry.title, published=entry.published, url=entry.address)
    return found.article(outlets, stem=urlsplit(entry.address).hostname or "feed")


def dated(article: Article, entry: Entry) -> Article:
    """The article with the date of its feed where its own page states none."""
    return article if article.published else replace(article, published=entry.published)


def _page(entry: Entry, guest: Fetches) -> Fetched | CounterpointError:
    if not entry.address:
        return UnreadableSource(
            f"“{entry.title}” leads to no page.", hint="The feed must give the address of its article."
        )
    try:
        return guest.fetch(entry.address)
    except CounterpointError as error:
        return error
