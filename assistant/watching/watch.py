"""Keeps a library up to date with its feeds, for as long as it is let."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from assistant.errors import LibraryBusy
from assistant.ingest.sources import Failed
from assistant.watching.feeds import Feeds
from assistant.watching.reports import Round

_MOST_ARTICLES = 200  # of one round; then the feeds are looked at again
_SHORTEST_PAUSE = 5.0  # seconds
_LONGEST_PAUSE = 300.0  # so that a feed that was added meanwhile does not wait for an hour


def watch(
    feeds: Feeds,
    *,
    progress: Callable[[Round], None],
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Round]:
    """One round after another without end; between two of them it sleeps until something is due.

    Everything is kept before a round is given out: whoever stops here, or is killed, goes on later where it ended.
    While another program writes to the library the round fails and the next one tries again; other errors of the
    library are raised.
    """
    while True:
        try:
            done = feeds.refresh_due(most=_MOST_ARTICLES, progress=progress)
        except LibraryBusy as busy:
            done = Round(failed=(Failed("the library", busy),))
        yield done
        due = feeds.next_due()
        pause = (due - feeds.clock()).total_seconds() if due else _LONGEST_PAUSE
        sleep(min(max(pause, _SHORTEST_PAUSE), _LONGEST_PAUSE))
