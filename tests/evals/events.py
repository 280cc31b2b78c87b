"""Are an event's other articles found, and are events told apart? `event_articles*` and `events*` of DIR.

Related: every article is a query in its turn and all others are ranked: candidates by BM25 (SQLite's FTS5) on its key
terms, then `related` with vectors and dates. R@10 and MRR over articles with a mate. Articles of `--distractors` are
ranked too; those with the title of an event's article are left out. Grouping: `grouped` over the events' articles
alone, B-cubed F1 (Bagga and Baldwin 1998).
"""

from __future__ import annotations

import gzip
import json
import re
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.ingest.records import from_record
from assistant.library.events import Candidate, grouped, key_terms, related
from assistant.library.pairing import Rarity
from assistant.news import Article
from vectorstore.embedders import embedder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tests.evals.__main__ import Options

CANDIDATES = 100
LEAD = 600  # characters of an article that stand for it as a vector


def run(options: Options) -> tuple[int, dict[str, float]]:
    """How many articles were asked with; r_at_10, mrr, b_cubed_f1, and the last one's two halves."""
    articles, event_of = labelled(options.data, options.split)
    known = {_plain(article.title) for article in articles}
    others = list(_distractors(options.distractors, known)) if options.distractors else []
    rankings = _rankings([*articles, *others], articles[: options.limit])
    recalls, reciprocals = [], []
    for article, ranking in rankings:
        mates = {id_ for id_ in event_of if event_of[id_] == event_of[article.id] and id_ != article.id}
        if not mates:
            continue
        recalls.append(len(mates & set(ranking[:10])) / len(mates))
        ranks = [rank for rank, id_ in enumerate(ranking, start=1) if id_ in mates]
        reciprocals.append(1 / ranks[0] if ranks else 0.0)
    groups = grouped(articles)
    if options.report:
        _report(groups, event_of, {article.id: article for article in articles})
    precision, recall = b_cubed(groups, event_of)
    return len(recalls), {
        "r_at_10": sum(recalls) / len(recalls),
        "mrr": sum(reciprocals) / len(reciprocals),
        "b_cubed_f1": 2 * precision * recall / (precision + recall),
        "b_cubed_precision": precision,
        "b_cubed_recall": recall,
    }


def events(folder: Path, split: str | None) -> Iterator[dict[str, Any]]:
    """Every event as its editors describe it."""
    return _lines(folder, "events*.jsonl.gz", split)


def labelled(folder: Path, split: str | None) -> tuple[list[Article], dict[str, str]]:
    """The events' articles, and the event of each by its id."""
    event_of = {
        article: event["event_id"] for event in events(folder, split) for article in event["article_ids"]
    }
    records = _lines(folder, "event_articles*.jsonl.gz", split)
    return [_article(record) for record in records if record["ID"] in event_of], event_of


def b_cubed(groups: Sequence[Sequence[str]], event_of: dict[str, str]) -> tuple[float, float]:
    """Precision and recall, each averaged over the articles."""
    sizes: dict[str, int] = {}
    for event in event_of.values():
        sizes[event] = sizes.get(event, 0) + 1
    precision = recall = count = 0.0
    for group in groups:
        for article in group:
            shared = sum(event_of[other] == event_of[article] for other in group)
            precision += shared / len(group)
            recall += shared / sizes[event_of[article]]
            count += 1
    return precision / count, recall / count


def _rankings(pool: Sequence[Article], queries: Sequence[Article]) -> Iterator[tuple[Article, list[str]]]:
    words = sqlite3.connect(":memory:")
    words.execute("CREATE VIRTUAL TABLE words USING fts5(title, text)")
    words.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(words, 'row')")
    words.executemany("INSERT INTO words VALUES (?, ?)", [(one.title, one.text) for one in pool])
    rarity = Rarity(len(pool), dict(words.execute("SELECT term, doc FROM terms")))
    vectors = embedder().passages([f"{one.title}. {one.text[:LEAD]}" for one in pool])
    place = {article.id: number for number, article in enumerate(pool)}
    for article in queries:
        asked = " OR ".join(f'"{term}"' for term in key_terms(article, rarity))
        found = words.execute(
            "SELECT rowid - 1, -rank FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?",
            (asked, CANDIDATES + 1),
        )
        candidates = [
            Candidate(pool[row].id, score, _cosine(vectors, row, place[article.id]), pool[row].published)
            for row, score in found
            if pool[row].id != article.id
        ]
        yield article, [id_ for id_, _ in related(article, candidates)]


def _cosine(vectors: NDArray[np.float32], one: int, other: int) -> float:
    return float(vectors[one] @ vectors[other])


def _lines(folder: Path, pattern: str, split: str | None) -> Iterator[dict[str, Any]]:
    for file in sorted(folder.glob(pattern)):
        if split is None or split in file.name:
            with gzip.open(file, "rt", encoding="utf-8") as lines:
                yield from map(json.loads, lines)


def _article(record: dict[str, Any]) -> Article:
    found = from_record(record)
    return Article(
        id=record["ID"], title=found.title, publisher=found.outlet, text=found.text, published=found.published
    )


def _distractors(file: Path, known: set[str]) -> Iterator[Article]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = _article(json.loads(line))
            if _plain(article.title) not in known:
                yield article


def _plain(title: str) -> str:
    return re.sub(r"\W+", " ", title.casefold()).strip()


def _report(groups: Sequence[Sequence[str]], event_of: dict[str, str], articles: dict[str, Article]) -> None:
    """Groups that hold more than one event, and events that were torn apart, to be read."""
    for group in groups:
        if len({event_of[id_] for id_ in group}) > 1:
            print("joined wrongly:", *_headlines(group, articles), sep="\n  ", file=sys.stderr)
    group_of = {id_: number for number, group in enumerate(groups) for id_ in group}
    for event in sorted(set(event_of.values())):
        members = [id_ for id_ in articles if event_of[id_] == event]
        if len({group_of[id_] for id_ in members}) > 1:
            print("torn apart:", *_headlines(members, articles), sep="\n  ", file=sys.stderr)


def _headlines(ids: Sequence[str], articles: dict[str, Article]) -> Iterator[str]:
    for id_ in ids:
        published: date | None = articles[id_].published
        yield f"{published or 'undated'} {articles[id_].publisher}: {articles[id_].title}"
