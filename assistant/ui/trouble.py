"""Errors as a reader meets them: what happened, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from assistant.errors import CounterpointError, EmbedderChanged, LibraryBusy
from assistant.ui import desk, rebuilding
from assistant.ui.plain import plain

Given = ParamSpec("Given")


def heeded(act: Callable[Given, object]) -> Callable[Given, None]:
    """The same for a click: what goes wrong is told above the page that is drawn next, not by Streamlit."""

    @wraps(act)
    def heeding(*given: Given.args, **named: Given.kwargs) -> None:
        try:
            act(*given, **named)
        except CounterpointError as error:
            st.session_state["trouble"] = error

    return heeding


def show_trouble_of_a_click() -> None:
    """What the last click met, once."""
    if error := st.session_state.pop("trouble", None):
        show_trouble(error)


def show_trouble(error: CounterpointError) -> None:
    """What happened and what to do, with a button where a click can help."""
    hint = f"\n\n{plain(error.hint)}" if error.hint else ""
    st.error(f"**{plain(str(error))}**{hint}", icon=":material/error:")
    if isinstance(error, EmbedderChanged):
        st.caption("Rebuilding reads every article anew; your articles and their addresses stay as they are.")
        if st.button("Rebuild the index", key="rebuild", type="primary"):
            rebuilding.begin(desk.open_desk())
            st.rerun()
    elif isinstance(error, LibraryBusy) and st.button("Try again", key="again"):
        st.rerun()
