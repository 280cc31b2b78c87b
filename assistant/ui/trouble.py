"""Errors as a reader meets them: what happened, and what to do."""

from __future__ import annotations

import streamlit as st

from assistant.errors import CounterpointError, EmbedderChanged, LibraryBusy
from assistant.ui.plain import plain


def show_trouble(error: CounterpointError) -> None:
    """What happened and what to do, with a button where a click can help."""
    hint = f"\n\n{plain(error.hint)}" if error.hint else ""
    st.error(f"**{plain(str(error))}**{hint}", icon=":material/error:")
    if isinstance(error, EmbedderChanged):
        st.caption("Rebuilding reads every article anew; your articles and their addresses stay as they are.")
        if st.button("Rebuild the index", key="rebuild", type="primary"):
            _rebuild()
    elif isinstance(error, LibraryBusy) and st.button("Try again", key="again"):
        st.rerun()


def _rebuild() -> None:
    from assistant.ui.desk import open_desk

    bar = st.progress(0.0, "Rebuilding the index")

    def show(done: int, total: int) -> None:
        bar.progress(done / max(total, 1), f"{done} of {total} passages")

    try:
        open_desk().reindex(show)
    except CounterpointError as error:
        st.error(plain(str(error)))
    else:
        st.rerun()
