"""How much each of some texts bears on a question: cheap vectors for all, a second reader for the most promising."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from vectorstore.embedders import Embedder
    from vectorstore.rerankers import Reranker

READ_AGAIN = 4_500
"""Characters that the second reader is given: about thirty sentences, a quarter of a second of two cores (tests/bench/asking.py)."""
SECOND = 0.5
"""The second reader's share where it read a text."""
SOFTER = 5.0
"""Its logits are divided by this: it answers with 0 or 1 where the reader wants an order."""


class TwoStage:
    """Relevance, 0 to 1: the cosine of packaged vectors, and where the second reader knows the language, mostly its word.

    `reads` says whether the second reader knows the language of a text: it is worthless in any other one.
    """

    def __init__(self, embedder: Embedder, reranker: Reranker, reads: Callable[[str], bool]) -> None:
        self._embedder = embedder
        self._reranker = reranker
        self._reads = reads

    def __call__(self, question: str, texts: Sequence[str]) -> list[float]:
        if not texts:
            return []
        nearness = (self._embedder.passages(texts) @ self._embedder.questions([question])[0]).clip(0.0, 1.0)
        if self._reads(question):
            self._read_again(question, texts, nearness)
        return [float(one) for one in nearness]

    def _read_again(self, question: str, texts: Sequence[str], nearness: NDArray[np.float32]) -> None:
        """Replaces the nearness of the most promising texts; the rest can only keep what they have of it."""
        import numpy as np

        chosen: list[int] = []
        room = READ_AGAIN
        for number in np.argsort(-nearness, kind="stable").tolist():
            room -= len(texts[number])
            if room < 0:
                break
            if self._reads(texts[number]):
                chosen.append(number)
        scores = self._reranker.scores(question, [texts[number] for number in chosen])
        logits = np.log(np.clip(scores, 1e-6, 1 - 1e-6) / (1 - np.clip(scores, 1e-6, 1 - 1e-6)))
        softened = 1 / (1 + np.exp(-logits / SOFTER))
        nearness[chosen] = SECOND * softened + (1 - SECOND) * nearness[chosen]
