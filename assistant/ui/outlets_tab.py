"""Outlets: what is held of each, and who quotes those of which nothing is held."""

from __future__ import annotations

import streamlit as st

from assistant.core import Assistant


def outlets_tab(library: Assistant) -> None:
    heard = library.outlets()
    st.dataframe(
        {
            "Outlet": [one.name for one in heard],
            "Articles": [one.articles for one in heard],
            "Quoted by": [", ".join(one.quoted_by) for one in heard],
        },
        hide_index=True,
        column_config={"Quoted by": st.column_config.TextColumn(width="large")},
    )
    absent = sum(not one.held for one in heard)
    if absent:
        st.caption(
            f"{absent} are only quoted: your library holds nothing of their own, so they are heard second-hand."
        )
