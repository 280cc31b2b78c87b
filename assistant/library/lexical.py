"""The full-text index over chunks: BM25 in SQLite (FTS5), `ts_rank_cd` in PostgreSQL."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, column, desc, literal_column, select, table, text

from assistant.library.narrowing import conditions
from assistant.library.tables import articles, chunks
from assistant.news import Filters

TITLE_WEIGHT, WORDS_WEIGHT = 1.0, 1.0
MOST_TERMS = 60  # a long query (a whole claim or lead) is cut to its first distinct terms

# Function words of the languages that our sample and evaluations hold; they match everywhere and say nothing.
STOP_WORDS = frozenset(
    """
    a about after again all also am an and any are as at be because been before being between both but by can could did
    do does doing down during each few for from further had has have having he her here hers him his how i if in into is
    it its just me more most my no nor not now of off on once only or other our out over own s same she should so some
    such t than that the their them then there these they this those through to too under until up very was we were what
    when where which while who whom why will with would you your say says said
    der die das den dem des ein eine einer eines und oder ist sind war wird nicht mit von zu im in auf für wer wie was
    le la les un une des du de et ou est sont dans pour par sur que qui quoi au aux el los las una uno y o es son en por para con
    и в во не на что с по как а к из за у о от это кто или для чи та що як це від до
    """.split()  # noqa: SIM905
)
_TERM = re.compile(r"[^\W_]+(?:['’][^\W_]+)?", re.UNICODE)


def terms(question: str) -> list[str]:
    """The question's distinct words, without function words; all its words where nothing else is left."""
    words = list(dict.fromkeys(word.casefold().replace("’", "'") for word in _TERM.findall(question)))
    telling = [word for word in words if word not in STOP_WORDS]
    return (telling or words)[:MOST_TERMS]


def add_words(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Indexes chunks; each row has `row`, `title` and `words`."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        statement = "INSERT INTO chunk_words(rowid, title, words) VALUES (:row, :title, :words)"
    else:
        statement = (
            'INSERT INTO chunk_words("row", words)'
            " VALUES (:row, setweight(to_tsvector('english', :title), 'A') || to_tsvector('english', :words))"
        )
    connection.execute(text(statement), list(rows))


def drop_words(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Takes chunks out of the index; the same values as they were added with."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        # An index without content must be told the old words (sqlite.org/fts5.html, section 6.3).
        statement = "INSERT INTO chunk_words(chunk_words, rowid, title, words) VALUES ('delete', :row, :title, :words)"
        connection.execute(text(statement), list(rows))
    else:
        connection.execute(
            text('DELETE FROM chunk_words WHERE "row" = :row'), [{"row": row["row"]} for row in rows]
        )


def clear_words(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO chunk_words(chunk_words) VALUES ('delete-all')"))
    else:
        connection.execute(text("DELETE FROM chunk_words"))


def document_counts(connection: Connection, words: Sequence[str]) -> dict[str, int]:
    """In how many chunks each word stands, in any of its forms; function words are left out."""
    if connection.dialect.name == "sqlite":
        counted = text("SELECT count(*) FROM chunk_words WHERE chunk_words MATCH :match")
    else:
        counted = text(
            "SELECT count(*) FROM chunk_words WHERE words @@ websearch_to_tsquery('english', :match)"
        )
    return {
        word: connection.execute(counted, {"match": f'"{word}"'}).scalar_one()
        for word in words
        if word not in STOP_WORDS
    }


def search_words(
    connection: Connection, question: str, *, filters: Filters, limit: int
) -> list[tuple[str, float]]:
    """Ids of the best chunks with their scores (higher is better), best first."""
    words = terms(question)
    if not words:
        return []
    match = " OR ".join(f'"{word}"' for word in words)
    if connection.dialect.name == "sqlite":
        index = table("chunk_words", column("rowid"))
        key = index.c.rowid
        score: ColumnElement[float] = literal_column(f"-bm25(chunk_words, {TITLE_WEIGHT}, {WORDS_WEIGHT})")
        matches = text("chunk_words MATCH :match")
    else:
        index = table("chunk_words", column("row"))
        key = index.c.row
        score = literal_column("ts_rank_cd(chunk_words.words, websearch_to_tsquery('english', :match), 1)")
        matches = text("chunk_words.words @@ websearch_to_tsquery('english', :match)")
    statement = (
        select(chunks.c.article_id, chunks.c.number, score.label("score"))
        .select_from(index.join(chunks, chunks.c.row == key))
        .where(matches)
        .order_by(desc("score"), chunks.c.row)
        .limit(limit)
    )
    if filters.narrows:
        of_article = articles.c.id == chunks.c.article_id
        statement = statement.join(articles, of_article).where(*conditions(filters))
    found = connection.execute(statement, {"match": match})
    return [(f"{article}:{number}", float(score)) for article, number, score in found]
