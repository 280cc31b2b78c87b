"""Filters: what the next question is asked of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from assistant.core import Assistant
from assistant.news import Filters, PartKind
from assistant.ui.headings import narrowed
from assistant.ui.plain import plain

TALL = 340  # pixels; known before it is filled, so that it opens upwards from the foot of the page
KINDS = {kind: kind.value.replace("_", "-") for kind in PartKind if kind is not PartKind.BOILERPLATE}


def chosen() -> Filters:
    """What this reader narrowed the library to."""
    days: tuple[date, ...] = tuple(st.session_state.get("filter-days") or ())
    return Filters(
        outlets=tuple(st.session_state.get("filter-outlets") or ()),
        since=days[0] if days else None,
        until=days[1] if len(days) > 1 else None,
        languages=tuple(st.session_state.get("filter-languages") or ()),
        kinds=tuple(st.session_state.get("filter-kinds") or ()),
    )


def narrowing(library: Assistant, held: Mapping[str, int]) -> None:
    """The popover with the filters, its label saying what is chosen; what can be chosen is asked for once it opens."""
    label = plain(narrowed(chosen())) or "All articles"
    filters = st.popover(
        label, icon=":material/filter_list:", type="tertiary", key="narrowing", on_change="rerun"
    )
    with filters, st.container(height=TALL, border=False):
        if filters.open:
            _choices(library, held)


def _choices(library: Assistant, held: Mapping[str, int]) -> None:
    extent = library.extent()
    st.multiselect(
        "Outlets", sorted(held), key="filter-outlets", placeholder="All outlets", persist_state="session"
    )
    if extent.first and extent.last:
        st.session_state.setdefault("filter-days", ())
        st.date_input(
            "Published between",
            min_value=extent.first,
            max_value=extent.last,
            key="filter-days",
            format="YYYY-MM-DD",
            persist_state="session",
        )
    if len(extent.languages) > 1:
        st.multiselect(
            "Languages",
            extent.languages,
            key="filter-languages",
            placeholder="All languages",
            persist_state="session",
        )
    if len(extent.kinds) > 1:
        st.multiselect(
            "Kinds of article",
            extent.kinds,
            key="filter-kinds",
            format_func=lambda kind: KINDS.get(kind, kind),
            placeholder="All kinds",
            persist_state="session",
        )
