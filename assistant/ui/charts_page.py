"""Charts: coverage over time, who quotes whom, who stands where; each with its table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from assistant.ui import chart_specs, charted, conversing, desk, narrowing
from assistant.ui.plain import plain

Rows = Sequence[Mapping[str, Any]]
PLACES = ("x", "y", "x2", "y2")  # where a line of the graph goes: nothing for the table


def charts_page() -> None:
    library = desk.open_desk()
    held = library.held()
    st.header("Charts", anchor=False)
    if not held:
        st.info("Charts are drawn from your articles. Add some on the Library page.")
        return
    narrowing.narrowing(library, held)
    filters = narrowing.chosen()
    coverage = charted.coverage(library.articles(filters))
    _section("Coverage over time", coverage, chart_specs.COVERAGE, "No article has a date.")
    lines = charted.graph(charted.quoting(library.quoting(filters), held))
    spec = chart_specs.quoting(len({one["Outlet"] for one in lines}), len({one["Quotes"] for one in lines}))
    _section(
        "Who quotes whom",
        lines,
        spec,
        "No voice is quoted by name.",
        "Outlets at the left, the voices that they let speak at the right; the thicker a line, the more often.",
    )
    answer = conversing.answered_last()
    _section(
        "Who stands where",
        charted.stances(answer) if answer else [],
        chart_specs.STANCES,
        "Ask a question first; its issues are charted here.",
        f"On your question: {plain(answer.question)}" if answer else "",
    )


def _section(title: str, rows: Rows, spec: chart_specs.Spec, none: str, caption: str = "") -> None:
    st.subheader(title, anchor=False)
    if not rows:
        st.caption(none)
        return
    if caption:
        st.caption(caption)
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    scheme = "dark" if st.context.theme.type == "dark" else "light"
    st.vega_lite_chart(columns, chart_specs.in_ink(spec, scheme))
    with st.expander("The same as a table", icon=":material/table:"):
        told = {name: values for name, values in columns.items() if name not in PLACES}
        st.dataframe(told, hide_index=True, alt=title)
