"""Ask: a question, what each voice holds on it, and the words behind every sentence beside it."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

import streamlit as st

from assistant import schema
from assistant.core import LONGEST_QUESTION, Assistant
from assistant.errors import CounterpointError
from assistant.ui import desk, front, narrowing, passages, sheets
from assistant.ui.asking import State, Turn
from assistant.ui.drawing import draw_answer, draw_article, draw_sources
from assistant.ui.followups import followups
from assistant.ui.history import history
from assistant.ui.places import Place
from assistant.ui.plain import plain
from assistant.ui.trouble import show_trouble

TICK = 0.4  # seconds between two looks at an answer that is still growing
AT_ONCE = 0.25  # an answer that is there by then is drawn in one piece


def ask_page() -> None:
    try:
        library = desk.open_desk()
        held = library.held()
    except CounterpointError as error:
        show_trouble(error)
        return
    turn = desk.reopened(again=library.analyst.model is None)
    with st.sidebar:
        history(turn)
    if turn:
        st.fragment(reading_desk, run_every=TICK if turn.state is State.ASKING else None)(turn.id)
    else:
        front.front(library, held)
    if held:
        narrowing.narrowing(library, held)
        question = st.chat_input("Ask about the news in your library", max_chars=LONGEST_QUESTION)
        if question and question.strip():
            desk.ask(question.strip(), narrowing.chosen())
            st.rerun()


def reading_desk(turn_id: str) -> None:
    """The answer, and beside it what the reader opened; drawn again alone while the answer grows."""
    turn = desk.turns().get(turn_id)
    if turn is None:
        return
    was_asking = turn.state is State.ASKING
    turn.wait(AT_ONCE)
    busy = turn.state is State.ASKING
    place = Place.read(st.query_params)
    answer, rail = st.columns([7, 5], gap="large")
    with answer:
        draw_answer(
            sheets.sheet(turn.answer, asked=turn.question),
            key="answer",
            place=place.parameters if place else {},
            busy=busy,
            on_open=desk.open_place,
        )
        if busy:
            st.button("Stop", key="stop", icon=":material/stop_circle:", on_click=turn.stop)
        if turn.error:
            show_trouble(turn.error)
        if not busy:
            _afterwards(turn)
    with rail, st.container(key="rail"):
        if place:
            side_reader(desk.open_desk(), place, on_close=desk.close_place)
        else:
            draw_sources(sheets.sheet(turn.answer)["sources"], key="sources", on_open=desk.open_place)
    if was_asking and not busy:
        st.rerun()


def side_reader(library: Assistant, place: Place, *, on_close: Callable[[], None] | None = None) -> None:
    """The article at this place, with the cited words marked."""
    try:
        article = library.article(place.article_id)
    except CounterpointError as error:
        show_trouble(error)
        if on_close:
            st.button("Close", key="close-missing", on_click=on_close)
        return
    draw_article(passages.sheet(article, place.span), key="reader", on_close=on_close)


def _afterwards(turn: Turn) -> None:
    """What can be done with a finished answer: ask on, take it along."""
    questions = followups(turn.answer)
    if questions:
        st.caption("Ask on")
        with st.container(horizontal=True, key="followups"):
            for number, question in enumerate(questions):
                ask_on = partial(desk.ask, question, turn.filters)
                st.button(plain(question), key=f"follow-{turn.id}-{number}", on_click=ask_on)
    if turn.answer.positions:
        st.download_button(
            "Download as JSON",
            json.dumps(schema.answer(turn.answer), ensure_ascii=False, indent=2),
            file_name="answer.json",
            mime="application/json",
            key=f"download-{turn.id}",
            icon=":material/download:",
            type="tertiary",
            on_click="ignore",
        )
