"""Asks feeds what is new, and notes what they announce."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from sqlalchemy import Engine

from assistant.errors import CounterpointError
from assistant.ingest import feeds as formats
from assistant.ingest.apart import documents as apart
from assistant.ingest.entries import Feed
from assistant.ingest.fetch import Fetched
from assistant.ingest.polite import PoliteFetcher
from assistant.ingest.sources import Failed
from assistant.library import feed_entries, feeds
from assistant.library.database import writing
from assistant.library.feeds import FollowedFeed
from assistant.watching.reports import Round
from assistant.watching.schedule import after_failure

PARALLEL = 8  # hosts at the same time

Clock = Callable[[], datetime]


def check(
    engine: Engine, due: Sequence[FollowedFeed], guest: PoliteFetcher, *, every: timedelta, clock: Clock
) -> Round:
    """Asks each of the feeds once. What one announces is noted in the transaction that notes its new version."""
    total = Round()
    with ThreadPoolExecutor(PARALLEL, "feeds") as pool:
        for feed, answer in zip(due, pool.map(lambda one: _answer(one, guest), due), strict=True):
            total += _noted(engine, feed, answer, every=every, now=clock())
    return total


def _answer(feed: FollowedFeed, guest: PoliteFetcher) -> tuple[Fetched, Feed] | CounterpointError | None:
    """The feed's new version, None where there is none, or what went wrong."""
    try:
        page = guest.fetch_changed(feed.address, feed.validators, formats.CONTENT_TYPES)
        if page is None:
            return None
        return page, apart.parse(page.data, address=page.url, charset=page.charset)
    except CounterpointError as error:
        return error


def _noted(
    engine: Engine,
    feed: FollowedFeed,
    answer: tuple[Fetched, Feed] | CounterpointError | None,
    *,
    every: timedelta,
    now: datetime,
) -> Round:
    if isinstance(answer, CounterpointError):
        due_at = after_failure(now, answer, failures=feed.failures, every=every)
        with writing(engine) as connection:
            feeds.note_failure(connection, feed.address, at=now, due_at=due_at, problem=str(answer))
        return Round(checked=1, given_up=int(due_at is None), failed=(Failed(feed.address, answer),))
    with writing(engine) as connection:
        if answer is None:
            feeds.note_read(connection, feed.address, at=now, due_at=now + every)
            return Round(checked=1)
        page, found = answer
        announced = feed_entries.note_entries(connection, feed.address, found.entries, at=now)
        feeds.note_read(
            connection,
            feed.address,
            at=now,
            due_at=now + every,
            title=found.title,
            validators=page.validators,
        )
    return Round(checked=1, changed=1, announced=announced, left_out=found.left_out)
