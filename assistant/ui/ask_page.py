"""Ask: a question, what each voice holds on it, and the words behind every sentence beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial

import streamlit as st

from assistant import schema
from assistant.core import LONGEST_QUESTION, Assistant
from assistant.news import EVERYTHING
from assistant.ui import desk, front, narrowing, sheets
from assistant.ui.asking import State, Turn
from assistant.ui.drawing import draw_answer, draw_sources
from assistant.ui.followups import followups
from assistant.ui.history import history
from assistant.ui.places import Place
from assistant.ui.plain import markup, plain
from assistant.ui.side_reader import side_reader
from assistant.ui.trouble import show_trouble

TICK = 0.4  # seconds between two looks at an answer that is still growing
AT_ONCE = 0.25  # an answer that is there by then is drawn in one piece


def ask_page() -> None:
    library = desk.open_desk()
    held = library.held()
    free = library.analyst.model is None
    turn = desk.reopened(again=free)
    if turn:
        st.fragment(reading_desk, run_every=TICK if turn.state is State.ASKING else None)(turn.id)
    elif (asked := desk.asked_by_address()) and held and not free:
        _ask_first(asked)
    else:
        front.hero()
    if held:
        _ask_bar(library, held, turn)
    if not turn:
        front.beneath(library, held)


def _ask_first(question: str) -> None:
    """A link never spends the reader's model: the question waits for a click."""
    st.html(f'<div class="front"><h1 dir="auto">{markup(question)}</h1></div>')
    with st.container(horizontal=True, horizontal_alignment="center"):
        st.button("Ask this", key="ask-again", type="primary", on_click=desk.ask, args=(question, EVERYTHING))


def _ask_bar(library: Assistant, held: Mapping[str, int], turn: Turn | None) -> None:
    """The question field, in view at the foot of the page; above it what is asked of, and what was asked before.

    It stands in a container of its own: in Streamlit's own bottom block, the page would jump to its end.
    """
    with st.container(key="askbar", gap="xsmall"):
        with st.container(horizontal=True, key="asktools", gap="small"):
            narrowing.narrowing(library, held)
            history(turn)
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
