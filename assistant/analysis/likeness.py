"""How much sentences of the evidence speak of the same, and how much they oppose each other, computed once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from math import log, sqrt
from typing import TYPE_CHECKING, Any

from assistant.analysis.opposition import contradiction
from assistant.analysis.weighing import Weighed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Meaning = Callable[[Sequence[str]], "NDArray[np.float32]"]
"""Vectors of unit length for texts, one row each."""


class Compared:
    """Sentences compared with each other by the words they share, rare ones counting for more, and by meaning."""

    def __init__(self, read: Sequence[Weighed], meaning: Meaning) -> None:
        self.read = read
        self._meaning = meaning
        self._rarity = rarities(read)
        self._lengths = [sqrt(sum(self._rarity[stem] ** 2 for stem in one.stems)) or 1.0 for one in read]

    def likeness(self, one: int, other: int) -> float:
        """Cosine of idf-weighted stems, 0 to 1."""
        shared = self.read[one].stems & self.read[other].stems
        if not shared:
            return 0.0
        return sum(self._rarity[stem] ** 2 for stem in shared) / (self._lengths[one] * self._lengths[other])

    def nearness(self, one: int, other: int) -> float:
        """Likeness of words and of meaning together, 0 to 1; across languages meaning alone."""
        meaning = max(0.0, float(self._cosines[one, other]))
        first, second = (self.read[number].sentence.article.language for number in (one, other))
        return meaning if first != second else 0.5 * self.likeness(one, other) + 0.5 * meaning

    def contest(self, one: int, other: int) -> float:
        """How much the wording of two sentences points opposite ways, 0 to 1."""
        first, second = self.read[one].sentence.text, self.read[other].sentence.text
        return max(contradiction(first, second), contradiction(second, first))

    def rarity(self, stem: str) -> float:
        return self._rarity.get(stem, 0.0)

    @cached_property
    def _cosines(self) -> NDArray[Any]:
        vectors = self._meaning([one.sentence.text for one in self.read])
        return vectors @ vectors.T


def rarities(read: Sequence[Weighed]) -> Mapping[str, float]:
    """Inverse document frequency of each stem over the sentences."""
    frequency = Counter(stem for one in read for stem in one.stems)
    return {stem: log(1 + len(read) / count) for stem, count in frequency.items()}
