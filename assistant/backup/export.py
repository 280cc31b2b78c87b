"""Writes a library into one archive."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, select

from assistant import observing
from assistant.backup.archive import opened
from assistant.backup.contents import FORMAT, MANIFEST, MEMBERS, SCHEMA, Row
from assistant.library.database import reading
from assistant.library.keeping import now
from assistant.library.tables import articles
from assistant.writing import refuse_if_there, whole_file


@dataclass(frozen=True, slots=True)
class Exported:
    """What an archive holds: rows by member, and its size in bytes."""

    path: Path
    rows: Mapping[str, int]
    size: int


@observing.timed("export", lambda done: {"rows": sum(done.rows.values())})
def export(engine: Engine, path: Path, *, program: str, force: bool = False) -> Exported:
    """Writes the library as it is at one moment, and reads the archive back before it takes its name.

    A file that was there stays until the new one is whole. Raises BadInput where it is there and `force` is not
    given, UnwritableFile, LibraryError.
    """
    refuse_if_there(path, force=force)
    with whole_file(path, hint="Free some room, or choose another place.", private=True) as file:
        rows = _write(engine, file, program)
        file.flush()
        with opened(Path(file.name)) as written:
            written.check()
    return Exported(path, rows, path.stat().st_size)


def _write(engine: Engine, file: Any, program: str) -> dict[str, int]:
    members = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, reading(engine) as connection:
        if engine.dialect.name == "postgresql":  # SQLite's transactions see one moment anyway
            connection.execution_options(isolation_level="REPEATABLE READ")
        for name, (table, kind) in MEMBERS.items():
            digest, size, number = hashlib.sha256(), 0, 0
            with archive.open(name, "w", force_zip64=True) as member:
                for row in _rows(connection, table, kind):
                    line = json.dumps(row, ensure_ascii=False, default=_written) + "\n"
                    data = line.encode("utf-8", "replace")  # half a character, which no file may hold
                    member.write(data)
                    digest.update(data)
                    size, number = size + len(data), number + 1
            members.append({"name": name, "rows": number, "bytes": size, "sha256": digest.hexdigest()})
        manifest = {
            "format": FORMAT,
            "schema": SCHEMA,
            "program": program,
            "made_at": now(),
            "members": members,
        }
        archive.writestr(MANIFEST, json.dumps(manifest, indent=2))
    return {str(one["name"]): int(str(one["rows"])) for one in members}


def _rows(connection: Connection, table: Table, kind: type[Row]) -> Iterator[dict[str, Any]]:
    """The columns that an archive holds; articles in the order in which they were added, for their origins."""
    first = [table.c.added_at] if table is articles else []
    wanted = select(*(table.c[name] for name in kind.model_fields)).order_by(*first, *table.primary_key)
    for row in connection.execute(wanted.execution_options(yield_per=200)).mappings():
        yield dict(row)


def _written(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")
