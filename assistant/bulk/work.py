"""What a worker of the cluster does: read files, tell who speaks, embed. It fetches nothing and knows no library."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import ExitStack, chdir, suppress
from dataclasses import dataclass, field
from functools import cache, partial
from importlib.metadata import version
from itertools import islice
from typing import TYPE_CHECKING, Protocol, TypeVar

from assistant.core import Reader
from assistant.errors import BadInput
from assistant.ingest.fetch import Fetched
from assistant.ingest.outlets import Outlets
from assistant.ingest.sources import Failed, Overrides, read
from assistant.library.index import embedded_text
from assistant.library.keeping import Kept
from assistant.news import Article
from assistant.settings import Settings
from assistant.understanding import Fresh, readied
from assistant.wiring import chosen_embedder, known_outlets

if TYPE_CHECKING:
    from vectorstore.embedders import Embedder
    from vectorstore.records import Vector, Vectors

Item = TypeVar("Item", contravariant=True)
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Tools:
    """What a worker works with."""

    reader: Reader
    outlets: Outlets
    embedder: Embedder


class Task(Protocol[Item, Made]):
    """Makes one thing of each item, in their order."""

    def __call__(self, tools: Tools, items: Sequence[Item], /) -> list[Made]: ...


def _program() -> str:
    return f"Counterpoint {version('counterpoint-news')}"


@dataclass(frozen=True, slots=True)
class Toolbox:
    """Makes a worker's tools on its own machine, once for all that the worker does."""

    settings: Settings
    program: str = field(default_factory=_program)

    @classmethod
    def of(cls, settings: Settings) -> Toolbox:
        """With neither the library's place nor its keys; the model's key goes along where it is the embedder's too."""
        unsaid = {"database_url": None, "chroma_url": None, "chroma_key": None}
        if not settings.embedder.startswith("openai:"):
            unsaid["api_key"] = None
        return cls(settings.model_copy(update=unsaid))

    def __call__(self) -> Tools:
        """Raises BadInput where the worker has another version, which may read the same article in another way."""
        if self.program != _program():
            raise BadInput(
                f"A worker has {_program()}, and this process {self.program}.",
                hint="Install one version on every node of the cluster.",
            )
        outlets = known_outlets(self.settings)
        reader = partial(read, fetcher=_Nobody(), outlets=outlets, guest=_Nobody())
        return Tools(reader, outlets, chosen_embedder(self.settings))


@dataclass(frozen=True, slots=True)
class Embedded:
    """An article ready to be kept, and a vector for each of its chunks: shape (chunks, dimensions)."""

    kept: Kept
    vectors: Vectors


def done(toolbox: Callable[[], Tools], task: Task[Item, Made], items: Sequence[Item]) -> list[Made]:
    """What the task makes of the items; all that a cluster is ever asked to run."""
    return task(_made(toolbox), items)


def files_read(
    tools: Tools, files: Sequence[str], *, overrides: Overrides, folder: str
) -> list[list[Article | Failed] | None]:
    """What each file holds, by its path from the folder; None for one that announces pages elsewhere, which no worker fetches."""
    with ExitStack() as stack:
        with suppress(
            OSError
        ):  # a node without that folder may still have the files, where their paths are whole
            stack.enter_context(chdir(folder))
        return [_file_read(tools, file, overrides) for file in files]


def articles_ready(tools: Tools, batch: Sequence[Fresh]) -> list[Embedded | Failed]:
    """Each article understood, cut and embedded, or why it could not be. Raises EmbedderUnavailable."""
    made = readied(batch, tools.outlets)
    kept = [one for one in made if isinstance(one, Kept)]
    texts = [embedded_text(chunk, one.article) for one in kept for chunk in one.chunks]
    vectors = iter(tools.embedder.passages(texts) if texts else ())
    return [
        _embedded(one, islice(vectors, len(one.chunks))) if isinstance(one, Kept) else one for one in made
    ]


def _file_read(tools: Tools, file: str, overrides: Overrides) -> list[Article | Failed] | None:
    try:
        return list(tools.reader(file, overrides))
    except _Elsewhere:
        return None


def _embedded(kept: Kept, vectors: Iterable[Vector]) -> Embedded:
    import numpy as np

    return Embedded(kept, np.stack(list(vectors)))


@cache
def _made(toolbox: Callable[[], Tools]) -> Tools:
    return toolbox()


class _Elsewhere(Exception):
    """What the file announces lies on the web."""


class _Nobody:
    """Fetches nothing: pages are fetched by one process, which is polite to their hosts and holds the reader's consent."""

    def fetch(self, url: str, accept: Collection[str] = ()) -> Fetched:
        raise _Elsewhere(url, accept)
