"""How the words rank on SQLite and on PostgreSQL: articles of one event found by an article's headline and opening."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, text

from assistant.library.database import open_database, reading
from assistant.library.lexical import search_words, terms
from assistant.news import EVERYTHING, Article
from tests.bench.__main__ import Line
from tests.evals.events import labelled
from tests.making import keep
from tests.team import database_for, postgresql

ARTICLES, QUESTIONS = 2_500, 400
OPENING = 200  # characters
Ranks = Callable[[Connection, str], list[str]]


def run(articles: Path, scale: float) -> Iterator[Line]:
    given, event_of = labelled(articles.parent.parent / "allsides_events", None)
    given = [replace(one, language="en") for one in given[: int(ARTICLES * scale)]]
    event_of = {one.id: event_of[one.id] for one in given}
    with tempfile.TemporaryDirectory() as folder, postgresql() as server:
        files = filled(open_database(f"sqlite:///{folder}/library.db"), given)
        postgres = filled(open_database(database_for(Path(folder), server)), given)
        analysed = create_engine(postgres.url, isolation_level="AUTOCOMMIT")
        with analysed.connect() as connection:
            connection.execute(text("VACUUM ANALYZE"))
        analysed.dispose()
        asked = given[: int(QUESTIONS * scale)]
        ways: dict[str, tuple[Engine, Ranks]] = {
            "FTS5, bm25()": (files, ours),
            "PostgreSQL, BM25": (postgres, ours),
            "PostgreSQL, ts_rank_cd alone": (postgres, cover_density),
        }
        found = {}
        for name, (engine, rank) in ways.items():
            started = time.perf_counter()
            with reading(engine) as connection:
                found[name] = [ranked(connection, rank, one) for one in asked]
            yield Line(
                f"{name}: milliseconds a question", (time.perf_counter() - started) / len(asked) * 1e3, "ms"
            )
            yield Line(f"{name}: R@10", recall(found[name], asked, event_of), "")
        for name in list(ways)[1:]:
            shared = (
                len(set(a) & set(b)) / len(a) for a, b in zip(found["FTS5, bm25()"], found[name], strict=True)
            )
            yield Line(f"{name}: of FTS5's first ten", sum(shared) / len(asked), "")
        files.dispose()
        postgres.dispose()


def filled(engine: Engine, given: list[Article]) -> Engine:
    for start in range(0, len(given), 100):
        keep(engine, *given[start : start + 100])
    return engine


def ours(connection: Connection, asked: str) -> list[str]:
    return [id_ for id_, _ in search_words(connection, asked, filters=EVERYTHING, limit=200)]


def cover_density(connection: Connection, asked: str) -> list[str]:
    """What PostgreSQL's manual shows."""
    rows = connection.execute(
        text(
            "SELECT article_id || ':' || number FROM chunk_words JOIN chunks USING (\"row\"),"
            " websearch_to_tsquery('english', :asked) AS query WHERE words @@ query"
            ' ORDER BY ts_rank_cd(words, query, 1) DESC, "row" LIMIT 200'
        ),
        {"asked": " or ".join(terms(asked))},
    )
    return list(rows.scalars())


def ranked(connection: Connection, rank: Ranks, article: Article) -> list[str]:
    """The first ten other articles, by their best chunk."""
    hits = rank(connection, f"{article.title} {article.text[:OPENING]}")
    others = dict.fromkeys(id_.rpartition(":")[0] for id_ in hits)
    return [id_ for id_ in others if id_ != article.id][:10]


def recall(found: list[list[str]], asked: list[Article], event_of: dict[str, str]) -> float:
    recalls = []
    for article, ids in zip(asked, found, strict=True):
        event = event_of[article.id]
        if mates := {id_ for id_, other in event_of.items() if other == event and id_ != article.id}:
            recalls.append(len(mates & set(ids)) / len(mates))
    return sum(recalls) / len(recalls)
