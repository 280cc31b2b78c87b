"""A second copy of what was put into a Chroma folder, from which a torn one is made again.

Chroma's embedded client (1.5.9) writes its search graph over the old one in place. Killed in the middle of that
(the third `kill -9` of a loop did it), it never opens again, and the vectors are nowhere else. Here they stand in an
SQLite file, whose writes are whole or not at all, so that a repair costs no embedding.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

import numpy as np

from vectorstore.records import Record

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS kept (id TEXT PRIMARY KEY, vector BLOB NOT NULL, metadata TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS made_by (embedder TEXT NOT NULL);
"""


class Journal:
    """Records by id, in one file. Opens it for each call: threads and processes may share it."""

    def __init__(self, file: Path, embedder: str) -> None:
        self._file = file
        self._embedder = embedder

    def put(self, records: Sequence[Record]) -> None:
        rows = [
            (record.id, record.vector.astype(np.float32).tobytes(), json.dumps(dict(record.metadata)))
            for record in records
        ]
        with closing(self._opened()) as database, database:
            database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)

    def drop(self, ids: Sequence[str]) -> None:
        with closing(self._opened()) as database, database:
            database.executemany("DELETE FROM kept WHERE id = ?", [(id_,) for id_ in ids])

    def clear(self) -> None:
        """Also what another embedder left, and a damaged file."""
        for file in self._file.parent.glob(f"{self._file.name}*"):
            file.unlink()

    def ids(self) -> set[str]:
        with closing(self._opened()) as database:
            return {id_ for (id_,) in database.execute("SELECT id FROM kept")}

    def records(self, ids: Sequence[str]) -> Iterator[Record]:
        with closing(self._opened()) as database:
            for id_ in ids:
                for vector, metadata in database.execute(
                    "SELECT vector, metadata FROM kept WHERE id = ?", (id_,)
                ):
                    yield Record(id_, np.frombuffer(vector, dtype=np.float32), json.loads(metadata))

    def _opened(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._file, timeout=60)
        try:
            database.executescript(_SCHEMA)
            made_by = database.execute("SELECT embedder FROM made_by").fetchone()
            if made_by is None:
                with database:
                    database.execute("INSERT INTO made_by VALUES (?)", (self._embedder,))
            elif made_by[0] != self._embedder:
                with database:  # Chroma's own mark has been checked: these are leftovers of before a rebuild
                    database.execute("DELETE FROM kept")
                    database.execute("UPDATE made_by SET embedder = ?", (self._embedder,))
        except BaseException:
            database.close()
            raise
        return database
