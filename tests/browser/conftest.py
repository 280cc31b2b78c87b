"""A real Chromium, and the real app over a folder that holds the sample library and a few hostile articles."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import Browser, Page, sync_playwright

from tests.served import environment
from tests.served import served as app_over

SCREENSHOTS = Path(
    os.environ.get("COUNTERPOINT_SCREENSHOTS", Path(__file__).parents[2] / "build" / "screenshots")
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 120_000  # milliseconds; a busy machine of CI is slow, and a wait ends when the thing is there

HOSTILE = {
    "title": '<img src="http://evil.example/t.png" onerror="window.hurt=1"> ![x](http://evil.example/m.png) $x^2$ :red[no]',
    "text": (
        "The glacier at Vantor shrank by nine metres this summer, the survey reports. "
        '<script>window.hurt=1</script><img src=x onerror="window.hurt=1"> '
        "![pixel](http://evil.example/pixel.png) [click](javascript:window.hurt=1) "
        "<style>*{background:url(http://evil.example/c)}</style>\n\n"
        "The survey at Vantor says that the glacier shrank because of warm rain."
    ),
    "outlet": "The <b>Vantor</b> Post",
    "url": "https://vantorpost.example/glacier",
    "date": "2025-09-01",
    "language": "en",
}
RIGHT_TO_LEFT = {
    "title": "انكمش الجليد في فانتور",
    "text": "قال المسح إن الجليد في فانتور انكمش تسعة أمتار هذا الصيف.\n\nوأضاف أن المطر الدافئ هو السبب.",
    "outlet": "Vantor Arabic",
    "url": "https://vantorarabic.example/ice",
    "date": "2025-09-02",
    "language": "ar",
}
FILL = """
import sys
from assistant import open_assistant
from assistant.wiring import SAMPLE
with open_assistant() as assistant:
    assistant.add([str(SAMPLE), sys.argv[1]])
"""


def filled(data: Path, file: Path) -> None:
    """A library with the sample articles and those of a file, made by a process of its own."""
    subprocess.run(
        [sys.executable, "-c", FILL, str(file)], env=environment(data), cwd=file.parent, check=True
    )


@dataclass
class Visit:
    """One page of the browser, and every address that it asked for."""

    page: Page
    base: str
    requests: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def open(self, path: str = "/") -> None:
        self.page.goto(self.base + path)

    def ask(self, question: str) -> None:
        field = self.page.get_by_test_id("stChatInputTextArea")
        field.fill(question)
        field.press("Enter")
        self.page.locator(".answer h1", has_text=question).wait_for()
        self.page.locator(".answer .tally").wait_for()

    def shoot(self, name: str) -> None:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.wait_for_timeout(400)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png")

    @property
    def strangers(self) -> list[str]:
        """Addresses outside this machine that were asked for, or that our policy had to refuse."""
        outside = [one for one in self.requests if urlsplit(one).hostname not in {None, "127.0.0.1"}]
        return [*outside, *self.refused]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    where = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if where is None:
        pytest.skip("no chromium on this machine: install Debian's package `chromium`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=where, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def served(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app over a filled library."""
    folder = tmp_path_factory.mktemp("desk")
    hostile = folder / "hostile.jsonl"
    hostile.write_text("\n".join(json.dumps(one) for one in (HOSTILE, RIGHT_TO_LEFT)), encoding="utf-8")
    filled(folder / "data", hostile)
    with app_over(folder / "data") as (base, _, _):
        yield base


@pytest.fixture(scope="session")
def served_empty(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app on its first run."""
    folder = tmp_path_factory.mktemp("empty")
    with app_over(folder / "data") as (base, _, _):
        yield base


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Callable[..., Visit]]:
    contexts = []

    def visit(base: str, *, width: int = 1280, scheme: Any = "light") -> Visit:
        context = chromium.new_context(
            viewport={"width": width, "height": 844 if width < 500 else 860}, color_scheme=scheme
        )
        context.set_default_timeout(PATIENCE)
        context.set_default_navigation_timeout(PATIENCE)
        contexts.append(context)
        made = Visit(context.new_page(), base)
        made.page.on("request", lambda request: made.requests.append(request.url))
        made.page.on(
            "console",
            lambda message: made.refused.append(message.text) if "Content Security" in message.text else None,
        )
        return made

    yield visit
    for context in contexts:
        context.close()
