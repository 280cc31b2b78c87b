"""What a vector index keeps and returns, and the protocol that every index follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]
    Vectors = NDArray[np.float32]

Value = str | int | float | bool | list[str]
Metadata = Mapping[str, Value]


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """One vector of unit length, its id, and what it can be narrowed by (lists must not be empty)."""

    id: str
    vector: Vector
    metadata: Metadata = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hit:
    """A record found for a vector; `similarity` is their cosine, -1 to 1."""

    id: str
    similarity: float
    metadata: Metadata = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Where:
    """Conditions on metadata, all of which must hold; an empty one narrows nothing.

    `any_of`: the field's value is one of these. `between`: the number lies in the closed interval, `None`
    leaves an end open. `contains`: the field is a list that holds the value. A record without the field
    fails the condition.
    """

    any_of: Mapping[str, Sequence[str]] = field(default_factory=dict)
    between: Mapping[str, tuple[int | None, int | None]] = field(default_factory=dict)
    contains: Mapping[str, str] = field(default_factory=dict)

    @property
    def possible(self) -> bool:
        """Whether any record could meet the conditions."""
        return all(self.any_of.values())


class VectorIndex(Protocol):
    """A set of records that can be searched by vector. Every method may raise `StoreError`."""

    def upsert(self, records: Iterable[Record]) -> None:
        """Keep the records; one with a known id replaces it."""

    def delete(self, ids: Iterable[str]) -> None:
        """Forget these ids; unknown ones are passed over."""

    def ids(self) -> set[str]: ...

    def count(self) -> int: ...

    def vectors(self, ids: Sequence[str]) -> dict[str, Vector]:
        """The vectors of those ids that are kept."""

    def search(self, vector: Vector, limit: int, where: Where | None = None) -> list[Hit]:
        """At most `limit` hits, nearest first."""

    def clear(self) -> None:
        """Forget everything, also what another embedder made."""

    def close(self) -> None:
        """Release files and connections; the index opens again when it is next used."""
