"""Twenty readers at once against one alone: seconds for an answer on the page, errors, cross-talk, memory of a session."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from websockets.exceptions import ConnectionClosed

from assistant import Settings, open_assistant
from assistant.wiring import SAMPLE_QUESTIONS, sample_sources
from tests.bench.__main__ import Line
from tests.bench.page_reader import Reader
from tests.served import memory, served

READERS = 20
MINUTES = 2.0  # at scale 1


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of one reader: seconds, whether it came back as it was asked, and what went wrong."""

    seconds: float
    own: bool = True
    error: str = ""


def run(articles: Path, scale: float) -> Iterator[Line]:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        with open_assistant(Settings(data_dir=data)) as assistant:
            assistant.add(sample_sources())
        with served(data) as (base, server, _):
            alone = asking(base, 0, seconds=15)[1:]
            yield Line("one reader, median", statistics.median(one.seconds for one in alone), "s")
            yield Line("one reader, p95", p95(alone), "s")
            before = memory(server)
            with ThreadPoolExecutor(READERS) as pool:
                seconds = 60 * MINUTES * scale
                told = [
                    one
                    for each in pool.map(lambda number: asking(base, number, seconds), range(1, READERS + 1))
                    for one in each
                ]
            yield Line(f"{READERS} readers, answers", len(told), "")
            yield Line(f"{READERS} readers, median", statistics.median(one.seconds for one in told), "s")
            yield Line(f"{READERS} readers, p95", p95(told), "s")
            yield Line(
                "answers to another question than was asked", sum(not one.own for one in told), "", "0"
            )
            yield Line("errors", sum(bool(one.error) for one in told), "", "0")
            yield Line("memory of one more session", (memory(server) - before) / READERS, "MB")


def asking(base: str, number: int, seconds: float) -> list[Asked]:
    """One reader, who asks one question after another and waits for each answer."""
    reader = Reader(base, number)
    until, told = time.perf_counter() + seconds, []
    try:
        while time.perf_counter() < until:
            question = f"{SAMPLE_QUESTIONS[len(told) % len(SAMPLE_QUESTIONS)][:-1]}, reader {number}?"
            try:
                took, drawn = reader.ask(question)
                told.append(Asked(took, own=drawn == question))
            except (RuntimeError, OSError, ConnectionClosed) as problem:
                told.append(Asked(0.0, error=str(problem)))
                break
    finally:
        reader.close()
    return told


def p95(told: list[Asked]) -> float:
    ordered = sorted(one.seconds for one in told)
    return ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
