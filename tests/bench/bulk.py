"""What a Ray cluster takes off the process that writes: seconds of its processor for each article, with and without."""

from __future__ import annotations

import gzip
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from assistant import Settings, open_assistant
from assistant.bulk.adding import add_in_bulk
from assistant.bulk.work import Toolbox
from assistant.core import Assistant
from assistant.intake import Added
from tests.bench.__main__ import Line
from tests.team import team


def run(articles: Path, scale: float) -> Iterator[Line]:
    number = int(1_000 * scale)
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "given.jsonl"
        with gzip.open(articles) as packed:
            lines.write_bytes(b"".join(islice(packed, number)))

        def by_cluster(assistant: Assistant, settings: Settings) -> Added:
            return add_in_bulk(
                assistant, [str(lines)], address="local", progress=_quiet, toolbox=Toolbox.of(settings)
            )

        alone = _measured(lambda assistant, _: assistant.add([str(lines)]))
        together = _measured(by_cluster)
    yield Line("the writing process, alone: its processor for an article", 1e3 * alone[0] / number, "ms")
    yield Line("  with a cluster of this machine's cores", 1e3 * together[0] / number, "ms")
    yield Line("  so the workers that one writer keeps busy", alone[0] / together[0] - 1, "")
    yield Line("articles a second, alone", number / alone[1], "/s")
    yield Line("  with the cluster, its start counted", number / together[1], "/s")


def _measured(add: Callable[[Assistant, Settings], Added]) -> tuple[float, float]:
    """Seconds of this process's processor, and of the clock on a team's servers."""
    with team() as servers:
        settings = Settings(**servers.settings)
        with open_assistant(settings) as assistant:
            assistant.index.embedder.questions(["Loads the embedder."])
            processor, clock = time.process_time(), time.perf_counter()
            add(assistant, settings)
            return time.process_time() - processor, time.perf_counter() - clock


def _quiet(_: Added) -> None:
    """Nobody is watching."""
