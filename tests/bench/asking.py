"""The time of `ask`, split into retrieval and the rest, as the library grows."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from assistant import Settings, open_assistant
from assistant.briefing.compose import Composition
from assistant.briefing.order import Order
from assistant.core import Assistant
from tests.bench.__main__ import Line
from tests.bench.reading import first

SIZES = (500, 2_000, 8_000)
QUESTIONS = (
    "Should the US arm Ukraine?",
    "Does gun control reduce violence?",
    "Was the Iran nuclear deal a mistake?",
    "Is immigration good for the economy?",
    "Should Brett Kavanaugh have been confirmed?",
    "Who is to blame for the government shutdown?",
)


def run(articles: Path, scale: float) -> Iterator[Line]:
    given = first(articles, int(SIZES[-1] * scale))
    with (
        tempfile.TemporaryDirectory() as folder,
        open_assistant(Settings(data_dir=Path(folder))) as assistant,
    ):
        held = 0
        for size in SIZES:
            wanted = int(size * scale)
            started = time.perf_counter()
            assistant.intake.add(given[held:wanted])
            yield Line(f"adding up to {wanted} articles", time.perf_counter() - started, "s")
            held = wanted
            retrieval, whole = times(assistant)
            yield Line(f"ask at {wanted} articles, median", statistics.median(whole), "s", "2")
            yield Line(f"  of it retrieval at {wanted}", statistics.median(retrieval), "s")
            rest = [both - found for both, found in zip(whole, retrieval, strict=True)]
            yield Line(f"  of it the rest at {wanted}", statistics.median(rest), "s")
            yield Line(f"ask at {wanted} articles, slowest", max(whole), "s")
        made = [briefing_time(assistant, question) for question in QUESTIONS]
        yield Line(f"standard briefing at {held} articles, median, warm", statistics.median(made), "s", "5")


def briefing_time(assistant: Assistant, topic: str) -> float:
    """Seconds of one standard briefing, made and not kept."""
    started = time.perf_counter()
    for _ in (made := Composition(assistant, Order(topic))).steps():
        pass
    assert made.briefing.complete
    return time.perf_counter() - started


def times(assistant: Assistant) -> tuple[list[float], list[float]]:
    """Seconds of retrieval and of whole answers, each question once, after one that warms up."""
    assistant.ask(QUESTIONS[0])
    retrieval, whole = [], []
    for question in QUESTIONS:
        started = time.perf_counter()
        assistant.search(question)
        retrieval.append(time.perf_counter() - started)
        started = time.perf_counter()
        assistant.ask(question)
        whole.append(time.perf_counter() - started)
    return retrieval, whole
