"""Trains the embedded support scorer: `python -m training.support --wice DIR --faithfulness DIR`.

Learns from the development halves of WiCE (Kamoi et al. 2023, annotations ODC-BY) and QAGS (Wang et al. 2020, no data
licence): six numbers are kept, no text. Each set weighs the same, and within it supported and not. Prints what
five-fold cross-validation gives, then writes assistant/verification/support.json. The threshold is where the
cross-validated scores of WiCE alone have the best balanced accuracy.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.verification.support import FEATURES, features
from tests.evals._scoring import area_under_curve, balanced_accuracy
from tests.evals.faithfulness import items as faithfulness_items
from tests.evals.wice import items as wice_items

Numbers = NDArray[np.float64]
TARGET = Path(__file__).parents[1] / "assistant" / "verification" / "support.json"
RIDGE = 5.0
FOLDS = 5


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
    sets = {
        name: (
            np.array([features(claim, cited) for claim, cited, _ in rows]),
            np.array([float(held) for *_, held in rows]),
        )
        for name, rows in read.items()
    }
    chance = np.random.default_rng(0)
    folds = {name: chance.integers(0, FOLDS, len(y)) for name, (_, y) in sets.items()}
    held_out = {name: np.zeros(len(y)) for name, (_, y) in sets.items()}
    for fold in range(FOLDS):
        model = together(
            {name: (x[folds[name] != fold], y[folds[name] != fold]) for name, (x, y) in sets.items()}
        )
        for name, (x, _) in sets.items():
            held_out[name][folds[name] == fold] = scores(model, x[folds[name] == fold])
    for name, (_, y) in sets.items():
        print(f"{name}: {len(y)} items, cross-validated AUC {area_under_curve(held_out[name], y):.3f}")
    truth = sets["wice"][1]
    threshold = max(
        np.linspace(0.05, 0.95, 91), key=lambda t: balanced_accuracy(held_out["wice"] >= t, truth)
    )
    print(
        f"wice: balanced accuracy {balanced_accuracy(held_out['wice'] >= threshold, truth):.3f} at {threshold:.2f}"
    )
    model = together(sets)
    written = {
        "made_by": "training/support.py",
        "weights": dict(zip(FEATURES, [round(float(w), 4) for w in model], strict=False)),
        "constant": round(float(model[-1]), 4),
        "threshold": round(float(threshold), 2),
    }
    TARGET.write_text(json.dumps(written, indent=2) + "\n")
    print(TARGET.read_text())


def together(sets: dict[str, tuple[Numbers, Numbers]]) -> Numbers:
    x, y = (np.concatenate([one[place] for one in sets.values()]) for place in (0, 1))
    return fitted(x, y, np.concatenate([even(held) for _, held in sets.values()]))


if __name__ == "__main__":
    main()
