"""Briefings: order one, watch it being made, read it beside its sources, take it along."""

from __future__ import annotations

from functools import partial

import streamlit as st

from assistant.briefing.briefings import Briefings
from assistant.briefing.document import Briefing, Length
from assistant.briefing.order import Order
from assistant.core import Assistant
from assistant.errors import CounterpointError
from assistant.questions import LONGEST_QUESTION
from assistant.ui import briefing_sheets, desk, exports, narrowing
from assistant.ui.composing import Composing, Making
from assistant.ui.drawing import draw_briefing
from assistant.ui.places import Place
from assistant.ui.plain import plain
from assistant.ui.readers import reader
from assistant.ui.side_reader import side_reader
from assistant.ui.trouble import heeded, show_trouble

TICK = 0.5
LENGTHS = list(Length)


def briefings_page() -> None:
    library = desk.open_desk()
    held = library.held()
    if not held:
        st.header("Briefings", anchor=False)
        st.info("A briefing is made of your articles. Add some on the Library page.")
        return
    making = making_now().get(reader())
    if making and not making.wait(TICK):
        st.fragment(_watch, run_every=TICK)()
    elif making:
        _made(making)
    elif id_ := str(st.query_params.get("b") or ""):
        _read(library, id_)
    else:
        _order(library)


@st.cache_resource(show_spinner=False)
def making_now() -> Making:
    """What is being made, of all readers; each finds only its own."""
    return {}


def briefings() -> Briefings:
    """The briefings of this reader."""
    return Briefings(desk.open_desk(), owner=reader())


def _order(library: Assistant) -> None:
    st.header("Briefings", anchor=False)
    st.caption(
        "A document on one topic that can be sent as it is: every sentence with the exact words behind it."
    )
    narrowing.narrowing(library, library.held())
    with st.form("order", border=False):
        given = str(st.query_params.get("topic") or "")[:LONGEST_QUESTION]
        topic = st.text_input("Topic, event or question", given, key="topic", max_chars=LONGEST_QUESTION)
        left, right = st.columns([1, 2], vertical_alignment="bottom")
        length = left.selectbox(
            "Length", LENGTHS, index=LENGTHS.index(Length.STANDARD), format_func=str.capitalize
        )
        since = right.checkbox("Say what is new since my last briefing on it", key="since-last")
        if st.form_submit_button("Make a briefing", type="primary", key="make") and topic.strip():
            _begin(Order(topic.strip(), narrowing.chosen(), length), since_last=since)
            st.rerun()
    _kept()


def _begin(order: Order, *, since_last: bool) -> None:
    mine = briefings()

    def newest() -> str:
        return next((one.id for one in mine.list()), "")

    compose = partial(mine.composing, order, since_last=since_last)
    making_now()[reader()] = Composing(order, compose=compose, newest=newest)


def _kept() -> None:
    """The briefings that were made, each opened by a click."""
    held = briefings().list()
    if not held:
        return
    st.subheader("Made before", anchor=False)
    picked = st.dataframe(
        {
            "Topic": [one.topic for one in held],
            "Made": [one.made_at[:16].replace("T", " ") for one in held],
            "State": ["complete" if one.complete else "stopped half-way" for one in held],
        },
        key=f"briefings-{len(held)}",
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        alt="Briefings that were made",
        column_config={"Topic": st.column_config.TextColumn(width="large")},
    )
    for row in picked["selection"]["rows"]:
        if row < len(held):
            st.query_params.from_dict({"b": held[row].id})
            st.rerun()


def _watch() -> None:
    making = making_now().get(reader())
    if making is None or making.done:
        st.rerun()
    st.header(plain(making.order.topic), anchor=False)
    with st.status("Stopping" if making.stopping else "Making the briefing", state="running", expanded=True):
        for step in making.steps:
            st.write(plain(step))
    if not making.stopping:
        st.button("Stop", key="stop-making", icon=":material/stop_circle:", on_click=making.stop)


def _made(making: Composing) -> None:
    """It ended: its address is laid, or what went wrong is told above a new order."""
    making_now().pop(reader(), None)
    if making.error:
        show_trouble(making.error)
    if making.id and not making.error:
        st.query_params.from_dict({"b": making.id})
        st.rerun()
    _order(desk.open_desk())


def _read(library: Assistant, id_: str) -> None:
    try:
        briefing = briefings().open(id_)
    except CounterpointError as error:
        show_trouble(error)
        st.button("All briefings", key="all-briefings", on_click=st.query_params.clear)
        return
    with st.container(horizontal=True, key="briefing-tools"):
        st.button(
            "All briefings",
            key="all-briefings",
            icon=":material/arrow_back:",
            type="tertiary",
            on_click=st.query_params.clear,
        )
        exports.downloads(briefing)
        st.button(
            "Delete",
            key="delete-briefing",
            icon=":material/delete:",
            type="tertiary",
            on_click=heeded(_delete),
            args=(id_,),
        )
    _document(library, briefing)


def _document(library: Assistant, briefing: Briefing) -> None:
    place = Place.read(st.query_params)
    left, rail = st.columns([7, 5], gap="large") if place else (st.container(key="alone"), None)
    with left:
        draw_briefing(
            briefing_sheets.sheet(briefing),
            key="briefing",
            place=place.parameters if place else {},
            on_open=desk.open_place,
        )
    if place and rail:
        with rail, st.container(key="rail"):
            side_reader(library, place, on_close=desk.close_place)


def _delete(id_: str) -> None:
    briefings().delete(id_)
    st.query_params.clear()
