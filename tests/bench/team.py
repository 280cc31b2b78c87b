"""Fifty readers at once on a team's servers, spread over two apps, against one alone: seconds, errors, cross-talk."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from assistant import Settings, open_assistant
from assistant.wiring import sample_sources
from tests.bench.__main__ import Line
from tests.bench.readers import asking, p95, together
from tests.served import served
from tests.team import team

READERS = 50
MINUTES = 5.0  # at scale 1


def run(articles: Path, scale: float) -> Iterator[Line]:
    del articles  # everybody has the sample library
    with team() as servers, tempfile.TemporaryDirectory() as data:
        with open_assistant(Settings(**servers.settings)) as assistant:
            assistant.add(sample_sources())
        more = servers.environment
        apps = [served(Path(data) / name, settings=more) for name in ("1", "2")]
        with apps[0] as (first, *_), apps[1] as (second, *_):
            for base in (first, second):
                asking(base, 0, seconds=1)
            alone = asking(first, 0, seconds=15).seconds
            yield Line("one reader, median", statistics.median(alone), "s")
            yield Line("one reader, p95", p95(alone), "s")
            with ThreadPoolExecutor(READERS) as pool:
                seconds = 60 * MINUTES * scale
                bases = [(first, second)[number % 2] for number in range(READERS)]
                told = list(pool.map(lambda n: asking(bases[n], n + 1, seconds), range(READERS)))
            yield from together(told)
