"""A small network that marks sources, cues and contents word by word, trained by us on PolNeAR (decision 0003)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from assistant.attribution.quotes import Quotation
from assistant.attribution.tokens import Lexicon, Tokens, tokens
from assistant.news import Span

PACKAGED = Path(__file__).with_name("tagger.npz")
OUT, SOURCE, CUE, CONTENT = range(4)

Floats = NDArray[np.float32]

_BLOCK = 4_096
"""Words read at once: bounds the memory that long texts take."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the tagger thinks of some sentences.

    `tags`: (4, words) probabilities of OUT, SOURCE, CUE and CONTENT for each of `tokens`. `heard`: for each sentence
    the probability that another voice than the writer's is heard in it.
    """

    tokens: Tokens
    tags: Floats
    heard: Floats


class Tagger:
    """Convolutions over words, then over sentences; only NumPy is needed."""

    def __init__(self, stored: Mapping[str, NDArray[np.generic]]) -> None:
        self._words = _table(stored, "words")
        self._endings = _table(stored, "endings")
        self._shapes = stored["shapes"].astype(np.float32)
        self._places = stored["places"].astype(np.float32)
        self._weights = {
            name: value.astype(np.float32) for name, value in stored.items() if value.dtype == np.float16
        }
        self._dilations = [int(step) for step in stored["dilations"].tolist()]
        self._lexicon = Lexicon(_listed(stored["vocabulary"]), _listed(stored["tails"]))

    @classmethod
    def packaged(cls) -> Tagger:
        """The tagger that comes with the program, read once."""
        return _packaged()

    def read(self, text: str, spans: Sequence[Span], quoted: Sequence[Quotation]) -> Tagged:
        """The sentences `spans` of `text`; `quoted` are the quotations of the same text."""
        made = tokens(text, spans, quoted, self._lexicon)
        if not len(made.words):
            return Tagged(made, np.zeros((4, 0), np.float32), np.zeros(0, np.float32))
        tags, heard = [], []
        with _one_thread():
            for one, other in _blocks(made):
                roles, voices = self._forward(made, one, other)
                tags.append(roles)
                heard.append(voices)
        return Tagged(made, np.concatenate(tags, axis=1), np.concatenate(heard))

    def _forward(self, made: Tokens, one: int, other: int) -> tuple[Floats, Floats]:
        """Tags and voices of the sentences from `one` to before `other`."""
        weights = self._weights
        first = int(made.markers[one])
        last = int(made.markers[other]) if other < made.sentences else len(made.words)
        sentence = made.sentence[first:last] - made.sentence[first]
        x = self._words.take(made.words[first:last], axis=0)  # five times as fast as an index
        x += self._endings.take(made.endings[first:last], axis=0)
        x += self._shapes.take(made.shapes[first:last], axis=0)
        x += self._places.take(made.places[first:last], axis=0)
        for number, step in enumerate(self._dilations):
            h = _beside(x, weights[f"conv{number}"], weights[f"bias{number}"], step)
            x += h
        pooled = np.maximum.reduceat(x, made.markers[one:other] - first, axis=0)
        context = _beside(pooled, weights["context"], weights["context_bias"], 1)
        width = x.shape[1]
        tags = x @ weights["tag"][:width] + (context @ weights["tag"][width:])[sentence] + weights["tag_bias"]
        heard = np.concatenate([pooled, context], 1) @ weights["heard"] + weights["heard_bias"]
        return _softmax(tags), 1 / (1 + np.exp(-heard[:, 0]))


def _softmax(scores: Floats) -> Floats:
    """Probabilities of (words, 4) scores, as (4, words): along long rows NumPy is five times as fast."""
    made = np.ascontiguousarray(scores.T)
    made -= made.max(axis=0)
    np.exp(made, out=made)
    made /= made.sum(axis=0)
    return made


def _one_thread() -> AbstractContextManager[object]:
    """Products this small are five times as slow on two threads, which mostly wait for each other."""
    limited: AbstractContextManager[object] = _blas().limit(limits=1, user_api="blas")
    return limited


@cache
def _blas() -> ThreadpoolController:
    return ThreadpoolController()


def _beside(x: Floats, weight: Floats, bias: Floats, step: int) -> Floats:
    """A convolution over three words `step` apart, rectified: the sum of three products, shifted.

    Of the word before it may read only the first columns and of the word after only the last ones.
    """
    width = x.shape[1]
    seen = (len(weight) - width) // 2
    made = x @ weight[seen : seen + width]
    made += bias
    if len(x) > step:
        made[step:] += x[:-step, :seen] @ weight[:seen]
        made[:-step] += x[step:, width - seen :] @ weight[seen + width :]
    np.maximum(made, 0, out=made)
    return made


def _blocks(made: Tokens) -> list[tuple[int, int]]:
    """Stretches of whole sentences, none much longer than _BLOCK words, by the sentences' numbers."""
    if len(made.words) <= _BLOCK:
        return [(0, made.sentences)]
    starts = made.markers.tolist()
    edges, first = [], 0
    for number, start in enumerate(starts):
        if start - starts[first] >= _BLOCK:
            edges.append((first, number))
            first = number
    return [*edges, (first, made.sentences)]


def _table(stored: Mapping[str, NDArray[np.generic]], name: str) -> Floats:
    return stored[name].astype(np.float32) * stored[name + "_scale"].astype(np.float32)


def _listed(stored: NDArray[np.generic]) -> list[str]:
    return stored.tobytes().decode().split("\n")


@cache
def _packaged() -> Tagger:
    with np.load(PACKAGED) as stored:
        return Tagger(dict(stored))
