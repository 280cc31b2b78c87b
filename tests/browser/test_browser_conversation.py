"""A conversation in a real Chromium: asked on, found again after a reload, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FIRST = "Who is to blame for the dam failure?"
SECOND = "Is the river water safe to drink?"


def test_a_conversation_survives_a_reload_and_is_seen_by_nobody_else(
    served: str, visit: Callable[..., Visit]
) -> None:
    here = visit(served)
    here.open()
    here.ask(FIRST)
    here.ask(SECOND)
    here.shoot("conversation")

    here.page.reload()

    here.page.locator(".answer h1", has_text=SECOND).wait_for()
    here.page.locator(".answer .turn", has_text=FIRST).click()
    here.page.locator(".answer h1", has_text=FIRST).wait_for()
    here.page.locator(".answer .turn", has_text=SECOND).wait_for()

    other = visit(served)
    other.open()
    other.page.get_by_role("button", name="Conversations").click()
    other.page.get_by_text("Nothing asked yet").wait_for()
    assert FIRST not in (other.page.locator("[data-testid=stPopoverBody]").text_content() or "")


def test_a_second_tab_shows_the_same_conversation(served: str, visit: Callable[..., Visit]) -> None:
    here = visit(served)
    here.open()
    here.ask(FIRST)
    tab = here.page.context.new_page()

    tab.goto(here.page.url)

    tab.locator(".answer h1", has_text=FIRST).wait_for()
    tab.locator(".answer .tally").wait_for()
    assert tab.url.split("c=")[1][:12] == here.page.url.split("c=")[1][:12]


def test_a_briefing_is_made_read_and_taken_along(served: str, visit: Callable[..., Visit]) -> None:
    here = visit(served)
    here.open("/briefings")
    here.page.get_by_label("Topic, event or question").fill("The Stolmar dam failure")
    here.page.get_by_role("button", name="Make a briefing").click()
    here.page.locator(".briefing h1").wait_for()
    address = here.page.url
    here.shoot("briefing")

    here.page.locator(".briefing .cite").first.click()
    here.page.locator(".reader mark.cited").first.wait_for()
    here.page.get_by_role("button", name="Download").click()
    with here.page.expect_download() as coming:
        here.page.get_by_role("button", name="Markdown").click()

    assert coming.value.suggested_filename.endswith(".md")
    assert "b=" in address
    assert here.strangers == []


def test_the_library_shows_events_and_an_outlets_page(served: str, visit: Callable[..., Visit]) -> None:
    here = visit(served)
    here.open("/library?show=Events")
    here.page.get_by_test_id("stDataFrame").first.wait_for()
    here.shoot("events")

    here.open("/library?outlet=Corvania+One")

    here.page.get_by_text("Voices that it quotes").wait_for()
    here.page.get_by_text("state-controlled").wait_for()
    here.shoot("outlet")
    assert here.strangers == []
