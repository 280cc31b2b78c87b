"""SQLite's full-text index (FTS5), which ranks by its own bm25()."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, column, literal_column, table, text

from assistant.library.wordindex import Piece, ranked, rarest
from assistant.news import Filters

MOST_MATCHES = 25_000  # chunks that one question ranks: beyond it, commoner words would only add what they decide little of
_TITLE_WEIGHT, _WORDS_WEIGHT = 1.0, 1.0


@dataclass(frozen=True, slots=True)
class Fts5:
    """The table `chunk_words` of a SQLite library; it keeps no text, so it is told what it forgets."""

    connection: Connection

    def add(self, pieces: Sequence[Piece]) -> None:
        statement = "INSERT INTO chunk_words(rowid, title, words) VALUES (:row, :title, :words)"
        self.connection.execute(text(statement), [asdict(piece) for piece in pieces])

    def drop(self, pieces: Sequence[Piece]) -> None:
        # An index without content must be told the old words (sqlite.org/fts5.html, section 6.3).
        statement = "INSERT INTO chunk_words(chunk_words, rowid, title, words) VALUES ('delete', :row, :title, :words)"
        self.connection.execute(text(statement), [asdict(piece) for piece in pieces])

    def clear(self) -> None:
        self.connection.execute(text("INSERT INTO chunk_words(chunk_words) VALUES ('delete-all')"))

    def counts(self, words: Sequence[str]) -> dict[str, int]:
        counted = text("SELECT count(*) FROM chunk_words WHERE chunk_words MATCH :match")
        return {word: self.connection.execute(counted, {"match": f'"{word}"'}).scalar_one() for word in words}

    def best(
        self,
        question: str,  # noqa: ARG002 - one stemmer for all languages
        words: Sequence[str],
        *,
        filters: Filters,
        limit: int,
    ) -> list[tuple[str, float]]:
        index = table("chunk_words", column("rowid"))
        return ranked(
            self.connection,
            index,
            row=index.c.rowid,
            score=literal_column(f"-bm25(chunk_words, {_TITLE_WEIGHT}, {_WORDS_WEIGHT})"),
            matches=text("chunk_words MATCH :match").bindparams(
                match=" OR ".join(f'"{word}"' for word in rarest(self.counts(words).items(), MOST_MATCHES))
            ),
            filters=filters,
            limit=limit,
        )
