"""Opens an archive that may be hostile: everything is checked before anything is believed.

Nothing is ever unpacked to the disk: members are known by name and read as lines, so no path of theirs is used.
"""

from __future__ import annotations

import hashlib
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from pydantic import ValidationError

from assistant.backup.contents import FORMAT, MANIFEST, MEMBERS, SCHEMA, Manifest, Member, Row
from assistant.backup.documents import check
from assistant.errors import BadInput, RefusedSource, UnreadableSource

LARGEST_MANIFEST = 1_000_000  # bytes
LARGEST_LINE = 200_000_000  # bytes: a source may have 50 MB, and JSON writes some characters with six
LARGEST_ARCHIVE = 200_000_000_000  # bytes, unpacked: 10 million articles come to 60 GB
HIGHEST_RATIO = 200  # prose shrinks to a third; deflate reaches 1,030 on repetition only
RATIO_MATTERS_FROM = 100_000_000  # bytes, unpacked


@dataclass(frozen=True, slots=True)
class Archive:
    """An open archive whose directory and manifest have been checked; its members are checked while they are read."""

    manifest: Manifest
    _file: zipfile.ZipFile

    def rows(self, name: str) -> Iterator[Row]:
        """Every row of a member; raises RefusedSource at the first that is wrong, or at the end for a wrong hash."""
        member = next(one for one in self.manifest.members if one.name == name)
        _, kind = MEMBERS[name]
        digest, size, number = hashlib.sha256(), 0, 0
        try:
            with self._file.open(name) as lines:
                while line := lines.readline(LARGEST_LINE + 1):
                    digest.update(line)
                    size, number = size + len(line), number + 1
                    if size > member.bytes or len(line) > LARGEST_LINE:
                        raise refused(f"its {name} is longer than its manifest or our limit allows")
                    yield _row(kind, line, f"{name}, line {number}")
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as problem:
            raise UnreadableSource(
                f"The archive's {name} is damaged: {problem}.", hint="Use another copy of it."
            ) from problem
        if (size, number, digest.hexdigest()) != (member.bytes, member.rows, member.sha256):
            raise refused(f"its {name} is not what its manifest says (SHA-256, size or number of rows)")

    def check(self) -> None:
        """Reads all of it once. Raises RefusedSource or UnreadableSource."""
        for name in MEMBERS:
            for _ in self.rows(name):
                pass


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The archive, open. Raises UnreadableSource for what is none, RefusedSource for one that could do harm."""
    try:
        file = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as problem:
        why = problem.strerror if isinstance(problem, OSError) else problem
        raise UnreadableSource(
            f"{path} is not a Counterpoint archive: {why}.",
            hint="Give a file that `counterpoint export` wrote.",
        ) from problem
    with file:
        _check_directory(file, path.stat().st_size)
        yield Archive(_manifest(file), file)


def refused(why: str) -> RefusedSource:
    return RefusedSource(
        f"The archive was refused: {why}. Nothing was imported.",
        hint="Import only archives of `counterpoint export` that came to you unchanged.",
    )


def _check_directory(file: zipfile.ZipFile, size: int) -> None:
    parts = file.infolist()
    for part in parts:
        name = part.orig_filename
        windows = PureWindowsPath(name)
        if PurePosixPath(name).is_absolute() or windows.drive or windows.root or ".." in windows.parts:
            raise refused(f"a member is named {name!r}, which leads out of a folder")
        mode = stat.S_IFMT(part.external_attr >> 16)
        if part.is_dir() or mode not in (0, stat.S_IFREG):
            raise refused(f"{name!r} is a link, a folder or a device")
        if name not in {MANIFEST, *MEMBERS}:
            raise refused(f"it holds {name!r}, which no library has")
        if part.flag_bits & 0x1 or part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise refused(f"{name!r} is encrypted or packed in a way that we do not use")
    if len({part.filename for part in parts}) != len(parts):
        raise refused("it holds two members of one name")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > LARGEST_ARCHIVE or (unpacked > RATIO_MATTERS_FROM and unpacked > HIGHEST_RATIO * size):
        raise refused(f"it unpacks to {unpacked:,} bytes from {size:,}: it may be made to fill the disk")
    if sum(part.compress_size for part in parts) > size:
        raise refused("its members overlap")


def _manifest(file: zipfile.ZipFile) -> Manifest:
    try:
        if file.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
            raise refused("its manifest is too large")
        manifest = Manifest.model_validate_json(file.read(MANIFEST))
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, ValidationError) as problem:
        raise refused("its manifest is missing or cannot be read") from problem
    if manifest.format != FORMAT:
        raise refused("its manifest is not that of a library")
    if manifest.schema_version > SCHEMA:
        raise RefusedSource(
            f"This archive was made by a newer Counterpoint (schema {manifest.schema_version}, this program knows "
            f"{SCHEMA}). Nothing was imported.",
            hint="Update Counterpoint, then import it again.",
        )
    _check_members(file, manifest.members)
    return manifest


def _check_members(file: zipfile.ZipFile, members: list[Member]) -> None:
    named = [one.name for one in members]
    held = {part.filename for part in file.infolist()} - {MANIFEST}
    if sorted(named) != sorted(MEMBERS) or held != set(MEMBERS):
        raise refused("its members are not those of its manifest, or some are missing")
    for one in members:
        if file.getinfo(one.name).file_size != one.bytes:
            raise refused(f"its {one.name} is not as long as its manifest says")


def _row(kind: type[Row], line: bytes, place: str) -> Row:
    try:
        row = kind.model_validate_json(line)
        check(row)
    except ValidationError as problem:
        raise refused(f"{place} is not what it should be ({problem.errors()[0]['msg']})") from problem
    except BadInput as problem:
        raise refused(f"{place} is not what it should be: {problem}") from problem
    return row
