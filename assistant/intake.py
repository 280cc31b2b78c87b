"""Adds articles: what is new is understood, kept and indexed, a batch at a time."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from assistant import observing
from assistant.attribution.overlong import is_overlong
from assistant.ingest.outlets import Outlets
from assistant.ingest.sources import Failed, Overrides
from assistant.library.articles import every_article_id, given_by_id
from assistant.library.chunking import chunks
from assistant.library.corrections import corrected, corrections_of, keep_correction
from assistant.library.database import reading, writing
from assistant.library.index import Index
from assistant.library.keeping import Kept, Outcome, fingerprints, put, replace_kept, reread, unknown
from assistant.library.rows import fingerprint
from assistant.news import Article
from assistant.understanding import Fresh, kept_or_failed, readied, ready, understand

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
    overlong: tuple[str, ...] = ()  # articles whose voices were read in their beginning alone
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
class _Sorted:
    """A batch of which it is known what is new, and not yet who speaks there."""

    fresh: list[Fresh]
    unchanged: list[str]
    failed: list[Failed]


@dataclass(frozen=True, slots=True)
class _Understood:
    """A batch that was read and not yet kept."""

    fresh: list[Kept]
    unchanged: list[str]
    failed: list[Failed]
    heard: Counter[str]


Progress = Callable[[Added], None]
Through = Callable[[Iterable[list[Fresh]]], Iterator[list[Kept | Failed]]]
"""Understands batches, wherever that is done: one list for each, in their order, of the batch's articles in theirs."""


def _quiet(_: Added) -> None:
    """Nobody is watching."""


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

    def into(self, index: Index) -> Intake:
        """The same intake with another index of the same library."""
        return Intake(self._engine, index, self._outlets, self._listener)

    def add(
        self,
        found: Iterable[Article | Failed],
        progress: Progress = _quiet,
        *,
        through: Through | None = None,
    ) -> Added:
        """Keeps and indexes every article, batch by batch, each of them whole.

        What fails is collected and not raised; errors of the library itself are raised. `through` understands the
        batches elsewhere and may read ahead; here, a batch is kept before the next one is read.
        """
        self._index.repair()
        total = Added()
        ahead: deque[_Sorted] = deque()
        # One batch is embedded while the next is read: embedding leaves Python's lock alone.
        with ThreadPoolExecutor(1, "index") as background:
            indexing: Future[int] | None = None
            for read in (through or self._here)(self._fresh(found, ahead)):
                understood = self._understood(ahead.popleft(), read)
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
            replaced = self._heard(ready(Fresh(corrected(article, given), mark), self._outlets), Counter())
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
                    fresh = self._listened(understand(given, self._outlets), Counter())
                    reread(connection, fresh, chunks(fresh))
            progress(min(done + BATCH, len(ids)), len(ids))
        return len(ids)

    def _fresh(self, found: Iterable[Article | Failed], ahead: deque[_Sorted]) -> Iterator[list[Fresh]]:
        """What is new in each batch; `ahead` holds the batches that were sorted and not yet kept."""
        for batch in _batched(found, BATCH):
            ahead.append(sorted_ := self._sorted(batch))
            yield sorted_.fresh

    def _sorted(self, batch: list[Article | Failed]) -> _Sorted:
        articles = [one for one in batch if isinstance(one, Article)]
        failed = [one for one in batch if isinstance(one, Failed)]
        ids = [article.id for article in articles]
        with reading(self._engine) as connection:
            known = fingerprints(connection, ids)
            known_better = corrections_of(connection, ids)
        unchanged, fresh = [], []
        for source in articles:
            mark = fingerprint(source)
            if known.get(source.id) == mark:
                unchanged.append(source.id)
            else:
                fresh.append(Fresh(corrected(source, known_better.get(source.id, Overrides())), mark))
        return _Sorted(fresh, unchanged, failed)

    def _here(self, batches: Iterable[list[Fresh]]) -> Iterator[list[Kept | Failed]]:
        return (readied(batch, self._outlets) for batch in batches)

    def _understood(self, batch: _Sorted, read: list[Kept | Failed]) -> _Understood:
        """The batch as it is kept: what a model hears added, what was kept since it was sorted left out."""
        with reading(self._engine) as connection:
            known = fingerprints(connection, [one.article.id for one in read if isinstance(one, Kept)])
        done = _Understood([], [*batch.unchanged], [*batch.failed], Counter())
        for one in read:
            if isinstance(one, Kept) and known.get(one.article.id) == one.fingerprint:
                done.unchanged.append(one.article.id)
                continue
            if isinstance(one, Kept):
                one = kept_or_failed(one.article, partial(self._heard, one, done.heard))
            if isinstance(one, Kept):
                done.fresh.append(one)
            else:
                done.failed.append(one)
        return done

    def _heard(self, one: Kept, heard: Counter[str]) -> Kept:
        read = self._listened(one.article, heard)
        return one if read is one.article else replace(one, article=read, chunks=chunks(read))

    def _listened(self, read: Article, heard: Counter[str]) -> Article:
        """The article with what a model adds to it, which `heard` counts."""
        if self._listener is None:
            return read
        read, asked = self._listener(read)
        heard.update(asked.dropped)
        heard["taken"] += asked.taken
        return read

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
            overlong=total.overlong
            + tuple(one.article.id for one in batch.fresh if is_overlong(one.article)),
            heard=total.heard + batch.heard,
        )


def _batched(found: Iterable[Article | Failed], size: int) -> Iterator[list[Article | Failed]]:
    waiting = iter(found)
    while batch := list(islice(waiting, size)):
        yield batch
