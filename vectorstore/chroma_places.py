"""Where a Chroma lives: a folder that this process opens, or a server."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast
from urllib.parse import urlsplit
from uuid import UUID

from assistant.errors import BadSettings
from vectorstore.chroma_gate import FolderGate, Gate, OpenGate

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.config import Settings

    from vectorstore.journal import Journal


class Place(Protocol):
    def connect(self) -> Client:
        """A new client; the caller closes it."""

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
    """A Chroma server; `headers` carry its key and are never printed."""

    host: str
    port: int
    secure: bool
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def at(cls, url: str, headers: Mapping[str, str]) -> Server:
        """Raises `BadSettings` where the URL is not `http(s)://host[:port]`."""
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            parts, port = urlsplit(""), None
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path not in {"", "/"}:
            raise BadSettings(
                f"{url!r} is not the address of a Chroma server.",
                hint="COUNTERPOINT_CHROMA_URL looks like http://localhost:8000.",
            )
        secure = parts.scheme == "https"
        return cls(parts.hostname, port or (443 if secure else 8000), secure, dict(headers))

    def __str__(self) -> str:
        return f"{'https' if self.secure else 'http'}://{self.host}:{self.port}"

    def connect(self) -> Client:
        import chromadb

        client = chromadb.HttpClient(
            self.host, self.port, ssl=self.secure, headers=dict(self.headers), settings=_settings()
        )
        return cast("Client", client)

    def gate(self, stale: Callable[[], None]) -> Gate:  # noqa: ARG002 - a server's client is never stale
        return OpenGate()

    def journal(self, embedder: str) -> Journal | None:  # noqa: ARG002 - a server has its own way to be safe
        return None

    def wipe(self) -> bool:
        return False


def _settings() -> Settings:
    """Chroma's settings with telemetry off; its own reading of `.env` is ours to leave out."""
    from chromadb.config import Settings

    silent: dict[str, Any] = {"_env_file": None}
    return Settings(anonymized_telemetry=False, **silent)
