"""The Ask page, as Streamlit runs it, over a library that answers at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import pytest
from streamlit.testing.v1 import AppTest

import assistant.ui.desk
from assistant.conversation.conversations import Conversations
from assistant.errors import EmbedderChanged, EngineUnreachable, LibraryBusy
from assistant.library.conversations import change_turn
from assistant.library.database import writing
from assistant.ui import ask_page, conversing, rebuilding, turnstile
from assistant.ui.ask_page import Looks
from assistant.ui.asking import Asking
from assistant.ui.sharing import link
from assistant.ui.turnstile import Turn, Turnstile
from tests.desk import QUESTION, ROUND_UP, WARNED, Desk
from tests.ui_pages import app, ask, drawn, finished, keyed, said


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

    ask(page, QUESTION)

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
    ask(page, QUESTION)

    page.run()
    page.run()

    assert len(library.asked) == 1
    assert drawn(page, "answer")[0]["sheet"]["positions"]


def test_the_address_reopens_the_question_the_article_and_the_span(opened: Any) -> None:
    page = opened(Desk())
    page.query_params["q"] = QUESTION
    page.query_params["article"] = ROUND_UP.id
    page.query_params["at"] = "25-95"

    finished(page.run())

    reader = drawn(page, "reader")[0]
    marked = "".join(
        one["text"] for paragraph in reader["sheet"]["paragraphs"] for one in paragraph if one["cited"]
    )
    assert marked == ROUND_UP.text[25:95]
    assert drawn(page, "answer")[0]["sheet"]["question"] == QUESTION


def test_an_address_that_the_page_has_replaced_since_does_not_ask_its_question_again(opened: Any) -> None:
    library = Desk()
    page = opened(library)
    page.query_params["q"] = QUESTION
    finished(page.run())
    kept_at = page.query_params["c"]
    del page.query_params["c"], page.query_params["n"]

    page.run()

    assert len(library.asked) == 1
    assert page.query_params["c"] == kept_at


def test_a_look_keeps_to_the_question_in_view_where_the_browser_has_not_heard_its_address(
    opened: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(Desk()).run()
    ask(page, QUESTION)
    ask(page, "And the Le Fanal?")
    monkeypatch.setattr(conversing, "on_desk", lambda **_: conversing.still_on_desk())
    page.query_params["n"] = "1"

    page.run()

    assert drawn(page, "answer")[0]["sheet"]["question"] == "And the Le Fanal?"
    assert page.query_params["n"] == "2"


def test_a_look_draws_first_and_then_leaves_time_to_send_what_it_drew(
    opened: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Desk(going_on=threading.Event())
    page = opened(library).run()
    page.chat_input[0].set_value(QUESTION).run()
    order: list[str] = []
    for name in ("draw_answer", "draw_sources"):
        monkeypatch.setattr(ask_page, name, lambda *_, name=name, **__: order.append(name))
    monkeypatch.setattr(Asking, "wait_for_news", lambda *_: order.append("pause"))
    monkeypatch.setattr(ask_page, "Looks", partial(Looks, first=False))

    page.run()

    library.going_on.set()
    assert order == ["draw_answer", "draw_sources", "pause"]


def test_the_page_is_whole_before_the_first_pause(opened: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    draw_bar = ask_page._ask_bar
    monkeypatch.setattr(ask_page, "_ask_bar", lambda *given: (draw_bar(*given), order.append("bar")))
    monkeypatch.setattr(Asking, "wait", lambda *_: order.append("pause"))
    library = Desk(going_on=threading.Event())
    page = opened(library).run()

    page.chat_input[0].set_value(QUESTION).run()

    library.going_on.set()
    assert drawn(page, "answer")[0]["busy"]
    assert order[-2:] == ["bar", "pause"]
    assert order.count("pause") == 1


def test_an_answer_that_comes_while_the_page_waits_is_drawn_at_once(
    opened: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask_page, "SOON", 20.0)
    library = Desk(going_on=threading.Event())
    page = opened(library).run()
    threading.Timer(0.2, library.going_on.set).start()

    page.chat_input[0].set_value(QUESTION).run(timeout=30)

    assert not drawn(page, "answer")[0]["busy"]


@pytest.mark.parametrize(("apart", "in_vain"), [(0.5, True), (20.0, False)])
def test_a_whole_answer_that_is_looked_at_by_the_clock_is_drawn_with_its_page_again(
    apart: float, in_vain: bool
) -> None:
    times = (number * apart for number in range(3))
    looks = Looks(growing=False, clock=lambda: next(times))

    for _ in ("with the page", "on its way", "and again"):
        assert not looks.in_vain
        looks.end(None)

    assert looks.in_vain is in_vain


def test_a_look_lasts_until_the_next_one_waits_already() -> None:
    assert conversing.pause() > conversing.tick()


def test_an_address_does_not_spend_the_readers_model(opened: Any) -> None:
    library = Desk(model="a-model")
    page = opened(library)
    page.query_params["q"] = QUESTION

    page.run()

    assert library.asked == []
    finished(page.button(key="ask-again").click().run())
    assert [question for question, _ in library.asked] == [QUESTION]


def test_two_readers_have_separate_desks(opened: Any) -> None:
    library = Desk()
    first, second = opened(library).run(), opened(library).run()

    ask(first, QUESTION)
    second.session_state["kept"] = True
    second.run()

    assert not drawn(second, "answer")
    assert not keyed(second, "conversation-")
    assert "Nothing asked yet" in said(second)


def test_a_follow_up_is_shown_as_it_was_understood(opened: Any) -> None:
    library = Desk()
    page = opened(library).run()
    ask(page, QUESTION)

    ask(page, "And the Le Fanal?")

    sheet = drawn(page, "answer")[0]["sheet"]
    assert sheet["question"] == "And the Le Fanal?"
    assert [one["asked"] for one in sheet["before"]] == [QUESTION]
    assert page.query_params["n"] == "2"


def test_a_reload_and_a_second_tab_lose_nothing(opened: Any) -> None:
    library = Desk()
    page = opened(library).run()
    ask(page, QUESTION)
    again = opened(library)
    again.session_state["reader"] = page.session_state["reader"]
    for name in ("c", "n"):
        again.query_params[name] = page.query_params[name]

    again.run()

    assert drawn(again, "answer")[0]["sheet"]["positions"] == drawn(page, "answer")[0]["sheet"]["positions"]
    assert len(library.asked) == 1


def test_another_readers_address_is_no_key_to_the_conversation(opened: Any) -> None:
    library = Desk(model="a-model")
    page = opened(library).run()
    ask(page, QUESTION)
    other = opened(library)
    other.query_params["c"] = page.query_params["c"]

    other.run()

    assert not drawn(other, "answer")
    assert "There is no conversation" in said(other)


def test_an_address_of_another_reader_asks_its_question_anew(opened: Any) -> None:
    library = Desk()
    page = opened(library).run()
    ask(page, QUESTION)
    other = opened(library)
    for name in ("c", "n", "q"):
        other.query_params[name] = page.query_params[name]

    finished(other.run())

    assert drawn(other, "answer")[0]["sheet"]["question"] == QUESTION
    assert other.query_params["c"] != page.query_params["c"]
    assert len(library.asked) == 2


def test_a_model_that_breaks_off_leaves_what_was_checked_and_says_what_to_do(opened: Any) -> None:
    broken = EngineUnreachable("The model's server did not answer.", hint="Start it and ask again.")
    library = Desk(broken=broken)
    page = opened(library).run()

    ask(page, QUESTION)

    sheet = drawn(page, "answer")[0]["sheet"]
    assert len(sheet["positions"]) == 1
    assert any("cut short" in note for note in sheet["notes"])
    assert "did not answer" in said(page)
    assert "Start it and ask again" in said(page)
    page.button(key="retry").click().run()
    finished(page)
    assert [question for question, _ in library.asked] == [QUESTION, QUESTION]


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


def test_a_click_that_meets_a_locked_library_says_so_and_the_page_stays(
    opened: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_: object, id_: str) -> str:
        raise LibraryBusy(f"Another process writes: {id_} was not deleted.", hint="Wait for it.")

    page = opened(Desk()).run()
    ask(page, QUESTION)
    monkeypatch.setattr(Conversations, "delete", locked)
    page.session_state["kept"] = True
    page.run()

    page.button(key="delete").click().run()

    assert not page.exception
    assert "Another process writes" in said(page)
    assert page.button(key="again")
    assert drawn(page, "answer")
    assert "Another process writes" not in said(page.run())


def test_whoever_waits_for_others_sees_how_many_come_first(
    opened: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy = Turnstile(1)
    busy.line.append(Turn(busy))
    monkeypatch.setattr(turnstile, "turnstile", lambda: busy)
    page = opened(Desk()).run()

    page.chat_input[0].set_value(QUESTION).run()
    page.run()

    assert drawn(page, "answer")[0]["ahead"] == 1
    page.button(key="stop").click().run()
    assert any("was stopped" in note for note in drawn(finished(page.run()), "answer")[0]["sheet"]["notes"])


def test_a_slow_answer_shows_what_has_passed_and_can_be_stopped(opened: Any) -> None:
    library = Desk(going_on=threading.Event())
    page = opened(library).run()

    page.chat_input[0].set_value(QUESTION).run()
    page.run()

    assert drawn(page, "answer")[0]["busy"]
    assert len(drawn(page, "answer")[0]["sheet"]["positions"]) == 1
    page.button(key="stop").click().run()
    library.going_on.set()
    finished(page.run())
    sheet = drawn(page, "answer")[0]["sheet"]
    assert sheet["positions"]
    assert not sheet["agreements"]
    assert any("was stopped" in note for note in sheet["notes"])


def test_another_tab_finds_an_answer_that_still_grows(opened: Any) -> None:
    library = Desk(going_on=threading.Event())
    page = opened(library).run()
    page.chat_input[0].set_value(QUESTION).run()
    page.run()
    tab = opened(library)
    tab.session_state["reader"] = page.session_state["reader"]
    for name in ("c", "n"):
        tab.query_params[name] = page.query_params[name]

    tab.run()

    assert drawn(tab, "answer")[0]["busy"]
    library.going_on.set()
    assert len(drawn(finished(tab), "answer")[0]["sheet"]["positions"]) == 2
    assert len(library.asked) == 1


def test_an_index_that_is_behind_says_so(opened: Any) -> None:
    page = opened(Desk(waiting=1200)).run()

    assert "1200 passages still to be read" in said(page)


def test_rebuilding_goes_on_beside_whatever_the_reader_does(opened: Any) -> None:
    library = Desk(going_on=threading.Event())
    page = opened(library)
    rebuilding.begin(library)

    page.run()

    assert any("3 of 10 passages" in one.proto.text for one in page.get("progress"))
    assert page.chat_input
    library.going_on.set()
    assert rebuilding.going_on()["now"].wait(10)
    assert not page.run().get("progress")


def test_a_removed_article_is_said_to_be_gone_beside_the_answer(opened: Any) -> None:
    library = Desk()
    page = opened(library).run()
    ask(page, QUESTION)
    library.remove([WARNED.id])
    page.query_params["article"] = WARNED.id

    page.run()

    assert f"No article has the id {WARNED.id}" in said(page)
    assert drawn(page, "answer")[0]["sheet"]["positions"]


def test_follow_ups_ask_on_about_what_is_disputed_and_who_is_silent(opened: Any) -> None:
    library = Desk()
    page = opened(library).run()
    ask(page, QUESTION)
    offered = keyed(page, "follow-")

    finished(offered[0].click().run())

    assert "Was the failure foreseen" in offered[0].label.replace("\\", "") or len(offered) >= 2
    assert len(library.asked) == 2


def test_filters_go_with_the_next_question(opened: Any) -> None:
    library = Desk()
    page = opened(library)
    page.session_state["narrowing"] = True
    page.run()

    page.multiselect(key="filter-outlets").set_value(["Le Fanal"]).run()
    ask(page, QUESTION)

    assert library.asked[0][1].outlets == ("Le Fanal",)


def test_an_earlier_question_comes_into_view_again(opened: Any) -> None:
    library = Desk()
    page = opened(library).run()
    ask(page, QUESTION)
    ask(page, "Is the water safe?")

    page.query_params["n"] = "1"
    page.run()

    sheet = drawn(page, "answer")[0]["sheet"]
    assert sheet["question"] == QUESTION
    assert [one["asked"] for one in sheet["after"]] == ["Is the water safe?"]
    assert len(library.asked) == 2


def test_a_conversation_is_renamed_reopened_and_deleted(opened: Any) -> None:
    library = Desk()
    page = opened(library).run()
    ask(page, QUESTION)
    page.session_state["kept"] = True
    page.run()
    next(one for one in page.text_input if one.key.startswith("title-")).set_value("The dam").run()
    page.button(key="new").click().run()
    assert not drawn(page, "answer")
    page.session_state["kept"] = True
    page.run()

    kept = keyed(page, "conversation-")
    assert [one.label for one in kept] == ["The dam"]
    kept[0].click().run()

    assert drawn(page, "answer")[0]["sheet"]["question"] == QUESTION
    page.session_state["kept"] = True
    page.run()
    page.button(key="delete").click().run()
    assert not drawn(page, "answer")
    assert not keyed(page, "conversation-")
    assert len(library.asked) == 1


def test_a_conversation_can_be_taken_along(opened: Any) -> None:
    page = opened(Desk()).run()
    ask(page, QUESTION)
    page.session_state["share"] = True
    page.run()

    assert [one.proto.label for one in page.get("download_button")] == ["Markdown", "JSON"]


def test_a_link_to_share_names_the_question_and_no_conversation_of_the_reader() -> None:
    given = link(
        "https://desk.example.org/?c=abc",
        {"c": "abc", "n": "1", "q": QUESTION, "article": "aaaa", "at": "0-9"},
    )

    assert given == f"https://desk.example.org/?q={quote_plus(QUESTION)}&article=aaaa&at=0-9"


def test_an_answer_that_was_cut_off_says_so_when_it_is_opened_again(opened: Any) -> None:
    library = Desk()
    page = opened(library).run()
    ask(page, QUESTION)
    with writing(library.engine) as connection:
        change_turn(connection, page.query_params["c"], 1, {"state": "asking"})

    page.session_state["conversation"] = None
    page.run()

    assert any("cut short" in note for note in drawn(page, "answer")[0]["sheet"]["notes"])
