"""Puts an archive into a library: what the library lacks is added, what it holds stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert, select, tuple_, update

from assistant.backup.archive import Archive, opened
from assistant.backup.contents import MEMBERS, ArticleRow, Row
from assistant.core import Assistant
from assistant.ingest.outlets import Outlets
from assistant.library.chunking import chunks
from assistant.library.database import writing
from assistant.library.keeping import Kept, fingerprints, put
from assistant.library.tables import articles
from assistant.news import Article
from assistant.understanding import understand

BATCH = 32  # rows between two looks at what the library holds

# A row of these goes in only with the row that it hangs on: half of one conversation is not mixed with another.
_HANGS_ON = {
    "turns.jsonl": ("conversations.jsonl", "conversation_id"),
    "feed_entries.jsonl": ("feeds.jsonl", "feed"),
}


@dataclass(frozen=True, slots=True)
class Imported:
    """Rows that were added and rows that were there before, by member."""

    added: Mapping[str, int]
    held: Mapping[str, int]


def restore(assistant: Assistant, path: Path) -> Imported:
    """Checks the archive whole, adds it in one transaction, then makes the vectors of what is new.

    Articles are read anew for who speaks in them; an article that was removed here since comes back, as with `add`.
    Raises UnreadableSource, RefusedSource or LibraryError, and has then written nothing. A crash among the vectors
    is made good at the next start.
    """
    with opened(path) as archive:
        archive.check()
        with writing(assistant.engine) as connection:
            imported = _Restoring(connection, archive, assistant.outlets_known).all()
    assistant.index.catch_up()
    return imported


class _Restoring:
    """One restoration, inside the caller's transaction."""

    def __init__(self, connection: Connection, archive: Archive, outlets: Outlets) -> None:
        self._connection = connection
        self._archive = archive
        self._outlets = outlets
        self._new: dict[str, set[str]] = {}  # member -> first key of each row that was added
        self._before: set[str] = set()  # ids of articles that the library held already

    def all(self) -> Imported:
        self._before = set(self._connection.execute(select(articles.c.id)).scalars())
        added, held = {}, {}
        for name, (table, _) in MEMBERS.items():
            fresh = total = 0
            self._new[name] = set()
            for some in _batched(self._archive.rows(name)):
                total += len(some)
                fresh += self._articles(some) if table is articles else self._plain(name, table, some)
            added[name], held[name] = fresh, total - fresh
        return Imported(added, held)

    def _articles(self, rows: list[Row]) -> int:
        given = {one.id: one for one in rows if isinstance(one, ArticleRow)}
        missing = given.keys() - fingerprints(self._connection, given).keys()
        fresh = [one for id_, one in given.items() if id_ in missing]
        put(self._connection, [self._kept(one) for one in fresh])
        for one in fresh:
            self._connection.execute(
                update(articles).where(articles.c.id == one.id).values(added_at=one.added_at)
            )
        self._new["articles.jsonl"] |= missing
        return len(fresh)

    def _kept(self, row: ArticleRow) -> Kept:
        given = Article(
            id=row.id,
            title=row.title,
            publisher=row.publisher,
            text=row.text,
            url=row.url,
            authors=tuple(row.given.authors),
            published=row.published,
            language=row.language,
            origin=row.given.origin,
            kind=row.given.kind,
        )
        read = understand(given, self._outlets)
        return Kept(read, chunks(read), given, row.fingerprint)

    def _plain(self, name: str, table: Table, rows: list[Row]) -> int:
        written = [dict(row) for row in rows if self._belongs(name, dict(row))]
        keys = [column.name for column in table.primary_key]
        by_key = {tuple(row[key] for key in keys): row for row in written}
        there = select(*table.primary_key).where(tuple_(*table.primary_key).in_(list(by_key)))
        known = {tuple(row) for row in self._connection.execute(there)}
        fresh = [row for key, row in by_key.items() if key not in known]
        if fresh:
            self._connection.execute(insert(table), fresh)
        self._new[name] |= {str(row[keys[0]]) for row in fresh}
        return len(fresh)

    def _belongs(self, name: str, row: Mapping[str, Any]) -> bool:
        """Whether the row has a place here, beside what the library held before."""
        if name in _HANGS_ON:
            on, key = _HANGS_ON[name]
            return row[key] in self._new[on]
        if name == "cited_articles.jsonl":
            kept = self._new["conversations.jsonl"] | self._new["briefings.jsonl"]
            return str(row["kept_id"]).partition(":")[0] in kept
        if name == "tombstones.jsonl":
            return row["article_id"] not in self._before | self._new["articles.jsonl"]
        return name != "corrections.jsonl" or row["article_id"] not in self._before


def _batched(rows: Iterable[Row]) -> Iterator[list[Row]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        yield batch
