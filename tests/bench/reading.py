"""The articles that the benchmarks share."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import islice
from pathlib import Path

from assistant import Settings, open_assistant
from assistant.ingest.fetch import Fetcher
from assistant.ingest.outlets import Outlets
from assistant.ingest.sources import read
from assistant.news import Article


def first(articles: Path, number: int) -> list[Article]:
    """The first articles of the file, as ingestion reads them."""
    found = read(str(articles), fetcher=Fetcher(), outlets=Outlets.packaged())
    return list(islice((one for one in found if isinstance(one, Article)), number))


@contextmanager
def library(articles: Path, number: int) -> Iterator[Path]:
    """A data folder of one's own that holds the first articles of the file."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        shutil.copytree(_filled(articles, number), data)
        yield data


@cache
def _filled(articles: Path, number: int) -> Path:
    """Filled once in a run, and copied by every benchmark that wants it."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with open_assistant(Settings(data_dir=folder)) as assistant:
        assistant.intake.add(first(articles, number))
    return folder
