"""Compare: two or more outlets on one question, sentence against sentence, figure against figure."""

from __future__ import annotations

import streamlit as st

from assistant.core import LONGEST_QUESTION
from assistant.news import Filters
from assistant.ui import desk, differences, sheets
from assistant.ui.asking import State, Turn
from assistant.ui.drawing import draw_comparison
from assistant.ui.places import Place
from assistant.ui.side_reader import side_reader
from assistant.ui.trouble import show_trouble

MOST = 4
TICK = 0.4
AT_ONCE = 0.25


def compare_page() -> None:
    held = desk.open_desk().held()
    st.header("Compare", anchor=False)
    if len(held) < 2:
        st.info("Comparing takes articles of at least two outlets. Add some on the Library page.")
        return
    wanted = _wanted(sorted(held))
    if wanted:
        st.session_state["comparison"] = desk.background(wanted[0], Filters(outlets=wanted[1]))
        st.query_params.from_dict({"q": wanted[0], "outlet": list(wanted[1])})
    turn: Turn | None = st.session_state.get("comparison")
    if turn:
        st.fragment(_comparison, run_every=TICK if turn.state is State.ASKING else None)()


def _wanted(names: list[str]) -> tuple[str, tuple[str, ...]] | None:
    """The question and the outlets, once the reader has named both."""
    last = desk.current()
    asked = desk.asked_by_address() or (last.question if last else "")
    given = [name for name in st.query_params.get_all("outlet") if name in names]
    with st.form("compare", border=False):
        question = st.text_input("Question", value=asked, max_chars=LONGEST_QUESTION, key="compare-question")
        outlets = st.multiselect("Outlets", names, default=given, max_selections=MOST, key="compare-outlets")
        go = st.form_submit_button("Compare", type="primary", key="compare-now")
    if not go:
        return None
    if len(outlets) < 2 or not question.strip():
        st.warning("Name a question and at least two outlets.")
        return None
    return question.strip(), tuple(outlets)


def _comparison() -> None:
    turn: Turn = st.session_state["comparison"]
    was_asking = turn.state is State.ASKING
    turn.wait(AT_ONCE)
    left, rail = st.columns([7, 5], gap="large")
    with left:
        draw_comparison(
            differences.sheet(turn.answer, turn.filters.outlets),
            sheets.sheet(turn.answer)["sources"],
            key="comparison-drawn",
            on_open=desk.open_place,
        )
        if turn.state is State.ASKING:
            st.button("Stop", key="stop-comparing", icon=":material/stop_circle:", on_click=turn.stop)
        if turn.error:
            show_trouble(turn.error)
    with rail, st.container(key="rail"):
        if place := Place.read(st.query_params):
            side_reader(desk.open_desk(), place, on_close=desk.close_place)
        else:
            st.caption("Open a number to read the words behind it.")
    if was_asking and turn.state is not State.ASKING:
        st.rerun()
