"""What a reader is in the middle of does not move: not while an answer grows, and not while the next question is typed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Visit, filled
from tests.browser.test_browser_ask import QUESTION
from tests.served import served as app_over
from tests.stub_model import Says, StubModel, asked_for, serving, shown_sources

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WATCH = """(answer) => {
    window.changed = 0; window.moved = 0;
    new MutationObserver((all) => { window.changed += all.length; })
        .observe(answer, { subtree: true, childList: true, characterData: true, attributes: true });
    new PerformanceObserver((all) => { for (const one of all.getEntries()) window.moved += one.value; })
        .observe({ type: "layout-shift" });
}"""
STAMP = "(claims) => claims.forEach((claim) => { claim.dataset.seen = '1'; })"
WITHOUT_STAMP = ".answer .card .claim:not([data-seen]) > span:first-child"
STEADY = 0.1  # cumulative layout shift that counts as good (web.dev, Core Web Vitals)


def slowly(body: dict[str, Any]) -> Says:
    """A model that copies a sentence of every source, some characters at a time."""
    if asked_for(body) != "positions":
        return Says("")
    lines = []
    for source in shown_sources(body)[:4]:
        quote = source.text.split(". ")[0].rstrip(".")
        told = {"source": source.number, "quote": quote}
        lines.append(
            json.dumps({"voice": source.labels["speaker"], "claim": f"{quote}.", "citations": [told]})
        )
    return Says("\n".join(lines) + "\n", pause=0.03)


@pytest.fixture(scope="module")
def slow_desk(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, StubModel]]:
    data: Path = tmp_path_factory.mktemp("slow") / "data"
    nothing_more = data.parent / "empty.jsonl"
    nothing_more.write_text("")
    filled(data, nothing_more)
    with serving(slowly) as stub:
        model = {"COUNTERPOINT_MODEL": "stub", "COUNTERPOINT_BASE_URL": stub.address}
        with app_over(data, settings=model) as (base, _, _):
            yield base, stub


def numbers(here: Visit) -> dict[str, int]:
    """The number that stands at each place cited; two numbers for one place fail here."""
    found: dict[str, set[int]] = {}
    chips = here.page.locator(".answer .cite").evaluate_all(
        "all => all.map((one) => [one.dataset.at, one.textContent])"
    )
    for place, number in chips:
        found.setdefault(place, set()).add(int(number))
    assert all(len(each) == 1 for each in found.values())
    return {place: each.pop() for place, each in found.items()}


def begin(here: Visit, question: str) -> None:
    """Asks, and waits for the first sentences of an answer that still grows; the same question would be there at once."""
    here.open()
    field = here.page.get_by_test_id("stChatInputTextArea")
    field.fill(question)
    field.press("Enter")
    here.page.locator(".answer .card").nth(1).wait_for()
    here.page.get_by_role("button", name="Stop", exact=True).wait_for()


def test_sentences_that_stand_are_not_drawn_again_while_the_answer_grows(
    slow_desk: tuple[str, StubModel], visit: Callable[..., Visit]
) -> None:
    here = visit(slow_desk[0])
    begin(here, QUESTION)
    cards = here.page.locator(".answer .card")
    before = cards.count()
    stood = here.page.locator(".answer .card .claim")
    stood.evaluate_all(STAMP)
    said = set(stood.locator("> span:first-child").all_inner_texts())
    here.page.locator(".answer").evaluate(WATCH)
    here.shoot("growing")

    here.page.locator(".answer .tally").wait_for()

    assert cards.count() > before
    seen = here.page.locator(".answer .card .claim[data-seen] > span:first-child").all_inner_texts()
    drawn_again = said & set(here.page.locator(WITHOUT_STAMP).all_inner_texts())
    assert seen
    assert drawn_again == set()
    places = numbers(here)
    assert sorted(places.values()) == list(range(1, len(places) + 1))
    assert here.page.evaluate("window.changed") > 0
    assert here.page.evaluate("window.moved") < STEADY


def test_stop_keeps_what_has_passed_the_checks(
    slow_desk: tuple[str, StubModel], visit: Callable[..., Visit]
) -> None:
    here = visit(slow_desk[0])
    begin(here, "Who warned of the dam?")

    here.page.get_by_role("button", name="Stop", exact=True).click()

    here.page.get_by_text("This answer was stopped.").wait_for()
    assert here.page.locator(".answer .card").count() >= 2
    assert here.page.locator(".answer .tally").count() == 0


def test_a_model_that_goes_down_leaves_what_was_checked_and_says_what_to_do(
    slow_desk: tuple[str, StubModel], visit: Callable[..., Visit], monkeypatch: pytest.MonkeyPatch
) -> None:
    base, stub = slow_desk
    asked = 0

    def goes_down(body: dict[str, Any]) -> Says:
        nonlocal asked
        asked += 1
        said = slowly(body)
        return said if asked < 3 else Says(said.text, drop_after=20)

    monkeypatch.setattr(stub, "script", goes_down)
    here = visit(base)
    here.open()
    field = here.page.get_by_test_id("stChatInputTextArea")
    field.fill("Who knew of the risk at the dam?")
    field.press("Enter")

    here.page.get_by_text("stopped in the middle of a reply").wait_for()
    assert here.page.get_by_text("Ask again for the rest").count() == 1
    assert here.page.locator(".answer .card").count() > 0


def test_typing_the_next_question_draws_nothing_again(served: str, visit: Callable[..., Visit]) -> None:
    here = visit(served)
    sent: list[Any] = []
    here.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    here.open()
    here.ask(QUESTION)
    here.page.wait_for_timeout(1_500)
    here.page.locator(".answer").evaluate(WATCH)
    sent.clear()

    here.page.get_by_test_id("stChatInputTextArea").press_sequentially("and what does the ministry say?")

    here.page.wait_for_timeout(500)
    assert sent == []
    assert here.page.evaluate("window.changed") == 0
    assert here.page.evaluate("window.moved") < STEADY
