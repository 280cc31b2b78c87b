"""`add`, with the work done by a cluster: this process finds, keeps in order and indexes, so the library is the same."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum, auto
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import observing
from assistant.bulk.cluster import Cluster, opened
from assistant.bulk.work import Embedded, Toolbox, Tools, articles_ready, files_read
from assistant.core import Assistant
from assistant.errors import BadInput, WorkersLost
from assistant.ingest import files, formats
from assistant.ingest.formats import Format
from assistant.ingest.sources import Failed, Overrides, is_address
from assistant.intake import BATCH, Added, Progress
from assistant.library.index import Index, embedded_text
from assistant.library.keeping import Kept
from assistant.news import Article
from assistant.settings import Settings
from assistant.understanding import Fresh, named

if TYPE_CHECKING:
    from vectorstore.embedders import Embedder
    from vectorstore.records import Vector, Vectors


@observing.timed("add", lambda added: added.counts)
def add_in_bulk(
    assistant: Assistant,
    sources: Sequence[str],
    *,
    address: str,
    progress: Progress,
    overrides: Overrides | None = None,
    toolbox: Callable[[], Tools] | None = None,
) -> Added:
    """The same as `Assistant.add`, with the work done by the Ray cluster at `address`: the library is the same afterwards.

    Files and folders are read by the workers, which must see the same ones; whatever else is named is read here, and
    a model that hears voices is asked from here. An item that kills its worker again and again is in `failed`.
    Raises BadInput without Ray or without a cluster, WorkersLost where the cluster goes away: what was kept stays.
    """
    with opened(address, toolbox or Toolbox.of(Settings.load())) as cluster:
        embedder = _MadeByWorkers(assistant.index.embedder)
        index = Index(assistant.engine, assistant.index.vectors, embedder)

        def through(batches: Iterable[list[Fresh]]) -> Iterator[list[Kept | Failed]]:
            for done in cluster.in_order(articles_ready, batches, lost=_lost_article):
                embedder.expect(one for one in done if isinstance(one, Embedded))
                yield [one.kept if isinstance(one, Embedded) else one for one in done]

        found = _found(assistant, cluster, sources, overrides or Overrides())
        return assistant.intake.into(index).add(found, progress, through=through)


def _found(
    assistant: Assistant, cluster: Cluster, sources: Sequence[str], overrides: Overrides
) -> Iterator[Article | Failed]:
    """In the order of the sources, as one process would find them."""
    for pages, some in groupby(sources, key=_is_page):
        if pages and not overrides.names_one_article:
            yield from _read_apart(assistant, cluster, list(some), overrides)
        else:
            for source in some:
                yield from _found_in(assistant, cluster, source, overrides)


def _found_in(
    assistant: Assistant, cluster: Cluster, source: str, overrides: Overrides
) -> Iterator[Article | Failed]:
    if overrides.names_one_article or is_address(source) or not _holds_files(Path(source)):
        yield from assistant.reader(source, overrides)
    else:
        for kind, walked in groupby(files.walk(Path(source)), key=_kind):
            if kind is _Kind.REFUSED:
                yield from (Failed(str(file), refused) for file, refused in walked if refused)
            elif kind is _Kind.MANY:
                for file, _ in walked:
                    yield from assistant.reader(str(file), overrides)
            else:
                yield from _read_apart(assistant, cluster, [str(file) for file, _ in walked], overrides)


def _read_apart(
    assistant: Assistant, cluster: Cluster, names: Sequence[str], overrides: Overrides
) -> Iterator[Article | Failed]:
    """What the workers read in the files, and what they leave to this process."""
    batches = [names[first : first + BATCH] for first in range(0, len(names), BATCH)]
    task = partial(files_read, overrides=overrides, folder=str(Path.cwd()))
    read = cluster.in_order(task, batches, lost=_lost_file)
    for batch, each in zip(batches, read, strict=True):
        for name, found in zip(batch, each, strict=True):
            yield from assistant.reader(name, overrides) if found is None else found


def _holds_files(path: Path) -> bool:
    """Whether it is a folder with something in it; what is wrong with another is told by whoever reads it."""
    try:
        return path.is_dir() and next(files.walk(path), None) is not None
    except (OSError, ValueError):
        return False


class _Kind(Enum):
    REFUSED = auto()
    MANY = auto()  # one file of many articles: it is read as a stream, here
    ONE = auto()


def _is_page(source: str) -> bool:
    """Whether a source is one file that a worker can read."""
    try:
        return not is_address(source) and Path(source).is_file() and _kind((Path(source), None)) is _Kind.ONE
    except (OSError, ValueError):
        return False


def _kind(walked: tuple[Path, BadInput | None]) -> _Kind:
    file, refused = walked
    if refused:
        return _Kind.REFUSED
    many = formats.by_ending(file.name) in (Format.JSONL, Format.FEED)
    return _Kind.MANY if many else _Kind.ONE


class _MadeByWorkers:
    """The index's embedder, which looks first among the vectors that the workers have made."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.name = embedder.name
        self.dimensions = embedder.dimensions
        # Of the batch that is being indexed and of the one that is kept next; replaced, not changed: two threads look.
        self._made: tuple[dict[str, Vector], dict[str, Vector]] = ({}, {})

    def expect(self, batch: Iterable[Embedded]) -> None:
        """The vectors of the next batch; those of the last but one are forgotten."""
        made = {
            embedded_text(chunk, one.kept.article): vector
            for one in batch
            for chunk, vector in zip(one.kept.chunks, one.vectors, strict=True)
        }
        self._made = (self._made[1], made)

    def passages(self, texts: Sequence[str]) -> Vectors:
        import numpy as np

        known = ChainMap({}, *self._made)
        if missing := [text for text in dict.fromkeys(texts) if text not in known]:
            known.update(zip(missing, self._embedder.passages(missing), strict=True))
        return np.stack([known[text] for text in texts])

    def questions(self, texts: Sequence[str]) -> Vectors:
        return self._embedder.questions(texts)


def _lost_article(fresh: Fresh) -> Failed:
    return Failed(named(fresh.article), _lost(named(fresh.article)))


def _lost_file(name: str) -> list[Article | Failed] | None:
    return [Failed(name, _lost(name))]


def _lost(name: str) -> WorkersLost:
    return WorkersLost(
        f"Every worker that was given {name} died.",
        hint="Add it without --ray, and report it with the article. The others were added.",
    )
