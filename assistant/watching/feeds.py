"""The verbs over the feeds of one library: add, list, remove, export, refresh."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from assistant import observing
from assistant.core import Assistant
from assistant.errors import UnknownFeed
from assistant.ingest import feeds as formats
from assistant.ingest.apart import documents as apart
from assistant.ingest.entries import not_a_feed
from assistant.ingest.feeds import Announces
from assistant.ingest.opml import Outline, write_opml
from assistant.ingest.polite import PoliteFetcher
from assistant.library import feed_entries
from assistant.library import feeds as rows
from assistant.library.articles import Listed
from assistant.library.database import reading, writing
from assistant.library.feed_entries import GivenUp
from assistant.library.feeds import FollowedFeed
from assistant.news import Filters
from assistant.watching.checking import Clock, check
from assistant.watching.reading import read_waiting
from assistant.watching.reports import Round
from assistant.watching.schedule import HOURLY

EVENT_REACHES = timedelta(days=14)  # 99 of 100 events of AllSides lie within 6 days (library/events.py)


def _quiet(_: Round) -> None:
    """Nobody is watching."""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Feeds:
    """The feeds of an open library. `every` is the pause between two looks at a feed that answers."""

    assistant: Assistant
    guest: PoliteFetcher
    every: timedelta = HOURLY
    clock: Clock = _now

    def add(self, address: str) -> list[str]:
        """Follows the feed at an address, the one that a page advertises, or all of an OPML list; returns what is new.

        Nothing is read before `refresh`. Raises UnreachableSource, RefusedSource, and UnreadableSource for no feed.
        """
        page = self.guest.fetch(address, formats.CONTENT_TYPES | {"text/html", "application/xhtml+xml"})
        if formats.announces(page.data) is None:
            advertised = apart.advertised(page.data, address=page.url, charset=page.charset)
            if advertised is None:
                raise not_a_feed(address)
            page = self.guest.fetch(advertised, formats.CONTENT_TYPES)
        if formats.announces(page.data) is Announces.FEEDS:
            return self.add_list(page.data, name=address)
        found = apart.parse(page.data, address=page.url, charset=page.charset)
        return self._follow([Outline(page.url, found.title)])

    def add_list(self, data: bytes, *, name: str) -> list[str]:
        """Follows every feed of an OPML list and returns those that are new. Raises UnreadableSource."""
        return self._follow(apart.read_opml(data, name=name))

    def listed(self) -> list[FollowedFeed]:
        """Every feed that is followed, by title."""
        with reading(self.assistant.engine) as connection:
            return rows.followed(connection)

    def given_up(self) -> list[GivenUp]:
        """Articles that feeds announced and that could not be read, also not later."""
        with reading(self.assistant.engine) as connection:
            return feed_entries.given_up(connection)

    def remove(self, address: str) -> str:
        """Stops following a feed and returns its title; its articles stay. Raises UnknownFeed."""
        with writing(self.assistant.engine) as connection:
            return rows.unfollow(connection, address)

    def export(self) -> bytes:
        """All feeds as an OPML list."""
        return write_opml(Outline(one.address, one.title) for one in self.listed())

    def refresh(self, addresses: Sequence[str] = (), progress: Callable[[Round], None] = _quiet) -> Round:
        """Asks these feeds now, or all that are not gone, and reads what waits and is due. Raises UnknownFeed."""
        held = {one.address: one for one in self.listed()}
        if unknown := [address for address in addresses if address not in held]:
            raise UnknownFeed(
                f"No feed {unknown[0]} is followed.", hint="`counterpoint feeds list` lists them."
            )
        asked = [held[one] for one in addresses] or [one for one in held.values() if one.due_at]
        return self._round(asked, addresses or list(held), None, progress)

    def refresh_due(self, *, most: int | None = None, progress: Callable[[Round], None] = _quiet) -> Round:
        """Asks the feeds that are due, and reads what waits and is due: at most `most` articles."""
        held = self.listed()
        return self._round(rows.due(held, self.clock()), [one.address for one in held], most, progress)

    def events(self, done: Round) -> list[tuple[Listed, ...]]:
        """The events that a round's new articles tell of, each with all its articles, the latest first.

        New articles that stand alone are left out.
        """
        news = set(done.news)
        days = [one.published for one in self.assistant.articles() if one.id in news and one.published]
        if not days:
            return []
        near = Filters(since=min(days) - EVENT_REACHES)
        return [event for event in self.assistant.events(near) if any(one.id in news for one in event)]

    def next_due(self) -> datetime | None:
        """When there is something to do again; None where no feed is followed."""
        with reading(self.assistant.engine) as connection:
            return feed_entries.next_due(connection)

    @observing.timed("feeds", lambda done: done.counts)
    def _round(
        self,
        asked: Sequence[FollowedFeed],
        read: Sequence[str],
        most: int | None,
        progress: Callable[[Round], None],
    ) -> Round:
        checked = check(self.assistant.engine, asked, self.guest, every=self.every, clock=self.clock)
        progress(checked)
        with reading(self.assistant.engine) as connection:
            waiting = feed_entries.waiting(connection, now=self.clock(), feeds_chosen=read)[:most]
        return checked + read_waiting(
            self.assistant,
            waiting,
            self.guest,
            clock=self.clock,
            progress=lambda so_far: progress(checked + so_far),
        )

    def _follow(self, outlines: Sequence[Outline]) -> list[str]:
        with writing(self.assistant.engine) as connection:
            return [
                one.address
                for one in outlines
                if rows.follow(connection, one.address, one.title, at=self.clock())
            ]
