"""Trains the reader of opposition: `python -m training.opposition --arguana DIR --perspectrum DIR [--rerank DIR] [--vectors FILE]`.

Learns from ArguAna's training and validation debates (Wachsmuth et al. 2018, idebate.org, cc-by-sa-4.0) which texts answer and which
open a subject, and from Perspectrum's training and development claims (Chen et al. 2019, CC BY-SA 4.0) which perspective
undermines a claim. Numbers are kept, no text. Prints what five-fold cross-validation gives, debates and claims held apart, then
writes vectorstore/opposition.npz. Embedding takes ten minutes of one core; `--vectors` keeps it for the next run.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from tests.evals._scoring import area_under_curve
from training.debates import Debates, debates, pooled, stances
from vectorstore.embedders.bge_depths import DEPTHS, WIDTH, BgeDepths
from vectorstore.opposition import Weights, answers, centred, reply_features, replying, stance_features

Numbers = NDArray[np.float32]
TARGET = Path(__file__).parents[1] / "vectorstore" / "opposition.npz"
FOLDS = 5
REPLY_RIDGE, STANCE_RIDGE = 15.0, 330.0


def learnt(vectors: Numbers, pairs: NDArray[np.int64], seen: NDArray[np.bool_]) -> Weights:
    """Weights from the texts that are `seen`: what tells the answers among them from the points."""
    states = vectors[:, WIDTH:].reshape(len(vectors), len(DEPTHS) + 1, WIDTH)[seen]
    none = np.zeros(4 * WIDTH + 1, np.float32)
    model = Weights(states.mean(0), states.std(0), vectors[seen, :WIDTH].mean(0), none, none)
    is_answer, told = told_apart(pairs, len(vectors))
    told &= seen
    return replace(
        model, answering=logistic(reply_features(vectors[told], model), is_answer[told], REPLY_RIDGE)
    )


def told_apart(pairs: NDArray[np.int64], count: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which texts are answers, and which are one of answer and point."""
    is_answer, is_point = np.zeros(count, bool), np.zeros(count, bool)
    is_point[pairs[:, 0]], is_answer[pairs[:, 1]] = True, True
    return is_answer, is_answer ^ is_point


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


def trained_on_debates(read: Debates, vectors: Numbers, pools: list[tuple[int, list[int], int]]) -> Weights:
    """Weights from all debates; what is printed comes from weights that had not seen the debate."""
    folds = folds_of(read.groups)
    is_answer, told = told_apart(read.pairs, len(vectors))
    likeness, refuting, reranked, replies = [], [], [], np.zeros(len(vectors))
    for fold in range(FOLDS):
        held = read.pairs[folds[read.pairs[:, 0]] == fold]
        model = learnt(vectors, read.pairs, folds != fold)
        points = vectors[held[:, 0]]
        likeness.append(gains(points[:, :WIDTH] @ vectors[:, :WIDTH].T, held))
        refuting.append(gains(answers(points, vectors, among=vectors, weights=model), held))
        for point, candidates, right in pools:
            if folds[point] == fold:
                among = vectors[[point, *candidates]]
                scores = answers(among[:1], among[1:], among=among, weights=model)[0]
                place = np.argsort(-scores, kind="stable").tolist().index(right)
                reranked.append(1 / np.log2(place + 2) if place < 10 else 0.0)
        mine = folds == fold
        replies[mine] = replying(vectors[mine], model)
    auc = area_under_curve(replies[told].tolist(), is_answer[told].tolist())
    print(f"answer or point: {told.sum()} texts, cross-validated AUC {auc:.3f}")
    print(f"answers: {len(read.pairs)} points, {len(vectors)} texts; nDCG@10, cross-validated:", end=" ")
    print(f"{np.concatenate(refuting).mean():.3f}, bge-small as it is {np.concatenate(likeness).mean():.3f}")
    if reranked:
        print(f"pools: {len(reranked)}; nDCG@10, cross-validated: {np.mean(reranked):.3f}")
    return learnt(vectors, read.pairs, np.ones(len(vectors), bool))


def stance_weights(
    rows: list[tuple[int, str, str, bool]], vectors: dict[str, Numbers], centre: Numbers
) -> Numbers:
    """A ridge logistic regression of undermining, claims held apart for what is printed."""
    claims, texts = (
        centred(np.stack([vectors[row[place]][:WIDTH] for row in rows]), centre) for place in (1, 2)
    )
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
    """A row of `BgeDepths` for each text; read from `kept` where it has them, and written there."""
    known: dict[str, Numbers] = {}
    if kept and kept.exists():
        with np.load(kept) as read:
            known = dict(zip(read["texts"].tolist(), read["vectors"], strict=True))
    wanted = list(dict.fromkeys(text for text in texts if text not in known))
    if wanted:
        known.update(zip(wanted, BgeDepths().passages(wanted), strict=True))
    if kept and wanted:
        np.savez(kept, texts=np.array(list(known)), vectors=np.stack(list(known.values())))
    return known


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--arguana", type=Path, required=True)
    parser.add_argument("--perspectrum", type=Path, required=True)
    parser.add_argument("--rerank", type=Path, help="pools of candidates to measure on as well")
    parser.add_argument("--vectors", type=Path, help="a file that keeps the vectors (.npz)")
    given = parser.parse_args()
    read, said = debates(given.arguana), stances(given.perspectrum)
    vectors = embedded([*read.texts, *(text for row in said for text in row[1:3])], given.vectors)
    pools = pooled(given.rerank, read.texts) if given.rerank else []
    model = trained_on_debates(read, np.stack([vectors[text] for text in read.texts]), pools)
    model = replace(model, stance=stance_weights(said, vectors, model.middle))
    kept = {field.name: getattr(model, field.name).astype(np.float16) for field in fields(model)}
    np.savez_compressed(TARGET, **kept)
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
