"""Opens the library's database and brings its schema up to date: SQLite in a file, or a PostgreSQL server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, exc, inspect, text
from sqlalchemy.engine import URL, make_url

from assistant.errors import BadSettings, LibraryDamaged
from assistant.library.refusals import foreign_errors
from assistant.library.tables import HEAD

BUSY_SECONDS = 15  # a writer waits so long for another one before LibraryBusy
_LIBRARY_LOCK: Final = (
    0x636F756E746572  # "counter": the key of PostgreSQL's advisory lock on a database's library
)
_CONNECTIONS: Final = {
    "pool_size": 10,
    "max_overflow": 40,
    "pool_pre_ping": True,
}  # of one process to a server


def open_database(url: str | URL) -> Engine:
    """An engine on a database whose schema is the newest. Raises LibraryError or BadSettings."""
    try:
        address = make_url(url)
    except exc.ArgumentError as problem:
        raise BadSettings(
            "COUNTERPOINT_DATABASE_URL is not a database address.",
            hint="Use for instance postgresql://user:password@host/name, or leave it out for SQLite.",
        ) from problem
    with foreign_errors(address):
        if address.get_backend_name() == "sqlite" and address.database:
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        try:
            engine = create_engine(address, **_options(address))
        except (ImportError, exc.NoSuchModuleError) as problem:
            raise BadSettings(
                f"The driver for {address.drivername} is not installed.",
                hint='For PostgreSQL: pip install "counterpoint-news[team]". '
                "Or leave COUNTERPOINT_DATABASE_URL out.",
            ) from problem
        if engine.dialect.name == "sqlite":
            _prepare_sqlite(engine)
        else:
            _prepare_postgresql(engine)
        try:
            _migrate(engine)
        except BaseException:
            engine.dispose()
            raise
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that holds the write lock from its start; all of it is kept, or nothing."""
    with foreign_errors(engine.url), engine.begin() as connection:
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Everything that is read inside is of one moment."""
    with foreign_errors(engine.url), engine.connect().execution_options(readonly=True) as connection:
        yield connection


def _options(address: URL) -> dict[str, Any]:
    return {} if address.get_backend_name() == "sqlite" else _CONNECTIONS


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
        connection.exec_driver_sql("BEGIN" if _only_reads(connection) else "BEGIN IMMEDIATE")


def _prepare_postgresql(engine: Engine) -> None:
    """The same promises on a server: readers see one moment, writers of the library take turns.

    The advisory lock is the transaction's, so a killed program leaves none behind; it is taken before anything is
    read, and at READ COMMITTED, so that a writer sees all that the one before it has kept.
    """

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        if _only_reads(connection):
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            return
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(BUSY_SECONDS * 1000)}")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LIBRARY_LOCK})")


def _only_reads(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("readonly"))


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
