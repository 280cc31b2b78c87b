"""Which words name a source: the rules' names and the tagger's, weighed word by word and beside their neighbours."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.attribution.cues import ADVERBS, CUES
from assistant.attribution.faint import Ear
from assistant.attribution.namewords import DETERMINERS, PEOPLE_WORDS, PREPOSITIONS, PRONOUNS, TITLES
from assistant.attribution.tagger import CONTENT, CUE, SOURCE
from assistant.news import Span

PACKAGED = Path(__file__).with_name("naming.json")
THRESHOLD = 0.4
"""Chosen with the weights, by five-fold cross-validation on the held-out tenth of polnear_train."""

Floats = NDArray[np.float64]

_LISTS: tuple[frozenset[str], ...] = (
    frozenset(PRONOUNS) - {"who"},
    frozenset(("who", "which", "that", "whom")),
    PREPOSITIONS - {"of"},
    frozenset(("of",)),
    DETERMINERS,
    ADVERBS,
    PEOPLE_WORDS,
    TITLES,
    frozenset(CUES),
)
_FAR, _NEVER = 2, -9.0


def named(text: str, ear: Ear, sentence: int, rules: Sequence[Span]) -> list[Span]:
    """Where a sentence names its sources; `rules` are the names that the rules found, in order."""
    spans = ear.words(sentence, text)
    if not spans:
        return []
    weights, links = _learned()
    odds = features(text, ear, sentence, spans, rules) @ weights[:-1] + weights[-1]
    chosen = np.flatnonzero(linked(odds, links) > THRESHOLD).tolist()
    found: list[Span] = []
    for before, at in zip([-2, *chosen], chosen, strict=False):
        first = found.pop().start if at == before + 1 else spans[at].start
        found.append(Span(first, spans[at].end))
    return found


def features(text: str, ear: Ear, sentence: int, spans: Sequence[Span], rules: Sequence[Span]) -> Floats:
    """One row for each word of a sentence: what the tagger and the rules think of it and of its neighbours."""
    source, cue, content = (_odds(ear.likely(role, spans)) for role in (SOURCE, CUE, CONTENT))
    heard = np.full(len(spans), _odds(np.array([ear.probability(sentence)]))[0])
    words = [span.of(text) for span in spans]
    low = [word.lower() for word in words]
    ends = [one.end for one in rules]
    ruled = np.array([_inside(span, rules, ends) for span in spans], float)
    capital = np.array([word[0].isupper() for word in words], float)
    columns = [
        source,
        *(_beside(source, step, _NEVER) for step in (1, 2, -1, -2)),
        cue,
        *(_beside(cue, step, _NEVER) for step in (1, -1)),
        content,
        *(_beside(content, step, _NEVER) for step in (1, -1)),
        ruled,
        *(_beside(ruled, step, 0.0) for step in (1, -1)),
        ruled * source,
        ruled * capital,
        np.full(len(spans), ruled.max()),
        np.full(len(spans), source.max()),
        source - source.max(),
        heard,
        heard * source,
        np.minimum(np.arange(len(spans)), 10) / 10,
        np.convolve(1 / (1 + np.exp(-source)), np.ones(2 * _FAR + 1))[_FAR : _FAR + len(spans)],
        capital,
        *(_beside(capital, step, 0.0) for step in (1, -1)),
        *(np.array([word in listed for word in low], float) for listed in _LISTS),
        np.array([word.endswith("ly") for word in low], float),
    ]
    return np.stack(columns, axis=1)


def linked(odds: Floats, links: Floats) -> Floats:
    """The probability of each word of a sentence that it names a source, when its neighbours have their say.

    Forward and backward over the two states (Rabiner 1989); `links[one, next]` is added to the log-odds of a pair.
    """
    states = np.stack([np.zeros(len(odds)), odds], axis=1)
    before, behind = states.copy(), np.zeros_like(states)
    for at in range(1, len(odds)):
        before[at] += np.logaddexp(*(before[at - 1][:, None] + links))
    for at in range(len(odds) - 2, -1, -1):
        behind[at] = np.logaddexp(*(behind[at + 1] + states[at + 1] + links).T)
    both = before + behind
    likely: Floats = 1 / (1 + np.exp(both[:, 0] - both[:, 1]))
    return likely


def _odds(probability: Floats) -> Floats:
    made: Floats = np.log((probability + 1e-4) / (1 - probability + 1e-4))
    return made


def _beside(values: Floats, step: int, edge: float) -> Floats:
    """The values `step` words before each word (after it where negative), `edge` where there is none."""
    made = np.full(len(values), edge)
    if step > 0:
        made[step:] = values[:-step]
    else:
        made[:step] = values[-step:]
    return made


def _inside(span: Span, others: Sequence[Span], ends: Sequence[int]) -> bool:
    at = bisect_left(ends, span.start + 1)
    return at < len(others) and others[at].overlaps(span)


@cache
def _learned() -> tuple[Floats, Floats]:
    """The weights of the features with their constant, and the links."""
    stored = json.loads(PACKAGED.read_text("utf-8"))
    return np.array(stored["weights"]), np.array(stored["links"])
