"""How much texts speak against a claim, read from what bge-small makes of them by a few thousand trained weights.

Two readers share the vectors. `refutations` ranks long arguments: which of these texts answers this point, and not another
one? `stances` judges short sentences: does this text speak against the claim or for it? Both know English alone. The
weights are made by training/opposition.py (docs/decisions/0017-answers-and-points.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from vectorstore.embedders.bge_depths import DEPTHS, WIDTH

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from vectorstore.embedders import Embedder
    from vectorstore.records import Vectors

NEAR: Final = 14.0
"""What a cosine of bge-small counts: its cosines lie close together (.6 to .95)."""
SUBJECT: Final = 4.0
"""What a cosine of the last layer's mean counts, once what all arguments share is taken out of it."""
ANSWERS: Final = 0.7
"""What the logarithm of the probability that a text answers somebody counts."""
SPECIFIC: Final = 0.8
"""Share of a text's fit to the other points at hand that is taken off its score."""
OPENS: Final = 0.8
"""What the logarithm of the probability that a text opens a subject counts for it as one of the other points."""
SMOOTH: Final = 0.35
"""Temperature of the sum over other points: near their maximum."""
SHARPNESS: Final = 20.0
"""Scale of the features of stance."""
ABOUT: Final = 10.0
"""Likeness from which a text speaks of what the claim speaks of.

Of Perspectrum's perspectives against a claim 82 % reach it, of those on other claims 3 %.
"""
_DOUBT: Final = (
    0.02  # no probability is thought to be lower: one clear sign must not outweigh what a text is about
)
_SAME: Final = 0.9999  # cosine from which point and text are one text
_NEVER: Final = -1_000.0  # likeness of a text and itself
_BLOCK: Final = (
    1_000  # texts whose fits are worked out together: a corpus of 10,000 then takes 40 MB at a time
)
_FILE: Final = Path(__file__).with_suffix(".npz")


@dataclass(frozen=True, slots=True)
class Weights:
    """What training/opposition.py learnt; a vector has `2 + len(DEPTHS)` blocks of `WIDTH`.

    `centre` and `spread` (blocks - 1, WIDTH) are mean and standard deviation of the mean states of arguments, `middle` (WIDTH) is
    the mean of their bge-small vectors. `answering` (blocks * WIDTH + 1) gives the log-odds that a text answers somebody and does
    not open a subject, and ends in the constant. `stance` (4 * WIDTH + 1) weighs product, distance, text and claim, and
    ends in the constant.
    """

    centre: NDArray[np.float32]
    spread: NDArray[np.float32]
    middle: NDArray[np.float32]
    answering: NDArray[np.float32]
    stance: NDArray[np.float32]

    @classmethod
    @cache
    def packaged(cls) -> Weights:
        """The weights beside this module."""
        import numpy as np

        with np.load(_FILE) as kept:
            return cls(**{name: kept[name].astype(np.float32) for name in kept.files})


