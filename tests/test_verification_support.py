"""The support scorer: what the cited words bear out scores above what they do not; floors on the public sets."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from assistant.verification.support import (
    FEATURES,
    IN_CONTEXT,
    EmbeddedSupport,
    Weights,
    evidence,
    features,
    in_context,
)
from assistant.wiring import chosen_support
from tests.evals import faithfulness, wice
from tests.evaluated import options
from vectorstore.word_vectors import Aligned

CITED = [
    "The council of Ledvar approved the new bridge over the Sevna on Monday.",
    "It will cost 40 million crowns and open in 2031.",
]


@pytest.mark.parametrize(
    ("held", "not_held"),
    [
        (
            "The council approved the bridge over the Sevna.",
            "The council rejected a tunnel under the Grindel.",
        ),
        ("The bridge will cost 40 million crowns.", "The bridge will cost 90 million crowns."),
        ("Ledvar will have a new bridge in 2031.", "Tavna will have a new airport in 2035."),
    ],
)
def test_what_is_borne_out_scores_above_what_is_not(held: str, not_held: str) -> None:
    scorer = EmbeddedSupport()
    assert scorer.score(held, CITED) > scorer.threshold > scorer.score(not_held, CITED)


def test_a_claim_that_shares_nothing_is_unsupported() -> None:
    scorer = EmbeddedSupport()
    assert scorer.score("Penguins dislike warm winters near Antarctica.", CITED) < scorer.threshold
    assert scorer.score("Nothing was cited here at all today.", []) < scorer.threshold


def test_the_packaged_weights_have_one_for_each_feature() -> None:
    assert len(Weights.packaged().features) == len(FEATURES) == len(features("A claim.", CITED))
    in_context_ = Weights.packaged(IN_CONTEXT)
    assert len(in_context_.features) == len(IN_CONTEXT) == len(in_context("A claim.", CITED, ByLetters()))


class ByLetters:
    """Words are as near as they share letters: an alignment without a model."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, text: str, others: Sequence[str]) -> Aligned:
        self.asked.append(text)
        words = tuple(text.lower().split())
        rows = [
            [max(near(word, other) for other in each.lower().split()) for word in words] for each in others
        ]
        return Aligned(words, np.array(rows, dtype=np.float32))


def near(one: str, other: str) -> float:
    return len(set(one) & set(other)) / len(set(one) | set(other))


def test_in_context_the_nearest_words_count_whatever_their_spelling() -> None:
    found = dict(zip(IN_CONTEXT, in_context("The counsil aproved it.", CITED, ByLetters()), strict=True))
    apart = dict(zip(IN_CONTEXT, in_context("Penguins swim far.", CITED, ByLetters()), strict=True))
    assert found["nearness"] > 0.8 > apart["nearness"]
    assert found["sentence"] > apart["sentence"]


def test_what_the_aligner_does_not_read_is_left_to_the_words() -> None:
    align = ByLetters()
    scorer = EmbeddedSupport(align, lambda text: "мост" not in text)
    assert scorer.score("Совет одобрил мост.", CITED) == EmbeddedSupport().score("Совет одобрил мост.", CITED)
    assert scorer.score("The council approved it.", ["мост"]) == EmbeddedSupport().score(
        "The council approved it.", ["мост"]
    )
    assert not align.asked


@pytest.mark.slow
@pytest.mark.parametrize(
    ("held", "not_held"),
    [
        ("The councillors gave the new bridge their approval.", "The councillors rejected a tunnel."),
        ("The price of the bridge is 40 million crowns.", "The price of the ferry is 90 million crowns."),
    ],
)
def test_what_is_said_in_other_words_is_borne_out(held: str, not_held: str) -> None:
    scorer = chosen_support(None)
    assert scorer.score(held, CITED) > scorer.threshold > scorer.score(not_held, CITED)


def test_evidence_is_the_sentences_that_speak_to_the_claim() -> None:
    sentences = ["Nothing to see here.", *CITED, "Rain is expected."]
    assert evidence("The bridge over the Sevna was approved by the council.", sentences) == [1]
    assert evidence("Penguins.", sentences) == []


@pytest.mark.slow
def test_wice_stays_above_its_floor() -> None:
    _, metrics = wice.run(options("wice", 120))
    assert metrics["balanced_accuracy"] >= 0.73
    assert metrics["evidence_f1"] >= 0.60


@pytest.mark.slow
def test_qags_stays_above_its_floor() -> None:
    _, metrics = faithfulness.run(options("faithfulness", 434))
    assert metrics["auc_cnndm"] >= 0.82
    assert metrics["auc_xsum"] >= 0.74
