"""Every exception of SQLAlchemy, its drivers and the disk that can reach a reader has a message and a hint of ours."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import exc, text
from sqlalchemy.engine import make_url

from assistant.errors import (
    BadSettings,
    LibraryBusy,
    LibraryDamaged,
    LibraryError,
    LibraryFull,
    LibraryReadOnly,
)
from assistant.library.database import open_database, writing
from assistant.library.refusals import foreign_errors
from tests.making import a_library, an_article, keep

URL = make_url("sqlite:////somewhere/library.db")


def driver_error(name: str) -> sqlite3.OperationalError:
    problem = sqlite3.OperationalError("as SQLite says it")
    problem.sqlite_errorcode = getattr(sqlite3, name)
    problem.sqlite_errorname = name
    return problem


@pytest.mark.parametrize(
    ("code", "ours"),
    [
        ("SQLITE_BUSY", LibraryBusy),
        ("SQLITE_LOCKED", LibraryBusy),
        ("SQLITE_FULL", LibraryFull),
        ("SQLITE_READONLY", LibraryReadOnly),
        ("SQLITE_PERM", LibraryReadOnly),
        ("SQLITE_CANTOPEN", LibraryReadOnly),
        ("SQLITE_NOTADB", LibraryDamaged),
        ("SQLITE_CORRUPT", LibraryDamaged),
        ("SQLITE_IOERR", LibraryError),
    ],
)
def test_what_sqlite_refuses(code: str, ours: type[LibraryError]) -> None:
    problem = exc.OperationalError("INSERT", {}, driver_error(code))
    with pytest.raises(ours) as caught, foreign_errors(URL):
        raise problem
    assert caught.value.hint
    assert caught.value.__cause__ is problem


@pytest.mark.parametrize(
    ("number", "ours"),
    [
        (errno.ENOSPC, LibraryFull),
        (errno.EDQUOT, LibraryFull),
        (errno.EROFS, LibraryReadOnly),
        (errno.EACCES, LibraryReadOnly),
        (errno.EIO, LibraryError),
    ],
)
def test_what_the_disk_refuses(number: int, ours: type[LibraryError]) -> None:
    with pytest.raises(ours) as caught, foreign_errors(URL):
        raise OSError(number, os.strerror(number), "/somewhere")
    assert caught.value.hint


@pytest.mark.parametrize(
    "problem",
    [
        exc.TimeoutError("pool"),
        exc.InvalidRequestError("closed"),
        exc.ResourceClosedError("closed"),
        exc.NoSuchTableError("articles"),
    ],
)
def test_whatever_else_sqlalchemy_raises_is_a_library_error(problem: exc.SQLAlchemyError) -> None:
    with pytest.raises(LibraryError, match="did not answer"), foreign_errors(URL):
        raise problem


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    server = make_url("postgresql://reader:secret@127.0.0.1:9/news")
    problem = exc.OperationalError("connect", {}, RuntimeError("connection refused"))
    with pytest.raises(LibraryError) as caught, foreign_errors(server):
        raise problem
    assert "secret" not in str(caught.value)
    assert "COUNTERPOINT_DATABASE_URL" in caught.value.hint


@pytest.mark.parametrize("url", ["not an address", "nosuchdatabase://x/y"])
def test_an_address_that_is_none_is_a_wrong_setting(url: str) -> None:
    with pytest.raises(BadSettings) as caught:
        open_database(url)
    assert "DATABASE_URL" in str(caught.value) + caught.value.hint


def test_a_second_writer_waits_and_then_says_who_is_in_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.library.database.BUSY_SECONDS", 0.1)
    first, _ = a_library(tmp_path)
    second, _ = a_library(tmp_path)
    with writing(first) as connection:
        connection.execute(text("INSERT INTO facts VALUES ('a', 'b')"))
        with pytest.raises(LibraryBusy):
            keep(second, an_article())
    keep(second, an_article())


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("mount"),
    reason="a full disk is made with a small tmpfs, which needs root on Linux",
)
def test_a_full_disk_keeps_what_was_finished(tmp_path: Path) -> None:
    mounted = tmp_path / "small"
    mounted.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", str(mounted)], check=False)
    if made.returncode:
        pytest.skip("this machine does not let us mount a small disk")
    try:
        engine, _ = a_library(mounted)
        kept: list[str] = []

        def fill() -> None:
            for number in range(200):
                kept.extend(keep(engine, an_article(f"Number {number}. " + "Words fill the disk. " * 800)))

        with pytest.raises(LibraryFull):
            fill()
        engine.dispose()
        again, _ = a_library(mounted)
        with again.connect() as connection:
            assert connection.execute(text("SELECT count(*) FROM articles")).scalar_one() == len(kept)
        again.dispose()
    finally:
        subprocess.run(["umount", str(mounted)], check=True)
