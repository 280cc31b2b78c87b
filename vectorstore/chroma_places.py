"""Where a Chroma lives: a folder that this process opens, or a server."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol, cast
from urllib.parse import urlsplit
from uuid import UUID

from assistant.errors import BadSettings
from vectorstore.chroma_gate import FolderGate, Gate, OpenGate

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.config import Settings

    from vectorstore.journal import Journal

_PATIENCE: Final = 60.0  # seconds without a byte from a server


class Place(Protocol):
    def connect(self) -> Client:
        """A new client; `release` closes it."""

    def release(self, client: Client) -> None: ...

    def gate(self, stale: Callable[[], None]) -> Gate:
        """What every visit goes through; `stale` is called when another process has changed the place."""

    def journal(self, embedder: str) -> Journal | None:
        """The second copy of the vectors, where the place needs one."""

    def wipe(self) -> bool:
        """Removes what a damaged Chroma left, where that is ours to do; says whether it was."""


@dataclass(frozen=True, slots=True)
class Folder:
    """Chroma's files in a folder of their own; one process at a time should write there."""

    path: Path

    def __str__(self) -> str:
        return str(self.path)

    def connect(self) -> Client:
        import chromadb
        from chromadb.api.shared_system_client import SharedSystemClient

        path = self.path.resolve()
        try:
            return cast("Client", chromadb.PersistentClient(path, settings=_settings()))
        except BaseException:
            # A failed start leaves its half-made system in Chroma's cache, and every later try gets that one.
            if str(path) not in SharedSystemClient._identifier_to_refcount:
                SharedSystemClient._identifier_to_system.pop(str(path), None)
            raise

    def release(self, client: Client) -> None:
        client.close()

    def gate(self, stale: Callable[[], None]) -> Gate:
        return FolderGate(self.path, stale)

    def journal(self, embedder: str) -> Journal | None:
        from vectorstore.journal import Journal

        return Journal(self.path / "vectors.db", embedder)

    def wipe(self) -> bool:
        for database in self.path.glob("chroma.sqlite3*"):
            database.unlink()
        for graph in self.path.iterdir():
            if graph.is_dir() and _is_uuid(graph.name):
                shutil.rmtree(graph)
        return True


def _is_uuid(name: str) -> bool:
    try:
        return str(UUID(name)) == name
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Server:
    """A Chroma server, or Chroma Cloud; `headers` carry its key and are never printed."""

    host: str
    port: int
    secure: bool
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    within: tuple[str, str] | None = None  # tenant and database; the server's own defaults without

    @classmethod
    def at(cls, url: str, headers: Mapping[str, str]) -> Server:
        """Raises `BadSettings` where the URL is not `http(s)://host[:port][/tenant/database]`."""
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            parts, port = urlsplit(""), None
        named = [name for name in parts.path.split("/") if name]
        if parts.scheme not in {"http", "https"} or not parts.hostname or len(named) not in {0, 2}:
            raise BadSettings(
                f"{url!r} is not the address of a Chroma server.",
                hint="COUNTERPOINT_CHROMA_URL looks like http://localhost:8000 "
                "or https://api.trychroma.com/TENANT/DATABASE.",
            )
        secure = parts.scheme == "https"
        within = (named[0], named[1]) if named else None
        return cls(parts.hostname, port or (443 if secure else 8000), secure, dict(headers), within)

    def __str__(self) -> str:
        where = "".join(f"/{name}" for name in self.within or ())
        return f"{'https' if self.secure else 'http'}://{self.host}:{self.port}{where}"

    def connect(self) -> Client:
        import chromadb

        named = dict(zip(("tenant", "database"), self.within, strict=True)) if self.within else {}
        client = chromadb.HttpClient(
            self.host, self.port, ssl=self.secure, headers=dict(self.headers), settings=_settings(), **named
        )
        for session in _sessions(client):
            session.timeout = _PATIENCE
        return cast("Client", client)

    def release(self, client: Client) -> None:
        client.close()
        for session in _sessions(client):
            session.close()

    def gate(self, stale: Callable[[], None]) -> Gate:  # noqa: ARG002 - a server's client is never stale
        return OpenGate()

    def journal(self, embedder: str) -> Journal | None:  # noqa: ARG002 - a server has its own way to be safe
        return None

    def wipe(self) -> bool:
        return False


def _sessions(client: Any) -> list[Any]:
    """A client's HTTP sessions: Chroma's own (1.5.9) wait for ever, and `close` leaves their sockets open."""
    return [server._session for server in (client._server, client._admin_client._server)]


def _settings() -> Settings:
    """Chroma's settings with telemetry off; its own reading of `.env` is ours to leave out."""
    from chromadb.config import Settings

    silent: dict[str, Any] = {"_env_file": None}
    return Settings(anonymized_telemetry=False, **silent)
