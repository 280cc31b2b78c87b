"""What an embedder does: text in, vectors of unit length out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from vectorstore.records import Vectors


class Embedder(Protocol):
    """Turns texts into vectors whose inner product is their likeness. May raise `EmbedderUnavailable`.

    Two embedders with the same `name` make the same vectors. Loading waits until the first text.
    """

    @property
    def name(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    def passages(self, texts: Sequence[str]) -> Vectors:
        """One row for each text, in order: shape (len(texts), dimensions), float32, length 1."""

    def questions(self, texts: Sequence[str]) -> Vectors:
        """The same for what is asked; some models mark questions."""
