"""Pages that everybody can use: axe-core finds no serious violation, and the keyboard reaches what the mouse does."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

import pytest

from tests.browser.conftest import Visit
from tests.browser.test_browser_ask import QUESTION

pytestmark = [pytest.mark.browser, pytest.mark.slow]
pytest.importorskip("axe_playwright_python", reason="axe-core is not installed (axe-playwright-python)")
GRAVE = ("serious", "critical")
PAGES = (
    "/",
    "/library",
    "/library?show=Events",
    "/library?show=Outlets",
    "/library?show=Feeds",
    "/library?outlet=Corvania+One",
    "/briefings",
    "/compare",
    "/charts",
    "/settings",
)


def violations(here: Visit) -> list[str]:
    """What axe-core calls serious or critical under WCAG 2.2 A and AA, with the first place of each."""
    here.page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
    found = here.page.evaluate(
        "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}).then((all) => all.violations)"
    )
    return [
        f"{one['id']}: {one['help']} at {one['nodes'][0]['target']}"
        for one in found
        if one["impact"] in GRAVE
    ]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_an_answer_with_an_open_citation_has_no_serious_violation(
    served: str, visit: Callable[..., Visit], width: int, scheme: str
) -> None:
    here = visit(served, width=width, scheme=scheme)
    here.open()
    here.ask(QUESTION)
    here.page.locator(".answer .cite").first.click()
    here.page.locator(".reader mark.cited").first.wait_for()

    assert violations(here) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_have_no_serious_violation(served: str, visit: Callable[..., Visit], scheme: str) -> None:
    here = visit(served, scheme=scheme)
    found = {}
    for path in PAGES:
        here.open(path)
        here.page.locator(".stMainBlockContainer h1, .stMainBlockContainer h2").first.wait_for()
        here.page.locator(".stApp[data-test-script-state=notRunning]").wait_for()
        here.shoot(f"page{path.split('?')[0].replace('/', '-')}-{scheme}")
        found[path] = violations(here)

    assert {path: given for path, given in found.items() if given} == {}


def test_a_citation_opens_and_closes_from_the_keyboard(served: str, visit: Callable[..., Visit]) -> None:
    here = visit(served)
    here.open()
    here.ask(QUESTION)

    here.page.locator(".answer .cite").first.focus()
    here.page.keyboard.press("Enter")
    here.page.locator(".reader mark.cited").first.wait_for()
    here.page.keyboard.press("Escape")

    here.page.locator(".sources").wait_for()
