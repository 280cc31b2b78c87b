"""The browser app: until it can be used, from a citation to the words, an answer on the page against one in Python."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from assistant import Settings, open_assistant
from tests.bench.__main__ import Line
from tests.bench.asking import QUESTIONS
from tests.bench.page_reader import Reader
from tests.bench.reading import library
from tests.served import memory, served

LARGEST = 8_000
CITATIONS = 6
SESSIONS = 10
# Looked at in every frame: a locator of Playwright looks after 20, 50 and 100 ms, and then only twice a second.
SEEN = """([selector, words]) => {
  const seen = (root) => [...root.querySelectorAll(selector)].some((one) => one.checkVisibility() && one.textContent.includes(words))
    || [...root.querySelectorAll("*")].some((one) => one.shadowRoot && seen(one.shadowRoot));
  return seen(document);
}"""
FIELD = "[data-testid=stChatInputTextArea]"
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")


def run(articles: Path, scale: float) -> Iterator[Line]:
    with library(articles, int(LARGEST * scale)) as data:
        yield from measured(data)


def measured(data: Path) -> Iterator[Line]:
    """The numbers for a library that is there."""
    in_python = statistics.median(python(data))
    with chromium() as browser, served(data) as (base, server, answered):
        tab = browser.new_page(viewport={"width": 1280, "height": 860})
        tab.set_default_timeout(120_000)
        usable = _timed(lambda: (tab.goto(base), _until(tab, FIELD)))
        yield Line("counterpoint ui until the server answers", answered, "s")
        yield Line("counterpoint ui until a question can be typed", answered + usable, "s")
        yield Line("the same page again", _timed(lambda: (tab.reload(), _until(tab, FIELD))), "s")
        _ask(tab, QUESTIONS[0])
        in_browser = statistics.median(_ask(tab, question) for question in QUESTIONS[1:])
        yield Line("answer in Python, median", in_python, "s")
        yield Line("answer in Chromium, median, from Enter to its last line", in_browser, "s")
        yield Line("  of the one in Python", in_browser / in_python, "times", "1.3")
        opened = [_citation(tab, number) for number in range(CITATIONS)]
        yield Line("from a citation to its words, median", statistics.median(opened), "s", "0.5")
        yield Line("from a citation to its words, slowest", max(opened), "s")
        yield from sessions(base, server)


def python(data: Path) -> list[float]:
    """Seconds for each question in this process, after one that warms up."""
    with open_assistant(Settings(data_dir=data)) as assistant:
        assistant.ask(QUESTIONS[0])
        return [_timed(lambda question=question: assistant.ask(question)) for question in QUESTIONS[1:]]  # type: ignore[misc]


def sessions(base: str, server: subprocess.Popen[bytes]) -> Iterator[Line]:
    """What each further reader costs who has an answer open."""
    with ExitStack() as open_ones:
        before = memory(server)
        for number in range(1, SESSIONS + 1):
            reader = Reader(base, number)
            open_ones.callback(reader.close)
            reader.ask(QUESTIONS[number % len(QUESTIONS)])
        yield Line("memory of one more session", (memory(server) - before) / SESSIONS, "MB")


@contextmanager
def chromium() -> Iterator[Browser]:
    where = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=where, args=list(FLAGS))
        yield browser
        browser.close()


def _ask(tab: Page, question: str) -> float:
    """Seconds from Enter until the whole answer stands there, each in a conversation of its own."""
    tab.goto(tab.url.split("?")[0])
    field = tab.get_by_test_id("stChatInputTextArea")
    field.wait_for()
    field.fill(question)
    tab.wait_for_timeout(500)
    return _timed(
        lambda: (
            field.press("Enter"),
            _until(tab, ".answer h1", question),
            _until(tab, ".answer .tally"),
        )
    )


def _citation(tab: Page, number: int) -> float:
    cite = tab.locator(".card .cite:visible").nth(number)
    took = _timed(lambda: (cite.click(), _until(tab, ".reader mark.cited")))
    tab.locator(".reader mark.cited").first.press(
        "Escape"
    )  # where its reader's eyes are, once they are there
    tab.locator(".sources").wait_for()
    return took


def _until(tab: Page, selector: str, words: str = "") -> None:
    """Waits until something that the selector names, with these words in it, can be seen."""
    tab.wait_for_function(SEEN, arg=[selector, words], polling="raf")


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
