"""Errors as a reader meets them: what happened, and what to do."""

from __future__ import annotations

import streamlit as st

from assistant.errors import CounterpointError, EmbedderChanged, LibraryBusy
from assistant.ui import desk, rebuilding
from assistant.ui.plain import plain


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
