"""Which articles tell of the same event: related to one article, and grouped among many.

Words say most, dates nearly as much, vectors a little. The weights were fitted on the training half of the
AllSides events, and are measured by `python -m tests.evals events` (decision 0002).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from assistant.library.linkage import average_linkage
from assistant.library.pairing import Rarity, pairs, words
from assistant.news import Article

KEY_TERMS: Final = 60  # 25 lose two points of R@10, all of them three (decision 0002)
# Related articles: lexical score as a share of the best one's, plus these.
_BY_SIMILARITY, _BY_DATE, _FADES = 0.6, 0.8, 3.0
_UNKNOWN_DATE: Final = 0.5  # of the weight of the same day

# Same event: the log-odds that a pair belongs together, from its features (`pairing.Pairs`); fitted by training/events.py.
BIAS: Final = (
    -14.43
)  # 1.0 above the fit, between the best shifts for a full and for a thin library (decision 0015)
WEIGHTS: Final = (
    *(10.044, -0.319, 1.735),  # overlaps of text, head and title
    *(3.981, -0.329, 0.331, 2.055, -0.035, 1.062),  # days
    *(-0.887, -0.191, 0.272),  # logarithms of the overlaps
    *(4.463, 5.066),  # shares of the best overlap
)
_MOST_ODDS: Final = 8.0  # no single pair decides for a whole group
_UNLIKE: Final = -7.0  # the odds of a pair that shares next to nothing


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may be related: its lexical score for the key terms, and its vector's cosine."""

    id: str
    lexical: float
    similarity: float
    published: date | None = None


def key_terms(article: Article, rarity: Rarity, *, limit: int = KEY_TERMS) -> list[str]:
    """The words that set the article apart, most telling first: what to ask a full-text index for."""
    counts = Counter(words(f"{article.title} {article.title} {article.text}"))
    weights = {word: count * rarity.of(word) for word, count in counts.items()}
    return sorted(weights, key=lambda word: -weights[word])[:limit]


def related(article: Article, candidates: Sequence[Candidate]) -> list[tuple[str, float]]:
    """Ids of the candidates with their scores, most likely of the same event first."""
    best = max((one.lexical for one in candidates), default=0.0) or 1.0
    scored = [
        (
            one.id,
            one.lexical / best
            + _BY_SIMILARITY * one.similarity
            + _BY_DATE * _nearness(article.published, one.published, fades=_FADES, unknown=_UNKNOWN_DATE),
        )
        for one in candidates
    ]
    return sorted(scored, key=lambda item: -item[1])


def grouped(articles: Sequence[Article], rarity: Rarity | None = None) -> list[tuple[str, ...]]:
    """Ids of the articles by event, each in one group; groups and members in the given order.

    Average linkage over the log-odds of pairs. Raises nothing; an article like no other is a group of one.
    """
    found = pairs(articles, rarity or Rarity.among(articles))
    odds = (found.features @ WEIGHTS + BIAS).clip(-_MOST_ODDS, _MOST_ODDS)
    alike = {
        (int(one), int(other)): float(odd)
        for one, other, odd in zip(found.first, found.second, odds, strict=True)
        if odd > _UNLIKE
    }
    groups = average_linkage(len(articles), alike, unlike=_UNLIKE)
    return [tuple(articles[number].id for number in group) for group in groups]


def _nearness(one: date | None, other: date | None, *, fades: float, unknown: float) -> float:
    """1 on the same day, falling by a factor of e every `fades` days."""
    if one is None or other is None:
        return unknown
    return math.exp(-abs((one - other).days) / fades)
