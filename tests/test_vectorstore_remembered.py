"""Sentences that were read are not read again, and their vectors are the same."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tests.making import WordEmbedder
from vectorstore.embedders.remembered import Remembered


class Counting(WordEmbedder):
    def __init__(self) -> None:
        self.read: list[str] = []

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.read.extend(texts)
        return super().passages(texts)


def test_gives_the_embedders_own_vectors_in_the_order_asked() -> None:
    remembered = Remembered(WordEmbedder())
    remembered.passages(["the dam"])
    texts = ["a river", "the dam", "a river"]
    assert np.array_equal(remembered.passages(texts), WordEmbedder().passages(texts))


def test_reads_a_text_once() -> None:
    counting = Counting()
    remembered = Remembered(counting)
    remembered.passages(["the dam", "a river"])
    remembered.passages(["a river", "the rain", "the rain"])
    assert counting.read == ["the dam", "a river", "the rain"]


def test_forgets_what_was_asked_for_longest_ago() -> None:
    counting = Counting()
    remembered = Remembered(counting, held=2)
    for text in ("the dam", "a river", "the dam", "the rain", "the dam", "a river"):
        remembered.passages([text])
    assert counting.read == ["the dam", "a river", "the rain", "a river"]


def test_no_texts_have_no_vectors() -> None:
    assert Remembered(WordEmbedder()).passages([]).shape == (0, WordEmbedder.dimensions)
