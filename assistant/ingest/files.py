"""The files of a folder, and their bytes within limits."""

from __future__ import annotations

import gzip
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from assistant.errors import BadInput, RefusedSource, UnreadableSource

LARGEST_FILE = 50_000_000  # bytes; JSONL is streamed and has a limit for each line instead

_MOST_RATIO = 200  # text shrinks 3 to 20 times; deflate reaches 1,030 only on repetition
_RATIO_MATTERS_FROM = 50_000_000


def walk(folder: Path) -> Iterator[tuple[Path, BadInput | None]]:
    """The regular files under a folder, sorted, with an error beside those that must not be read.

    Hidden files and folders are passed over. A link is never followed: what it points at inside the folder is read
    at its own place, and what lies outside is refused.
    """
    root = folder.resolve()
    for path in sorted(_entries(folder)):
        if path.is_symlink():
            if not path.resolve().is_relative_to(root):
                yield (
                    path,
                    RefusedSource(
                        f"{path} is a link that leads outside {folder}.", hint="Add its target itself."
                    ),
                )
        elif path.is_file():
            yield path, None


def _entries(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        links = [name for name in folders if Path(parent, name).is_symlink()]
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(parent, name) for name in [*files, *links] if not name.startswith("."))


def opened(path: Path) -> IO[bytes]:
    """The regular file, open; `.gz` is decompressed while it is read. Raises UnreadableSource with what to do."""
    try:
        # Non-blocking, so that a named pipe is refused and not waited for.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError as problem:
        raise UnreadableSource(
            f"There is no file or folder {path}.",
            hint="Check the spelling; for an address, write it with https:// in front.",
        ) from problem
    except PermissionError as problem:
        raise UnreadableSource(
            f"{path} may not be read by this user.",
            hint=f"Give yourself the right to read it: chmod u+r {path}",
        ) from problem
    except (OSError, ValueError) as problem:
        raise UnreadableSource(f"{path} cannot be opened: {problem}.", hint="Check the path.") from problem
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise UnreadableSource(
            f"{path} is not a regular file.", hint="To read from a pipe, use '-' and standard input."
        )
    file = os.fdopen(descriptor, "rb")
    return cast(IO[bytes], Unpacked(file)) if path.name.lower().endswith(".gz") else file


class _Packed:
    """The bytes that were read so far, counted; all that `gzip` asks of a file."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.read_so_far = 0

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self.read_so_far += len(data)
        return data

    def close(self) -> None:
        self._file.close()


class Unpacked(gzip.GzipFile):
    """Compressed lines. Raises RefusedSource where they unpack to far more than text does; closes what it reads from."""

    def __init__(self, packed: IO[bytes]) -> None:
        self._packed = _Packed(packed)
        super().__init__(fileobj=cast(IO[bytes], self._packed), mode="rb")

    def readline(self, size: int | None = -1) -> bytes:
        line = super().readline(size)
        unpacked = self.tell()
        if unpacked > _RATIO_MATTERS_FROM and unpacked > _MOST_RATIO * self._packed.read_so_far:
            raise RefusedSource(
                f"It unpacks to more than {_MOST_RATIO} times its size: it may be made to fill the memory.",
                hint="Pack the articles again, or leave this file out.",
            )
        return line

    def close(self) -> None:
        super().close()
        self._packed.close()


def content(path: Path) -> bytes:
    """All bytes of a file; raises RefusedSource over the limit."""
    with opened(path) as file:
        return within_limit(file, str(path))


def within_limit(file: IO[bytes], name: str) -> bytes:
    try:
        data = file.read(LARGEST_FILE + 1)
    except OSError as problem:
        raise UnreadableSource(
            f"{name} cannot be read: {problem}.", hint="Check the disk or the network share."
        ) from problem
    if len(data) > LARGEST_FILE:
        raise RefusedSource(
            f"{name} is larger than {LARGEST_FILE // 1_000_000} MB.",
            hint="Split it, or convert a collection of articles to JSONL, which is read line by line.",
        )
    return data
