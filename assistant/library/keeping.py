"""Keeps, changes and removes articles: each call is one transaction, all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from assistant.errors import UnknownArticle
from assistant.library import lexical
from assistant.library.grouping import join_origin, leave_origin
from assistant.library.origins import Signed
from assistant.library.rows import article_row, given_row, voice_rows
from assistant.library.tables import articles, chunks, index_tasks, revisions, tombstones, voices
from assistant.library.wordindex import Piece
from assistant.news import Article, Chunk


class Outcome(StrEnum):
    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Kept:
    """An article ready to be kept, with its chunks.

    `given` is the article before anything was read out of it, `fingerprint` that of what its source said: the two
    differ where the reader corrected something.
    """

    article: Article
    chunks: tuple[Chunk, ...]
    given: Article
    fingerprint: str


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def fingerprints(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Of those articles that the library holds: what they were when they were added."""
    found: dict[str, str] = {}
    for some in _batches(list(ids)):
        rows = connection.execute(
            select(articles.c.id, articles.c.fingerprint).where(articles.c.id.in_(some))
        )
        found.update((row.id, row.fingerprint) for row in rows)
    return found


def put(connection: Connection, given: Sequence[Kept]) -> dict[str, Outcome]:
    """Adds articles, or replaces those whose source changed; the earlier text becomes a revision.

    The vector index is told by tasks that are written in the same transaction.
    """
    latest = {one.article.id: one for one in given}
    known = fingerprints(connection, latest)
    outcomes: dict[str, Outcome] = {}
    fresh: list[Kept] = []
    for id_, one in latest.items():
        if known.get(id_) == one.fingerprint:
            outcomes[id_] = Outcome.UNCHANGED
            continue
        if id_ in known:
            _revise(connection, id_, one.article.digest)
            _forget(connection, id_)
        outcomes[id_] = Outcome.UPDATED if id_ in known else Outcome.ADDED
        fresh.append(one)
    _insert(connection, fresh)
    return outcomes


def replace_kept(connection: Connection, one: Kept) -> None:
    """Puts the article in the place of the one with its id, as one that was added when that one was."""
    added = select(articles.c.added_at).where(articles.c.id == one.article.id)
    time = connection.execute(added).scalar_one()
    _forget(connection, one.article.id)
    _insert(connection, [one])
    connection.execute(update(articles).where(articles.c.id == one.article.id).values(added_at=time))


def remove(connection: Connection, id_: str) -> str:
    """Removes an article and leaves a tombstone; returns its title. Raises UnknownArticle."""
    columns = [articles.c.title, articles.c.publisher, articles.c.url, articles.c.digest]
    row = connection.execute(select(*columns).where(articles.c.id == id_)).mappings().first()
    if row is None:
        raise unknown(id_)
    connection.execute(delete(tombstones).where(tombstones.c.article_id == id_))
    connection.execute(insert(tombstones), {"article_id": id_, "removed_at": now(), **row})
    _forget(connection, id_)
    return str(row["title"])


def unknown(id_: str) -> UnknownArticle:
    return UnknownArticle(
        f"No article of the library has the id {id_!r}.", hint="`counterpoint articles` lists the ids."
    )


def put_tasks(connection: Connection, tasks: Mapping[str, str]) -> None:
    """Writes what the vector index has to do; a newer task for the same chunk replaces the older."""
    if not tasks:
        return
    for some in _batches(list(tasks)):
        connection.execute(delete(index_tasks).where(index_tasks.c.chunk_id.in_(some)))
    connection.execute(insert(index_tasks), [{"chunk_id": id_, "task": task} for id_, task in tasks.items()])


