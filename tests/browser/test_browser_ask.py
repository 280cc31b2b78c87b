"""What a reader does, in a real Chromium, on the sample library; nothing leaves this machine."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]
QUESTION = "Who is to blame for the dam failure?"
LOOKS = [(1280, "light"), (390, "dark"), (1600, "dark"), (390, "light")]


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_opens_the_exact_words_behind_a_sentence(
    served: str, visit: Callable[..., Visit], width: int, scheme: str
) -> None:
    here = visit(served, width=width, scheme=scheme)
    here.open()
    here.page.get_by_role("button", name=QUESTION).wait_for()
    here.page.get_by_test_id("stChatInputTextArea").wait_for()
    here.shoot(f"front-{width}-{scheme}")
    here.ask(QUESTION)
    here.shoot(f"answer-{width}-{scheme}")
    cite = here.page.locator(".answer .card .cite").nth(1)
    sentence = cite.locator("xpath=ancestor::p[contains(@class,'claim')]/span[1]").text_content()

    cite.click()

    marked = here.page.locator(".reader mark.cited")
    marked.first.wait_for()
    here.shoot(f"citation-{width}-{scheme}")
    assert (
        "".join(marked.all_text_contents()) == sentence
    )  # the embedded analyst speaks in the sources' own sentences
    assert marked.first.evaluate(
        """(mark) => {
            const box = mark.getRootNode().querySelector('.body').getBoundingClientRect();
            const here = mark.getBoundingClientRect();
            return here.top >= box.top && here.bottom <= box.bottom && here.bottom <= innerHeight;
        }"""
    )
    assert cite.get_attribute("aria-pressed") == "true"
    link = here.page.locator(".reader a").get_attribute("href") or ""
    assert "#:~:text=" in link
    assert here.strangers == []


def test_the_address_of_a_citation_opens_it_in_another_window(
    served: str, visit: Callable[..., Visit]
) -> None:
    first, second = visit(served), visit(served)
    first.open()
    first.ask(QUESTION)
    first.page.locator(".answer .cite").first.click()
    words = first.page.locator(".reader mark.cited").first.text_content()

    second.page.goto(first.page.url)

    assert second.page.locator(".reader mark.cited").first.text_content() == words
    assert second.page.locator(".answer h1").text_content() == QUESTION


def test_closing_the_reader_keeps_the_place_in_the_answer(served: str, visit: Callable[..., Visit]) -> None:
    here = visit(served)
    here.open()
    here.ask(QUESTION)
    cite = here.page.locator(".answer .counter .cite, .answer .reading .cite").last
    cite.scroll_into_view_if_needed()
    before = cite.bounding_box()
    cite.click()
    here.page.locator(".reader mark.cited").first.wait_for()
    during = cite.bounding_box()

    here.page.keyboard.press("Escape")

    here.page.locator(".sources").wait_for()
    after = cite.bounding_box()
    assert before
    assert during
    assert after
    assert abs(before["y"] - during["y"]) < 4
    assert abs(before["y"] - after["y"]) < 4
    assert "article=" not in here.page.url


def test_hostile_articles_stay_text(served: str, visit: Callable[..., Visit]) -> None:
    here = visit(served)
    here.open()
    here.ask("Why did the glacier at Vantor shrink?")
    here.page.locator(".sources li").filter(has_text="Vantor</b> Post").locator("button").first.click()
    body = here.page.locator(".reader .body")
    body.wait_for()
    here.shoot("hostile")

    assert "<script>window.hurt=1</script>" in (body.text_content() or "")
    here.open("/library")
    here.page.get_by_test_id("stDataFrame").first.wait_for()
    here.page.wait_for_timeout(1_000)
    assert here.page.evaluate("window.hurt") is None
    assert here.page.locator("img[src*='evil'], a[href^='javascript']").count() == 0
    assert here.strangers == []


def test_right_to_left_articles_read_from_the_right(served: str, visit: Callable[..., Visit]) -> None:
    here = visit(served)
    here.open()
    here.ask("لماذا انكمش الجليد في فانتور؟")
    here.page.locator(".sources li").filter(has_text="Vantor Arabic").locator("button").first.click()

    paragraph = here.page.locator(".reader .body p").first
    paragraph.wait_for()

    assert paragraph.evaluate("(p) => getComputedStyle(p).direction") == "rtl"
    here.shoot("right-to-left")


def test_first_run_reads_the_sample_library_and_answers(
    served_empty: str, visit: Callable[..., Visit]
) -> None:
    here = visit(served_empty)
    here.open()
    here.page.get_by_role("button", name="Read the sample library").wait_for()
    here.shoot("first-run")

    here.page.get_by_role("button", name="Read the sample library").click()

    here.page.get_by_role("button", name=QUESTION).click()
    here.page.locator(".answer .tally").wait_for()
    assert here.page.locator(".answer .card").count() >= 4
    assert here.strangers == []


def test_pages_forbid_the_browser_to_fetch_from_elsewhere(served: str, visit: Callable[..., Visit]) -> None:
    here = visit(served)
    here.open()
    here.page.get_by_text("Ask about the news.").wait_for()

    fetched = here.page.evaluate(
        "fetch('http://evil.example/').then(() => 'fetched', (problem) => problem.name)"
    )

    assert fetched == "TypeError"
    assert any("Content Security" in one for one in here.refused)
