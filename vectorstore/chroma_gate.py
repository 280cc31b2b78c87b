"""One process at a time in a Chroma folder, and word of what another one wrote meanwhile.

Chroma's embedded client (1.5.9) keeps its search graph in memory and never looks whether another process
changed the folder: it went on finding deleted records and missed new ones, while `count` was right (tried:
decision 0002). A stale one that writes may put its old graph over the new.
"""

from __future__ import annotations

import secrets
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Final, Protocol

from assistant.errors import StoreError

if sys.platform != "win32":
    import fcntl

_PATIENCE: Final = 120.0  # seconds; one visit is a batch of records at most, or making a folder again
_PAUSE: Final = 0.01


class Gate(Protocol):
    """What an index goes through for every visit to its place."""

    def __enter__(self) -> object: ...

    def __exit__(self, *problem: object) -> None: ...

    def announce(self) -> None:
        """Says that what is kept is about to change; for those inside."""


class OpenGate:
    """For a server, which keeps order itself."""

    def __enter__(self) -> OpenGate:
        return self

    def __exit__(self, *problem: object) -> None:
        """Nothing was closed."""

    def announce(self) -> None:
        """The server tells its clients."""


class FolderGate:
    """Threads of this process go in together; another process waits until all are out.

    `stale` is called, with nobody inside, when another process has written since this one was last here.
    """

    def __init__(self, folder: Path, stale: Callable[[], None]) -> None:
        self._file = folder / "counterpoint.lock"
        self._stale = stale
        self._mutex = threading.Lock()
        self._inside = 0
        self._held: IO[bytes] | None = None
        self._seen: bytes | None = None

    def __enter__(self) -> FolderGate:
        with self._mutex:
            if self._inside == 0:
                self._held = self._locked()
                try:
                    written = self._held.read()
                    if self._seen is not None and written != self._seen:
                        self._stale()
                    self._seen = written
                except BaseException:
                    self._unlock()
                    raise
            self._inside += 1
        return self

    def __exit__(self, *problem: object) -> None:
        with self._mutex:
            self._inside -= 1
            if self._inside == 0:
                self._unlock()

    def announce(self) -> None:
        """Tells other processes; before the change, lest a crash come between."""
        with self._mutex:
            if self._held is None:
                raise RuntimeError("announce is for those inside the gate")
            self._seen = secrets.token_bytes(8)
            self._held.seek(0)
            self._held.write(self._seen)
            self._held.flush()

    def _unlock(self) -> None:
        if self._held is not None:
            self._held.close()
            self._held = None

    def _locked(self) -> IO[bytes]:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.touch()
        file = self._file.open("r+b")
        if sys.platform != "win32":
            until = time.monotonic() + _PATIENCE
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError as problem:
                    if time.monotonic() > until:
                        file.close()
                        raise StoreError(
                            f"Another process has kept the vector index {self._file.parent} for "
                            f"{_PATIENCE:.0f} seconds.",
                            hint="Wait until the other `counterpoint` is done, or stop it.",
                        ) from problem
                    time.sleep(_PAUSE)
        return file
