"""The index being made anew, or catching up, as every reader sees it."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping

import streamlit as st

from assistant.core import Assistant
from assistant.ui.background import Background
from assistant.ui.headings import counted
from assistant.ui.plain import plain

TICK = 1.0
NOTICED = 64  # passages that wait; fewer are read before anybody has finished this sentence

Reindex = Callable[[Callable[[int, int], None]], int]


class Rebuilding(Background):
    """Goes on whatever page the reader turns to; `read` of `total` passages are done."""

    unforeseen = "Start it again, or run `counterpoint reindex`: what was read so far is kept."

    def __init__(self, reindex: Reindex) -> None:
        super().__init__()
        self.read, self.total = 0, 0
        self._reindex = reindex
        self._begin("rebuilding")

    def _work(self) -> None:
        self._reindex(self._told)

    def _afterwards(self) -> None:
        """Nothing is left over: `error` says how it ended."""

    def _told(self, read: int, total: int) -> None:
        self.read, self.total = read, total


@st.cache_resource(show_spinner=False)
def going_on() -> MutableMapping[str, Rebuilding]:
    """The one rebuilding of this program, for all readers."""
    return {}


def begin(library: Assistant) -> None:
    """Starts it, unless it goes on already."""
    now = going_on().get("now")
    if now is None or now.done:
        going_on()["now"] = Rebuilding(lambda told: library.reindex(told))


def show(library: Assistant) -> None:
    """How far a rebuilding is, how it failed, or how much the index is behind; mostly nothing."""
    now = going_on().get("now")
    if now and not now.done:
        st.fragment(_watch, run_every=TICK)()
    elif now and now.error:
        st.error(f"**{plain(str(now.error))}** {plain(now.error.hint)}", icon=":material/error:")
    elif (waiting := library.index.waiting()) >= NOTICED:
        st.info(
            f"The index is behind: {counted(waiting, 'passage')} still to be read. "
            "You can read and ask; the next question reads them first and takes longer.",
            icon=":material/hourglass_top:",
        )


def _watch() -> None:
    now = going_on().get("now")
    if now is None or now.done:
        st.rerun()
    share = now.read / now.total if now.total else 0.0
    st.progress(min(share, 1.0), f"Rebuilding the index: {now.read} of {counted(now.total, 'passage')} read")
    st.caption("You can turn to other pages. Answers may miss what is not read yet.")
