"""Articles being added in a thread of their own, so that a click elsewhere does not cut the work short."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from assistant.errors import CounterpointError, RefusedSource
from assistant.ingest.sources import Overrides
from assistant.intake import Added

Add = Callable[[Sequence[str], Overrides, Callable[[Added], None]], Added]


class Adding:
    """One batch of sources; `added` grows until `done`, and `error` is what stopped it."""

    def __init__(
        self, sources: Sequence[str], overrides: Overrides, *, add: Add, folder: Path | None = None
    ) -> None:
        self.sources = tuple(sources)
        self.added = Added()
        self.error: CounterpointError | None = None
        self._folder = folder
        self._ended = threading.Event()
        threading.Thread(target=self._run, args=(overrides, add), name="adding", daemon=True).start()

    @property
    def done(self) -> bool:
        return self._ended.is_set()

    def wait(self, seconds: float) -> bool:
        return self._ended.wait(seconds)

    def _run(self, overrides: Overrides, add: Add) -> None:
        try:
            self.added = add(self.sources, overrides, self._progress)
        except CounterpointError as error:
            self.error = error
        except Exception as problem:  # noqa: BLE001 - the front door of this thread: nobody else would hear of it
            self.error = CounterpointError(
                f"Something unforeseen went wrong: {type(problem).__name__}.",
                hint="What was added before is kept. Run `counterpoint doctor` if it happens twice.",
            )
        finally:
            if self._folder:
                shutil.rmtree(self._folder, ignore_errors=True)
            self._ended.set()

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
