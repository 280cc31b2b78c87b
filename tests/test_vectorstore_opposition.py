"""The trained reader of opposition: which text answers a point, and not another one; floors on the public sets."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.evals import argkp, rerank
from tests.evaluated import options
from vectorstore.embedders.bge_depths import DEPTHS, WIDTH, BgeDepths
from vectorstore.embedders.bge_small import BgeSmall
from vectorstore.opposition import Opposition, Weights, answers, centred, stance_features

BLOCKS = 2 + len(DEPTHS)
REPLIES, OPENS = 1.0, -1.0


def weights() -> Weights:
    """Reads from one number of the first depth whether a text replies."""
    centre = np.zeros((BLOCKS - 1, WIDTH), np.float32)
    answering = np.zeros(BLOCKS * WIDTH + 1, np.float32)
    answering[WIDTH] = 2.0
    none = np.zeros(WIDTH, np.float32)
    return Weights(centre, centre + 1, none, answering, np.zeros(4 * WIDTH + 1, np.float32))


def row(direction: Sequence[float], manner: float) -> NDArray[np.float32]:
    """A text that points this way and either replies or opens a subject."""
    made = np.zeros((BLOCKS, WIDTH), np.float32)
    made[0, : len(direction)] = made[-1, : len(direction)] = direction / np.linalg.norm(direction)
    made[1, 0] = manner
    return made.ravel()


def first(
    point: NDArray[np.float32], *texts: NDArray[np.float32], beside: Sequence[NDArray[np.float32]] = ()
) -> int:
    among = np.stack([point, *texts, *beside])
    scores = answers(point[None], np.stack(texts), among=among, weights=weights())
    return int(scores[0].argmax())


POINT = row([1, 0, 0], OPENS)


def test_a_text_is_no_answer_to_itself() -> None:
    assert first(POINT, POINT, row([0.6, 0.4, 0], REPLIES)) == 1


def test_a_text_that_replies_comes_before_one_that_opens_a_subject() -> None:
    assert first(POINT, row([0.9, 0.3, 0], OPENS), row([0.9, 0, 0.3], REPLIES)) == 1


def test_a_text_that_answers_another_point_better_falls_behind() -> None:
    near_both, near_point = row([0.85, 0.5, 0.1], REPLIES), row([0.8, 0, 0.6], REPLIES)
    assert first(POINT, near_both, near_point) == 0
    assert first(POINT, near_both, near_point, beside=[row([0.8, 0.6, 0], OPENS)]) == 1


def test_what_replies_itself_does_not_count_as_another_point() -> None:
    near_both, near_point = row([0.85, 0.5, 0.1], REPLIES), row([0.8, 0, 0.6], REPLIES)
    assert first(POINT, near_both, near_point, beside=[row([0.8, 0.6, 0], REPLIES)]) == 0


def test_a_corpus_of_any_length_is_ranked_as_one() -> None:
    numbers = np.random.default_rng(0)
    texts = np.stack(
        [row(numbers.normal(size=20), manner) for manner in numbers.choice([OPENS, REPLIES], 1_100)]
    )
    scores = answers(texts[:2], texts, among=texts, weights=weights())
    some = answers(texts[:2], texts[1_050:], among=texts, weights=weights())
    assert np.allclose(scores[:, 1_050:], some, atol=1e-4)


def test_the_packaged_weights_fit_the_vectors() -> None:
    kept = Weights.packaged()
    assert kept.centre.shape == kept.spread.shape == (BLOCKS - 1, WIDTH)
    assert kept.answering.shape == (BLOCKS * WIDTH + 1,)
    assert kept.stance.shape == (4 * WIDTH + 1,)
    vectors = centred(np.ones((2, WIDTH), np.float32), kept.middle)
    assert stance_features(vectors[:1], vectors).shape == (2, 4 * WIDTH + 1)


def test_the_first_block_is_the_vector_of_bge_small() -> None:
    texts = ["The bridge was closed on Monday.", "Pigeons live on its roof."]
    assert np.allclose(BgeDepths().passages(texts)[:, :WIDTH], BgeSmall().passages(texts), atol=1e-3)


def test_the_reply_comes_before_what_repeats_the_point() -> None:
    claim = (
        "Uniforms make pupils equal\n\nWhere everybody wears the same, nobody can see whose parents are rich. Pupils from poor "
        "families are teased for their clothes today. A uniform takes that reason away, and lessons start in peace."
    )
    repeats = (
        "Uniforms spare families money\n\nParents spend large sums so that their children are not teased for their clothes. "
        "One uniform lasts a year and costs less than what fashion asks of poor families each term."
    )
    replies = (
        "It is not true that a uniform hides who is rich. Those who want to tease simply look at shoes, bags and telephones "
        "instead. While it may remove one reason, the proposition has failed to show that there is less bullying."
    )
    scores = Opposition(BgeDepths()).refutations(claim, [repeats, replies])
    assert scores.argmax() == 1


def test_only_what_speaks_of_the_same_is_on_the_subject() -> None:
    claim = "The death penalty deters murder."
    texts = [
        "States that execute murderers have no fewer murders.",
        "The backstop keeps the Irish border open.",
    ]
    assert Opposition(BgeDepths()).on_the_subject(claim, texts) == [True, False]


@pytest.mark.slow
def test_refutation_reranking_stays_above_its_floor() -> None:
    _, metrics = rerank.run(options("rerank", 4))
    assert metrics["ndcg_at_10"] >= 0.75


@pytest.mark.slow
def test_key_points_stay_above_their_floor() -> None:
    _, metrics = argkp.run(options("argkp", 1))
    assert metrics["map_strict"] >= 0.88
