"""Articles by the event that they tell of."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from assistant.core import Assistant
from assistant.library.articles import Listed
from assistant.ui import narrowing
from assistant.ui.shelf import table

MOST = 4  # outlets that the Compare page takes


def events_tab(library: Assistant) -> None:
    with st.spinner("Looking which articles tell of the same"):
        events = library.events(narrowing.chosen())
    if not events:
        st.caption("No two articles of your library tell of the same event.")
        return
    st.caption("Articles of about the same days that tell of the same. Select an event to see them.")
    picked = st.dataframe(
        rows(events),
        key="events",
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        alt="Events",
        column_config={
            "Event": st.column_config.TextColumn(width="large"),
            "Until": st.column_config.DateColumn(format="YYYY-MM-DD"),
            "From": st.column_config.DateColumn(format="YYYY-MM-DD"),
        },
    )
    for row in picked["selection"]["rows"]:
        if row < len(events):
            _event(events[row])


def rows(events: Sequence[Sequence[Listed]]) -> dict[str, list[object]]:
    """One row an event, under the headline of its newest article."""
    days = [[one.published for one in event if one.published] for event in events]
    return {
        "Event": [event[0].title for event in events],
        "Articles": [len(event) for event in events],
        "Outlets": [len(_outlets(event)) for event in events],
        "From": [min(given, default=None) for given in days],
        "Until": [max(given, default=None) for given in days],
    }


def _event(event: Sequence[Listed]) -> None:
    table(list(event), key="event")
    outlets = _outlets(event)
    if len(outlets) > 1:
        st.page_link(
            st.session_state["pages"]["compare"],
            label="Compare these outlets",
            icon=":material/compare_arrows:",
            query_params=[("q", event[0].title), *(("outlet", name) for name in outlets[:MOST])],
        )


def _outlets(event: Sequence[Listed]) -> list[str]:
    return list(dict.fromkeys(one.origin or one.publisher for one in event))
