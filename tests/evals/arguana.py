"""ArguAna: each point's best counter-argument among all arguments; nDCG@10, the query's own id dropped.

What a question goes through before anything reads it a second time: BM25 of the library's full-text index, the default
embedder, and both fused by reciprocal rank.
"""

from __future__ import annotations

import csv
import gzip
import json
import math
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.library.lexical import STOP_WORDS
from tests.evals.__main__ import Options
from vectorstore.embedders import embedder
from vectorstore.fusion import reciprocal_rank_fusion

DEPTH = 100


def run(options: Options) -> tuple[int, dict[str, float]]:
    corpus = {
        str(row["_id"]): f"{row['title']}\n{row['text']}" for row in rows(options.data / "corpus.jsonl.gz")
    }
    queries = rows(options.data / "queries.jsonl.gz")[: options.limit]
    with (options.data / "qrels.tsv").open(encoding="utf-8") as file:
        relevant = {row["query-id"]: row["corpus-id"] for row in csv.DictReader(file, delimiter="\t")}
    ids = list(corpus)
    model = embedder()
    vectors = model.passages([corpus[id_] for id_ in ids])
    asked = model.passages([str(query["text"]) for query in queries])  # a point is a text, not a question
    words = full_text(ids, corpus)
    gains: dict[str, list[float]] = {"bm25": [], "dense": [], "ndcg_at_10": []}
    for query, vector in zip(queries, asked, strict=True):
        own = str(query["_id"])
        lexical = [ids[number] for number in matched(words, str(query["text"]))]
        dense = [ids[number] for number in np.argsort(-(vectors @ vector))[:DEPTH].tolist()]
        fused = [id_ for id_, _ in reciprocal_rank_fusion([lexical, dense])]
        for name, ranking in (("bm25", lexical), ("dense", dense), ("ndcg_at_10", fused)):
            gains[name].append(gain([id_ for id_ in ranking if id_ != own], relevant[own]))
    if options.report:
        print(f"{len(ids)} arguments, {model.name}", file=sys.stderr)
    return len(queries), {name: float(np.mean(values)) for name, values in gains.items()}


def gain(ranking: Sequence[str], wanted: str) -> float:
    """nDCG@10 with one relevant document."""
    return next((1 / math.log2(rank + 1) for rank, id_ in enumerate(ranking[:10], 1) if id_ == wanted), 0.0)


def full_text(ids: Sequence[str], corpus: dict[str, str]) -> sqlite3.Connection:
    """The same tokenizer and score as the library's index."""
    words = sqlite3.connect(":memory:")
    words.execute(
        "CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize='porter unicode61 remove_diacritics 2')"
    )
    words.executemany(
        "INSERT INTO words(rowid, text) VALUES (?, ?)", [(n + 1, corpus[i]) for n, i in enumerate(ids)]
    )
    return words


def matched(words: sqlite3.Connection, text: str) -> list[int]:
    terms = dict.fromkeys(
        word for word in "".join(c if c.isalnum() else " " for c in text.casefold()).split()
    )
    match = " OR ".join(f'"{term}"' for term in terms if term not in STOP_WORDS)
    found = words.execute(
        "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?", (match, DEPTH)
    ).fetchall()
    return [row[0] - 1 for row in found]


def rows(path: Path) -> list[dict[str, object]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]
