"""What can go wrong with the library's database, in our own words and with what to do about it."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc
from sqlalchemy.engine import URL

from assistant.errors import (
    LibraryBusy,
    LibraryDamaged,
    LibraryError,
    LibraryFull,
    LibraryReadOnly,
)


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
    if url.get_backend_name() == "sqlite":
        return _of_sqlite(problem, str(url.database))
    return _of_server(problem, url.render_as_string(hide_password=True))


def _of_sqlite(problem: exc.DBAPIError, where: str) -> LibraryError:
    said = str(problem.orig).lower()
    code = getattr(problem.orig, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) or "locked" in said:
        return _busy(where)
    if primary == sqlite3.SQLITE_FULL or "disk is full" in said or "no space left" in said:
        return _full(f"the library {where}")
    if primary in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM) or "readonly" in said:
        return _read_only(where)
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
    return _refused(problem, where)


def _of_server(problem: exc.DBAPIError, where: str) -> LibraryError:
    """By PostgreSQL's own codes (appendix A of its manual); without one, nobody answered."""
    state = getattr(problem.orig, "sqlstate", None) or ""
    if state in {"55P03", "40001", "40P01", "53300"}:  # lock, serialisation, deadlock, too many connections
        return _busy(where)
    if state.startswith("53"):
        return _full(f"the library {where}")
    if state in {"25006", "42501"}:  # a server that only reads, a user without the right to write
        return LibraryReadOnly(
            f"The library {where} cannot be written.",
            hint="Give the database's user the right to create and change tables there.",
        )
    if state == "3D000":
        return LibraryError(
            f"There is no database {where}.",
            hint="Make it with `createdb`, or correct COUNTERPOINT_DATABASE_URL.",
        )
    if state.startswith(("08", "28", "57")) or (not state and isinstance(problem, exc.OperationalError)):
        return LibraryError(
            f"The database {where} did not answer.",
            hint="Check that it runs and that COUNTERPOINT_DATABASE_URL is right.",
        )
    return _refused(problem, where)


def _busy(where: str) -> LibraryBusy:
    return LibraryBusy(
        f"Another program is writing to the library {where}.",
        hint="Wait for the other `counterpoint add` to end, then try again.",
    )


def _full(what: str) -> LibraryFull:
    return LibraryFull(
        f"The disk that holds {what} is full.",
        hint="Free some room, then run the command again: what was finished is kept.",
    )


def _refused(problem: exc.DBAPIError, where: str) -> LibraryError:
    return LibraryError(
        f"The library {where} refused: {problem.orig.__class__.__name__}.", hint="Run `counterpoint doctor`."
    )


def _ours_from_os(problem: OSError, url: URL) -> LibraryError:
    where = problem.filename or url.database
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return _full(str(where))
    if problem.errno in (errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOENT, errno.ENOTDIR):
        return _read_only(str(where))
    return LibraryError(f"{where}: {problem.strerror or problem}.", hint="Run `counterpoint doctor`.")


def _read_only(where: str) -> LibraryReadOnly:
    return LibraryReadOnly(
        f"{where} cannot be written.",
        hint="Give yourself the right to write there, or set COUNTERPOINT_DATA_DIR to another folder.",
    )
