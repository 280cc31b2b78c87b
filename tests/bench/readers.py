"""Twenty readers at once against one alone: seconds for an answer on the page, errors, cross-talk, memory of a session."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
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
class Session:
    """What one reader lived through: seconds of each answer, questions of others that were drawn, and errors."""

    seconds: tuple[float, ...]
    foreign: int = 0
    errors: tuple[str, ...] = ()


def run(articles: Path, scale: float) -> Iterator[Line]:
    del articles  # everybody has the sample library
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        with open_assistant(Settings(data_dir=data)) as assistant:
            assistant.add(sample_sources())
        with served(data) as (base, server, _):
            asking(base, 0, seconds=1)
            alone = asking(base, 0, seconds=15).seconds
            yield Line("one reader, median", statistics.median(alone), "s")
            yield Line("one reader, p95", p95(alone), "s")
            before = memory(server)
            with ThreadPoolExecutor(READERS) as pool:
                seconds = 60 * MINUTES * scale
                told = list(pool.map(lambda number: asking(base, number, seconds), range(1, READERS + 1)))
            yield from together(told)
            yield Line("memory of one more session", (memory(server) - before) / READERS, "MB")


def together(told: Sequence[Session]) -> Iterator[Line]:
    """What readers lived through who were there at the same time."""
    taken = [one for each in told for one in each.seconds]
    yield Line(f"{len(told)} readers, answers", len(taken), "")
    if taken:
        yield Line(f"{len(told)} readers, median", statistics.median(taken), "s")
        yield Line(f"{len(told)} readers, p95", p95(taken), "s")
    yield Line("answers drawn for another reader", sum(each.foreign for each in told), "", "0")
    yield Line("errors", sum(len(each.errors) for each in told), "", "0")
    for problem in sorted({one for each in told for one in each.errors}):
        print(f"    {problem}", file=sys.stderr)


def asking(base: str, number: int, seconds: float) -> Session:
    """One reader, who asks one question after another and waits for each answer."""
    reader = Reader(base, number)
    until = time.perf_counter() + seconds
    taken: list[float] = []
    asked: set[str] = set()
    errors: list[str] = []
    try:
        while time.perf_counter() < until:
            words = SAMPLE_QUESTIONS[len(taken) % len(SAMPLE_QUESTIONS)][:-1]
            question = f"{words}, reader {number}, time {len(taken)}?"
            asked.add(question)
            taken.append(reader.ask(question))
    except (RuntimeError, OSError, ConnectionClosed) as problem:
        errors.append(str(problem))
    finally:
        reader.close()
    return Session(tuple(taken), len(reader.heard - asked), tuple(errors))


def p95(seconds: Sequence[float]) -> float:
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
