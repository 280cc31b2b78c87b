"""How much the words of documents overlap: cosines of weighted words, each pair once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST: Final = 0.05  # a cosine below this is taken for none
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

    def with_earlier(self, number: int) -> dict[int, float]:
        """Cosines with the documents before this one, where they are worth a word."""
        import numpy as np

        shared = [
            (having, weight)
            for word, weight in self._documents[number].items()
            if (having := self._having.get(word)) is not None
        ]
        if not shared or number == 0:
            return {}
        others = np.concatenate([numbers for (numbers, _), _ in shared])
        products = np.concatenate([heavy * weight for (_, heavy), weight in shared])
        cosines = np.bincount(others, weights=products, minlength=number)[:number]
        return {int(other): float(cosines[other]) for other in np.flatnonzero(cosines > LEAST)}


def _unit(weights: Mapping[str, float]) -> dict[str, float]:
    """The heaviest words, scaled so that a document's cosine with itself is 1."""
    heaviest = sorted(weights.items(), key=lambda item: -item[1])[:_MOST_WORDS]
    length = sum(weight * weight for _, weight in heaviest) ** 0.5
    return {word: weight / length for word, weight in heaviest if weight > 0} if length else {}
