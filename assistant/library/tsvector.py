"""PostgreSQL's full-text index, ranked by BM25.

PostgreSQL's own `ts_rank_cd` knows nothing of rare words: for questions of several words it ranks far worse than BM25
(decision 0021). It counts how often one word stands in a chunk, though, and that is what BM25 (Robertson and Zaragoza
2009) wants beside how many chunks hold the word and how long the chunk is.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, cast, column, func, literal_column, table, text
from sqlalchemy.dialects.postgresql import TSQUERY

from assistant.ingest.language import of_question
from assistant.library.wordindex import Piece, ranked, rarest
from assistant.news import Filters

# FTS5's constants, so that a library ranks alike on both.
K1: Final = 1.2
B: Final = 0.75
AVERAGE: Final = 85.0  # distinct words of a chunk, function words left out: assumed, not measured
# Of a question's words the rare ones choose the chunks, all of them rank these: beyond so many chunks times words
# only commoner words would be added, which decide nothing and cost most of the time.
MOST_LOOKS: Final = 50_000
_COUNTED: Final = 100_000  # a word in more chunks than this is common; how common decides nothing
_AT_A_TIME: Final = 50  # words of one statement

# PostgreSQL's dictionaries, by the languages that we tell apart (those of version 13).
_CONFIGURATIONS: Final[Mapping[str, str]] = dict(
    pair.split(":")
    for pair in """
    ar:arabic da:danish de:german el:greek en:english es:spanish fi:finnish fr:french ga:irish hu:hungarian id:indonesian
    it:italian lt:lithuanian nb:norwegian ne:nepali nl:dutch nn:norwegian no:norwegian pt:portuguese ro:romanian
    ru:russian sv:swedish ta:tamil tr:turkish und:english
    """.split()  # noqa: SIM905
)
_ALIKE: Final[ColumnElement[Any]] = literal_column(
    "CAST('{1, 1, 1, 1}' AS real[])"
)  # the weights of a word's four classes: `often` is a count
_WORD = re.compile(r"[^\W_]+")
_LATIN_MARKS = re.compile("(?<=[A-Za-z])[\u0300-\u036f]+")


@dataclass(frozen=True, slots=True)
class TsVector:
    """The table `chunk_words` of a PostgreSQL library: each chunk's words, in the forms of its own language."""

    connection: Connection

    def add(self, pieces: Sequence[Piece]) -> None:
        statement = text(
            'INSERT INTO chunk_words("row", words)'
            " VALUES (:row, to_tsvector(CAST(:configuration AS regconfig), :words))"
        )
        rows = [
            {
                "row": piece.row,
                "configuration": configuration(piece.language),
                "words": plain(f"{piece.title} {piece.words}"),
            }
            for piece in pieces
        ]
        self.connection.execute(statement, rows)

    def drop(self, pieces: Sequence[Piece]) -> None:
        rows = [piece.row for piece in pieces]
        self.connection.execute(text('DELETE FROM chunk_words WHERE "row" = ANY(:rows)'), {"rows": rows})

    def clear(self) -> None:
        self.connection.execute(text("DELETE FROM chunk_words"))

    def counts(self, words: Sequence[str]) -> dict[str, int]:
        queries = self._queries(words, ["english"])
        counted = self._counted(list(queries.values()), most=None)
        return {**dict.fromkeys(words, 0), **dict(zip(queries, counted, strict=True))}

    def best(
        self, question: str, words: Sequence[str], *, filters: Filters, limit: int
    ) -> list[tuple[str, float]]:
        # In English as well: names and numbers in an article of any language have that form.
        languages = sorted({of_question(question), *filters.languages})
        queries = list(self._queries(words, ["english", *map(configuration, languages)]).values())
        if not queries:
            return []
        counts = self._counted(queries, most=_COUNTED)
        total = max(self._total(), *counts)
        index = table("chunk_words", column("row"), column("words"))
        weights = (idf(count, total) for count in counts)
        scores = [_bm25(index.c.words, query, weight) for query, weight in zip(queries, weights, strict=True)]
        return ranked(
            self.connection,
            index,
            row=index.c.row,
            score=reduce(add, scores),
            matches=index.c.words.bool_op("@@")(cast(_rare(queries, counts), TSQUERY)),
            filters=filters,
            limit=limit,
        )

    def _queries(self, words: Sequence[str], configurations: Sequence[str]) -> dict[str, str]:
        """Word -> what finds it, in each language's own form; a function word has none and is left out."""
        forms = " || ".join(
            f"phraseto_tsquery('{name}', asked.plain)" for name in dict.fromkeys(configurations)
        )
        found = self.connection.execute(
            text(
                f"SELECT asked.place, CAST({forms} AS text)"  # noqa: S608 - names out of our own table
                " FROM unnest(CAST(:plain AS text[])) WITH ORDINALITY AS asked(plain, place) ORDER BY asked.place"
            ),
            {"plain": [plain(word) for word in words]},
        )
        return {words[place - 1]: query for place, query in found if query}

    def _counted(self, queries: Sequence[str], *, most: int | None) -> list[int]:
        """In how many chunks each query is found; counting ends at `most`."""
        held = "SELECT {0} AS place, count(*) FROM (SELECT 1 FROM chunk_words WHERE words @@ CAST(:q{0} AS tsquery){1}) x"
        end = "" if most is None else f" LIMIT {most}"
        found: list[int] = []
        for start in range(0, len(queries), _AT_A_TIME):
            some = queries[start : start + _AT_A_TIME]
            union = " UNION ALL ".join(held.format(place, end) for place in range(len(some)))
            given = {f"q{place}": query for place, query in enumerate(some)}
            counted = self.connection.execute(text(f"{union} ORDER BY place"), given)
            found += [count for _, count in counted]
        return found

    def _total(self) -> int:
        """How many chunks there are: counted while they are few, then as the server's statistics have it."""
        statement = text(
            "SELECT CASE WHEN reltuples < 10000 THEN (SELECT count(*) FROM chunk_words) ELSE reltuples END"
            " FROM pg_class WHERE oid = CAST('chunk_words' AS regclass)"
        )
        return int(self.connection.execute(statement).scalar_one())


