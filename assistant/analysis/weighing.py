"""Sentences weighed: how much each bears on the question and serves as somebody's position."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import log, sqrt

from assistant.analysis.evidence import Sentence
from assistant.analysis.standing import assertion, fitness
from assistant.wording.tokens import content

Relevance = Callable[[str, Sequence[str]], Sequence[float]]
"""How much each sentence bears on a question: (question, sentences) -> 0 to 1 each."""


STANDS = 0.75  # of the fitness: what leans on its neighbours or breaks off a quotation has less


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence and what speaks for it; `weight` is what it is ranked by."""

    sentence: Sentence
    relevance: float
    weight: float
    stems: frozenset[str]
    fit: float = 1.0

    @property
    def stands(self) -> bool:
        """Whether the sentence can be read alone."""
        return self.fit >= STANDS


def weigh(question: str, sentences: Sequence[Sentence], relevance: Relevance) -> list[Weighed]:
    """The sentences that can stand as a claim, heaviest first; ties in the order of the evidence.

    The weight is the relevance, raised by claim-likeness and by centrality (what many sentences speak
    of), lowered where the sentence cannot stand alone.
    """
    fit = {index: fitness(one.text) for index, one in enumerate(sentences)}
    kept = [index for index in fit if fit[index] > 0]
    if not kept:
        return []
    texts = [sentences[index].text for index in kept]
    bearing = [min(1.0, max(0.0, float(one))) for one in relevance(question, texts)]
    stems = [frozenset(content(text)) for text in texts]
    centre = centrality(stems)
    weighed = [
        Weighed(
            sentences[index],
            bears,
            bears * fit[index] * (0.65 + 0.25 * assertion(text) + 0.10 * central),
            words,
            fit[index],
        )
        for index, text, bears, words, central in zip(kept, texts, bearing, stems, centre, strict=True)
    ]
    return sorted(weighed, key=lambda one: -one.weight)


STEADY = 3  # the fourth best sentence sets the measure: one perfect hit must not silence every other voice
BEARING = 0.35  # of the measure; what weighs less is about something else in the same passages


def measure(weighed: Sequence[Weighed]) -> float:
    """The weight that others are held to; 0 where there is nothing."""
    return weighed[min(STEADY, len(weighed) - 1)].weight if weighed else 0.0


def bearing(weighed: Sequence[Weighed], *, least: float = BEARING) -> list[Weighed]:
    """The sentences that bear on the question, heaviest first: those of at least this share of the measure."""
    return [one for one in weighed if one.weight >= least * measure(weighed)]


def centrality(bags: Sequence[frozenset[str]]) -> list[float]:
    """How much each bag of stems shares with all of them together, 0 to 1, rare words counted for more.

    The centroid score of Radev et al. (2004) over sentences.
    """
    frequency = Counter(stem for bag in bags for stem in bag)
    total = len(bags)
    scores = []
    for bag in bags:
        mass = sum(log(1 + frequency[stem]) for stem in bag if frequency[stem] > 1)
        scores.append(mass / (sqrt(len(bag)) * log(1 + total)) if bag else 0.0)
    top = max(scores, default=0.0) or 1.0
    return [score / top for score in scores]


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of the smaller bag's stems that both have, 0 to 1."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def diverse(
    ranked: Iterable[Weighed], limit: int, *, repeats: float = 0.55, against: Sequence[Weighed] = ()
) -> list[Weighed]:
    """The heaviest `limit` that do not repeat one another, nor what is in `against`: MMR with a hard edge."""
    chosen: list[Weighed] = []
    for one in ranked:
        if len(chosen) >= limit:
            break
        if all(overlap(one.stems, other.stems) < repeats for other in (*against, *chosen)):
            chosen.append(one)
    return chosen
