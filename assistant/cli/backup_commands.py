"""`export` and `import`: the whole library as one archive, and back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import streams
from assistant.cli.options import Json, app, opened

Archive = Annotated[Path, typer.Argument(metavar="FILE", help="The archive, for instance library.zip.")]


@app.command()
def export(
    file: Archive,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that exists.")] = False,
    as_json: Json = False,
) -> None:
    """Back up the library: articles, conversations, briefings and feeds in one archive, without the vectors."""
    from assistant import __version__
    from assistant.backup import export as exporting

    with opened() as assistant:
        done = exporting.export(assistant.engine, file, program=f"Counterpoint {__version__}", force=force)
    if as_json:
        document = {"schema": 1, "file": str(done.path), "bytes": done.size, "rows": _named(done.rows)}
        streams.print_json(document)
    else:
        streams.out().print(f"{file}: {_counted(done.rows)}; {done.size:,} bytes.", markup=False)


@app.command("import")
def import_(file: Archive, as_json: Json = False) -> None:
    """Restore an archive of `counterpoint export`; what the library holds already stays as it is."""
    from assistant.backup.restore import restore

    with opened() as assistant, streams.err().status("Reading the archive..."):
        done = restore(assistant, file)
    if as_json:
        document = {"schema": 1, "added": _named(done.added), "held": _named(done.held)}
        streams.print_json(document)
    else:
        streams.out().print(f"Added: {_counted(done.added)}.", markup=False)
        if any(done.held.values()):
            streams.out().print(f"Left as they were: {_counted(done.held)}.", markup=False)


def _named(rows: Mapping[str, int]) -> dict[str, int]:
    return {name.removesuffix(".jsonl"): number for name, number in rows.items()}


def _counted(rows: Mapping[str, int]) -> str:
    counted = (f"{number:,} {name.replace('_', ' ')}" for name, number in _named(rows).items() if number)
    return ", ".join(counted) or "nothing"
