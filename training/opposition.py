"""Trains the reader of opposition: `python -m training.opposition --arguana DIR --perspectrum DIR [--vectors FILE]`.

Learns from ArguAna's training and validation debates (Wachsmuth et al. 2018, idebate.org, cc-by-sa-4.0) which text answers a point,
and from Perspectrum's training and development claims (Chen et al. 2019, CC BY-SA 4.0) which perspective undermines a
claim. Numbers are kept, no text. Prints what five-fold cross-validation gives, debates and claims held apart, then writes
vectorstore/opposition.npz. Embedding takes a quarter of an hour of two cores; `--vectors` keeps it for the next run.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from tests.evals._scoring import area_under_curve
from training.debates import Debates, debates, stances
from vectorstore.embedders.bge_small import BgeSmall
from vectorstore.opposition import SHARPNESS, Weights, answers, centred, stance_features

Numbers = NDArray[np.float32]
TARGET = Path(__file__).parents[1] / "vectorstore" / "opposition.npz"
FOLDS = 5
SHARES = (0.0, 0.5, 0.7, 0.9)
ANSWERING = (
    0.1  # what the log-odds of being an answer add to a score; .2 and .3 are worse on debates held apart
)
POINT_RIDGE, STANCE_RIDGE = 140.0, 330.0


def learnt(vectors: Numbers, pairs: NDArray[np.int64], seen: NDArray[np.bool_]) -> Weights:
    """Weights from the texts that are `seen`: what tells the answers among them from the points."""
    centre = vectors[seen].mean(0)
    is_answer, is_point = np.zeros(len(vectors), bool), np.zeros(len(vectors), bool)
    is_point[pairs[:, 0]], is_answer[pairs[:, 1]] = True, True
    told = seen & (is_answer ^ is_point)
    given = np.c_[SHARPNESS * centred(vectors[told], centre), np.ones(told.sum())]
    found = logistic(given, is_answer[told], POINT_RIDGE)[:-1]
    none = np.zeros(4 * vectors.shape[1] + 1, np.float32)
    return Weights(centre, ANSWERING * SHARPNESS * found, 0.0, none)


def gains(scores: Numbers, pairs: NDArray[np.int64]) -> Numbers:
    """nDCG@10 of each point, from the scores of all texts for it; the point's own text is dropped."""
    rows = np.arange(len(pairs))
    scores = scores.copy()
    scores[rows, pairs[:, 0]] = -np.inf
    ranks = 1 + (scores > scores[rows, pairs[:, 1]][:, None]).sum(1)
    made: Numbers = np.where(ranks <= 10, 1 / np.log2(ranks + 1), 0.0)
    return made


def folds_of(groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """A fold for each item; what shares a group shares a fold, and the folds are about equal."""
    sizes, filled = Counter(groups.tolist()), [0] * FOLDS
    of_group: dict[int, int] = {}
    for group, size in sizes.most_common():
        of_group[group] = int(np.argmin(filled))
        filled[of_group[group]] += size
    return np.array([of_group[group] for group in groups.tolist()])


def trained_on_debates(read: Debates, vectors: Numbers) -> Weights:
    """Weights from all debates, with the share of `specific` that is best on debates held apart."""
    folds = folds_of(read.groups)
    found: dict[float, list[Numbers]] = {share: [] for share in SHARES}
    plain: list[Numbers] = []
    for fold in range(FOLDS):
        held = folds[read.pairs[:, 0]] == fold
        seen = folds != fold
        model = learnt(vectors, read.pairs[~held], seen)
        plain.append(gains(vectors[read.pairs[held, 0]] @ vectors.T, read.pairs[held]))
        for share in SHARES:
            scores = answers(vectors, vectors, replace(model, specific=share))
            found[share].append(gains(scores[read.pairs[held, 0]], read.pairs[held]))
    means = {share: float(np.concatenate(values).mean()) for share, values in found.items()}
    print(
        f"answers: {len(read.pairs)} points, {len(vectors)} texts; nDCG@10 of bge-small as it is {np.concatenate(plain).mean():.3f}"
    )
    print("cross-validated, by share of specific:", {share: round(mean, 3) for share, mean in means.items()})
    everything = learnt(vectors, read.pairs, np.ones(len(vectors), bool))
    return replace(everything, specific=max(means, key=lambda share: means[share]))


def stance_weights(
    rows: list[tuple[int, str, str, bool]], vectors: dict[str, Numbers], centre: Numbers
) -> Numbers:
    """A ridge logistic regression of undermining, claims held apart for what is printed."""
    claims, texts = (centred(np.stack([vectors[row[place]] for row in rows]), centre) for place in (1, 2))
    features = stance_features(claims, texts)
    undermines = np.array([row[3] for row in rows])
    folds = np.array([row[0] for row in rows]) % FOLDS
    held_out = np.zeros(len(rows))
    for fold in range(FOLDS):
        found = logistic(features[folds != fold], undermines[folds != fold], STANCE_RIDGE)
        held_out[folds == fold] = features[folds == fold] @ found
    print(
        f"stance: {len(rows)} perspectives, cross-validated AUC {area_under_curve(held_out.tolist(), undermines.tolist()):.3f}"
    )
    return logistic(features, undermines, STANCE_RIDGE)


def logistic(x: Numbers, y: NDArray[np.bool_], strength: float) -> Numbers:
    """Weights of a ridge logistic regression; the last column is the constant and goes free."""
    x, ridge = x.astype(np.float32), np.full(x.shape[1], strength, np.float32)
    ridge[-1] = 1e-6

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        logits = x @ weights.astype(np.float32)
        value = np.logaddexp(0, logits).sum() - logits[y].sum() + (ridge * weights**2).sum() / 2
        return float(value), (x.T @ (1 / (1 + np.exp(-logits)) - y) + ridge * weights).astype(np.float64)

    found = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 100})
    made: Numbers = found.x.astype(np.float32)
    return made


def embedded(texts: list[str], kept: Path | None) -> dict[str, Numbers]:
    """A bge-small vector for each text; read from `kept` where it has them, and written there."""
    known: dict[str, Numbers] = {}
    if kept and kept.exists():
        with np.load(kept) as read:
            known = dict(zip(read["texts"].tolist(), read["vectors"], strict=True))
    wanted = list(dict.fromkeys(text for text in texts if text not in known))
    if wanted:
        known.update(zip(wanted, BgeSmall().passages(wanted), strict=True))
    if kept and wanted:
        np.savez(kept, texts=np.array(list(known)), vectors=np.stack(list(known.values())))
    return known


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--arguana", type=Path, required=True)
    parser.add_argument("--perspectrum", type=Path, required=True)
    parser.add_argument("--vectors", type=Path, help="a file that keeps the vectors (.npz)")
    given = parser.parse_args()
    read, said = debates(given.arguana), stances(given.perspectrum)
    vectors = embedded([*read.texts, *(text for row in said for text in row[1:3])], given.vectors)
    model = trained_on_debates(read, np.stack([vectors[text] for text in read.texts]))
    model = replace(model, stance=stance_weights(said, vectors, model.centre))
    np.savez_compressed(
        TARGET,
        centre=model.centre.astype(np.float16),
        answering=model.answering.astype(np.float16),
        specific=np.float16(model.specific),
        stance=model.stance.astype(np.float16),
    )
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
