"""The browser app: until it can be used, from a citation to the words, an answer on the page against one in Python."""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from assistant import Settings, open_assistant
from tests.bench.__main__ import Line
from tests.bench.asking import QUESTIONS
from tests.bench.page_reader import Reader
from tests.bench.reading import first
from tests.served import served

LARGEST = 8_000
CITATIONS = 6
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")


def run(articles: Path, scale: float) -> Iterator[Line]:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        with open_assistant(Settings(data_dir=data)) as assistant:
            assistant.intake.add(first(articles, int(LARGEST * scale)))
        yield from measured(data)


def measured(data: Path) -> Iterator[Line]:
    """The numbers for a library that is there."""
    in_python = python(data)
    with served(data) as (base, _, answered):
        yield Line("counterpoint ui until the server answers", answered, "s")
        on_page = page(base)
        yield Line("answer in Python, median", statistics.median(in_python), "s")
        yield Line("answer on the page, median", statistics.median(on_page), "s")
        ratio = statistics.median(on_page) / statistics.median(in_python)
        yield Line("  of the one in Python", ratio, "times", "1.3")
        yield from browser(base)


def python(data: Path) -> list[float]:
    """Seconds for each question in this process, after one that warms up."""
    with open_assistant(Settings(data_dir=data)) as assistant:
        assistant.ask(QUESTIONS[0])
        return [_timed(lambda question=question: assistant.ask(question)) for question in QUESTIONS[1:]]  # type: ignore[misc]


def page(base: str) -> list[float]:
    """The same, until the page was sent the whole answer."""
    reader = Reader(base, 1)
    try:
        return [reader.ask(question) for question in QUESTIONS][1:]
    finally:
        reader.close()


def browser(base: str) -> Iterator[Line]:
    """What Chromium sees: the page, and the highlighted words behind a citation."""
    where = shutil.which("chromium") or shutil.which("chromium-browser")
    if where is None:
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=where, args=list(FLAGS))
        tab = chromium.new_page(viewport={"width": 1280, "height": 860})
        tab.set_default_timeout(120_000)
        field = tab.get_by_test_id("stChatInputTextArea")
        yield Line(
            "first page until a question can be typed",
            _timed(lambda: (tab.goto(base), field.wait_for())),
            "s",
        )
        again = _timed(lambda: (tab.reload(), field.wait_for()))
        yield Line("the same page again", again, "s")
        field.fill(QUESTIONS[1])
        field.press("Enter")
        tab.locator(".answer .tally").wait_for()
        opened = [_citation(tab, number) for number in range(CITATIONS)]
        yield Line("from a citation to its words, median", statistics.median(opened), "s", "0.5")
        yield Line("from a citation to its words, slowest", max(opened), "s")
        chromium.close()


def _citation(tab: object, number: int) -> float:
    cite = tab.locator(".card .cite").nth(number)  # type: ignore[attr-defined]
    mark = tab.locator(".reader mark.cited").first  # type: ignore[attr-defined]
    took = _timed(lambda: (cite.click(), mark.wait_for()))
    tab.keyboard.press("Escape")  # type: ignore[attr-defined]
    tab.locator(".sources").wait_for()  # type: ignore[attr-defined]
    return took


def _timed(work: object) -> float:
    started = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - started