def configuration(language: str) -> str:
    """The server's dictionary for a language; "simple", which knows no forms, for one that it does not know."""
    return _CONFIGURATIONS.get(language.partition("-")[0], "simple")


def plain(words: str) -> str:
    """The words in small letters, without accents on Latin ones, and nothing between them, as FTS5 reads them.

    The server's own parser takes "CNN.com", "and/or" and "U.S." for addresses, and its small letters hang on its locale.
    """
    folded = _LATIN_MARKS.sub("", unicodedata.normalize("NFD", words.casefold()))
    return " ".join(_WORD.findall(unicodedata.normalize("NFC", folded)))


def idf(count: int, total: int) -> float:
    """How telling a word is that stands in `count` of `total` chunks; hardly, but still, where it is in most."""
    return max(1e-6, math.log((total - count + 0.5) / (count + 0.5)))


def _bm25(words: ColumnElement[Any], query: str, weight: float) -> ColumnElement[float]:
    often: ColumnElement[float] = func.ts_rank_cd(_ALIKE, words, cast(query, TSQUERY))
    return weight * (K1 + 1) * often / (often + K1 * (1 - B) + K1 * B / AVERAGE * func.length(words))


def _rare(queries: Sequence[str], counts: Sequence[int]) -> str:
    """Any of the rarest words, as many as `MOST_LOOKS` allows."""
    looks = [(query, count * len(queries)) for count, query in zip(counts, queries, strict=True) if count]
    return " | ".join(f"( {query} )" for query in rarest(looks, MOST_LOOKS) or queries[:1])
