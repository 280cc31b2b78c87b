"""How long a reader waits before anything happens: `--help`, a bare import, a cold `ask`."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench.__main__ import Line


def run(articles: Path, scale: float) -> Iterator[Line]:
    command = [sys.executable, "-c", "from assistant.cli import main; main()"]
    bare = median([sys.executable, "-c", "pass"], {})
    yield Line("python that does nothing", bare, "s")
    yield Line("import assistant", median([sys.executable, "-c", "import assistant"], {}), "s", "0.4")
    yield Line("counterpoint --help", median([*command, "--help"], {}), "s", "0.5")
    with tempfile.TemporaryDirectory() as folder:
        own = {"COUNTERPOINT_DATA_DIR": folder}
        once([*command, "demo", "--no-serve"], own)
        yield Line(
            "cold ask on the sample library", median([*command, "ask", "Who is to blame?"], own), "s", "3"
        )


def median(command: Sequence[str], environment: dict[str, str], runs: int = 5) -> float:
    return statistics.median(once(command, environment) for _ in range(runs))


def once(command: Sequence[str], environment: dict[str, str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, env={**os.environ, **environment}, capture_output=True, check=True)
    return time.perf_counter() - started
