"""Scores that several measurements share: area under the curve, balanced accuracy, F1 of sets."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray


def area_under_curve(scores: Sequence[float], truth: Sequence[bool]) -> float:
    """Chance that a true item scores above a false one, ties counting half (0 to 1; 0.5 where one kind is missing)."""
    values, held = np.asarray(scores, float), np.asarray(truth, bool)
    positive, negative = values[held], values[~held]
    if not len(positive) or not len(negative):
        return 0.5
    above = (positive[:, None] > negative).mean()
    return float(above + (positive[:, None] == negative).mean() / 2)


def balanced_accuracy(found: Sequence[bool], truth: Sequence[bool]) -> float:
    """Mean of the shares of true and of false items that were judged right."""
    judged, held = np.asarray(found, bool), np.asarray(truth, bool)
    return float((judged[held].mean() + (~judged[~held]).mean()) / 2)


def best_f1(found: Collection[int], truths: Sequence[Collection[int]]) -> float:
    """F1 against the annotators' set that it comes nearest to."""
    return max((_f1(set(found), set(truth)) for truth in truths), default=0.0)


def _f1(found: set[int], truth: set[int]) -> float:
    shared = len(found & truth)
    return 2 * shared / (len(found) + len(truth)) if shared else 0.0


def log_odds(chances: NDArray[np.float32]) -> NDArray[np.float32]:
    """Of probabilities between one in 100,000 and as much short of certainty."""
    kept = np.clip(chances, 1e-5, 1 - 1e-5)
    made: NDArray[np.float32] = np.log(kept / (1 - kept))
    return made
