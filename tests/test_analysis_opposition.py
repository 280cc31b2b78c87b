"""Opposition: wording proposes a counter-argument, the trained reader can only lower it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from assistant.analysis.opposition import JudgedOpposition, lexical_opposition
from vectorstore.opposition import Weights, answers, centred, stance_features

CLAIM = "The bridge is safe and should stay open."
REFUTES = "The bridge is dangerous and should be closed."
BESIDE = "Pigeons live on the roof of the station."


def certain(chance: float) -> JudgedOpposition:
    return JudgedOpposition(lambda _, texts: [chance] * len(texts), lambda _: True)


def test_what_the_reader_takes_for_support_is_lowered() -> None:
    (before,) = lexical_opposition(CLAIM, [REFUTES])
    assert before > 0
    assert certain(0.1)(CLAIM, [REFUTES]) == [pytest.approx(0.2 * before)]


def test_the_reader_never_raises_what_the_wording_says() -> None:
    assert certain(1.0)(CLAIM, [REFUTES, BESIDE]) == lexical_opposition(CLAIM, [REFUTES, BESIDE])


def test_only_sentences_whose_wording_opposes_are_read() -> None:
    seen: list[str] = []

    def stances(_: str, texts: Sequence[str]) -> list[float]:
        seen.extend(texts)
        return [0.5] * len(texts)

    JudgedOpposition(stances, lambda _: True)(CLAIM, [BESIDE, REFUTES])
    assert seen == [REFUTES]


def test_a_claim_in_a_language_the_reader_does_not_know_keeps_its_scores() -> None:
    judged = JudgedOpposition(lambda _, texts: [0.0] * len(texts), lambda _: False)
    assert judged(CLAIM, [REFUTES]) == lexical_opposition(CLAIM, [REFUTES])


def weights(*, specific: float) -> Weights:
    size = 3
    none = np.zeros(size, np.float32)
    return Weights(none, none, specific, np.zeros(4 * size + 1, np.float32))


def unit(*rows: Sequence[float]) -> np.ndarray:
    made = np.array(rows, np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def test_a_text_is_no_answer_to_itself() -> None:
    points = unit([1, 0, 0])
    scores = answers(points, unit([1, 0, 0], [0.5, 0.5, 0]), weights(specific=0.0))
    assert scores[0].argmax() == 1


def test_a_text_that_fits_another_point_better_falls_behind() -> None:
    claim, other = [1.0, 0.0, 0.0], [0.8, 0.6, 0.0]
    near_both, near_claim = [0.85, 0.5, 0.1], [0.8, 0.0, 0.6]
    points, texts = unit(claim, other), unit(near_both, near_claim)
    assert answers(points, texts, weights(specific=0.0))[0].argmax() == 0
    assert answers(points, texts, weights(specific=0.9))[0].argmax() == 1


def test_the_packaged_weights_fit_the_vectors() -> None:
    kept = Weights.packaged()
    assert kept.centre.shape == kept.answering.shape == (384,)
    assert kept.stance.shape == (4 * 384 + 1,)
    vectors = centred(unit(np.ones(384), np.arange(384)), kept.centre)
    assert stance_features(vectors[:1], vectors).shape == (2, 4 * 384 + 1)
