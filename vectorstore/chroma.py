"""The vector index in Chroma: a folder of our own by default, or a server by URL.

Chroma gets vectors and metadata only: never an embedding function, never a text.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

from assistant.errors import EmbedderChanged
from vectorstore.chroma_errors import is_gone, translated
from vectorstore.chroma_health import is_damage, is_not_there_yet, probe
from vectorstore.chroma_places import Folder, Place, Server
from vectorstore.chroma_records import conditions, put
from vectorstore.records import Hit, Record, Where

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

    from vectorstore.records import Vector

T = TypeVar("T")
_LOG = logging.getLogger(__name__)

COLLECTION: Final = "counterpoint-chunks"
# Chroma's own limit is 5,461 (SQLite's variables, six to a record).
BATCH: Final = 1_000
# After so many records Chroma writes its graph to disk. What is not written is put in again by every process
# that opens the folder (1,000, the default, took five times as long as 300); but each writing takes time.
_SYNC: Final = 512
_PAUSES: Final = (0.0, 0.1, 0.2, 0.4, 0.8, 1.6)  # seconds between tries, where trying again helps


class Made(Protocol):
    """Which embedder made the vectors."""

    @property
    def name(self) -> str: ...

    @property
    def dimensions(self) -> int: ...


class ChromaIndex:
    """A Chroma collection that remembers which embedder made its vectors.

    It opens when it is first used, so that making one costs nothing. Every method raises `EmbedderChanged`
    where another embedder filled the collection; only `clear` accepts that, and starts anew. Threads may
    share one; processes may share a folder, where they take turns.
    """

    def __init__(self, place: Place, embedder: Made) -> None:
        self._place = place
        self._embedder = embedder
        self._gate = place.gate(self._disconnect)
        self._journal = place.journal(embedder.name)
        self._lock = threading.RLock()
        self._client: Client | None = None
        self._collection: Collection | None = None

    @classmethod
    def in_folder(cls, folder: Path, embedder: Made) -> ChromaIndex:
        return cls(Folder(folder), embedder)

    @classmethod
    def on_server(cls, url: str, embedder: Made, *, headers: Mapping[str, str] | None = None) -> ChromaIndex:
        """`headers` carry the server's key. Raises `BadSettings` where the URL is none that `Server.at` reads."""
        return cls(Server.at(url, headers or {}), embedder)

    def upsert(self, records: Iterable[Record]) -> None:
        for batch in _batches(records):
            each = list({record.id: record for record in batch}.values())

            def write(collection: Collection, each: list[Record] = each) -> None:
                if self._journal:
                    self._journal.put(each)
                put(collection, each)

            self._visit(write, changes=True)

    def delete(self, ids: Iterable[str]) -> None:
        for batch in _batches(ids):
            each = list(dict.fromkeys(batch))

            def write(collection: Collection, each: list[str] = each) -> None:
                if self._journal:
                    self._journal.drop(each)
                collection.delete(ids=each)

            self._visit(write, changes=True)

    def ids(self) -> set[str]:
        return self._visit(lambda collection: set(collection.get(include=[])["ids"]))

    def count(self) -> int:
        return self._visit(lambda collection: collection.count())

    def vectors(self, ids: Sequence[str]) -> dict[str, Vector]:
        found: dict[str, Vector] = {}
        for batch in _batches(ids):
            each = list(dict.fromkeys(batch))

            def read(collection: Collection, each: list[str] = each) -> Any:
                return collection.get(ids=each, include=["embeddings"])

            got = self._visit(read)
            found.update(zip(got["ids"], got["embeddings"], strict=True))
        return found

    def search(self, vector: Vector, limit: int, where: Where | None = None) -> list[Hit]:
        if limit < 1 or (where and not where.possible):
            return []
        narrowed = conditions(where) if where else None
        found: Any = self._visit(
            lambda collection: collection.query(
                query_embeddings=vector.reshape(1, -1),
                n_results=limit,
                where=narrowed,
                include=["metadatas", "distances"],
            )
        )
        rows = zip(found["ids"][0], found["distances"][0], found["metadatas"][0], strict=True)
        return [Hit(id_, 1.0 - distance, metadata or {}) for id_, distance, metadata in rows]

    def clear(self) -> None:
        with translated(str(self._place)), self._gate, self._lock:
            self._gate.announce()
            if self._journal:
                self._journal.clear()
            try:
                self._drop()
            except Exception:
                # Damaged past opening. All of it can be made again, so it goes.
                self._disconnect()
                if not self._place.wipe():
                    raise
            self._collection = self._made(self._connected())

    def close(self) -> None:
        with translated(str(self._place)):
            self._disconnect()

    def _visit(self, work: Callable[[Collection], T], *, changes: bool = False) -> T:
        """What `work` returns; it is done again where another program has made the collection anew meanwhile."""
        with translated(str(self._place)), self._gate:
            for pause in _PAUSES:
                try:
                    return self._done(work, changes=changes)
                except Exception as problem:
                    if not (is_gone(problem) or (self._journal is None and is_not_there_yet(problem))):
                        raise
                    time.sleep(pause)
            return self._done(work, changes=changes)

    def _done(self, work: Callable[[Collection], T], *, changes: bool) -> T:
        with self._lock:
            if self._collection is None:
                self._collection = self._whole()
            collection = self._collection
        if changes:
            self._gate.announce()
        try:
            return work(collection)
        except BaseException as problem:
            if is_gone(problem) or is_damage(problem):  # the next visit opens anew, and repairs
                self._collection = None
            raise

    def _whole(self) -> Collection:
        """The collection with every record that the journal holds, made again where Chroma cannot open it."""
        if self._journal is None:
            return self._made(self._connected())
        kept = self._journal.ids()
        try:
            collection = self._made(self._connected())
            have = set(collection.get(include=[])["ids"])
            probe(collection)
        except BaseException as problem:
            if not is_damage(problem):
                raise
            _LOG.warning("The vector index %s is damaged; making it again.", self._place)
            self._gate.announce()
            self._disconnect()
            self._place.wipe()
            collection, have = self._made(self._connected()), set()
        if missing := sorted(kept - have):
            self._gate.announce()
            for batch in _batches(missing):
                put(collection, list(self._journal.records(batch)))
        return collection

    def _connected(self) -> Client:
        if self._client is None:
            self._client = self._place.connect()
        return self._client

    def _disconnect(self) -> None:
        with self._lock:
            client, self._client, self._collection = self._client, None, None
            if client is not None:
                self._place.release(client)

    def _drop(self) -> None:
        from chromadb.errors import NotFoundError

        self._collection = None
        with suppress(NotFoundError):
            client = self._connected()
            # A collection that is deleted with its records (1.5.9) leaves their lists behind, for new records to inherit.
            held = client.get_collection(COLLECTION, embedding_function=None)
            for batch in _batches(held.get(include=[])["ids"]):
                held.delete(ids=batch)
            client.delete_collection(COLLECTION)

    def _made(self, client: Client) -> Collection:
        """The collection, new or as it was; a collection of another embedder is refused."""
        from chromadb.errors import NotFoundError

        try:
            collection = client.get_collection(COLLECTION, embedding_function=None)
        except NotFoundError:
            collection = client.get_or_create_collection(
                COLLECTION,
                embedding_function=None,
                metadata={"embedder": self._embedder.name, "dimensions": self._embedder.dimensions},
                configuration={
                    "hnsw": {"space": "cosine", "sync_threshold": _SYNC, "batch_size": _SYNC // 2}
                },
            )
        made_by = (collection.metadata or {}).get("embedder", "an unknown one")
        if made_by != self._embedder.name:
            raise EmbedderChanged(
                f"The index was made with the embedder {made_by!r}; {self._embedder.name!r} is set now.",
                hint="Rebuild the index with `counterpoint reindex`, or set COUNTERPOINT_EMBEDDER back.",
            )
        return collection


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    remaining = iter(items)
    while batch := list(islice(remaining, BATCH)):
        yield batch
