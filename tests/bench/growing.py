"""How adding, asking, memory and disk grow with the library; past 8,000 articles with edits of the same ones.

`--scale 1` goes to 8,000, `--scale 5` to 40,000, `--scale 20` to 160,000. An edit puts every other sentence of an article beside every other one
of another article and moves the day, so that no two are reprints and every one has new words to index.
"""

from __future__ import annotations

import re
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from pathlib import Path

import numpy as np

from assistant import Settings, open_assistant
from assistant.core import Assistant
from assistant.news import Article
from tests.bench.__main__ import Line
from tests.bench.asking import QUESTIONS
from tests.bench.reading import first

REAL = 8_000
SIZES = (1_000, 2_000, 4_000, 8_000, 16_000, 40_000, 80_000, 160_000)
ROUNDS = 3  # of the same questions at each size
STEP = 250  # articles to one reading of the clock
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def run(articles: Path, scale: float) -> Iterator[Line]:
    given = first(articles, min(REAL, int(REAL * scale)))
    last = int(REAL * scale)
    sizes = [size for size in SIZES if size <= last] or [last]
    growing = _grown(given, sizes[-1])
    rates, p95 = [], []
    with (
        tempfile.TemporaryDirectory() as folder,
        open_assistant(Settings(data_dir=Path(folder))) as assistant,
    ):
        held = 0
        for size in sizes:
            while held < size:
                some = list(islice(growing, min(STEP, size - held)))
                started = time.perf_counter()
                assistant.intake.add(some)
                rates.append(len(some) / (time.perf_counter() - started))
                held += len(some)
            seconds = _asked(assistant)
            p95.append(_quantile(seconds, 0.95))
            yield Line(f"ask at {size} articles, p50", statistics.median(seconds), "s")
            yield Line(f"ask at {size} articles, p95", p95[-1], "s")
            yield Line(f"  on disk at {size}", _bytes(Path(folder)) / 1e9, "GB")
            yield Line(f"  peak memory up to {size}", _memory(), "GB")
    tenth = max(1, len(rates) // 10)
    yield Line("articles added a second, first tenth", statistics.mean(rates[:tenth]), "/s")
    yield Line(
        "  last tenth against the first",
        statistics.mean(rates[-tenth:]) / statistics.mean(rates[:tenth]),
        "x",
        "0.9",
    )
    if len(sizes) > 1:
        slope = float(np.polyfit(np.log(sizes), np.log(p95), 1)[0])
        yield Line("exponent of p95 against size", slope, "", "at most 0.3")


def _grown(given: Sequence[Article], wanted: int) -> Iterator[Article]:
    """The articles as they are, and then edits of them, as many as are wanted."""
    yield from given[:wanted]
    for number in range(len(given), wanted):
        turn, place = divmod(number, len(given))
        one, other = given[place], given[(place * 7 + turn * 131) % len(given)]
        mixed = [
            text
            for pair in zip(_sentences(one)[turn % 2 :: 2], _sentences(other)[::2], strict=False)
            for text in pair
        ]
        yield replace(
            one,
            id=f"{one.id}-{turn}",
            url=None,
            text=" ".join(mixed) or one.text,
            published=one.published and one.published + timedelta(days=40 * turn),
        )


def _sentences(article: Article) -> list[str]:
    return _SENTENCE.split(article.text)


def _asked(assistant: Assistant) -> list[float]:
    assistant.ask(QUESTIONS[0])
    seconds = []
    for question in QUESTIONS * ROUNDS:
        started = time.perf_counter()
        assistant.ask(question)
        seconds.append(time.perf_counter() - started)
    return seconds


def _quantile(numbers: Sequence[float], share: float) -> float:
    return float(np.quantile(numbers, share))


def _bytes(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
