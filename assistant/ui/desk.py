"""What all readers share: one open library; and what one reader has on the desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from assistant.core import LONGEST_QUESTION, Assistant
from assistant.news import EVERYTHING, Article, Filters, Span
from assistant.ui.asking import State, Turn
from assistant.ui.places import Place
from assistant.wiring import open_assistant

SAMPLE_OUTLET = "The Kostrel Lantern"
MOST_TURNS = 50  # answers kept for one reader; the oldest goes first


@st.cache_resource(show_spinner=False)
def open_desk() -> Assistant:
    """The library of the settings in force, opened once. Raises CounterpointError, and tries again next time."""
    return open_assistant()


def turns() -> dict[str, Turn]:
    """This reader's questions by id, oldest first; no other session sees them."""
    held: dict[str, Turn] = st.session_state.setdefault("turns", {})
    return held


def current() -> Turn | None:
    """The question on the desk."""
    return turns().get(st.session_state.get("turn", ""))


def background(question: str, filters: Filters) -> Turn:
    """A question that answers itself in the background, on no list."""
    return Turn(question, filters, ask=lambda text, within: open_desk().asking(text, filters=within))


def ask(question: str, filters: Filters) -> None:
    """Puts a new question on the desk; its answer grows in the background."""
    lay(_listed(background(question, filters)))


def _listed(turn: Turn) -> Turn:
    turns()[turn.id] = turn
    while len(turns()) > MOST_TURNS:
        drop(next(iter(turns())))
    return turn


def lay(turn: Turn) -> None:
    """Lays a question of this session on the desk, and its address into the browser's."""
    st.session_state["turn"] = turn.id
    st.query_params.from_dict({"q": turn.question})


def drop(id_: str) -> None:
    """Forgets a question of this session."""
    turn = turns().pop(id_, None)
    if turn and turn.state is State.ASKING:
        turn.stop()
    if st.session_state.get("turn") == id_:
        st.session_state.pop("turn")
        st.query_params.clear()


def clear() -> None:
    """An empty desk for a new question; the earlier ones stay in the list."""
    st.session_state.pop("turn", None)
    st.query_params.clear()


def asked_by_address() -> str:
    """The question that the address names, cut to what can be asked."""
    return str(st.query_params.get("q") or "").strip()[:LONGEST_QUESTION]


def reopened(*, again: bool) -> Turn | None:
    """The question on the desk, or that of the address; `again` asks it anew where this session has no answer."""
    asked = asked_by_address()
    now = current()
    if not asked:
        if now:
            st.query_params["q"] = now.question
        return now
    if now and now.question == asked:
        return now
    known = next((turn for turn in reversed(turns().values()) if turn.question == asked), None)
    if known:
        st.session_state["turn"] = known.id
        return known
    if again:
        turn = _listed(background(asked, EVERYTHING))
        st.session_state["turn"] = turn.id  # the address stays as it came: it may name a citation too
        return turn
    return None


def open_place(article_id: str, start: int, end: int) -> None:
    """Opens the article beside the answer; the address says where."""
    st.query_params.update(Place(article_id, Span(start, end)).parameters)


def close_place() -> None:
    for name in ("article", "at"):
        st.query_params.pop(name, None)


def is_sample(held: Mapping[str, int]) -> bool:
    """Whether the sample library is in this library, so that its questions can be answered."""
    return SAMPLE_OUTLET in held


def put_back(articles: Sequence[Article]) -> None:
    """Undoes a removal: the same articles, read and indexed again. Raises LibraryError."""
    open_desk().intake.add(iter(articles))
