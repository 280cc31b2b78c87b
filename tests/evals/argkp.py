"""Key points (ArgKP, the shared task of 2021): each argument's best key point; mean average precision.

As in the official scorer: for each topic and stance every argument keeps its best key point of that side; the better half
of these pairs is ranked by score. A pair without a label counts as wrong (strict) or right (relaxed).
The score is the likeness of the reader of opposition plus the cross-encoder's log-odds that the argument answers the key point.
"""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from pathlib import Path

import numpy as np

from tests.evals.__main__ import Options
from tests.evals._scoring import log_odds
from vectorstore.embedders.bge_depths import BgeDepths
from vectorstore.embedders.remembered import Remembered
from vectorstore.opposition import Opposition
from vectorstore.rerankers import EnglishReranker

AGAIN = 0.4  # what a logit of the cross-encoder adds; .3 to .5 say the same

Side = tuple[str, str]


def run(options: Options) -> tuple[int, dict[str, float]]:
    labels: dict[tuple[str, str], bool] = {}
    arguments: dict[Side, dict[str, str]] = defaultdict(dict)
    points: dict[Side, dict[str, str]] = defaultdict(dict)
    for path in sorted(options.data.glob(f"*{options.split or ''}*.csv.gz")):
        for row in read(path):
            if path.name.startswith("labels"):
                labels[row["arg_id"], row["key_point_id"]] = row["label"] == "1"
            elif path.name.startswith("arguments"):
                arguments[row["topic"], row["stance"]][row["arg_id"]] = row["argument"]
            else:
                points[row["topic"], row["stance"]][row["key_point_id"]] = row["key_point"]
    reader, again = Opposition(Remembered(BgeDepths())), EnglishReranker()
    strict, relaxed = [], []
    sides = sorted(side for side in arguments if side in points)[: options.limit]
    for side in sides:
        ours, theirs = arguments[side], points[side]
        said, held = list(ours.values()), list(theirs.values())
        alike = reader.likeness(said, held)
        alike += AGAIN * np.stack([log_odds(again.scores(point, said)) for point in held], axis=1)
        names = list(theirs)
        best = sorted(
            ((float(row.max()), id_, names[int(row.argmax())]) for id_, row in zip(ours, alike, strict=True)),
            reverse=True,
        )
        kept = [(id_, point) for _, id_, point in best if any((id_, name) in labels for name in names)]
        kept = kept[: len(kept) // 2]
        strict.append(average_precision([labels.get(pair, False) for pair in kept]))
        relaxed.append(average_precision([labels.get(pair, True) for pair in kept]))
    return len(sides), {"map_strict": float(np.mean(strict)), "map_relaxed": float(np.mean(relaxed))}


def average_precision(right: list[bool]) -> float:
    """Mean of the precision at each right item; 0 where none is right."""
    hits = np.cumsum(right)
    precisions = hits / np.arange(1, len(right) + 1)
    return float(precisions[np.array(right, bool)].mean()) if any(right) else 0.0


def read(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return list(csv.DictReader(file))
