"""Perspectrum: of all perspectives in the pool, those that undermine a claim; recall@50.

`undermine_recall_at_50` ranks by the trained reader: likeness, raised where the perspective speaks against the claim.
`likeness_recall_at_50` is bge-small's cosine alone; `stance_auc` tells undermining from supporting perspectives.
"""

from __future__ import annotations

import gzip
import json
import sys
from typing import Any

import numpy as np

from tests.evals.__main__ import Options
from tests.evals._scoring import area_under_curve
from vectorstore.embedders.bge_small import BgeSmall
from vectorstore.embedders.remembered import Remembered
from vectorstore.opposition import Opposition

DEPTH = 50
READ = 200  # the nearest perspectives, whose stance is read
AGAINST = 0.1  # what a certain stance adds to a cosine


def run(options: Options) -> tuple[int, dict[str, float]]:
    pool: dict[int, str] = {}
    claims: list[dict[str, Any]] = []
    for path in sorted(options.data.glob("*.json.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            found = json.load(file)
        if path.name.startswith("perspective_pool"):
            pool = {one["pId"]: one["text"] for one in found}
        else:
            claims += found
    claims = claims[: options.limit]
    ids, texts = list(pool), list(pool.values())
    model = Remembered(BgeSmall(), held=len(texts) + 4_096)
    reader = Opposition(model)
    vectors = model.passages(texts)
    recalls: dict[str, list[float]] = {"undermine_recall_at_50": [], "likeness_recall_at_50": []}
    scores: list[float] = []
    undermining: list[bool] = []
    for claim in claims:
        sides = {pid: said["stance_label_3"] for said in claim["perspectives"] for pid in said["pids"]}
        wanted = {pid for pid, side in sides.items() if side == "UNDERMINE" and pid in pool}
        known = [pid for pid in sides if pid in pool]
        if known:
            scores += reader.stances(claim["text"], [pool[pid] for pid in known]).tolist()
            undermining += [pid in wanted for pid in known]
        if not wanted:
            continue
        cosines = vectors @ model.passages([claim["text"]])[0]
        nearest = np.argsort(-cosines, kind="stable")[:READ]
        against = reader.stances(claim["text"], [texts[index] for index in nearest])
        ranked = nearest[np.argsort(-(cosines[nearest] + AGAINST * against), kind="stable")]
        for name, order in (("undermine_recall_at_50", ranked), ("likeness_recall_at_50", nearest)):
            recalls[name].append(len(wanted & {ids[index] for index in order[:DEPTH]}) / len(wanted))
    if options.report:
        print(f"{len(ids)} perspectives", file=sys.stderr)
    means = {name: float(np.mean(values)) for name, values in recalls.items()}
    return len(recalls["undermine_recall_at_50"]), means | {
        "stance_auc": area_under_curve(scores, undermining)
    }