def _insert(connection: Connection, given: Sequence[Kept]) -> None:
    if not given:
        return
    time = now()
    marks = {one.article.id: Signed.of(one.article) for one in given}
    rows = [
        {
            **article_row(one.article),
            "fingerprint": one.fingerprint,
            "given": given_row(one.given),
            "signature": bytes(marks[one.article.id].signature),
            "origin_group": one.article.id,
            "added_at": time,
        }
        for one in given
    ]
    connection.execute(insert(articles), rows)
    for mark in marks.values():
        join_origin(connection, mark)
    ids = [row["id"] for row in rows]
    connection.execute(delete(tombstones).where(tombstones.c.article_id.in_(ids)))
    if heard := [row for one in given for row in voice_rows(one.article)]:
        connection.execute(insert(voices), heard)
    _insert_chunks(connection, [(one.article, chunk) for one in given for chunk in one.chunks])


def _insert_chunks(connection: Connection, pieces: Sequence[tuple[Article, Chunk]]) -> None:
    if not pieces:
        return
    ids = list({article.id for article, _ in pieces})
    connection.execute(insert(chunks), [_chunk_row(chunk) for _, chunk in pieces])
    numbers = {
        f"{article_id}:{number}": row
        for row, article_id, number in connection.execute(
            select(chunks.c.row, chunks.c.article_id, chunks.c.number).where(chunks.c.article_id.in_(ids))
        )
    }
    words = [Piece(numbers[c.id], a.title, c.text, a.language) for a, c in pieces]
    lexical.add_words(connection, words)
    put_tasks(connection, {chunk.id: "put" for _, chunk in pieces})


def _chunk_row(chunk: Chunk) -> dict[str, Any]:
    return {
        "article_id": chunk.article_id,
        "number": chunk.number,
        "start": chunk.span.start,
        "end": chunk.span.end,
        "voices": list(chunk.voices),
    }


def _forget(connection: Connection, id_: str) -> None:
    """Deletes an article with all that hangs on it, and leaves the index its tasks."""
    _forget_chunks(connection, id_)
    leave_origin(connection, id_)
    connection.execute(delete(voices).where(voices.c.article_id == id_))
    connection.execute(delete(articles).where(articles.c.id == id_))


def _forget_chunks(connection: Connection, id_: str) -> None:
    columns = [articles.c.text, articles.c.title, articles.c.language]
    text, title, language = connection.execute(select(*columns).where(articles.c.id == id_)).one()
    held = connection.execute(select(chunks).where(chunks.c.article_id == id_)).all()
    words = [Piece(row.row, title, text[row.start : row.end], language) for row in held]
    lexical.drop_words(connection, words)
    put_tasks(connection, {f"{id_}:{row.number}": "drop" for row in held})
    connection.execute(delete(chunks).where(chunks.c.article_id == id_))


def _revise(connection: Connection, id_: str, new_digest: str) -> None:
    columns = [articles.c.digest, articles.c.title, articles.c.text]
    row = connection.execute(select(*columns).where(articles.c.id == id_)).mappings().one()
    if row["digest"] == new_digest:  # only metadata changed
        return
    key = (revisions.c.article_id == id_) & (revisions.c.digest == row["digest"])
    connection.execute(delete(revisions).where(key))
    connection.execute(insert(revisions), {"article_id": id_, "replaced_at": now(), **row})


def reread(connection: Connection, article: Article, pieces: Sequence[Chunk]) -> None:
    """Stores an article's parts, voices and chunks anew, where the program learnt to read them better."""
    row = article_row(article)
    columns = ("parts", "attributions", "kind", "origin", "authors")
    connection.execute(
        update(articles).where(articles.c.id == article.id).values({name: row[name] for name in columns})
    )
    connection.execute(delete(voices).where(voices.c.article_id == article.id))
    if heard := voice_rows(article):
        connection.execute(insert(voices), heard)
    _forget_chunks(connection, article.id)
    _insert_chunks(connection, [(article, chunk) for chunk in pieces])


def _batches(items: list[str], size: int = 500) -> Iterable[list[str]]:
    """SQLite binds a limited number of values in one statement."""
    return (items[start : start + size] for start in range(0, len(items), size))
