"""The servers of a team's set-up, started by the tests themselves: PostgreSQL from Debian's package, Chroma from its wheel."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import pytest
from sqlalchemy import URL, Connection, create_engine, make_url, text

from assistant.library.tables import HEAD, metadata
from tests.served import memory

PATIENCE = 120  # seconds; a busy machine is slow
PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[4]))
NAMED = "COUNTERPOINT_TEST_POSTGRESQL"  # the server on which `making.a_library` makes its libraries, where one is named


@contextmanager
def postgresql() -> Iterator[URL]:
    """A server of its own on a Unix socket, with a superuser `counterpoint`; skips where there is none."""
    if not PROGRAMS:
        pytest.skip("PostgreSQL's programs are not here (Debian: apt install postgresql)")
    pytest.importorskip("psycopg", reason="psycopg is not here (the extra `team`)")
    programs = PROGRAMS[-1].parent
    folder = Path(tempfile.mkdtemp(prefix="counterpoint-pg-"))
    owner = _unprivileged()
    try:
        if owner is not None:
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        as_owner = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
        made = [
            programs / "initdb",
            "-D",
            folder / "data",
            "-U",
            "counterpoint",
            "--locale=C.UTF-8",
            "--no-sync",
        ]
        subprocess.run(made, check=True, capture_output=True, cwd=folder, **as_owner)
        quick = ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=200"]
        command = [programs / "postgres", "-D", folder / "data", "-k", folder, "-h", "", *quick]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, **as_owner)
        address = make_url(f"postgresql+psycopg://counterpoint@/postgres?host={quote(str(folder))}")
        try:
            _wait(server, lambda: _answers(address))
            yield address
        finally:
            server.send_signal(2)  # SIGINT: a fast end
            server.wait(60)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def chroma_server() -> Iterator[str]:
    """The address of a Chroma server of its own over a folder of its own."""
    with _chroma() as (address, _, _):
        yield address


@dataclass(frozen=True)
class Servers:
    """A team's two servers, the settings that choose them, and what Chroma needs."""

    settings: dict[str, str]
    chroma: subprocess.Popen[bytes]
    chroma_folder: Path

    @property
    def environment(self) -> dict[str, str]:
        """For a program with a data folder of its own."""
        names = ("database_url", "chroma_url")
        return {f"COUNTERPOINT_{name.upper()}": self.settings[name] for name in names}

    def chroma_bytes(self) -> int:
        return sum(file.stat().st_size for file in self.chroma_folder.rglob("*") if file.is_file())

    def chroma_memory(self) -> float:
        """Megabytes (Linux)."""
        return memory(self.chroma)


@contextmanager
def team() -> Iterator[Servers]:
    """Both servers, and a data folder for what stays on a machine."""
    data = Path(tempfile.mkdtemp(prefix="counterpoint-team-"))
    try:
        with postgresql() as server, _chroma() as (address, chroma, folder):
            database = database_for(data, server).render_as_string(hide_password=False)
            settings = {"data_dir": str(data), "database_url": database, "chroma_url": address}
            yield Servers(settings, chroma, folder)
    finally:
        shutil.rmtree(data, ignore_errors=True)


@contextmanager
def _chroma() -> Iterator[tuple[str, subprocess.Popen[bytes], Path]]:
    program = Path(sys.executable).with_name("chroma")
    if not program.exists():
        pytest.skip("chroma's program is not here (it comes with chromadb's wheel)")
    folder = Path(tempfile.mkdtemp(prefix="counterpoint-chroma-"))
    port = free_port()
    command = [program, "run", "--path", folder / "data", "--host", "127.0.0.1", "--port", str(port)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        _wait(server, lambda: socket.create_connection(("127.0.0.1", port), 1).close())
        yield f"http://127.0.0.1:{port}", server, folder / "data"
    finally:
        server.terminate()
        server.wait(60)
        shutil.rmtree(folder, ignore_errors=True)


def database_for(folder: Path, server: URL) -> URL:
    """The address of the database that belongs to the folder: the one that it has, one that was given back, a new one.

    Making one takes a third of a second, emptying one two milliseconds. The server's own database remembers whose each
    is, so that another process finds the same.
    """
    with _administering(server) as connection:
        connection.execute(text("CREATE TABLE IF NOT EXISTS lent (name text PRIMARY KEY, folder text)"))
        mine = text("SELECT name FROM lent WHERE folder = :folder").bindparams(folder=str(folder))
        free = text(
            "UPDATE lent SET folder = :folder WHERE name = (SELECT min(name) FROM lent WHERE folder IS NULL)"
            " RETURNING name"
        ).bindparams(folder=str(folder))
        name = connection.execute(mine).scalar() or connection.execute(free).scalar()
        if name is None:
            name = f"library_{uuid4().hex[:12]}"
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0"))
            connection.execute(
                text("INSERT INTO lent VALUES (:name, :folder)"), {"name": name, "folder": str(folder)}
            )
    return server.set(database=name)


def give_back(server: URL, folder: Path) -> None:
    """Empties the databases of this folder and those below it, for others to use."""
    with _administering(server) as connection:
        below = text("SELECT name FROM lent WHERE folder = :folder OR folder LIKE :folder || '/%'")
        names = list(connection.execute(below, {"folder": str(folder)}).scalars())
        for name in names:
            with _administering(server.set(database=name)) as theirs:
                theirs.execute(text("SET lock_timeout = '60s'"))
                for table in ["chunk_words", *(one.name for one in reversed(metadata.sorted_tables))]:
                    theirs.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - our own tables
                theirs.execute(text("UPDATE alembic_version SET version_num = :head"), {"head": HEAD})
            connection.execute(text("UPDATE lent SET folder = NULL WHERE name = :name"), {"name": name})


def _answers(server: URL) -> None:
    with _administering(server) as connection:
        connection.execute(text("SELECT 1"))


@contextmanager
def _administering(server: URL) -> Iterator[Connection]:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _unprivileged() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: whom it runs as there."""
    if os.geteuid() != 0:
        return None
    names = {user.pw_name for user in pwd.getpwall()}
    return pwd.getpwnam("postgres" if "postgres" in names else "nobody")


def _wait(server: subprocess.Popen[bytes], answers: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        assert server.poll() is None, "the server ended"
        try:
            answers()
        except Exception:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return
