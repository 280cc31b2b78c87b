"""ArguAna: each point's best counter-argument among all arguments; nDCG@10, the query's own id dropped.

`ndcg_at_10` ranks by the trained reader, `likeness` by bge-small's cosine alone, `bm25` by the library's full text.
Half of the development arguments stand in the corpus twice, under two ids of which one counts: `copies_once` ranks
each distinct text once.
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
from vectorstore.embedders.bge_depths import WIDTH, BgeDepths
from vectorstore.embedders.remembered import Remembered
from vectorstore.opposition import Weights, answers

DEPTH = 100


def run(options: Options) -> tuple[int, dict[str, float]]:
    corpus = {
        str(row["_id"]): f"{row['title']}\n{row['text']}" for row in rows(options.data / "corpus.jsonl.gz")
    }
    queries = rows(options.data / "queries.jsonl.gz")[: options.limit]
    with (options.data / "qrels.tsv").open(encoding="utf-8") as file:
        relevant = {row["query-id"]: row["corpus-id"] for row in csv.DictReader(file, delimiter="\t")}
    ids = list(corpus)
    distinct = {text: ids[number] for number, text in reversed(list(enumerate(corpus.values())))}
    own = [str(query["_id"]) for query in queries]
    model = Remembered(BgeDepths(), held=len(ids) + len(own))
    vectors = model.passages([corpus[id_] for id_ in ids])
    points = model.passages([str(query["text"]) for query in queries])
    refuting = answers(points, vectors, among=vectors, weights=Weights.packaged())
    near = points[:, :WIDTH] @ vectors[:, :WIDTH].T
    words = full_text(ids, corpus)
    gains: dict[str, list[float]] = {name: [] for name in ("ndcg_at_10", "copies_once", "likeness", "bm25")}
    for row, (query, id_) in enumerate(zip(queries, own, strict=True)):
        ours = [ids[number] for number in np.argsort(-refuting[row])[:DEPTH].tolist()]
        once = list(dict.fromkeys(distinct[corpus[other]] for other in ours if corpus[other] != corpus[id_]))
        alike = [ids[number] for number in np.argsort(-near[row])[:DEPTH].tolist()]
        lexical = [ids[number] for number in matched(words, str(query["text"]))]
        for name, ranking in (("ndcg_at_10", ours), ("likeness", alike), ("bm25", lexical)):
            gains[name].append(gain([other for other in ranking if other != id_], relevant[id_]))
        gains["copies_once"].append(gain(once, distinct[corpus[relevant[id_]]]))
    if options.report:
        print(f"{len(ids)} arguments, {len(distinct)} of them distinct", file=sys.stderr)
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
