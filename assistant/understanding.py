"""From an article to what is kept of it: divided into parts, attributed, cut into chunks. Knows no library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from assistant import observing
from assistant.attribution.attribute import attribute
from assistant.errors import UnreadableSource
from assistant.ingest.outlets import Outlets
from assistant.ingest.parts import divide
from assistant.ingest.sources import Failed
from assistant.library.chunking import chunks
from assistant.library.keeping import Kept
from assistant.news import Article


@dataclass(frozen=True, slots=True)
class Fresh:
    """An article that is new or changed, and the fingerprint of what its source said."""

    article: Article
    mark: str


def understand(article: Article, outlets: Outlets) -> Article:
    """The article with its parts, its origin and who speaks in each sentence."""
    divided = divide(article, outlets)
    return replace(divided, attributions=attribute(divided, outlets))


def ready(fresh: Fresh, outlets: Outlets) -> Kept:
    """The article understood and cut. Raises UnreadableSource where nothing in it is an article's."""
    read = understand(fresh.article, outlets)
    if pieces := chunks(read):
        return Kept(read, pieces, fresh.article, fresh.mark)
    raise UnreadableSource(
        f"{named(read)} holds no sentence of an article, only menus and notices.",
        hint="Give the page of one article, or its text as a .txt file.",
    )


def readied(batch: Sequence[Fresh], outlets: Outlets) -> list[Kept | Failed]:
    """Each article understood and cut, or why it could not be."""
    return [kept_or_failed(one.article, partial(ready, one, outlets)) for one in batch]


def kept_or_failed(article: Article, make: Callable[[], Kept]) -> Kept | Failed:
    """What was made of an article, or why nothing was: one must not stop the thousands after it."""
    try:
        return make()
    except UnreadableSource as error:
        return Failed(named(article), error)
    except Exception as problem:  # noqa: BLE001 - whatever it is, the others are read
        observing.unforeseen("attribution", problem)
        return Failed(named(article), _not_understood(article, problem))


def named(article: Article) -> str:
    """What an article is called where it failed."""
    return article.title or article.id


def _not_understood(article: Article, problem: Exception) -> UnreadableSource:
    error = UnreadableSource(
        f"Who speaks in {named(article)} could not be read ({type(problem).__name__}: {problem}).",
        hint="This is a mistake of ours: please report it with the article. The others were added.",
    )
    error.__cause__ = problem
    return error
