"""The Briefings page, as Streamlit runs it: ordered, made, stopped, failed, read again, taken along."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import assistant.ui.briefings_page
import assistant.ui.desk
from assistant.briefing.document import Briefing
from assistant.briefing.export.files import FORMATS
from assistant.briefing.order import Order, Step
from assistant.errors import EngineUnreachable, UnknownBriefing
from assistant.library.briefings import ListedBriefing
from assistant.ui.briefing_sheets import sheet
from assistant.ui.composing import Composing
from assistant.ui.exports import stem
from tests import briefed
from tests.desk import Desk
from tests.ui_pages import app, drawn, said, turn_to

MADE = briefed.briefing()
PATIENCE = 10


@dataclass
class Fake:
    """Stands where Briefings does; `broken` is raised after the first step."""

    broken: Exception | None = None
    orders: list[tuple[Order, bool]] = field(default_factory=list)
    kept: list[Briefing] = field(default_factory=list)

    def composing(self, order: Order, *, since_last: bool = False) -> Iterator[Step | Briefing]:
        self.orders.append((order, since_last))
        yield Step("Reading what each outlet says")
        if self.broken:
            raise self.broken
        self.kept.append(MADE)
        yield MADE

    def list(self) -> list[ListedBriefing]:
        return [ListedBriefing(one.id, one.topic, one.as_of.isoformat(), one.complete) for one in self.kept]

    def open(self, id_: str) -> Briefing:
        for one in self.kept:
            if one.id == id_:
                return one
        raise UnknownBriefing("There is no such briefing.", hint="Choose another.")

    def delete(self, id_: str) -> str:
        return self.kept.pop().topic


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Fake:
    made = Fake()
    monkeypatch.setattr(assistant.ui.briefings_page, "briefings", lambda: made)
    return made


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Any:
    def opened(**address: str) -> AppTest:
        library = Desk()
        monkeypatch.setattr(assistant.ui.desk, "open_desk", lambda: library)
        page = app()
        page.run()
        for name, value in address.items():
            page.query_params[name] = value
        return turn_to(page, "briefings")

    return opened


def made(page: AppTest, topic: str = "The dam") -> AppTest:
    page.text_input(key="topic").set_value(topic)
    page.button(key="make").click().run()
    for _ in range(40):
        if drawn(page, "briefing") or page.error:
            break
        page.run()
    return page


def test_a_briefing_is_ordered_made_and_read(opened: Any, fake: Fake) -> None:
    page = made(opened())

    assert not page.exception
    assert [order.topic for order, _ in fake.orders] == ["The dam"]
    assert drawn(page, "briefing")[0]["sheet"]["title"] == MADE.title
    assert page.query_params["b"] == MADE.id


def test_an_address_with_a_topic_fills_the_order(opened: Any, fake: Fake) -> None:
    page = opened(topic="Who broke the dam?")

    assert page.text_input(key="topic").value == "Who broke the dam?"


def test_its_address_opens_it_again_and_every_format_can_be_taken_along(opened: Any, fake: Fake) -> None:
    fake.kept.append(MADE)

    page = opened(b=MADE.id)

    assert drawn(page, "briefing")[0]["sheet"]["title"] == MADE.title
    assert len(page.get("download_button")) == len(FORMATS)


def test_a_model_that_breaks_off_says_what_to_do_and_leaves_the_order_form(opened: Any, fake: Fake) -> None:
    fake.broken = EngineUnreachable("The model did not answer.", hint="Start it.")

    page = made(opened())

    assert "The model did not answer" in said(page)
    assert "Start it" in said(page)
    assert page.text_input(key="topic")


def test_an_address_of_a_briefing_that_is_gone_says_so(opened: Any, fake: Fake) -> None:
    page = opened(b="nowhere")

    assert "There is no such briefing" in said(page)
    page.button(key="all-briefings").click().run()
    assert page.text_input(key="topic")


def test_deleting_returns_to_the_list(opened: Any, fake: Fake) -> None:
    fake.kept.append(MADE)
    page = opened(b=MADE.id)

    page.button(key="delete-briefing").click().run()

    assert fake.kept == []
    assert page.text_input(key="topic")


def test_stopping_keeps_the_part_that_was_made() -> None:
    told, go_on = threading.Event(), threading.Event()
    kept: list[str] = []

    def compose() -> Iterator[Step | Briefing]:
        try:
            yield Step("First")
            told.set()
            go_on.wait(PATIENCE)
            yield Step("Second")
            yield MADE
        except GeneratorExit:
            kept.append("part")
            raise

    composing = Composing(Order("x"), compose=compose, newest=lambda: kept[-1] if kept else "")
    told.wait(PATIENCE)
    composing.stop()
    go_on.set()

    assert composing.wait(PATIENCE)
    assert composing.id == "part"
    assert composing.steps == ("First", "Second")


def test_every_mark_of_the_page_is_a_place_in_a_source() -> None:
    places = {
        (source.article_id, one.span.start, one.span.end) for source in MADE.sources for one in source.cited
    }
    shown = [
        mark
        for section in sheet(MADE)["sections"]
        for block in section["blocks"]
        for mark in block.get("marks", ())
    ]

    assert shown
    assert {(one["article"], one["start"], one["end"]) for one in shown} <= places


def test_a_files_name_is_taken_by_every_system() -> None:
    name = stem(MADE)

    assert name.endswith(f"-{MADE.as_of:%Y-%m-%d}")
    assert not set(name) & set('/\\:*?"<>| ')
