"""How much texts speak against a claim, read from their bge-small vectors by a few hundred trained weights.

Two readers share the vectors. `refutations` ranks long arguments: which of these texts answers this point, and not another
one? `stances` judges short sentences: does this text speak against the claim or for it? Both know English alone. The
weights are made by training/opposition.py (docs/decisions/0006-opposition.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from vectorstore.embedders import Embedder
    from vectorstore.records import Vectors

SHARPNESS: Final = 20.0
"""Cosines of bge-small lie close together (.6 to .95); times this they are logits. Inverse of the training temperature."""
SMOOTH: Final = 0.25
"""Temperature of the sum over other points: near their maximum."""
_SAME: Final = 0.9999  # cosine from which point and text are one text
_NEVER: Final = -1_000.0  # likeness of a text and itself
_FILE: Final = Path(__file__).with_suffix(".npz")


@dataclass(frozen=True, slots=True)
class Weights:
    """What training/opposition.py learnt; `d` is the length of a vector (384).

    `centre` (d) is the mean vector of arguments. `answering` (d) tells a text that answers somebody from one
    that opens a subject. `specific` is the share of a text's fit to other points that is taken off its score. `stance`
    (4d + 1) weighs product, distance, text and claim, and ends in the constant.
    """

    centre: NDArray[np.float32]
    answering: NDArray[np.float32]
    specific: float
    stance: NDArray[np.float32]

    @classmethod
    @cache
    def packaged(cls) -> Weights:
        """The weights beside this module."""
        import numpy as np

        with np.load(_FILE) as kept:
            read = {name: kept[name].astype(np.float32) for name in kept.files}
        return cls(read["centre"], read["answering"], float(read["specific"]), read["stance"])


class Opposition:
    """The trained readers over one embedder, which must be bge-small. May raise `EmbedderUnavailable`."""

    def __init__(self, embedder: Embedder, weights: Weights | None = None) -> None:
        self._embedder = embedder
        self._weights = weights or Weights.packaged()

    def refutations(self, claim: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """One number for each text, higher where it refutes the claim more; comparable for this claim alone.

        A text that answers another one of the texts better than the claim is ranked lower.
        """
        vectors = self._embedder.passages([claim, *texts])
        scores: NDArray[np.float32] = answers(vectors, vectors[1:], self._weights)[0]
        return scores

    def stances(self, claim: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """The probability, 0 to 1, that each text speaks against the claim, given that it takes a side on it."""
        import numpy as np

        vectors = centred(self._embedder.passages([claim, *texts]), self._weights.centre)
        logits = stance_features(vectors[:1], vectors[1:]) @ self._weights.stance
        chances: NDArray[np.float32] = (1 / (1 + np.exp(-logits))).astype(np.float32)
        return chances


def answers(points: Vectors, texts: Vectors, weights: Weights) -> NDArray[np.float32]:
    """How well each text answers each point: shape (points, texts), from vectors of unit length.

    From each score is taken how well the text fits the other points (the inverted softmax of Smith et al. 2017, against
    texts that are near to everything); a text is no answer to itself, and does not count as one.
    """
    import numpy as np

    cosines = points @ texts.T
    likeness = np.where(cosines > _SAME, _NEVER, SHARPNESS * cosines)
    top = likeness.max(axis=0)
    fits = top + SMOOTH * np.log(np.exp((likeness - top) / SMOOTH).sum(axis=0))
    answering = centred(texts, weights.centre) @ weights.answering
    scores: NDArray[np.float32] = (likeness + answering - weights.specific * fits).astype(np.float32)
    return scores


def centred(vectors: Vectors, centre: NDArray[np.float32]) -> Vectors:
    """The vectors without what all arguments share, at unit length."""
    import numpy as np

    moved = vectors - centre
    made: Vectors = moved / np.maximum(np.linalg.norm(moved, axis=-1, keepdims=True), 1e-9)
    return made


def stance_features(claims: Vectors, texts: Vectors) -> NDArray[np.float32]:
    """Product, distance, text and claim, each times `SHARPNESS`, and a one: shape (texts, 4d + 1), from centred vectors."""
    import numpy as np

    claims = np.broadcast_to(claims, texts.shape)
    parts = [claims * texts, np.abs(claims - texts), texts, claims]
    return np.hstack([SHARPNESS * part for part in parts] + [np.ones((len(texts), 1), np.float32)])
