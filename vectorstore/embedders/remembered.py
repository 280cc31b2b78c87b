"""An embedder that keeps the vectors of texts it has read: an answer asks for the same sentences several times."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vectorstore.embedders.protocol import Embedder
    from vectorstore.records import Vectors

HELD = 4_096
"""Vectors kept: those of about a dozen answers, 8 MB at 512 dimensions."""


class Remembered:
    """The same vectors as `embedder`, each passage read once while it is among the last `held`; from any thread."""

    def __init__(self, embedder: Embedder, *, held: int = HELD) -> None:
        self._embedder = embedder
        self._held = held
        self._vectors: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        return self._embedder.name

    @property
    def dimensions(self) -> int:
        return self._embedder.dimensions

    def passages(self, texts: Sequence[str]) -> Vectors:
        import numpy as np

        with self._lock:
            known = {text: self._vectors[text] for text in texts if text in self._vectors}
        fresh = [text for text in dict.fromkeys(texts) if text not in known]
        if fresh:
            known.update(zip(fresh, self._embedder.passages(fresh), strict=True))
        with self._lock:
            for text in known:
                self._vectors[text] = known[text]
                self._vectors.move_to_end(text)
            while len(self._vectors) > self._held:
                self._vectors.popitem(last=False)
        rows = [known[text] for text in texts]
        return np.stack(rows) if rows else np.zeros((0, self.dimensions), dtype=np.float32)

    def questions(self, texts: Sequence[str]) -> Vectors:
        return self._embedder.questions(texts)
