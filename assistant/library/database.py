"""Opens the library's database, brings its schema up to date, and maps what can go wrong."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, exc, inspect, text
from sqlalchemy.engine import URL, make_url

from assistant.errors import (
    BadSettings,
    LibraryBusy,
    LibraryDamaged,
    LibraryError,
    LibraryFull,
    LibraryReadOnly,
)
from assistant.library.tables import HEAD

BUSY_SECONDS = 15  # a writer waits so long for another one before LibraryBusy


def open_database(url: str | URL) -> Engine:
    """An engine on a database whose schema is the newest. Raises LibraryError or BadSettings."""
    try:
        address = make_url(url)
    except exc.ArgumentError as problem:
        raise BadSettings(
            "COUNTERPOINT_DATABASE_URL is not a database address.",
            hint="Use for instance postgresql+psycopg://user:password@host/name, or leave it out for SQLite.",
        ) from problem
    with foreign_errors(address):
        if address.get_backend_name() == "sqlite" and address.database:
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        try:
            engine = create_engine(address)
        except (ImportError, exc.NoSuchModuleError) as problem:
            raise BadSettings(
                f"The driver for {address.drivername} is not installed.",
                hint="Install the driver (for PostgreSQL: psycopg), or leave COUNTERPOINT_DATABASE_URL out.",
            ) from problem
        if engine.dialect.name == "sqlite":
            _prepare_sqlite(engine)
        _migrate(engine)
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that holds the write lock from its start; all of it is kept, or nothing."""
    with foreign_errors(engine.url), engine.begin() as connection:
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    with foreign_errors(engine.url), engine.connect().execution_options(readonly=True) as connection:
        yield connection


def _prepare_sqlite(engine: Engine) -> None:
    """WAL for readers beside a writer; BEGIN IMMEDIATE so that a writer never fails half-way for the lock."""

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # SQLAlchemy's recipe: we emit BEGIN ourselves
        connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            connection.execute("PRAGMA journal_mode = WAL")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        readonly = connection.get_execution_options().get("readonly")
        connection.exec_driver_sql("BEGIN" if readonly else "BEGIN IMMEDIATE")


def _migrate(engine: Engine) -> None:
    version = _version(engine)
    if version == HEAD:
        return
    if version is not None and version > HEAD:
        raise LibraryDamaged(
            f"This library was made by a newer Counterpoint (schema {version}, this program knows {HEAD}).",
            hint="Update Counterpoint, or set COUNTERPOINT_DATA_DIR to another folder.",
        )
    from alembic import command  # loaded only when there is something to migrate
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    with engine.begin() as connection:
        if _version_seen_by(connection) == HEAD:  # another process was first
            return
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _version(engine: Engine) -> str | None:
    with engine.connect().execution_options(readonly=True) as connection:
        return _version_seen_by(connection)


def _version_seen_by(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


@contextmanager
def foreign_errors(url: URL) -> Iterator[None]:
    """Maps every exception of SQLAlchemy, its drivers and the file system that can reach a reader."""
    try:
        yield
    except exc.DBAPIError as problem:
        raise _ours(problem, url) from problem
    except exc.SQLAlchemyError as problem:
        raise LibraryError(
            f"The library did not answer: {problem.__class__.__name__}.",
            hint="Run `counterpoint doctor`.",
        ) from problem
    except OSError as problem:
        raise _ours_from_os(problem, url) from problem


def _ours(problem: exc.DBAPIError, url: URL) -> LibraryError:
    where = url.database if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)
    said = str(problem.orig).lower()
    code = getattr(problem.orig, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) or "locked" in said:
        return LibraryBusy(
            f"Another program is writing to the library {where}.",
            hint="Wait for the other `counterpoint add` to end, then try again.",
        )
    if primary == sqlite3.SQLITE_FULL or "disk is full" in said or "no space left" in said:
        return LibraryFull(
            f"The disk that holds the library {where} is full.",
            hint="Free some room, then run the command again: what was finished is kept.",
        )
    if primary in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM) or "readonly" in said:
        return _read_only(str(where))
    if primary in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT) or "not a database" in said:
        return LibraryDamaged(
            f"{where} is not a library, or is damaged.",
            hint="Restore it from a backup, or set COUNTERPOINT_DATA_DIR to another folder.",
        )
    if primary == sqlite3.SQLITE_CANTOPEN:
        return LibraryReadOnly(
            f"The library {where} cannot be opened.",
            hint="Check that the folder exists and that you may write to it, or set COUNTERPOINT_DATA_DIR.",
        )
    if isinstance(problem, exc.OperationalError) and url.get_backend_name() != "sqlite":
        return LibraryError(
            f"The database {where} did not answer.",
            hint="Check that it runs and that COUNTERPOINT_DATABASE_URL is right.",
        )
    return LibraryError(
        f"The library {where} refused: {problem.orig.__class__.__name__}.", hint="Run `counterpoint doctor`."
    )


def _ours_from_os(problem: OSError, url: URL) -> LibraryError:
    where = problem.filename or url.database
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return LibraryFull(
            f"The disk that holds {where} is full.",
            hint="Free some room, then run the command again: what was finished is kept.",
        )
    if problem.errno in (errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOENT, errno.ENOTDIR):
        return _read_only(str(where))
    return LibraryError(f"{where}: {problem.strerror or problem}.", hint="Run `counterpoint doctor`.")


def _read_only(where: str) -> LibraryReadOnly:
    return LibraryReadOnly(
        f"{where} cannot be written.",
        hint="Give yourself the right to write there, or set COUNTERPOINT_DATA_DIR to another folder.",
    )
