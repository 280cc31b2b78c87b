"""The feeds that the library follows, as rows: each function is one step inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from assistant.errors import UnknownFeed
from assistant.ingest.answers import Validators
from assistant.library.tables import feed_entries, feeds


@dataclass(frozen=True, slots=True)
class FollowedFeed:
    """One feed and how it fares. `due_at` is None for one that is gone for good and not asked again.

    `articles` counts entries whose article was read, `waiting` those that are still tried, `given_up` those that are not.
    """

    address: str
    title: str
    validators: Validators
    added_at: datetime
    checked_at: datetime | None
    due_at: datetime | None
    failures: int
    problem: str
    articles: int = 0
    waiting: int = 0
    given_up: int = 0


def written(moment: datetime) -> str:
    """A moment as it is stored: in UTC to the second, so that text sorts as time."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def follow(connection: Connection, address: str, title: str, *, at: datetime) -> bool:
    """Follows a feed from now on; false where it was followed already."""
    if connection.execute(select(feeds.c.address).where(feeds.c.address == address)).first():
        return False
    connection.execute(
        insert(feeds).values(
            address=address, title=title, added_at=written(at), due_at=written(at), failures=0, problem=""
        )
    )
    return True


def unfollow(connection: Connection, address: str) -> str:
    """Stops following a feed and returns its title; its articles stay. Raises UnknownFeed."""
    title = connection.execute(select(feeds.c.title).where(feeds.c.address == address)).scalar()
    if title is None:
        raise UnknownFeed(f"No feed {address} is followed.", hint="`counterpoint feeds list` lists them.")
    connection.execute(delete(feed_entries).where(feed_entries.c.feed == address))
    connection.execute(delete(feeds).where(feeds.c.address == address))
    return str(title)


def followed(connection: Connection) -> list[FollowedFeed]:
    """Every feed, by title."""
    read, waits = feed_entries.c.article_id.is_not(None), feed_entries.c.due_at.is_not(None)
    counts = connection.execute(
        select(
            feed_entries.c.feed,
            func.count().filter(read).label("articles"),
            func.count().filter(waits).label("waiting"),
            func.count().filter(~read & ~waits).label("given_up"),
        ).group_by(feed_entries.c.feed)
    ).mappings()
    counted = {
        row["feed"]: {name: row[name] for name in ("articles", "waiting", "given_up")} for row in counts
    }
    rows = connection.execute(select(feeds).order_by(feeds.c.title, feeds.c.address)).mappings()
    return [_feed(row, counted.get(row["address"], {})) for row in rows]


def due(found: Iterable[FollowedFeed], now: datetime) -> list[FollowedFeed]:
    """Those that may be asked again, the longest overdue first."""
    asked = [(one.due_at, one.address, one) for one in found if one.due_at and one.due_at <= now]
    return [one for _, _, one in sorted(asked)]


def note_read(
    connection: Connection,
    address: str,
    *,
    at: datetime,
    due_at: datetime,
    title: str | None = None,
    validators: Validators | None = None,
    problem: str = "",
) -> None:
    """The feed answered; `title` and `validators` are those of a new version, None where nothing changed."""
    changed: dict[str, Any] = {}
    if title:
        changed["title"] = title
    if validators is not None:
        changed |= {"etag": validators.etag, "modified": validators.modified}
    connection.execute(
        update(feeds)
        .where(feeds.c.address == address)
        .values(checked_at=written(at), due_at=written(due_at), failures=0, problem=problem, **changed)
    )


def note_failure(
    connection: Connection, address: str, *, at: datetime, due_at: datetime | None, problem: str
) -> None:
    """The feed did not answer, or not with a feed."""
    connection.execute(
        update(feeds)
        .where(feeds.c.address == address)
        .values(
            checked_at=written(at),
            due_at=written(due_at) if due_at else None,
            failures=feeds.c.failures + 1,
            problem=problem,
        )
    )


def _feed(row: RowMapping, counts: dict[str, int]) -> FollowedFeed:
    return FollowedFeed(
        address=row["address"],
        title=row["title"],
        validators=Validators(row["etag"], row["modified"]),
        added_at=datetime.fromisoformat(row["added_at"]),
        checked_at=moment(row["checked_at"]),
        due_at=moment(row["due_at"]),
        failures=row["failures"],
        problem=row["problem"],
        **counts,
    )


def moment(said: str | None) -> datetime | None:
    """A stored moment, or None where there is none."""
    return datetime.fromisoformat(said) if said else None
