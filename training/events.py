"""Fits the log-odds of a pair being of one event: `python -m training.events --data DIR`.

DIR holds `event_articles*` and `events*` (AllSides' round-ups: which articles the editors put together). Prints B-cubed F1
of grouping events that the fit has not seen (two halves, each grouped together with the other one's articles; and each
quarter grouped alone, by a fit on the other three), for some thresholds, and the constants of assistant/library/events.py.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.library.events import _MOST_ODDS, _UNLIKE
from assistant.library.linkage import average_linkage
from assistant.library.pairing import Pairs, Rarity, pairs
from assistant.news import Article
from tests.evals.events import b_cubed, labelled

RIDGE = 1.0  # on standardized features
STEPS = 25
LEFT_ALONE = 0.7  # of the events
QUARTERS = 4
SHIFTS = (
    -0.5,
    0.0,
    0.5,
    0.75,
    1.0,
)  # added to the log-odds: pairs are many and mates few, averages want a push


def logistic(features: NDArray[np.float64], labels: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    """Weights and bias of a logistic regression with a ridge, by Newton's method (McCullagh and Nelder 1989)."""
    mean, spread = features.mean(axis=0), features.std(axis=0) + 1e-9
    table = np.column_stack([(features - mean) / spread, np.ones(len(features))])
    penalty = np.diag([*[RIDGE] * features.shape[1], 0.0])
    found = np.zeros(table.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-table @ found))
        slope = table.T @ (labels - likely) - penalty @ found
        found += np.linalg.solve((table * (likely * (1 - likely))[:, None]).T @ table + penalty, slope)
    weights = found[:-1] / spread
    return weights, float(found[-1] - weights @ mean)


def groups_of(found: Pairs, odds: NDArray[np.float64], articles: Sequence[Article]) -> list[tuple[str, ...]]:
    kept = np.flatnonzero(odds > _UNLIKE)
    alike = {
        (int(found.first[one]), int(found.second[one])): float(odds[one].clip(-_MOST_ODDS, _MOST_ODDS))
        for one in kept
    }
    linked = average_linkage(len(articles), alike, unlike=_UNLIKE)
    return [tuple(articles[number].id for number in group) for group in linked]


@dataclass(frozen=True, slots=True)
class Pool:
    """Articles that are grouped together, with what the editors put together and how the fit is tried."""

    articles: list[Article]
    events: NDArray[np.int64]
    found: Pairs
    half: NDArray[np.int64]
    """Of each article's event: 0 or 1."""

    @classmethod
    def of(cls, articles: list[Article], events: NDArray[np.int64], half: NDArray[np.int64]) -> Pool:
        return cls(articles, events, pairs(articles, Rarity.among(articles)), half[events])

    def thinned(self, half: NDArray[np.int64], rng: np.random.Generator) -> Pool:
        """The same, with a single article left of most events: in a reader's library most articles stand alone."""
        alone = rng.random(self.events.max() + 1) < LEFT_ALONE
        first = np.zeros(len(self.events), dtype=bool)
        first[np.unique(self.events, return_index=True)[1]] = True
        kept = np.flatnonzero(first | ~alone[self.events])
        return Pool.of([self.articles[number] for number in kept], self.events[kept], half)

    @property
    def labels(self) -> NDArray[np.float64]:
        return (self.events[self.found.first] == self.events[self.found.second]).astype(np.float64)

    def within(self, half: int) -> NDArray[np.bool_]:
        """Which pairs have both articles in this half."""
        inside: NDArray[np.bool_] = (self.half[self.found.first] == half) & (
            self.half[self.found.second] == half
        )
        return inside

    def f1(self, odds: NDArray[np.float64]) -> float:
        event_of = {article.id: str(event) for article, event in zip(self.articles, self.events, strict=True)}
        precision, recall = b_cubed(groups_of(self.found, odds, self.articles), event_of)
        return 2 * precision * recall / (precision + recall)


def fitted(pools: Sequence[Pool], half: int | None) -> tuple[NDArray[np.float64], float]:
    """The fit on the pairs of one half, or on all of them."""
    masks = [np.ones(len(pool.labels), dtype=bool) if half is None else pool.within(half) for pool in pools]
    features = np.concatenate([pool.found.features[mask] for pool, mask in zip(pools, masks, strict=True)])
    labels = np.concatenate([pool.labels[mask] for pool, mask in zip(pools, masks, strict=True)])
    return logistic(features, labels)


def unseen_odds(pool: Pool, fits: Sequence[tuple[NDArray[np.float64], float]]) -> NDArray[np.float64]:
    """Log-odds of each pair by the fit on the half that it is not of; of a pair of both halves, their mean."""
    odds = [pool.found.features @ weights + bias for weights, bias in fits]
    first = np.where(pool.within(1), odds[0], (odds[0] + odds[1]) / 2)
    return np.where(pool.within(0), odds[1], first)


def alone(articles: list[Article], events: NDArray[np.int64], rng: np.random.Generator) -> None:
    """Prints the F1 of each quarter of the events grouped alone, by a fit that has seen none of it."""
    one_half = np.zeros(events.max() + 1, dtype=np.int64)
    quarter = rng.integers(0, QUARTERS, len(one_half))[events]

    def pool(inside: NDArray[np.bool_]) -> Pool:
        return Pool.of([articles[n] for n in np.flatnonzero(inside)], events[inside], one_half)

    found: list[list[float]] = []
    for number in range(QUARTERS):
        rest, unseen = pool(quarter != number), pool(quarter == number)
        weights, bias = fitted([rest, *(rest.thinned(one_half, rng) for _ in range(2))], None)
        odds = unseen.found.features @ weights + bias
        found.append([unseen.f1(odds + shift) for shift in SHIFTS])
    for shift, scores in zip(SHIFTS, np.transpose(found), strict=True):
        each = ", ".join(f"{score:.4f}" for score in scores)
        print(f"shift {shift}: B-cubed F1 of quarters alone {scores.mean():.4f} ({each})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    given = parser.parse_args()
    articles, event_of = labelled(given.data, None)
    names = {event: number for number, event in enumerate(sorted(set(event_of.values())))}
    rng = np.random.default_rng(0)
    half = rng.integers(0, 2, len(names))
    whole = Pool.of(articles, np.array([names[event_of[article.id]] for article in articles]), half)
    pools = [whole, *(whole.thinned(half, rng) for _ in range(2))]
    fits = [fitted(pools, one) for one in (0, 1)]
    for shift in SHIFTS:
        scores = [f"{pool.f1(unseen_odds(pool, fits) + shift):.4f}" for pool in pools[:2]]
        print(f"shift {shift}: B-cubed F1 {scores[0]}, where most articles stand alone {scores[1]}")
    alone(whole.articles, whole.events, rng)
    weights, bias = fitted(pools, None)
    print(f"BIAS: Final = {bias:.3f}")
    print(f"WEIGHTS: Final = ({', '.join(f'{weight:.3f}' for weight in weights)})")


if __name__ == "__main__":
    main()
