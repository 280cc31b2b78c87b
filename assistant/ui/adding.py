"""Articles being added in a thread of their own, so that a click elsewhere does not cut the work short."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from assistant.errors import RefusedSource
from assistant.ingest.sources import Overrides
from assistant.intake import Added
from assistant.ui.background import Background

Add = Callable[[Sequence[str], Overrides, Callable[[Added], None]], Added]


class Adding(Background):
    """One batch of sources; `added` grows until `done`."""

    unforeseen = "What was added before is kept. Run `counterpoint doctor` if it happens twice."

    def __init__(
        self, sources: Sequence[str], overrides: Overrides, *, add: Add, folder: Path | None = None
    ) -> None:
        super().__init__()
        self.sources = tuple(sources)
        self.added = Added()
        self._overrides = overrides
        self._add = add
        self._folder = folder
        self._begin("adding")

    def _work(self) -> None:
        self.added = self._add(self.sources, self._overrides, self._progress)

    def _afterwards(self) -> None:
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _progress(self, added: Added) -> None:
        self.added = added


def addresses(text: str) -> list[str]:
    """The web addresses of a text field, one a line. Raises RefusedSource where a line is none.

    A reader in a browser names no file of the machine that serves the page.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in lines:
        if urlsplit(line).scheme.lower() not in {"http", "https"}:
            raise RefusedSource(
                f"{line!r} is not a web address.",
                hint="Give addresses that begin with https://, one a line; upload files below.",
            )
    return lines


def kept_files(files: Iterable[tuple[str, bytes]]) -> tuple[list[str], Path]:
    """Uploaded files under their own names in a folder for the time of adding."""
    folder = Path(tempfile.mkdtemp(prefix="counterpoint-"))
    paths = []
    for number, (name, content) in enumerate(files):
        path = folder / str(number) / (Path(name.replace("\\", "/")).name or "file.txt")
        path.parent.mkdir()
        path.write_bytes(content)
        paths.append(str(path))
    return paths, folder
