"""Pairs of articles that may tell of one event, and what speaks for and against it."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from assistant.library.overlap import Overlap
from assistant.news import Article

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WINDOW: Final = 30  # days: 99 of 100 events of AllSides lie within 6
LEAD: Final = 800  # characters
_LEAST: Final = 0.05  # a pair whose words overlap less is none
_SMOOTH: Final = 0.02  # added to an overlap before its logarithm is taken
_UNDATED_DAYS: Final = 3  # how far apart articles count where a date is not known
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Rarity:
    """In how many of `total` documents each word stands."""

    total: int
    counts: Mapping[str, int]

    @classmethod
    def among(cls, articles: Iterable[Article]) -> Rarity:
        counts: Counter[str] = Counter()
        total = 0
        for article in articles:
            counts.update(set(words(f"{article.title} {article.text}")))
            total += 1
        return cls(total, counts)

    def of(self, word: str) -> float:
        """The logarithm of how rare the word is; 0 for one that stands everywhere."""
        return max(0.0, math.log((self.total + 1) / (self.counts.get(word, 0) + 0.5)))

    def weights(self, text: str) -> dict[str, float]:
        """Each word's logarithmic frequency times its rarity."""
        return {word: (1 + math.log(count)) * self.of(word) for word, count in Counter(words(text)).items()}


@dataclass(frozen=True, slots=True)
class Pairs:
    """P pairs of articles by their numbers, and their features."""

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    features: NDArray[np.float64]
    """(P, 14): overlap of text, of head and of title; nearness in days, fading quickly and slowly; same day, at most a
    day apart, days apart, no date; the logarithms of the overlaps; the pair's overlap as a share of the best one of
    each of its articles, the smaller and the larger share."""


def words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def pairs(articles: Sequence[Article], rarity: Rarity) -> Pairs:
    """Every pair within `WINDOW` days that shares more than a few words; undated articles pair with any other."""
    import numpy as np

    dated = sorted(
        (number for number, one in enumerate(articles) if one.published),
        key=lambda number: (articles[number].published, number),
    )
    order = [*dated, *(number for number, one in enumerate(articles) if not one.published)]
    ordered = [articles[number] for number in order]
    days = [one.published for one in ordered[: len(dated)] if one.published]
    kinds = [
        Overlap([rarity.weights(f"{one.title} {one.text}") for one in ordered]),
        Overlap([rarity.weights(f"{one.title} {one.title} {one.text[:LEAD]}") for one in ordered]),
        Overlap([rarity.weights(one.title) for one in ordered]),
    ]
    found: list[NDArray[np.float64]] = []
    for number in range(1, len(ordered)):
        is_dated = number < len(days)
        since = bisect_left(days, days[number] - timedelta(WINDOW)) if is_dated else 0
        overlaps = np.stack([kind.with_earlier(number, since) for kind in kinds])
        near = np.flatnonzero((overlaps[:2] > _LEAST).any(axis=0))
        apart = [(days[number] - days[since + int(other)]).days for other in near] if is_dated else -1
        rows = np.empty((len(near), 6))
        rows[:, 0], rows[:, 1], rows[:, 2] = number, since + near, apart
        rows[:, 3:] = overlaps[:, near].T
        found.append(rows)
    table = np.concatenate(found) if found else np.empty((0, 6))
    first, second = table[:, 0].astype(np.int64), table[:, 1].astype(np.int64)
    features = _features(table[:, 3:], table[:, 2], first, second, len(ordered))
    places = np.array(order, dtype=np.int64)
    return Pairs(places[first], places[second], features)


def _features(
    overlaps: NDArray[np.float64],
    apart: NDArray[np.float64],
    first: NDArray[np.int64],
    second: NDArray[np.int64],
    count: int,
) -> NDArray[np.float64]:
    """`apart` is in days, -1 where a date is not known."""
    import numpy as np

    undated = apart < 0
    days = np.where(undated, _UNDATED_DAYS, apart)
    together = overlaps[:, 0] + overlaps[:, 1]
    best = np.zeros(count)
    np.maximum.at(best, first, together)
    np.maximum.at(best, second, together)
    shares = np.stack([together / best[first], together / best[second]])
    return np.column_stack(
        [
            overlaps,
            np.exp(-days / 3),
            np.exp(-days / 8),
            days == 0,
            days <= 1,
            days,
            undated,
            np.log(overlaps + _SMOOTH),
            shares.min(axis=0),
            shares.max(axis=0),
        ]
    )
