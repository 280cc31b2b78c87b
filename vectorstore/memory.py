"""A vector index in memory: exact, gone with the process; for tests, measurements and small sets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from vectorstore.records import Hit, Metadata, Record, Where

if TYPE_CHECKING:
    from vectorstore.records import Vector


class MemoryIndex:
    """Every record in a dictionary, compared one by one."""

    def __init__(self) -> None:
        self._records: dict[str, Record] = {}

    def upsert(self, records: Iterable[Record]) -> None:
        self._records.update((record.id, record) for record in records)

    def delete(self, ids: Iterable[str]) -> None:
        for id_ in ids:
            self._records.pop(id_, None)

    def ids(self) -> set[str]:
        return set(self._records)

    def count(self) -> int:
        return len(self._records)

    def vectors(self, ids: Sequence[str]) -> dict[str, Vector]:
        return {id_: self._records[id_].vector for id_ in ids if id_ in self._records}

    def search(self, vector: Vector, limit: int, where: Where | None = None) -> list[Hit]:
        hits = [
            Hit(record.id, float(record.vector @ vector), record.metadata)
            for record in self._records.values()
            if where is None or _holds(where, record.metadata)
        ]
        return sorted(hits, key=lambda hit: -hit.similarity)[:limit]

    def clear(self) -> None:
        self._records.clear()

    def close(self) -> None:
        """Nothing to release: what is kept lives as long as this object."""


def _holds(where: Where, metadata: Metadata) -> bool:
    return (
        all(metadata.get(name) in values for name, values in where.any_of.items())
        and all(_lies(metadata.get(name), *ends) for name, ends in where.between.items())
        and all(
            isinstance(held := metadata.get(name), list) and value in held
            for name, value in where.contains.items()
        )
    )


def _lies(value: object, low: int | None, high: int | None) -> bool:
    return (
        isinstance(value, int | float) and (low is None or value >= low) and (high is None or value <= high)
    )
