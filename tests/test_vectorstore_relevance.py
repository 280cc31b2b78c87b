"""The second reader has its say where it knows the language, and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.ingest.language import is_english
from tests.making import WordEmbedder
from vectorstore.relevance import READ_AGAIN, TwoStage


class Prefers:
    """A second reader that is sure of every text with one word, and counts what it is given."""

    name = "prefers"

    def __init__(self, word: str) -> None:
        self.word = word
        self.given: list[str] = []

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        self.given.extend(texts)
        return np.array([0.999 if self.word in text else 0.001 for text in texts], dtype=np.float32)


def test_the_second_reader_puts_the_answer_before_the_likeness() -> None:
    relevance = TwoStage(WordEmbedder(), Prefers("ministry"), reads=is_english)
    texts = ["Who is to blame for the dam?", "The ministry had been warned about the dam."]
    found = relevance("Who is to blame for the dam?", texts)
    assert found[1] > found[0]


def test_a_text_that_the_second_reader_cannot_read_keeps_its_nearness() -> None:
    reader = Prefers("dam")
    relevance = TwoStage(WordEmbedder(), reader, reads=is_english)
    relevance("Who is to blame?", ["Кто виноват в аварии на плотине?", "The dam broke because of the rain."])
    assert reader.given == ["The dam broke because of the rain."]


def test_a_question_that_it_cannot_read_is_answered_by_the_vectors_alone() -> None:
    reader = Prefers("dam")
    TwoStage(WordEmbedder(), reader, reads=is_english)("Кто виноват в аварии?", ["The dam broke."])
    assert reader.given == []


def test_reads_no_more_again_than_there_is_time_for() -> None:
    reader = Prefers("dam")
    texts = ["The dam broke because of the rain, they said. " * 20 for _ in range(200)]
    TwoStage(WordEmbedder(), reader, reads=is_english)("Why did the dam break?", texts)
    assert 0 < sum(map(len, reader.given)) <= READ_AGAIN


def test_no_texts_have_no_relevance() -> None:
    assert TwoStage(WordEmbedder(), Prefers(""), reads=is_english)("Why?", []) == []


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Who won in the Trump-Putin call?", True),
        ("Should Groupe Sarrault stay?", True),
        ("Wer ist schuld an dem Unglück und was ist zu tun?", False),
        ("Кто виноват?", False),
        ("Qui est responsable de la rupture de la digue ?", False),
        ("", False),
    ],
)
def test_tells_english_also_in_a_short_question(text: str, english: bool) -> None:
    assert is_english(text) is english
