"""Several rankings of the same things made into one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence


def reciprocal_rank_fusion(
    rankings: Iterable[Sequence[str]], *, k: int = 60, weights: Sequence[float] | None = None
) -> list[tuple[str, float]]:
    """Ids with their fused scores, best first; equal scores keep the order in which the ids first came.

    An id scores the sum of `weight / (k + rank)` over the rankings that hold it, ranks counted from 1
    (Cormack, Clarke and Buettcher 2009, who also set k = 60). An id that a ranking repeats counts once.
    """
    scores: defaultdict[str, float] = defaultdict(float)
    for number, ranking in enumerate(rankings):
        weight = 1.0 if weights is None else weights[number]
        for rank, id_ in enumerate(dict.fromkeys(ranking), start=1):
            scores[id_] += weight / (k + rank)
    return sorted(scores.items(), key=lambda item: -item[1])