class Opposition:
    """The trained readers over one embedder, which must be `BgeDepths`. May raise `EmbedderUnavailable`."""

    def __init__(self, embedder: Embedder, weights: Weights | None = None) -> None:
        self._embedder = embedder
        self._weights = weights or Weights.packaged()

    def refutations(self, claim: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """One number for each text, higher where it refutes the claim more; comparable for this claim alone.

        A text that answers another one of the texts better than the claim is ranked lower.
        """
        vectors = self._embedder.passages([claim, *texts])
        scores: NDArray[np.float32] = answers(vectors[:1], vectors[1:], among=vectors, weights=self._weights)[
            0
        ]
        return scores

    def likeness(self, claims: Sequence[str], texts: Sequence[str]) -> NDArray[np.float32]:
        """How near each text is to each claim in what it is about: shape (claims, texts); a text is not near to itself."""
        read = self._embedder.passages([*claims, *texts])
        mine, theirs = (_sides(part, self._weights) for part in (read[: len(claims)], read[len(claims) :]))
        return _likeness(mine, theirs)

    def on_the_subject(self, claim: str, texts: Sequence[str]) -> list[bool]:
        """Whether each text is about what the claim is about."""
        return [bool(one >= ABOUT) for one in self.likeness([claim], texts)[0]]

    def stances(self, claim: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """The probability, 0 to 1, that each text speaks against the claim, given that it takes a side on it."""
        import numpy as np

        vectors = centred(self._embedder.passages([claim, *texts])[:, :WIDTH], self._weights.middle)
        logits = stance_features(vectors[:1], vectors[1:]) @ self._weights.stance
        chances: NDArray[np.float32] = (1 / (1 + np.exp(-logits))).astype(np.float32)
        return chances


def answers(points: Vectors, texts: Vectors, *, among: Vectors, weights: Weights) -> NDArray[np.float32]:
    """How well each text answers each point: shape (points, texts), from rows of `BgeDepths`.

    A text is an answer where it is near to the point and speaks like one who answers. From that is taken how well it fits the
    other points that are at hand, `among` all of these texts (the inverted softmax of Smith et al. 2017, against texts that are near to
    everything). A text is no answer to itself, and does not count as one.
    """
    import numpy as np

    point_sides, other_sides = (_sides(vectors, weights) for vectors in (points, among))
    scores = np.empty((len(points), len(texts)), np.float32)
    opening = OPENS * np.log(_chance(-replying(among, weights)) + _DOUBT)[:, None]
    for start in range(0, len(texts), _BLOCK):
        block = texts[start : start + _BLOCK]
        sides = _sides(block, weights)
        answering = ANSWERS * np.log(_chance(replying(block, weights)) + _DOUBT)
        fits = _soft_maximum(_likeness(other_sides, sides) + opening)
        scores[:, start : start + _BLOCK] = _likeness(point_sides, sides) + answering - SPECIFIC * fits
    return scores


def replying(vectors: Vectors, weights: Weights) -> NDArray[np.float32]:
    """The log-odds, halved because they are too sure of themselves, that each text answers somebody."""
    import numpy as np

    logits: NDArray[np.float32] = reply_features(vectors, weights) @ weights.answering
    return logits * np.float32(0.5)


def reply_features(vectors: Vectors, weights: Weights) -> NDArray[np.float32]:
    """The vector and the centred mean states, scaled, and a one: shape (texts, blocks * WIDTH + 1)."""
    import numpy as np

    blocks = [10 * vectors[:, :WIDTH]]
    blocks += [5 * _standard(vectors, place, weights) for place in range(len(DEPTHS) + 1)]
    made: NDArray[np.float32] = np.hstack([*blocks, np.ones((len(vectors), 1), np.float32)], dtype=np.float32)
    return made


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


Sides = tuple["Vectors", "Vectors"]


def _sides(vectors: Vectors, weights: Weights) -> Sides:
    """The bge-small vectors and the centred mean states of the last layer, each at unit length."""
    return vectors[:, :WIDTH], _standard(vectors, len(DEPTHS), weights)


def _standard(vectors: Vectors, place: int, weights: Weights) -> Vectors:
    states = vectors[:, (place + 1) * WIDTH : (place + 2) * WIDTH]
    return centred(states / weights.spread[place], weights.centre[place] / weights.spread[place])


def _likeness(points: Sides, texts: Sides) -> NDArray[np.float32]:
    import numpy as np

    cosines = points[0] @ texts[0].T
    alike: NDArray[np.float32] = NEAR * cosines + SUBJECT * (points[1] @ texts[1].T)
    return np.where(cosines > _SAME, np.float32(_NEVER), alike)


def _soft_maximum(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Of each column, smoothed by `SMOOTH`."""
    import numpy as np

    top = values.max(axis=0)
    made: NDArray[np.float32] = top + SMOOTH * np.log(np.exp((values - top) / SMOOTH).sum(axis=0))
    return made


def _chance(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    made: NDArray[np.float32] = (1 / (1 + np.exp(-logits))).astype(np.float32)
    return made
