"""Compare: two or more outlets on one question, claim against claim, figure against figure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from assistant.core import Assistant
from assistant.news import Filters
from assistant.questions import LONGEST_QUESTION
from assistant.ui import comparison, conversing, desk, sheets
from assistant.ui.asking import Asking
from assistant.ui.drawing import draw_comparison
from assistant.ui.places import Place
from assistant.ui.side_reader import side_reader
from assistant.ui.trouble import show_trouble
from assistant.ui.turnstile import in_turn, turn_at

MOST = 4
TICK = 0.4  # seconds between two looks at a growing comparison
PAUSE = 0.2  # of them that a look waits for news


def compare_page() -> None:
    library = desk.open_desk()
    held = library.held()
    st.header("Compare", anchor=False)
    if len(held) < 2:
        st.info("Comparing takes articles of at least two outlets. Add some on the Library page.")
        return
    wanted = _wanted(sorted(held), free=library.analyst.model is None)
    asking: Asking | None = st.session_state.get("comparison")
    if wanted and not (asking and (asking.typed, asking.filters.outlets) == wanted):
        asking = _begin(library, *wanted)
    if asking:
        st.fragment(_comparison, run_every=TICK if asking.busy else None)()


def _begin(library: Assistant, question: str, outlets: tuple[str, ...]) -> Asking:
    filters = Filters(outlets=outlets)
    turn = turn_at(library)
    ask = in_turn(partial(library.asking, question, filters=filters), turn)
    asking = Asking(question, filters, ask=ask, turn=turn)
    st.session_state["comparison"] = asking
    if _given() != (question, list(outlets)):
        st.query_params.from_dict({"q": question, "outlet": list(outlets)})
    return asking


def _given() -> tuple[str, list[str]]:
    """The question and the outlets that the address names."""
    return conversing.asked_by_address(), st.query_params.get_all("outlet")


def _wanted(names: Sequence[str], *, free: bool) -> tuple[str, tuple[str, ...]] | None:
    """The question and the outlets, once the reader has named both; `free` answers an address at once."""
    asked, given = _given()
    last = conversing.answered_last()
    outlets = [name for name in given if name in names][:MOST]
    with st.form("compare", border=False):
        left, right = st.columns([3, 2])
        question = left.text_input(
            "Question",
            value=asked or (last.question if last else ""),
            max_chars=LONGEST_QUESTION,
            key="compare-question",
        )
        chosen = right.multiselect(
            "Outlets",
            names,
            default=outlets,
            max_selections=MOST,
            key="compare-outlets",
            placeholder="Two to four",
        )
        go = st.form_submit_button("Compare", type="primary", key="compare-now")
    if not go:
        return (asked, tuple(outlets)) if free and asked and len(outlets) > 1 else None
    if len(chosen) < 2 or not question.strip():
        st.warning("Name a question and at least two outlets.")
        return None
    return question.strip(), tuple(chosen)


def _comparison() -> None:
    asking: Asking = st.session_state["comparison"]
    was_busy = asking.busy
    asking.wait_for_news(PAUSE)
    library = desk.open_desk()
    place = Place.read(st.query_params)
    left, rail = st.columns([7, 5], gap="large") if place else (st.container(), None)
    with left:
        draw_comparison(
            comparison.sheet(asking.answer, asking.filters.outlets, library.index.embedder.passages),
            sheets.sheet(asking.answer)["sources"],
            key="comparison-drawn",
            busy=asking.busy,
            on_open=desk.open_place,
        )
        if asking.busy:
            st.button("Stop", key="stop-comparing", icon=":material/stop_circle:", on_click=asking.stop)
        if asking.error:
            show_trouble(asking.error)
    if place and rail:
        with rail, st.container(key="rail"):
            side_reader(library, place, on_close=desk.close_place)
    if was_busy and not asking.busy:
        st.rerun()
