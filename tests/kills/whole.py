"""Whether a library is whole: what a killed program may not leave behind, in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from assistant.backup.archive import opened as archive
from assistant.briefing.briefings import Briefings
from assistant.conversation.conversations import Conversations
from assistant.core import Assistant
from assistant.errors import CounterpointError
from assistant.findings import Position
from assistant.library.articles import articles_by_id, every_article_id, every_chunk_id
from assistant.library.cited import changed_since
from assistant.library.database import reading
from assistant.news import Article
from tests.kills.library import opened

_LEFT_BEHIND = {
    "a chunk without words to find it by": "SELECT count(*) FROM chunks WHERE row NOT IN (SELECT id FROM chunk_words_docsize)",
    "words of no chunk": "SELECT count(*) FROM chunk_words_docsize WHERE id NOT IN (SELECT row FROM chunks)",
    "an article without chunks": "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article_id FROM chunks)",
    "a group of reprints without its first": "SELECT count(*) FROM articles WHERE origin_group NOT IN (SELECT id FROM articles)",
    "an article that is held and removed": "SELECT count(*) FROM articles WHERE id IN (SELECT article_id FROM tombstones)",
    "an entry whose article is neither held nor removed": "SELECT count(*) FROM feed_entries WHERE article_id IS NOT NULL AND article_id NOT IN (SELECT id FROM articles UNION SELECT article_id FROM tombstones)",
    "an entry of no feed": "SELECT count(*) FROM feed_entries WHERE feed NOT IN (SELECT address FROM feeds)",
    "one text twice": "SELECT count(*) FROM (SELECT 1 FROM articles WHERE url IS NOT NULL GROUP BY url HAVING count(*) > 1)",
}


def faults(folder: Path, *, present: set[str], absent: set[str]) -> Iterator[str]:
    """Everything that is wrong; `present` and `absent` are ids of articles that were told of as added and removed."""
    yield from _of_the_file(folder / "library.db")
    with opened(folder) as library:
        library.index.repair()
        yield from _of_the_index(library)
        held = _held(library)
        yield from (f"article {one} was told of as added and is gone" for one in present - held.keys())
        yield from (f"article {one} was told of as removed and is there" for one in absent & held.keys())
        yield from _of_what_is_kept(library, held)
    backup = folder / "library.zip"
    if backup.exists():
        try:
            with archive(backup) as file:
                file.check()
        except CounterpointError as error:
            yield f"a backup that has its name is not whole: {error}"


def _of_the_file(database: Path) -> Iterator[str]:
    with closing(sqlite3.connect(database)) as connection:
        [said] = connection.execute("PRAGMA integrity_check").fetchone()
        if said != "ok":
            yield f"SQLite: {said}"
        yield from (f"points at nothing: {row}" for row in connection.execute("PRAGMA foreign_key_check"))
        for fault, query in _LEFT_BEHIND.items():
            [number] = connection.execute(query).fetchone()
            if number:
                yield f"{fault}: {number}"


def _of_the_index(library: Assistant) -> Iterator[str]:
    with reading(library.engine) as connection:
        want = set(every_chunk_id(connection))
    have = library.index.vectors.ids()
    if want != have:
        yield f"vectors without a chunk: {len(have - want)}, chunks without a vector: {len(want - have)}"
    if waiting := library.index.waiting():
        yield f"tasks that nobody does: {waiting}"


def _held(library: Assistant) -> dict[str, Article]:
    with reading(library.engine) as connection:
        return dict(articles_by_id(connection, every_article_id(connection)))


def _of_what_is_kept(library: Assistant, held: dict[str, Article]) -> Iterator[str]:
    talks, briefings = Conversations(library), Briefings(library)
    try:
        for listed in talks.list():
            for turn in talks.open(listed.id).turns:
                told = {one.article_id for one in turn.changed}
                yield from _wrongly_cited(f"conversation {listed.id}", turn.answer.positions, held, told)
        for line in briefings.list():
            kept = briefings.open(line.id)
            with reading(library.engine) as connection:
                told = {one.article_id for one in changed_since(connection, line.id)}
            yield from _wrongly_cited(f"briefing {line.id}", kept.positions, held, told)
    except CounterpointError as error:
        yield f"what was kept cannot be opened: {error}"


def _wrongly_cited(
    kept: str, positions: Sequence[Position], held: Mapping[str, Article], told: Container[str]
) -> Iterator[str]:
    """Citations whose words do not stand where they say, and nobody is told that the article changed or was removed."""
    for position in positions:
        for one in (citation for claim in position.claims for citation in claim.citations):
            if one.article_id in told:
                continue
            article = held.get(one.article_id)
            if article is None or article.text[one.span.start : one.span.end] != one.quote:
                yield f"{kept} cites words that do not stand in {one.article_id}, and does not say so"
