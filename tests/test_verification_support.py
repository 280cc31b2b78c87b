"""The support scorer: what the cited words bear out scores above what they do not; floors on the public sets."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistant.verification.support import FEATURES, EmbeddedSupport, Weights, evidence, features
from tests.evals import faithfulness, wice
from tests.evals.__main__ import Options

SHARED = Path(os.environ.get("COUNTERPOINT_SHARED", Path(__file__).parents[2] / "shared"))
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


def test_evidence_is_the_sentences_that_speak_to_the_claim() -> None:
    sentences = ["Nothing to see here.", *CITED, "Rain is expected."]
    assert evidence("The bridge over the Sevna was approved by the council.", sentences) == [1]
    assert evidence("Penguins.", sentences) == []


def options(name: str, limit: int) -> Options:
    folder = SHARED / "evals" / name
    if not folder.is_dir():
        pytest.skip(f"no {folder}: set COUNTERPOINT_SHARED to the folder that holds evals/{name}")
    return Options(folder, "dev", "embedded", limit, None, False)


@pytest.mark.slow
def test_wice_stays_above_its_floor() -> None:
    _, metrics = wice.run(options("wice", 120))
    assert metrics["balanced_accuracy"] >= 0.70
    assert metrics["evidence_f1"] >= 0.60


@pytest.mark.slow
def test_qags_stays_above_its_floor() -> None:
    _, metrics = faithfulness.run(options("faithfulness", 434))
    assert metrics["auc_cnndm"] >= 0.78
    assert metrics["auc_xsum"] >= 0.70
