"""Support: how likely it is that the cited words bear the claim out.

The embedded scorer reads four things that a claim must find in its source: pairs of neighbouring words, names,
figures, and words at all. Measured on the development halves of WiCE and QAGS (training/support.py), the packaged
cross-encoder and sentence embeddings added nothing to these, so no model is loaded: a score takes under a millisecond.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import exp, log
from pathlib import Path
from typing import Protocol, runtime_checkable

from assistant.findings import Usage
from assistant.verification.polarity import replaced
from assistant.wording.figures import figures
from assistant.wording.names import names
from assistant.wording.tokens import content, coverage, tokens

FEATURES = ("pairs", "figures", "names", "missing")
# Sentences whose share of the claim's words is at least this part of the best one's are its evidence.
EVIDENCE_SHARE = 0.6
MOST_EVIDENCE = 3


Asked = tuple[str, tuple[str, ...]]
"""A claim's text, and the words that are to bear it out."""


class SupportScorer(Protocol):
    """Scores a claim against cited sentences; `threshold` is where it starts to count as supported."""

    @property
    def threshold(self) -> float: ...

    def score(self, claim: str, cited: Sequence[str]) -> float:
        """Between 0 (not borne out) and 1; a verbatim claim never comes here."""
        ...


class Judgement(SupportScorer, Protocol):
    """A scorer that asks a model, for one answer: it keeps what it was told, and what asking cost."""

    @property
    def usage(self) -> Usage: ...

    def is_open(self, claim: str, cited: tuple[str, ...]) -> bool:
        """Whether `score` would have to ask."""
        ...

    def consider(self, asked: Sequence[Asked]) -> None:
        """Asks about all of these in one request. Never raises: what stays open, the embedded scorer decides."""
        ...


@runtime_checkable
class Judges(Protocol):
    """Where a model scores support: each answer gets a judgement of its own."""

    def judgement(self) -> Judgement: ...


@dataclass(frozen=True, slots=True)
class CoverageSupport:
    """Share of the claim's content words in the best five cited sentences: nothing learnt, for comparison and tests."""

    threshold: float = 0.5

    def score(self, claim: str, cited: Sequence[str]) -> float:
        return coverage(claim, cited)


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic regression over `FEATURES`: each feature's weight, the constant, and where support begins."""

    features: tuple[float, ...]
    constant: float
    threshold: float

    @classmethod
    @cache
    def packaged(cls) -> Weights:
        """The weights beside this module, made by training/support.py."""
        read = json.loads(Path(__file__).with_suffix(".json").read_text())
        return cls(tuple(read["weights"][name] for name in FEATURES), read["constant"], read["threshold"])


class EmbeddedSupport:
    """The trained scorer: no model, no network, any script."""

    def __init__(self, weights: Weights | None = None) -> None:
        self._weights = weights or Weights.packaged()

    @property
    def threshold(self) -> float:
        return self._weights.threshold

    def score(self, claim: str, cited: Sequence[str]) -> float:
        found = zip(self._weights.features, features(claim, cited), strict=True)
        score = 1 / (1 + exp(-(self._weights.constant + sum(weight * value for weight, value in found))))
        # Whether the other word means the same, only a model can say: without one the claim does not hold.
        return score * self.threshold if replaced(claim, cited) else score


def features(claim: str, cited: Sequence[str]) -> tuple[float, ...]:
    """What the scorer reads, in the order of `FEATURES`.

    Shares (0 to 1) of the claim's neighbouring word pairs, figures and names that the cited sentences have, and how
    many of its content words they lack (at most eight). A claim without names or figures lacks none.
    """
    words = content(claim)
    read = [content(text) for text in cited]
    pairs = set(pairwise(words))
    theirs = {pair for text in read for pair in pairwise(text)}
    known = {stem for text in read for stem in text}
    keys = {token.key for text in cited for token in tokens(text)}
    counted = [figure for text in cited for figure in figures(text)]
    named = [all(word in keys for word in name.keys) for name in names(claim)]
    stated = [any(figure.agrees(other) for other in counted) for figure in figures(claim)]
    return (
        len(pairs & theirs) / len(pairs) if pairs else 1.0,
        sum(stated) / len(stated) if stated else 1.0,
        sum(named) / len(named) if named else 1.0,
        float(min(8, len(set(words) - known))),
    )


def evidence(claim: str, sentences: Sequence[str]) -> list[int]:
    """Indexes of the sentences that speak most to the claim: three at most, none where no word is shared.

    Each sentence's share of the claim's words, rare ones counting for more.
    """
    wanted = set(content(claim))
    bags = [wanted.intersection(content(text)) for text in sentences]
    held = Counter(stem for bag in bags for stem in bag)
    rarity = {stem: log(1 + len(bags) / (0.5 + held[stem])) for stem in wanted}
    shares = [sum(rarity[stem] for stem in bag) for bag in bags]
    best = max(shares, default=0.0)
    ranked = sorted(range(len(shares)), key=lambda index: -shares[index])[:MOST_EVIDENCE]
    return sorted(index for index in ranked if best and shares[index] >= EVIDENCE_SHARE * best)
