"""Adds articles: read, divide into parts, attribute, cut, keep, index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from assistant import observing
from assistant.attribution.attribute import attribute
from assistant.errors import UnreadableSource
from assistant.ingest.outlets import Outlets
from assistant.ingest.parts import divide
from assistant.ingest.sources import Failed, Overrides
from assistant.library.articles import every_article_id, given_by_id
from assistant.library.chunking import chunks
from assistant.library.corrections import corrected, corrections_of, keep_correction
from assistant.library.database import reading, writing
from assistant.library.index import Index
from assistant.library.keeping import Kept, Outcome, fingerprints, put, replace_kept, reread, unknown
from assistant.library.rows import fingerprint
from assistant.news import Article

if TYPE_CHECKING:
    from assistant.attribution.prompted import PromptedVoices

BATCH = 32  # articles between two commits


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the sources: ids of articles, and what failed with why."""

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    failed: tuple[Failed, ...] = ()
    unnamed: tuple[str, ...] = ()  # articles whose outlet is unknown
    heard: Counter[str] = field(
        default_factory=Counter
    )  # what a model said of unclear sentences: taken, or why dropped

    @property
    def done(self) -> int:
        return sum(self.counts.values())

    @property
    def counts(self) -> dict[str, int]:
        """How many articles came to which end."""
        return {one: len(getattr(self, one)) for one in ("added", "updated", "unchanged", "failed")}


@dataclass(frozen=True, slots=True)
class _Understood:
    """A batch that was read and not yet kept."""

    fresh: list[Kept]
    unchanged: list[str]
    failed: list[Failed]
    heard: Counter[str]


Progress = Callable[[Added], None]


def _quiet(_: Added) -> None:
    """Nobody is watching."""


def understand(article: Article, outlets: Outlets) -> Article:
    """The article with its parts, its origin and who speaks in each sentence."""
    divided = divide(article, outlets)
    return replace(divided, attributions=attribute(divided, outlets))


class Intake:
    """Puts what sources give into one library and its index."""

    def __init__(
        self, engine: Engine, index: Index, outlets: Outlets, listener: PromptedVoices | None = None
    ) -> None:
        """`listener` asks a model about what the rules leave unclear."""
        self._engine = engine
        self._index = index
        self._outlets = outlets
        self._listener = listener

    def add(self, found: Iterable[Article | Failed], progress: Progress = _quiet) -> Added:
        """Keeps and indexes every article; a batch is kept whole before the next one is read.

        What fails is collected and not raised; errors of the library itself are raised.
        """
        self._index.repair()
        total = Added()
        # One batch is embedded while the next is read: embedding leaves Python's lock alone.
        with ThreadPoolExecutor(1, "index") as background:
            indexing: Future[int] | None = None
            for batch in _batched(found, BATCH):
                understood = self._understood(batch)
                if indexing is not None:
                    indexing.result()
                total = self._keep(understood, total)
                indexing = background.submit(self._index.catch_up)
                progress(total)
            if indexing is not None:
                indexing.result()
        for outcome, number in total.counts.items():
            observing.count("articles", number, outcome=outcome)
        return total

    def correct(self, id_: str, given: Overrides) -> None:
        """Changes what is known of a kept article, and reads its voices anew. Raises UnknownArticle, UnreadableSource."""
        if given.outlet:
            given = replace(given, outlet=self._outlets.canonical(given.outlet))
        with writing(self._engine) as connection:
            mark = fingerprints(connection, [id_]).get(id_)
            if mark is None:
                raise unknown(id_)
            [article] = given_by_id(connection, [id_])
            replaced = self._ready(corrected(article, given), mark, Counter())
            keep_correction(connection, id_, given)
            replace_kept(connection, replaced)
        self._index.catch_up()

    def reread(self, progress: Callable[[int, int], None]) -> int:
        """Reads the voices of every kept article anew, with what the program knows now."""
        with reading(self._engine) as connection:
            ids = every_article_id(connection)
        for done in range(0, len(ids), BATCH):
            some = ids[done : done + BATCH]
            with writing(self._engine) as connection:
                for given in given_by_id(connection, some):
                    fresh = self._read(given, Counter())
                    reread(connection, fresh, chunks(fresh))
            progress(min(done + BATCH, len(ids)), len(ids))
        return len(ids)

    def _understood(self, batch: list[Article | Failed]) -> _Understood:
        articles = [one for one in batch if isinstance(one, Article)]
        failed = [one for one in batch if isinstance(one, Failed)]
        ids = [article.id for article in articles]
        with reading(self._engine) as connection:
            known = fingerprints(connection, ids)
            known_better = corrections_of(connection, ids)
        unchanged, fresh = [], []
        heard = Counter[str]()
        for source in articles:
            mark = fingerprint(source)
            if known.get(source.id) == mark:
                unchanged.append(source.id)
                continue
            article = corrected(source, known_better.get(source.id, Overrides()))
            try:
                fresh.append(self._ready(article, mark, heard))
            except UnreadableSource as error:
                failed.append(Failed(article.title or article.id, error))
            except Exception as problem:  # noqa: BLE001 - one article must not stop the thousands after it
                observing.unforeseen("attribution", problem)
                failed.append(Failed(article.title or article.id, _not_understood(article, problem)))
        return _Understood(fresh, unchanged, failed, heard)

    def _read(self, article: Article, heard: Counter[str]) -> Article:
        """The article understood; `heard` counts what a model added to it."""
        read = understand(article, self._outlets)
        if self._listener is None:
            return read
        read, asked = self._listener(read)
        heard.update(asked.dropped)
        heard["taken"] += asked.taken
        return read

    def _ready(self, article: Article, mark: str, heard: Counter[str]) -> Kept:
        """The article understood and cut. Raises UnreadableSource where nothing in it is an article's."""
        read = self._read(article, heard)
        if pieces := chunks(read):
            return Kept(read, pieces, article, mark)
        raise _nothing_in(article)

    def _keep(self, batch: _Understood, total: Added) -> Added:
        with writing(self._engine) as connection:
            outcomes = put(connection, batch.fresh)

        def ids(wanted: Outcome) -> tuple[str, ...]:
            return tuple(id_ for id_, outcome in outcomes.items() if outcome is wanted)

        unnamed = tuple(
            one.article.id for one in batch.fresh if one.article.publisher.startswith("unknown outlet")
        )
        return Added(
            added=total.added + ids(Outcome.ADDED),
            updated=total.updated + ids(Outcome.UPDATED),
            unchanged=total.unchanged + tuple(batch.unchanged) + ids(Outcome.UNCHANGED),
            failed=total.failed + tuple(batch.failed),
            unnamed=total.unnamed + unnamed,
            heard=total.heard + batch.heard,
        )


def _not_understood(article: Article, problem: Exception) -> UnreadableSource:
    error = UnreadableSource(
        f"Who speaks in {article.title or article.id} could not be read ({type(problem).__name__}: {problem}).",
        hint="This is a mistake of ours: please report it with the article. The others were added.",
    )
    error.__cause__ = problem
    return error


def _nothing_in(article: Article) -> UnreadableSource:
    return UnreadableSource(
        f"{article.title or article.id} holds no sentence of an article, only menus and notices.",
        hint="Give the page of one article, or its text as a .txt file.",
    )


def _batched(found: Iterable[Article | Failed], size: int) -> Iterator[list[Article | Failed]]:
    waiting = iter(found)
    while batch := list(islice(waiting, size)):
        yield batch
