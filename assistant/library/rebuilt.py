"""The full-text index made anew from the articles, where it is torn or out of step."""

from __future__ import annotations

from sqlalchemy import Connection, exc, func, select, text

from assistant.library import lexical
from assistant.library.articles import count_chunks
from assistant.library.tables import articles, chunks
from assistant.library.wordindex import Piece

_BATCH = 1_000  # chunks


def words_are_whole(connection: Connection) -> bool:
    """Whether the full-text index is sound and holds exactly the chunks of the library."""
    rows = count_chunks(connection)
    if connection.dialect.name != "sqlite":
        return bool(connection.execute(text("SELECT count(*) FROM chunk_words")).scalar_one() == rows)
    try:
        # A statement that writes, to SQLite, though nothing changes: the caller holds the write lock. This is
        # FTS5's way to ask (sqlite.org/fts5.html, section 6.6).
        connection.execute(text("INSERT INTO chunk_words(chunk_words) VALUES ('integrity-check')"))
    except exc.DatabaseError:
        return False
    unknown = text('SELECT count(*) FROM chunk_words_docsize WHERE id NOT IN (SELECT "row" FROM chunks)')
    indexed = connection.execute(text("SELECT count(*) FROM chunk_words_docsize")).scalar_one()
    return bool(indexed == rows and not connection.execute(unknown).scalar_one())


def rebuild_words(connection: Connection) -> int:
    """Makes the full-text index anew from the articles; returns how many chunks it holds."""
    lexical.clear_words(connection)
    # Letters, not bytes: spans count characters, as SQL's substr does.
    words = func.substr(articles.c.text, chunks.c.start + 1, chunks.c.end - chunks.c.start).label("words")
    columns = [chunks.c.row, articles.c.title, words, articles.c.language]
    held = select(*columns).join(articles, articles.c.id == chunks.c.article_id)
    number, last = 0, 0
    while (
        batch := connection.execute(held.where(chunks.c.row > last).order_by(chunks.c.row).limit(_BATCH))
        .mappings()
        .all()
    ):
        lexical.add_words(connection, [Piece(**one) for one in batch])
        number, last = number + len(batch), batch[-1]["row"]
    return number
