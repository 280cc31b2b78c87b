"""The Ask page, as Streamlit runs it, over a library that answers at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import assistant.ui.desk
from assistant.errors import EmbedderChanged, EngineUnreachable, LibraryBusy
from tests.desk import QUESTION, ROUND_UP, WARNED, Desk
from tests.ui_pages import app, drawn, keyed, said


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Callable[[Desk], AppTest]:
    def opened(library: Desk) -> AppTest:
        monkeypatch.setattr(assistant.ui.desk, "open_desk", lambda: library)
        return app()

    return opened


def test_first_run_offers_the_sample_library(opened: Any) -> None:
    page = opened(Desk(held_articles=[])).run()

    assert not page.exception
    assert "Your library is empty" in said(page)
    assert page.button(key="sample").label == "Read the sample library"


def test_sample_library_is_added_by_one_click(opened: Any) -> None:
    library = Desk(held_articles=[])
    page = opened(library).run()

    page.button(key="sample").click().run()

    assert {Path(one).parent.name for one in library.added[0][0]} == {"sample"}
    assert "3 added" in said(page)
    assert page.chat_input


def test_says_what_the_embedded_analyst_does_and_how_to_connect_a_model(opened: Any) -> None:
    page = opened(Desk()).run()

    assert "embedded analyst" in said(page)
    assert any("COUNTERPOINT_MODEL" in one.value for one in page.code)


def test_says_nothing_of_a_missing_model_where_one_is_connected(opened: Any) -> None:
    page = opened(Desk(model="a-model")).run()

    assert "embedded analyst" not in said(page)


def test_a_question_is_answered_by_voice_with_numbered_places(opened: Any) -> None:
    page = opened(Desk()).run()

    page.chat_input[0].set_value(QUESTION).run()

    sheet = drawn(page, "answer")[0]["sheet"]
    assert [
        (one["voice"], one["heard"][0]["access"], one["heard"][0]["via"]) for one in sheet["positions"]
    ] == [
        ("The Ledvar Courant", "first_hand", []),
        ("Steenhaven Gazette", "second_hand", ["Corvania One"]),
    ]
    assert sheet["positions"][1]["heard"][0]["claims"][0]["cites"] == [2]
    assert sheet["not_stated"] == ["The Morning Bell"]
    assert sheet["checks"] == {"claims": 5, "shown": 4, "rejected": {"ungrounded": 1}}
    assert page.query_params["q"] == QUESTION


def test_a_finished_answer_is_not_asked_again_on_a_rerun(opened: Any) -> None:
    library = Desk()
    page = opened(library).run()
    page.chat_input[0].set_value(QUESTION).run()

    page.run()
    page.run()

    assert len(library.asked) == 1
    assert drawn(page, "answer")[0]["sheet"]["positions"]


def test_the_address_reopens_the_question_the_article_and_the_span(opened: Any) -> None:
    page = opened(Desk())
    page.query_params["q"] = QUESTION
    page.query_params["article"] = ROUND_UP.id
    page.query_params["at"] = "25-95"

    page.run()

    reader = drawn(page, "reader")[0]
    marked = "".join(
        one["text"] for paragraph in reader["sheet"]["paragraphs"] for one in paragraph if one["cited"]
    )
    assert marked == ROUND_UP.text[25:95]
    assert drawn(page, "answer")[0]["sheet"]["question"] == QUESTION


def test_an_address_does_not_spend_the_readers_model(opened: Any) -> None:
    library = Desk(model="a-model")
    page = opened(library)
    page.query_params["q"] = QUESTION

    page.run()

    assert library.asked == []
    page.button(key="ask-again").click().run()
    assert [question for question, _ in library.asked] == [QUESTION]


def test_two_readers_have_separate_desks(opened: Any) -> None:
    library = Desk()
    first, second = opened(library).run(), opened(library).run()

    first.chat_input[0].set_value(QUESTION).run()
    second.run()

    assert not drawn(second, "answer")
    assert not keyed(second, "turn-")


def test_a_model_that_breaks_off_leaves_what_was_checked_and_says_what_to_do(opened: Any) -> None:
    broken = EngineUnreachable("The model's server did not answer.", hint="Start it and ask again.")
    page = opened(Desk(broken=broken)).run()

    page.chat_input[0].set_value(QUESTION).run()

    sheet = drawn(page, "answer")[0]["sheet"]
    assert len(sheet["positions"]) == 1
    assert any("cut short" in note for note in sheet["notes"])
    assert "did not answer" in said(page)
    assert "Start it and ask again" in said(page)


@pytest.mark.parametrize(
    ("error", "button"),
    [
        (LibraryBusy("Another process writes.", hint="Wait for it."), "again"),
        (EmbedderChanged("The index is of another embedder.", hint="Rebuild it."), "rebuild"),
    ],
)
def test_a_library_that_cannot_be_opened_says_so_and_offers_the_way_out(
    monkeypatch: pytest.MonkeyPatch, error: Exception, button: str
) -> None:
    def refuses() -> None:
        raise error

    monkeypatch.setattr(assistant.ui.desk, "open_desk", refuses)

    page = app().run()

    assert not page.exception
    assert str(error) in said(page)
    assert page.button(key=button)


def test_a_removed_article_is_said_to_be_gone_beside_the_answer(opened: Any) -> None:
    library = Desk()
    page = opened(library).run()
    page.chat_input[0].set_value(QUESTION).run()
    library.remove([WARNED.id])
    page.query_params["article"] = WARNED.id

    page.run()

    assert f"No article has the id {WARNED.id}" in said(page)
    assert drawn(page, "answer")[0]["sheet"]["positions"]


def test_follow_ups_ask_on_about_what_is_disputed_and_who_is_silent(opened: Any) -> None:
    library = Desk()
    page = opened(library).run()
    page.chat_input[0].set_value(QUESTION).run()
    offered = keyed(page, "follow-")

    offered[0].click().run()

    assert "Was the failure foreseen" in offered[0].label.replace("\\", "") or len(offered) >= 2
    assert len(library.asked) == 2


def test_filters_go_with_the_next_question(opened: Any) -> None:
    library = Desk()
    page = opened(library).run()

    page.multiselect(key="filter-outlets").set_value(["Le Fanal"]).run()
    page.chat_input[0].set_value(QUESTION).run()

    assert library.asked[0][1].outlets == ("Le Fanal",)


def test_an_earlier_question_is_reopened_and_dropped(opened: Any) -> None:
    library = Desk()
    page = opened(library).run()
    page.chat_input[0].set_value(QUESTION).run()
    page.button(key="new").click().run()
    assert not drawn(page, "answer")
    earlier = keyed(page, "turn-")[0]

    earlier.click().run()

    assert drawn(page, "answer")[0]["sheet"]["question"] == QUESTION
    keyed(page, "drop-")[0].click().run()
    assert not drawn(page, "answer")
    assert len(library.asked) == 1
