"""The full-text index over chunks, ranked by BM25: FTS5 in SQLite, tsvector and GIN in PostgreSQL."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import Connection

from assistant.library.fts5 import Fts5
from assistant.library.tsvector import TsVector
from assistant.library.wordindex import Piece, WordIndex
from assistant.news import Filters

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


def add_words(connection: Connection, pieces: Sequence[Piece]) -> None:
    """Indexes chunks."""
    if pieces:
        _index(connection).add(pieces)


def drop_words(connection: Connection, pieces: Sequence[Piece]) -> None:
    """Takes chunks out of the index; the same values as they were added with."""
    if pieces:
        _index(connection).drop(pieces)


def clear_words(connection: Connection) -> None:
    _index(connection).clear()


def document_counts(connection: Connection, words: Sequence[str]) -> dict[str, int]:
    """In how many chunks each word stands, in any of its forms; function words are left out."""
    return _index(connection).counts([word for word in words if word not in STOP_WORDS])


def search_words(
    connection: Connection, question: str, *, filters: Filters, limit: int
) -> list[tuple[str, float]]:
    """Ids of the best chunks with their scores (higher is better), best first."""
    words = terms(question)
    return _index(connection).best(question, words, filters=filters, limit=limit) if words else []


def _index(connection: Connection) -> WordIndex:
    return Fts5(connection) if connection.dialect.name == "sqlite" else TsVector(connection)
