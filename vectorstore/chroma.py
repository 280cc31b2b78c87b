"""The vector index in Chroma: a folder of our own by default, or a server by URL.

Chroma gets vectors and metadata only: never an embedding function, never a text.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from assistant.errors import EmbedderChanged
from vectorstore.chroma_errors import translated
from vectorstore.chroma_places import Folder, Place, Server
from vectorstore.records import Hit, Metadata, Record, Where

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

    from vectorstore.records import Vector

COLLECTION: Final = "counterpoint-chunks"
# Chroma's own limit is 5,461 (SQLite's variables, six to a record).
BATCH: Final = 1_000


class Made(Protocol):
    """Which embedder made the vectors."""

    @property
    def name(self) -> str: ...

    @property
    def dimensions(self) -> int: ...


class ChromaIndex:
    """A Chroma collection that remembers which embedder made its vectors.

    It opens when it is first used, so that making one costs nothing. Every method raises `EmbedderChanged`
    where another embedder filled the collection; only `clear` accepts that, and starts anew.
    """

    def __init__(self, place: Place, embedder: Made, *, collection: str = COLLECTION) -> None:
        self._place = place
        self._embedder = embedder
        self._name = collection
        self._lock = threading.RLock()
        self._client: Client | None = None
        self._collection: Collection | None = None

    @classmethod
    def in_folder(cls, folder: Path, embedder: Made) -> ChromaIndex:
        return cls(Folder(folder), embedder)

    @classmethod
    def on_server(cls, url: str, embedder: Made, *, headers: Mapping[str, str] | None = None) -> ChromaIndex:
        """Raises `BadSettings` where the URL is not `http(s)://host[:port]`."""
        return cls(Server.at(url, headers or {}), embedder)

    def upsert(self, records: Iterable[Record]) -> None:
        import numpy as np

        remaining = iter(records)
        while batch := {record.id: record for record in islice(remaining, BATCH)}:
            with self._opened() as collection:
                collection.upsert(
                    ids=list(batch),
                    embeddings=np.stack([record.vector for record in batch.values()]),
                    metadatas=[_storable(record.metadata) for record in batch.values()],
                )

    def delete(self, ids: Iterable[str]) -> None:
        remaining = iter(ids)
        while batch := list(dict.fromkeys(islice(remaining, BATCH))):
            with self._opened() as collection:
                collection.delete(ids=batch)

    def ids(self) -> set[str]:
        with self._opened() as collection:
            return set(collection.get(include=[])["ids"])

    def count(self) -> int:
        with self._opened() as collection:
            return collection.count()

    def vectors(self, ids: Sequence[str]) -> dict[str, Vector]:
        found: dict[str, Vector] = {}
        remaining = iter(ids)
        while batch := list(dict.fromkeys(islice(remaining, BATCH))):
            with self._opened() as collection:
                got: Any = collection.get(ids=batch, include=["embeddings"])
            found.update(zip(got["ids"], got["embeddings"], strict=True))
        return found

    def search(self, vector: Vector, limit: int, where: Where | None = None) -> list[Hit]:
        with self._opened() as collection:
            found: Any = collection.query(
                query_embeddings=vector.reshape(1, -1),
                n_results=limit,
                where=conditions(where) if where else None,
                include=["metadatas", "distances"],
            )
        rows = zip(found["ids"][0], found["distances"][0], found["metadatas"][0], strict=True)
        return [Hit(id_, 1.0 - distance, metadata or {}) for id_, distance, metadata in rows]

    def clear(self) -> None:
        with self._lock, translated(str(self._place)):
            from chromadb.errors import NotFoundError

            client = self._connected()
            self._collection = None
            with suppress(NotFoundError):
                client.delete_collection(self._name)
            self._collection = self._made(client)

    def close(self) -> None:
        with self._lock, translated(str(self._place)):
            client, self._client, self._collection = self._client, None, None
            if client is not None:
                client.close()

    @contextmanager
    def _opened(self) -> Iterator[Collection]:
        with translated(str(self._place)):
            with self._lock:
                if self._collection is None:
                    self._collection = self._made(self._connected())
                collection = self._collection
            yield collection

    def _connected(self) -> Client:
        if self._client is None:
            self._client = self._place.connect()
        return self._client

    def _made(self, client: Client) -> Collection:
        """The collection, new or as it was; a collection of another embedder is refused."""
        ours = {"embedder": self._embedder.name, "dimensions": self._embedder.dimensions}
        collection = client.get_or_create_collection(
            self._name, embedding_function=None, metadata=ours, configuration={"hnsw": {"space": "cosine"}}
        )
        theirs = dict(collection.metadata or {})
        if any(theirs.get(key) != value for key, value in ours.items()):
            raise EmbedderChanged(
                f"The index was made with the embedder {theirs.get('embedder', 'unknown')!r}; "
                f"{self._embedder.name!r} is set now.",
                hint="Rebuild the index with `counterpoint reindex`, or set COUNTERPOINT_EMBEDDER back.",
            )
        return collection


def _storable(metadata: Metadata) -> dict[str, Any]:
    """The metadata as Chroma takes it: it refuses empty lists."""
    return {name: value for name, value in metadata.items() if value != []}


def conditions(where: Where) -> dict[str, Any] | None:
    """The conditions in Chroma's own form; `None` where there are none."""
    all_of: list[dict[str, Any]] = [{name: {"$in": list(values)}} for name, values in where.any_of.items()]
    for name, (low, high) in where.between.items():
        all_of += [{name: {"$gte": low}}] if low is not None else []
        all_of += [{name: {"$lte": high}}] if high is not None else []
    all_of += [{name: {"$contains": value}} for name, value in where.contains.items()]
    if len(all_of) > 1:
        return {"$and": all_of}
    return all_of[0] if all_of else None
