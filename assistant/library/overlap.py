"""How much the words of documents overlap: cosines of weighted words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MOST_WORDS: Final = 400  # of a document, the heaviest: the cost of a pair stays bounded


class Overlap:
    """The documents' words, turned round: for each word, who has it and how heavily."""

    def __init__(self, documents: Sequence[Mapping[str, float]]) -> None:
        import numpy as np

        gathered: defaultdict[str, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
        self._documents: list[dict[str, float]] = []
        for number, weights in enumerate(documents):
            unit = _unit(weights)
            self._documents.append(unit)
            for word, weight in unit.items():
                numbers, heavy = gathered[word]
                numbers.append(number)
                heavy.append(weight)
        self._having: dict[str, tuple[NDArray[np.int64], NDArray[np.float64]]] = {
            word: (np.array(numbers), np.array(heavy))
            for word, (numbers, heavy) in gathered.items()
            if len(numbers) > 1
        }

    def with_earlier(self, number: int, since: int = 0) -> NDArray[np.float64]:
        """Cosines of a document with those from `since` up to it: (number - since,), each 0 to 1."""
        import numpy as np

        others, products = [], []
        for word, weight in self._documents[number].items():
            having = self._having.get(word)
            if having is None:
                continue
            start, end = np.searchsorted(having[0], (since, number))
            if start < end:
                others.append(having[0][start:end] - since)
                products.append(having[1][start:end] * weight)
        if not others:
            return np.zeros(number - since)
        weights = np.concatenate(products)
        return np.bincount(np.concatenate(others), weights, minlength=number - since).astype(np.float64)


def _unit(weights: Mapping[str, float]) -> dict[str, float]:
    """The heaviest words, scaled so that a document's cosine with itself is 1."""
    heaviest = sorted(weights.items(), key=lambda item: -item[1])[:_MOST_WORDS]
    length = sum(weight * weight for _, weight in heaviest) ** 0.5
    return {word: weight / length for word, weight in heaviest if weight > 0} if length else {}
