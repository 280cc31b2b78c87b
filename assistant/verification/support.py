"""Support: how likely it is that the cited words bear the claim out.

The embedded scorer reads what a claim must find in its source: pairs of neighbouring words, names, figures, and words at
all; and, in English, how near each of its words comes to a word there in context, as a model of late interaction sees it.
Measured on the development halves of WiCE and QAGS (training/support.py), the packaged cross-encoder and sentence
embeddings added nothing to these.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import exp, log
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from assistant.findings import Usage
from assistant.verification.polarity import replaced
from assistant.wording.figures import figures
from assistant.wording.names import names
from assistant.wording.tokens import FUNCTION_WORDS, content, coverage, tokens

if TYPE_CHECKING:
    from vectorstore.word_vectors import Aligned

FEATURES = ("pairs", "figures", "names", "missing")
IN_CONTEXT = (*FEATURES, "nearness", "sentence")
# Sentences whose share of the claim's words is at least this part of the best one's are its evidence.
EVIDENCE_SHARE = 0.6
MOST_EVIDENCE = 3
LARGEST_BATCH = 16  # claims that a model judges in one request
_NOT_QUITE = 0.99
_ALIGNED = 6  # sentences that are read word by word: 40 ms of two cores


Asked = tuple[str, tuple[str, ...]]
"""A claim's text, and the words that are to bear it out."""

Align = Callable[[str, Sequence[str]], "Aligned"]
"""How near each word of a text comes to the words of others (`WordVectors.aligned`)."""


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

    @property
    def in_vain(self) -> Mapping[Asked, str]:
        """What it asked about without getting an answer, and why."""
        ...

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
    """A logistic regression: the weight of each feature of `names`, the constant, and where support begins."""

    names: tuple[str, ...]
    features: tuple[float, ...]
    constant: float
    threshold: float

    @classmethod
    @cache
    def packaged(cls, names: tuple[str, ...] = FEATURES) -> Weights:
        """The weights for `FEATURES` or `IN_CONTEXT` beside this module, made by training/support.py."""
        file = json.loads(Path(__file__).with_suffix(".json").read_text())
        read = file["in_context" if names == IN_CONTEXT else "plain"]
        return cls(names, tuple(read["weights"][name] for name in names), read["constant"], read["threshold"])

    def score(self, found: Sequence[float]) -> float:
        """Between 0 and 1, .5 where support begins: two sets of weights can then be held to one threshold."""
        total = self.constant + sum(
            weight * value for weight, value in zip(self.features, found, strict=True)
        )
        return 1 / (1 + exp(log(self.threshold / (1 - self.threshold)) - total))


class EmbeddedSupport:
    """The trained scorer. Without `align`, or where it does not read the claim's language, words alone decide, in any script."""

    threshold = 0.5

    def __init__(self, align: Align | None = None, reads: Callable[[str], bool] = lambda _: True) -> None:
        self._align = align
        self._reads = reads

    def score(self, claim: str, cited: Sequence[str]) -> float:
        if self._align and cited and self._reads(claim) and self._reads(" ".join(cited)):
            score = Weights.packaged(IN_CONTEXT).score(in_context(claim, cited, self._align))
        else:
            score = Weights.packaged().score(features(claim, cited))
        # Whether the other word means the same, only a model can say: without one the claim does not hold.
        return min(score, _NOT_QUITE * self.threshold) if replaced(claim, cited) else score


def in_context(claim: str, cited: Sequence[str], align: Align) -> tuple[float, ...]:
    """`features`, and two of the six sentences that share most with the claim, in the order of `IN_CONTEXT`.

    How near its content words come to any of them, on average; and how near all its words come to the best one of them.
    """
    shares = _shares(claim, cited)
    read = sorted(range(len(cited)), key=lambda number: -shares[number])[:_ALIGNED]
    aligned = align(claim, [cited[number] for number in read])
    if not aligned.words:
        return (*features(claim, cited), 0.0, 0.0)
    telling = [
        place for place, word in enumerate(aligned.words) if word.isalnum() and word not in FUNCTION_WORDS
    ]
    anywhere = aligned.nearness.max(axis=0)[telling or slice(None)]
    return (*features(claim, cited), float(anywhere.mean()), float(aligned.nearness.mean(axis=1).max()))


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
    shares = _shares(claim, sentences)
    best = max(shares, default=0.0)
    ranked = sorted(range(len(shares)), key=lambda index: -shares[index])[:MOST_EVIDENCE]
    return sorted(index for index in ranked if best and shares[index] >= EVIDENCE_SHARE * best)


def _shares(claim: str, sentences: Sequence[str]) -> list[float]:
    wanted = set(content(claim))
    bags = [wanted.intersection(content(text)) for text in sentences]
    held = Counter(stem for bag in bags for stem in bag)
    rarity = {stem: log(1 + len(bags) / (0.5 + held[stem])) for stem in wanted}
    return [sum(rarity[stem] for stem in bag) for bag in bags]
