"""Keeps the vector index in step with the library: every task is written first, then done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy import Connection, Engine, delete, func, insert, select

from assistant.library.articles import chunks_by_id, count_chunks, every_chunk_id
from assistant.library.database import reading, writing
from assistant.library.keeping import put_tasks
from assistant.library.tables import index_tasks
from assistant.news import Article, Chunk
from vectorstore.embedders import Embedder
from vectorstore.records import Record, VectorIndex

BATCH = 256  # chunks between two commits: a killed program loses at most the embedding of these

Progress = Callable[[int, int], None]
"""Called with how many chunks are indexed, and how many there are to index."""


def _quiet(done: int, total: int) -> None:
    """Nobody is watching."""


class Index:
    """The vector index of one library, with the embedder that made it."""

    def __init__(self, engine: Engine, vectors: VectorIndex, embedder: Embedder) -> None:
        self._engine = engine
        self.vectors = vectors
        self.embedder = embedder

    def waiting(self) -> int:
        """How many tasks are not done yet."""
        with reading(self._engine) as connection:
            return connection.execute(select(func.count()).select_from(index_tasks)).scalar_one()

    def catch_up(self, progress: Progress = _quiet) -> int:
        """Does every waiting task; returns how many. A second process doing the same changes nothing."""
        total, done = self.waiting(), 0
        while tasks := self._next_tasks():
            dropped = [id_ for id_, task in tasks if task == "drop"]
            records = self._records([id_ for id_, task in tasks if task == "put"])
            # Inside the library's write lock: Chroma's embedded client wants one writer at a time.
            with writing(self._engine) as connection:
                still = self._unchanged(connection, tasks)
                self.vectors.delete([id_ for id_ in dropped if id_ in still])
                self.vectors.upsert([record for record in records if record.id in still])
                connection.execute(delete(index_tasks).where(index_tasks.c.chunk_id.in_(list(still))))
            done += len(tasks)
            progress(min(done, total), max(total, done))
        return done

    def repair(self, *, always: bool = False) -> int:
        """Finishes what a killed program left, and what the two stores do not agree on; returns how many.

        They are compared id by id where their counts differ, or `always`.
        """
        if always:
            self._compare()
        elif not self.waiting():
            with reading(self._engine) as connection:
                expected = count_chunks(connection)
            if self.vectors.count() != expected:
                self._compare()
        return self.catch_up()

    def rebuild(self, progress: Progress = _quiet) -> int:
        """Forgets every vector and makes all of them anew with the embedder in force."""
        with writing(self._engine) as connection:
            connection.execute(delete(index_tasks))
            ids = [{"chunk_id": id_, "task": "put"} for id_ in every_chunk_id(connection)]
            self.vectors.clear()
            if ids:
                connection.execute(insert(index_tasks), ids)
        return self.catch_up(progress)

    def _compare(self) -> None:
        have = self.vectors.ids()
        with writing(self._engine) as connection:
            want = set(every_chunk_id(connection))
            put_tasks(connection, {**dict.fromkeys(want - have, "put"), **dict.fromkeys(have - want, "drop")})

    def _next_tasks(self) -> list[tuple[str, str]]:
        with reading(self._engine) as connection:
            rows = connection.execute(select(index_tasks.c.chunk_id, index_tasks.c.task).limit(BATCH))
            return [(str(id_), str(task)) for id_, task in rows]

    def _unchanged(self, connection: Connection, tasks: Sequence[tuple[str, str]]) -> set[str]:
        """Ids whose task nobody replaced while we were embedding."""
        ids = [id_ for id_, _ in tasks]
        rows = connection.execute(select(index_tasks).where(index_tasks.c.chunk_id.in_(ids)))
        now = {str(id_): str(task) for id_, task in rows}
        return {id_ for id_, task in tasks if now.get(id_) == task}

    def _records(self, ids: Sequence[str]) -> list[Record]:
        if not ids:
            return []
        with reading(self._engine) as connection:
            found = chunks_by_id(connection, ids)
        if not found:
            return []
        vectors = self.embedder.passages([embedded_text(chunk, article) for chunk, article in found.values()])
        return [
            Record(chunk.id, vector, metadata(chunk, article))
            for (chunk, article), vector in zip(found.values(), vectors, strict=True)
        ]


def embedded_text(chunk: Chunk, article: Article) -> str:
    """What is embedded: the headline tells a passage from the middle of an article what it is about."""
    return f"{article.title}. {chunk.text}" if chunk.number else chunk.text


def metadata(chunk: Chunk, article: Article) -> dict[str, str | int | float | bool | list[str]]:
    """What a search is narrowed by; `published` is the date as a number, 20250214."""
    found: dict[str, str | int | float | bool | list[str]] = {
        "article": article.id,
        "outlet": article.outlet,
        "language": article.language,
        "voices": list(chunk.voices) or [article.outlet],
    }
    if article.published:
        found["published"] = day_number(article.published)
    return found


def day_number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day
