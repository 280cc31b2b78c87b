"""What is killed: each verb of the program once, on an open library, telling what it has finished."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

from assistant.backup.export import export
from assistant.briefing.briefings import Briefings
from assistant.briefing.order import Order
from assistant.conversation.conversations import Conversations
from assistant.core import Assistant
from assistant.errors import UnreachableSource
from assistant.ingest.answers import NOTHING_KNOWN, Validators
from assistant.ingest.fetch import Fetched
from assistant.watching.feeds import Feeds
from tests.kills.library import TOPIC, opened, some_articles

Tell = Callable[[str, Iterable[str]], None]
"""Called with `adding`, `added`, `removing` or `removed`, and ids."""

FEED = "https://feed.example/all"


def add(library: Assistant, chance: random.Random, tell: Tell) -> None:
    given = some_articles(chance, 70)  # three batches
    tell("adding", [one.id for one in given])
    library.intake.add(given, lambda done: tell("added", (*done.added, *done.updated, *done.unchanged)))


def remove(library: Assistant, chance: random.Random, tell: Tell) -> None:
    held = [one.id for one in library.articles()]
    for _ in range(4):
        some = chance.sample(held, min(3, len(held)))
        held = [one for one in held if one not in some]
        tell("removing", some)
        library.remove(some)
        tell("removed", some)


def reindex(library: Assistant, chance: random.Random, tell: Tell) -> None:
    library.reindex()


def watch(library: Assistant, chance: random.Random, tell: Tell) -> None:
    feeds = Feeds(library, Site(chance), timedelta(0), lambda: datetime.now(UTC))  # type: ignore[arg-type]
    if not feeds.listed():
        feeds.add(FEED)
    feeds.refresh(progress=lambda done: tell("added", (*done.added, *done.updated)))


def brief(library: Assistant, chance: random.Random, tell: Tell) -> None:
    for _ in Briefings(library).composing(Order(TOPIC)):
        pass


def ask(library: Assistant, chance: random.Random, tell: Tell) -> None:
    talks = Conversations(library)
    held = talks.list()
    id_ = held[0].id if held and chance.random() < 0.5 else None
    for _ in talks.asking(id_, TOPIC):
        pass


def app(library: Assistant, chance: random.Random, tell: Tell) -> None:
    """What the browser app's process does: it answers one reader while another adds articles."""
    adding = Thread(target=add, args=(library, chance, tell))
    adding.start()
    ask(library, random.Random(chance.random()), tell)  # noqa: S311
    adding.join()


def back_up(library: Assistant, chance: random.Random, tell: Tell) -> None:
    folder = Path(str(library.engine.url.database)).parent
    export(library.engine, folder / "library.zip", program="test", force=True)


VERBS: dict[str, Callable[[Assistant, random.Random, Tell], None]] = {
    "add": add,
    "watch": watch,
    "remove": remove,
    "reindex": reindex,
    "brief": brief,
    "ask": ask,
    "app": app,
    "export": back_up,
}


def done(verb: str, folder: Path, seed: float, tell: Tell) -> None:
    with opened(folder) as library:
        VERBS[verb](library, random.Random(seed), tell)  # noqa: S311


class Site:
    """Stands where the web does: a feed of twelve pages, some of them new and some in a new version."""

    def __init__(self, chance: random.Random) -> None:
        self._pages = {one.url: one for one in some_articles(chance, 12)}

    def fetch(self, url: str, accept: Collection[str] = ()) -> Fetched:
        if url == FEED:
            items = "".join(
                f"<item><title>{one.title}</title><link>{one.url}</link><guid>{one.digest}</guid></item>"
                for one in self._pages.values()
            )
            return Fetched(url, f"<rss><channel><title>F</title>{items}</channel></rss>".encode(), "text/xml")
        one = self._pages.get(url)
        if one is None:  # announced before an earlier death, and gone since
            raise UnreachableSource(f"{url} is gone.", hint="Later.")
        # Plain text: the process that takes pages apart has its own tests, and takes time to start.
        return Fetched(url, one.text.encode(), "text/plain")

    def fetch_changed(
        self, url: str, known: Validators = NOTHING_KNOWN, accept: Collection[str] = ()
    ) -> Fetched:
        return self.fetch(url)
