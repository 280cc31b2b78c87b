"""What `doctor --repair` mends: everything that can be made again from the library, and nothing else is touched."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine, text

from assistant.errors import LibraryDamaged, StoreError
from assistant.library.database import open_database, reading, writing
from assistant.library.index import Index
from assistant.library.rebuilt import rebuild_words, words_are_whole
from assistant.library.regrouping import regroup
from assistant.settings import Settings
from assistant.wiring import chosen_embedder, chosen_vectors, database_address

LEFT_OVER = 24 * 3600  # seconds; a file half-written for longer belongs to a program that is gone


def mended(settings: Settings) -> Iterator[str]:
    """What was mended, a sentence each, as it is done. Raises LibraryError where the library itself is damaged."""
    if settings.data_dir.is_dir():
        yield from _left_over(settings.data_dir)
    engine = open_database(database_address(settings))
    try:
        _refuse_torn_pages(engine)
        yield from _words(engine)
        yield from _reprints(engine)
        yield from _vectors(engine, settings)
    finally:
        engine.dispose()


def _left_over(folder: Path) -> Iterator[str]:
    """Files that a killed program had not finished: `.NAME.RANDOM`, beside what they would have replaced."""
    old = time.time() - LEFT_OVER
    for file in sorted(folder.rglob(".*.????????")):
        if file.is_file() and file.stat().st_mtime < old:
            file.unlink(missing_ok=True)
            yield f"Removed {file.name}, which was never finished."


def _refuse_torn_pages(engine: Engine) -> None:
    """Raises LibraryDamaged where SQLite's own check finds torn pages."""
    if engine.dialect.name != "sqlite":
        return
    with reading(engine) as connection:
        said = connection.execute(text("PRAGMA quick_check(1)")).scalar_one()
    if said != "ok":
        raise LibraryDamaged(
            "The library's file is damaged, and it is the record that everything else is made from.",
            hint="Restore a backup into a new folder: COUNTERPOINT_DATA_DIR=NEW counterpoint import FILE.",
        )


def _words(engine: Engine) -> Iterator[str]:
    with writing(engine) as connection:
        number = None if words_are_whole(connection) else rebuild_words(connection)
    if number is not None:
        yield f"Made the full-text index anew, {number} chunks."


def _reprints(engine: Engine) -> Iterator[str]:
    with writing(engine) as connection:
        number = regroup(connection)
    if number:
        yield f"Put {number} articles with their reprints anew."


def _vectors(engine: Engine, settings: Settings) -> Iterator[str]:
    embedder = chosen_embedder(settings)
    vectors = chosen_vectors(settings, embedder)
    try:
        index = Index(engine, vectors, embedder)
        try:
            number = index.repair(always=True)
        except StoreError:
            number = index.rebuild()
        if number:
            yield f"Brought {number} vectors into step with the library."
    finally:
        vectors.close()
