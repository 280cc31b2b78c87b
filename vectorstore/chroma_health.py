"""Whether Chroma's own files are whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

_NOT_DAMAGE = ("no space left", "disk is full", "readonly", "permission denied", "unable to open", "locked")


def is_damage(problem: BaseException) -> bool:
    """Whether Chroma's own files are torn, so that only making them again helps."""
    from chromadb.errors import InternalError

    said = str(problem).lower()
    panicked = type(problem).__name__ == "PanicException"
    return (isinstance(problem, InternalError) or panicked) and not any(word in said for word in _NOT_DAMAGE)


def is_not_there_yet(problem: BaseException) -> bool:
    """Whether a server (1.5.9) was asked while the first records of a new collection were on their way to its graph."""
    return "nothing found on disk" in str(problem).lower()


def probe(collection: Collection) -> None:
    """Raises Chroma's `InternalError` where the search graph does not find the oldest record.

    A graph file that is gone leaves the count right and every search all but empty, without an error.
    """
    import numpy as np
    from chromadb.errors import InternalError

    oldest: Any = collection.get(limit=1, include=["embeddings"])
    if not oldest["ids"]:
        if collection.count():
            raise InternalError("its search graph has lost records")
        return
    found: Any = collection.query(
        query_embeddings=np.asarray(oldest["embeddings"], dtype=np.float32),
        n_results=1,
        include=["distances"],
    )
    if not found["ids"][0] or found["distances"][0][0] > 1e-3:
        raise InternalError("its search graph has lost records")
