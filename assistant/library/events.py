"""Which articles tell of the same event: related to one article, and grouped among many.

Words say most, dates nearly as much, vectors a little. The weights were fitted on the training half of the
AllSides events, and are measured by `python -m tests.evals events` (decision 0002).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from assistant.library.linkage import average_linkage
from assistant.library.overlap import Overlap
from assistant.news import Article

KEY_TERMS: Final = 60  # 25 lose two points of R@10, all of them three (decision 0002)
_LEAD: Final = 800  # characters
_WORD: Final = re.compile(r"\w+")

# Related articles: lexical score as a share of the best one's, plus these.
_BY_SIMILARITY, _BY_DATE, _FADES = 0.6, 0.8, 3.0
_UNKNOWN_DATE: Final = 0.5  # of the weight of the same day

_WINDOW: Final = 14  # days: 99 of 100 events of AllSides lie within 6

# Same event: the log-odds that two articles belong together, from a logistic regression.
_BIAS, _TEXT, _HEAD, _DAYS, _SCALE, _UNDATED = -11.6, 16.5, 10.0, 10.4, 8.0, 6.3


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


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may be related: its lexical score for the key terms, and its vector's cosine."""

    id: str
    lexical: float
    similarity: float
    published: date | None = None


def words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


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
    rarity = rarity or Rarity.among(articles)
    text = Overlap([_weights(f"{one.title} {one.text}", rarity) for one in articles])
    head = Overlap([_weights(f"{one.title} {one.title} {one.text[:_LEAD]}", rarity) for one in articles])
    odds: dict[tuple[int, int], float] = {}
    for first in range(len(articles)):
        heads = head.with_earlier(first)
        for second, overlap in text.with_earlier(first).items():
            pair = articles[first].published, articles[second].published
            if _days_apart(*pair) > _WINDOW:
                continue
            odds[second, first] = (
                _BIAS
                + _TEXT * overlap
                + _HEAD * heads.get(second, 0.0)
                + _DAYS * _nearness(*pair, fades=_SCALE, unknown=_UNDATED / _DAYS)
            )
    groups = average_linkage(len(articles), odds, unlike=_BIAS)
    return [tuple(articles[number].id for number in group) for group in groups]


def _weights(text: str, rarity: Rarity) -> dict[str, float]:
    counts = Counter(words(text))
    return {word: (1 + math.log(count)) * rarity.of(word) for word, count in counts.items()}


def _days_apart(one: date | None, other: date | None) -> int:
    """0 where a date is not known."""
    return abs((one - other).days) if one and other else 0


def _nearness(one: date | None, other: date | None, *, fades: float, unknown: float) -> float:
    """1 on the same day, falling by a factor of e every `fades` days."""
    if one is None or other is None:
        return unknown
    return math.exp(-_days_apart(one, other) / fades)
