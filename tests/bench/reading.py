"""The articles that the benchmarks share."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from assistant.ingest.fetch import Fetcher
from assistant.ingest.outlets import Outlets
from assistant.ingest.sources import read
from assistant.news import Article


def first(articles: Path, number: int) -> list[Article]:
    """The first articles of the file, as ingestion reads them."""
    found = read(str(articles), fetcher=Fetcher(), outlets=Outlets.packaged())
    return list(islice((one for one in found if isinstance(one, Article)), number))
