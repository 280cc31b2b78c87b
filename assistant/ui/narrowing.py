"""Filters: what the next question is asked of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from assistant.core import Assistant
from assistant.news import Filters
from assistant.ui.plain import plain


def chosen() -> Filters:
    """What this reader narrowed the library to."""
    days: tuple[date, ...] = tuple(st.session_state.get("filter-days") or ())
    return Filters(
        outlets=tuple(st.session_state.get("filter-outlets") or ()),
        since=days[0] if days else None,
        until=days[1] if len(days) > 1 else None,
        languages=tuple(st.session_state.get("filter-languages") or ()),
    )


def narrowing(library: Assistant, held: Mapping[str, int]) -> None:
    """The popover with the filters, its label saying what is chosen."""
    filters = chosen()
    with st.popover(_label(filters), icon=":material/filter_list:", type="tertiary"):
        st.multiselect("Outlets", sorted(held), key="filter-outlets", placeholder="All outlets")
        listed = library.articles()
        days = sorted(one.published for one in listed if one.published)
        if days:
            st.session_state.setdefault("filter-days", ())
            st.date_input(
                "Published between",
                min_value=days[0],
                max_value=days[-1],
                key="filter-days",
                format="YYYY-MM-DD",
            )
        languages = sorted({one.language for one in listed if one.language != "und"})
        if len(languages) > 1:
            st.multiselect("Languages", languages, key="filter-languages", placeholder="All languages")


def _label(filters: Filters) -> str:
    if not filters.narrows:
        return "All articles"
    pieces = [*filters.outlets[:2]]
    if len(filters.outlets) > 2:
        pieces.append(f"{len(filters.outlets) - 2} more")
    if filters.since:
        pieces.append(f"{filters.since} to {filters.until or 'today'}")
    pieces.extend(filters.languages)
    return plain("Only " + ", ".join(pieces))
