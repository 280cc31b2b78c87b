"""ArguAna through the vectors that the library ships with: nDCG@10 of the default embedder, of full text, and of both fused.

What `search` would rank without its judge of relevance: the same embedder, tokenizer, BM25 and reciprocal rank fusion. DIR holds ArguAna's
`corpus`, `queries` and `qrels`; a query's own id is dropped from its ranking.
"""

from __future__ import annotations

import csv

import numpy as np

from tests.evals.__main__ import Options
from tests.evals.arguana import DEPTH, full_text, gain, matched, rows
from vectorstore.embedders import embedder
from vectorstore.fusion import reciprocal_rank_fusion


def run(options: Options) -> tuple[int, dict[str, float]]:
    corpus = {
        str(row["_id"]): f"{row['title']}\n{row['text']}" for row in rows(options.data / "corpus.jsonl.gz")
    }
    queries = rows(options.data / "queries.jsonl.gz")[: options.limit]
    with (options.data / "qrels.tsv").open(encoding="utf-8") as file:
        relevant = {row["query-id"]: row["corpus-id"] for row in csv.DictReader(file, delimiter="\t")}
    ids = list(corpus)
    model = embedder()
    vectors = model.passages(list(corpus.values()))
    asked = model.questions([str(query["text"]) for query in queries])
    words = full_text(ids, corpus)
    gains: dict[str, list[float]] = {"ndcg_at_10": [], "bm25": [], "fused": []}
    for query, vector in zip(queries, asked, strict=True):
        own = str(query["_id"])
        dense = [ids[number] for number in np.argsort(-(vectors @ vector))[:DEPTH].tolist()]
        lexical = [ids[number] for number in matched(words, str(query["text"]))]
        fused = [id_ for id_, _ in reciprocal_rank_fusion([lexical, dense])]
        for name, ranking in (("ndcg_at_10", dense), ("bm25", lexical), ("fused", fused)):
            gains[name].append(gain([other for other in ranking if other != own], relevant[own]))
    return len(queries), {name: float(np.mean(values)) for name, values in gains.items()}
