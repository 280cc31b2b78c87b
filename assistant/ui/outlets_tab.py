"""Outlets: what is held of each, and who quotes those of which nothing is held."""

from __future__ import annotations

import streamlit as st

from assistant.core import Assistant
from assistant.ui import desk
from assistant.ui.headings import counted


def outlets_tab(library: Assistant) -> None:
    heard = library.outlets()
    absent = sum(not one.held for one in heard)
    st.caption(
        "Select an outlet to see what is known of it."
        + (
            f" Of {counted(absent, 'outlet')} your library holds nothing of its own: it is heard second-hand."
            if absent
            else ""
        )
    )
    picked = st.dataframe(
        {
            "Outlet": [one.name for one in heard],
            "Articles": [one.articles for one in heard],
            "Quoted by": [", ".join(one.quoted_by) for one in heard],
        },
        key="outlets",
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        alt="Outlets",
        column_config={"Quoted by": st.column_config.TextColumn(width="large")},
    )
    for row in picked["selection"]["rows"]:
        if row < len(heard):
            desk.close_place()
            st.query_params["outlet"] = heard[row].name
            st.rerun()
