"""What a full-text index is given and can be asked, whichever database keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

from sqlalchemy import ColumnElement, Connection, TableClause, TextClause, desc, select

from assistant.library.narrowing import conditions
from assistant.library.tables import articles, chunks
from assistant.news import Filters


@dataclass(frozen=True, slots=True)
class Piece:
    """A chunk as it is indexed: its row in `chunks`, its article's headline and language, its own words."""

    row: int
    title: str
    words: str
    language: str


class WordIndex(Protocol):
    def add(self, pieces: Sequence[Piece]) -> None: ...

    def drop(self, pieces: Sequence[Piece]) -> None:
        """Forgets the pieces; they are given as they were added."""

    def clear(self) -> None: ...

    def counts(self, words: Sequence[str]) -> dict[str, int]:
        """Word -> in how many chunks it stands, in any of its forms."""

    def best(
        self, question: str, words: Sequence[str], *, filters: Filters, limit: int
    ) -> list[tuple[str, float]]:
        """Ids of at most `limit` chunks that hold any of the question's words, best first, with their scores."""


def rarest(counts: Iterable[tuple[str, int]], most: int) -> list[str]:
    """The rarest words, as many as `most` allows of their counts together; the rarest one in any case."""
    rare = sorted((count, word) for word, count in counts)
    so_far = accumulate(count for count, _ in rare)
    chosen = [word for (_, word), read in zip(rare, so_far, strict=True) if read <= most]
    return chosen or [word for _, word in rare[:1]]


def ranked(
    connection: Connection,
    index: TableClause,
    *,
    row: ColumnElement[int],
    score: ColumnElement[float],
    matches: ColumnElement[bool] | TextClause,
    filters: Filters,
    limit: int,
) -> list[tuple[str, float]]:
    """The chunks of an index that match, within the filters, by score."""
    best = select(row.label("row"), score.label("score")).select_from(index).where(matches)
    if filters.narrows:
        best = best.join(chunks, chunks.c.row == row).join(articles, articles.c.id == chunks.c.article_id)
        best = best.where(*conditions(filters))
    # Of all that match, which may be half of the library, only the best are looked up.
    hits = best.order_by(desc("score"), row).limit(limit).subquery()
    statement = (
        select(chunks.c.article_id, chunks.c.number, hits.c.score)
        .join(hits, chunks.c.row == hits.c.row)
        .order_by(desc(hits.c.score), chunks.c.row)
    )
    found = connection.execute(statement)
    return [(f"{hit.article_id}:{hit.number}", float(hit.score)) for hit in found]
