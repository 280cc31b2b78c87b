"""Trains the embedded support scorer: `python -m training.support --wice DIR --faithfulness DIR`.

Learns from the development halves of WiCE (Kamoi et al. 2023, annotations ODC-BY) and QAGS (Wang et al. 2020, no data
licence): fourteen numbers are kept, no text. Each set weighs the same, and within it supported and not. Prints what
five-fold cross-validation gives on average of ten divisions, then writes assistant/verification/support.json. The threshold is where the
cross-validated scores of WiCE alone have the best balanced accuracy.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.verification.support import FEATURES, IN_CONTEXT, features, in_context
from tests.evals._scoring import area_under_curve, balanced_accuracy
from tests.evals.faithfulness import items as faithfulness_items
from tests.evals.wice import items as wice_items
from vectorstore.word_vectors import WordVectors

Numbers = NDArray[np.float64]
Sets = dict[str, tuple[Numbers, Numbers]]
TARGET = Path(__file__).parents[1] / "assistant" / "verification" / "support.json"
RIDGE = 60.0  # of 5, 15, 30 and 60 the best on all three sets
FOLDS, REPEATS = 5, 10


def fitted(x: Numbers, y: Numbers, weight: Numbers) -> Numbers:
    """Weights and constant of a ridge logistic regression, by Newton's method, in the features' own units."""
    mean, spread = x.mean(0), x.std(0) + 1e-9
    z = np.c_[(x - mean) / spread, np.ones(len(x))]
    ridge = np.diag([RIDGE] * x.shape[1] + [1e-6])
    found = np.zeros(z.shape[1])
    for _ in range(25):
        p = 1 / (1 + np.exp(-z @ found))
        slope = z.T @ (weight * (p - y)) + ridge @ found
        curve = (z * (weight * p * (1 - p))[:, None]).T @ z + ridge
        found = found - np.linalg.solve(curve, slope)
    own = found[:-1] / spread
    return np.r_[own, found[-1] - own @ mean]


def even(y: Numbers) -> Numbers:
    """Weights under which supported and unsupported items, and sets of any size, count alike."""
    share = y.mean()
    return np.where(y == 1, 0.5 / share, 0.5 / (1 - share)) / len(y) * 300


def scores(model: Numbers, x: Numbers) -> Numbers:
    made: Numbers = 1 / (1 + np.exp(-(x @ model[:-1] + model[-1])))
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wice", type=Path, required=True)
    parser.add_argument("--faithfulness", type=Path, required=True)
    given = parser.parse_args()
    read = {"wice": [(one.claim, one.sentences, one.supported) for one in wice_items(given.wice)]}
    for name, item in faithfulness_items(given.faithfulness):
        read.setdefault(name, []).append((item.claim, item.sentences, item.supported))
    align = WordVectors().aligned
    written: dict[str, object] = {"made_by": "training/support.py"}
    for name, names, read_by in (
        ("plain", FEATURES, features),
        ("in_context", IN_CONTEXT, lambda claim, cited: in_context(claim, cited, align)),
    ):
        sets = {
            which: (
                np.array([read_by(claim, cited) for claim, cited, _ in rows]),
                np.array([float(held) for *_, held in rows]),
            )
            for which, rows in read.items()
        }
        print(f"{name}:")
        written[name] = _learnt(names, sets)
    TARGET.write_text(json.dumps(written, indent=2) + "\n")
    print(TARGET.read_text())


def _learnt(names: tuple[str, ...], sets: Sets) -> dict[str, object]:
    """Weights for the features, with the threshold; prints what cross-validation gives."""
    held_out = [_held_out(sets, np.random.default_rng(seed)) for seed in range(REPEATS)]
    for name, (_, y) in sets.items():
        areas = [area_under_curve(each[name], y) for each in held_out]
        print(f"{name}: {len(y)} items, AUC {np.mean(areas):.3f} (from {min(areas):.3f} to {max(areas):.3f})")
    truth = sets["wice"][1]
    balanced = {
        at: float(np.mean([balanced_accuracy(each["wice"] >= at, truth) for each in held_out]))
        for at in np.linspace(0.05, 0.95, 91)
    }
    threshold = max(balanced, key=lambda at: balanced[at])
    print(f"wice: balanced accuracy {balanced[threshold]:.3f} at {threshold:.2f}")
    model = together(sets)
    return {
        "weights": dict(zip(names, [round(float(w), 4) for w in model], strict=False)),
        "constant": round(float(model[-1]), 4),
        "threshold": round(float(threshold), 2),
    }


def _held_out(sets: Sets, chance: np.random.Generator) -> dict[str, Numbers]:
    """The score of each item by a model that has not seen it."""
    folds = {name: chance.integers(0, FOLDS, len(y)) for name, (_, y) in sets.items()}
    found = {name: np.zeros(len(y)) for name, (_, y) in sets.items()}
    for fold in range(FOLDS):
        model = together(
            {name: (x[folds[name] != fold], y[folds[name] != fold]) for name, (x, y) in sets.items()}
        )
        for name, (x, _) in sets.items():
            found[name][folds[name] == fold] = scores(model, x[folds[name] == fold])
    return found


def together(sets: Sets) -> Numbers:
    x, y = (np.concatenate([one[place] for one in sets.values()]) for place in (0, 1))
    return fitted(x, y, np.concatenate([even(held) for _, held in sets.values()]))


if __name__ == "__main__":
    main()
