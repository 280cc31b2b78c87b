"""Refutation reranking: of about fifty arguments, the one that refutes the point; nDCG@10.

Every pool goes through the trained reader as the candidates of a claim do. `likeness` is bge-small's cosine alone.
"""

from __future__ import annotations

import numpy as np

from tests.evals.__main__ import Options
from tests.evals.arguana import gain, rows
from vectorstore.embedders.bge_depths import WIDTH, BgeDepths
from vectorstore.embedders.remembered import Remembered
from vectorstore.opposition import Opposition


def run(options: Options) -> tuple[int, dict[str, float]]:
    pools = rows(options.data / "pools.jsonl.gz")[: options.limit]
    model = Remembered(BgeDepths())
    reader = Opposition(model)
    gains: dict[str, list[float]] = {"ndcg_at_10": [], "likeness": []}
    for pool in pools:
        claim, wanted = str(pool["query"]), set(pool["relevant"])
        ids = [one["id"] for one in pool["candidates"]]
        texts = [one["text"] for one in pool["candidates"]]
        refuting = reader.refutations(claim, texts)
        alike = model.passages(texts)[:, :WIDTH] @ model.passages([claim])[0, :WIDTH]
        for name, scores in (("ndcg_at_10", refuting), ("likeness", alike)):
            ranking = [ids[index] for index in np.argsort(-scores, kind="stable").tolist()]
            gains[name].append(max(gain(ranking, one) for one in wanted))
    return len(pools), {name: float(np.mean(values)) for name, values in gains.items()}
