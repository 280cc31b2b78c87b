"""Reads the articles that feeds announced into the library, a few hosts at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from assistant.core import Assistant
from assistant.errors import CounterpointError, UnreadableSource
from assistant.ingest.fetch import Fetched, Fetches
from assistant.ingest.following import carried, dated
from assistant.ingest.formats import CONTENT_TYPES
from assistant.ingest.sources import Failed, Overrides, read
from assistant.library import feed_entries
from assistant.library.database import reading, writing
from assistant.library.feed_entries import Waiting
from assistant.news import Article
from assistant.watching.checking import PARALLEL, Clock
from assistant.watching.reports import Round
from assistant.watching.schedule import next_try


def read_waiting(
    assistant: Assistant,
    waiting: Sequence[Waiting],
    guest: Fetches,
    *,
    clock: Clock,
    progress: Callable[[Round], None],
) -> Round:
    """Reads each entry's article, or notes why not. A batch is settled before the next one is fetched.

    A batch has one entry of each of a few hosts, so that no host's pause holds up the others. Killed at any moment, the
    entries of the batch still wait, and reading them again changes nothing.
    """
    total = Round(due=len(waiting))
    with ThreadPoolExecutor(PARALLEL, "articles") as pool:
        for batch in _by_hosts(waiting):
            wanted, known = _without_known(assistant, batch)
            pages = dict(pool.map(lambda one: (one.entry.address, _fetched(one, guest)), wanted))
            total += known + _Batch(assistant, wanted, pages).added(clock) + Round(tried=len(batch))
            progress(total)
    return total


def _by_hosts(waiting: Sequence[Waiting]) -> Iterator[list[Waiting]]:
    """Batches of at most PARALLEL entries, each of another host."""
    queues: dict[str, deque[Waiting]] = {}
    for one in waiting:
        queues.setdefault(urlsplit(one.entry.address).hostname or "", deque()).append(one)
    while queues:
        batch = [queues[host].popleft() for host in list(queues)[:PARALLEL]]
        # A host that was asked goes behind those that wait.
        for host in list(queues)[:PARALLEL]:
            left = queues.pop(host)
            if left:
                queues[host] = left
        yield batch


def _without_known(assistant: Assistant, batch: Sequence[Waiting]) -> tuple[list[Waiting], Round]:
    """Those that must be fetched: not what the library holds already, nor what its reader removed."""
    wanted, kept_out = [], 0
    with writing(assistant.engine) as connection:
        for one in batch:
            if gone := feed_entries.removed_at(connection, one.entry.address):
                feed_entries.settle(connection, one, gone)
                kept_out += 1
            elif not one.article and (held := feed_entries.held_at(connection, one.entry.address)):
                feed_entries.settle(connection, one, held)
            else:
                wanted.append(one)
    return wanted, Round(kept_out=kept_out)


def _fetched(one: Waiting, guest: Fetches) -> Fetched | CounterpointError:
    try:
        return guest.fetch(one.entry.address)
    except CounterpointError as error:
        return error


@dataclass(frozen=True, slots=True)
class _Batch:
    """Entries with their fetched pages, on their way through `Assistant.add`."""

    assistant: Assistant
    entries: Sequence[Waiting]
    pages: Mapping[str, Fetched | CounterpointError]
    articles: dict[str, Article] = field(default_factory=dict)  # by address
    kept_out: dict[str, str] = field(default_factory=dict)  # by address, the id that was removed

    def added(self, clock: Clock) -> Round:
        added = replace(self.assistant, reader=self._read).add([one.entry.address for one in self.entries])
        kept = {*added.added, *added.updated, *added.unchanged}
        errors = {one.source: one.error for one in added.failed}
        failed, given_up = [], 0
        with writing(self.assistant.engine) as connection:
            for one in self.entries:
                address = one.entry.address
                article = self.articles.get(address)
                if address in self.kept_out:
                    feed_entries.settle(connection, one, self.kept_out[address])
                elif article and article.id in kept:
                    feed_entries.settle(connection, one, article.id)
                else:
                    error = _reason(one, article, errors)
                    due_at = next_try(clock(), error, tries=one.tries)
                    feed_entries.put_off(connection, one, str(error), due_at=due_at)
                    failed.append(Failed(address, error))
                    given_up += due_at is None
        return Round(
            added=added.added,
            updated=added.updated,
            unchanged=added.unchanged,
            kept_out=len(self.kept_out),
            given_up=given_up,
            failed=tuple(failed),
        )

    def fetch(self, url: str, accept: Collection[str] = CONTENT_TYPES) -> Fetched:  # noqa: ARG002
        """The page that was fetched already: `_Batch` is the Fetches of its own reader."""
        page = self.pages[url]
        if isinstance(page, CounterpointError):
            raise page
        return page

    def _read(self, address: str, overrides: Overrides) -> Iterator[Article | Failed]:
        """The entry's article: from its page, or as its feed carries it; nothing that the reader removed."""
        outlets = self.assistant.outlets_known
        entry = next(one.entry for one in self.entries if one.entry.address == address)
        for found in read(address, overrides, fetcher=self, outlets=outlets):
            one = (carried(entry, outlets) or found) if isinstance(found, Failed) else dated(found, entry)
            if isinstance(one, Article):
                with reading(self.assistant.engine) as connection:
                    gone = feed_entries.removed(connection, one)
                if gone:
                    self.kept_out[address] = gone
                    continue
                self.articles[address] = one
            yield one


def _reason(
    one: Waiting, article: Article | None, errors: Mapping[str, CounterpointError]
) -> CounterpointError:
    names = [one.entry.address, *((article.title, article.id) if article else ())]
    said = next((errors[name] for name in names if name in errors), None)
    return said or UnreadableSource(
        f"{one.entry.address} holds no article.", hint="Save the page from your browser and add the file."
    )
