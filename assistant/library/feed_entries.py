"""What became of each entry of a feed: each function is one step inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, or_, select, update

from assistant.ingest.entries import Entry
from assistant.library.feeds import written
from assistant.library.tables import articles, feed_entries, feeds, tombstones
from assistant.news import Article, article_id


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry whose article is still to be read, and how often that was tried.

    `article` is the id of an earlier version, where this is a new one.
    """

    feed: str
    entry: Entry
    tries: int = 0
    article: str | None = None


@dataclass(frozen=True, slots=True)
class GivenUp:
    """An entry whose article could not be read, and why."""

    feed: str
    title: str
    address: str
    problem: str


def note_entries(connection: Connection, feed: str, entries: Iterable[Entry], *, at: datetime) -> int:
    """Lets entries that are new, or new versions, wait for their article; returns how many those are.

    An entry whose mark of revision changed waits again, also where its article was read. Nothing is noted of a feed that
    has been removed meanwhile.
    """
    if not connection.execute(select(feeds.c.address).where(feeds.c.address == feed)).first():
        return 0
    columns = (feed_entries.c.entry, feed_entries.c.revised)
    rows = connection.execute(select(*columns).where(feed_entries.c.feed == feed))
    known = {row.entry: row.revised for row in rows}
    fresh = [one for one in entries if one.address and one.key not in known]
    if fresh:
        connection.execute(insert(feed_entries), [_new_row(feed, one, at) for one in fresh])
    revised = [one for one in entries if one.address and known.get(one.key, one.revised) != one.revised]
    for one in revised:
        connection.execute(
            update(feed_entries)
            .where(*_is(feed, one.key))
            .values(revised=one.revised, due_at=written(at), tries=0, problem="", text=one.text)
        )
    return len(fresh) + len(revised)


def waiting(connection: Connection, *, now: datetime, feeds_chosen: Iterable[str]) -> list[Waiting]:
    """The entries of these feeds that may be tried now: the longest waiting first, of those the newest."""
    rows = connection.execute(
        select(feed_entries)
        .where(feed_entries.c.due_at <= written(now), feed_entries.c.feed.in_(list(feeds_chosen)))
        .order_by(feed_entries.c.due_at, feed_entries.c.published.desc().nulls_last(), feed_entries.c.entry)
    ).mappings()
    return [
        Waiting(
            row["feed"],
            Entry(
                key=row["entry"],
                address=row["address"],
                title=row["title"],
                published=row["published"],
                revised=row["revised"],
                text=row["text"],
            ),
            row["tries"],
            row["article_id"],
        )
        for row in rows
    ]


def next_due(connection: Connection) -> datetime | None:
    """When the next feed or entry is due; None where nothing ever is."""
    moments = [
        connection.execute(select(func.min(table.c.due_at))).scalar() for table in (feeds, feed_entries)
    ]
    said = [one for one in moments if one]
    return datetime.fromisoformat(min(said)) if said else None


def settle(connection: Connection, one: Waiting, article: str) -> None:
    """The entry's article is known: it is not asked for again."""
    values = {"article_id": article, "due_at": None, "problem": "", "text": ""}
    connection.execute(update(feed_entries).where(*_is(one.feed, one.entry.key)).values(**values))


def put_off(connection: Connection, one: Waiting, problem: str, *, due_at: datetime | None) -> None:
    """The entry's article could not be read; it is tried again at `due_at`, or given up where that is None."""
    values = {
        "tries": one.tries + 1,
        "problem": problem,
        "due_at": written(due_at) if due_at else None,
        **({} if due_at else {"text": ""}),
    }
    connection.execute(update(feed_entries).where(*_is(one.feed, one.entry.key)).values(**values))


def given_up(connection: Connection) -> list[GivenUp]:
    """Entries that are not tried any more, by feed."""
    columns = (feed_entries.c[name] for name in ("feed", "title", "address", "problem"))
    rows = connection.execute(
        select(*columns)
        .where(feed_entries.c.due_at.is_(None), feed_entries.c.article_id.is_(None))
        .order_by(feed_entries.c.feed, feed_entries.c.seen_at)
    ).mappings()
    return [GivenUp(**row) for row in rows]


def held_at(connection: Connection, address: str) -> str | None:
    """The id of the article of this address, where the library holds it."""
    same = or_(articles.c.url == address, articles.c.id == article_id(url=address, publisher="", text=""))
    found = connection.execute(select(articles.c.id).where(same).limit(1)).scalar()
    return str(found) if found else None


def removed_at(connection: Connection, address: str) -> str | None:
    """The id of the article of this address, where the reader removed it."""
    id_ = article_id(url=address, publisher="", text="")
    return _removed(connection, tombstones.c.url == address, tombstones.c.article_id == id_)


def removed(connection: Connection, article: Article) -> str | None:
    """The id under which the reader removed this article, or the same text at another address."""
    return _removed(connection, tombstones.c.article_id == article.id, tombstones.c.digest == article.digest)


def _removed(connection: Connection, *any_of: Any) -> str | None:
    found = connection.execute(select(tombstones.c.article_id).where(or_(*any_of)).limit(1)).scalar()
    return str(found) if found else None


def _is(feed: str, key: str) -> tuple[Any, Any]:
    return feed_entries.c.feed == feed, feed_entries.c.entry == key


def _new_row(feed: str, entry: Entry, at: datetime) -> dict[str, Any]:
    return {
        "feed": feed,
        "entry": entry.key,
        "address": entry.address,
        "seen_at": written(at),
        "title": entry.title,
        "revised": entry.revised,
        "problem": "",
        "published": entry.published,
        "text": entry.text,
        "tries": 0,
        "due_at": written(at),
    }
