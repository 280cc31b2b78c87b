"""Our records and conditions in the form that Chroma takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from vectorstore.records import Metadata, Record, Where

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection


def put(collection: Collection, records: Sequence[Record]) -> None:
    import numpy as np

    collection.upsert(
        ids=[record.id for record in records],
        embeddings=np.stack([record.vector for record in records]),
        metadatas=[_storable(record.metadata) for record in records],
    )


def _storable(metadata: Metadata) -> Any:
    """The metadata as Chroma takes it: neither it nor a list in it may be empty."""
    return {name: value for name, value in metadata.items() if value != []} or None


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
