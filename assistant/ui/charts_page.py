"""Charts: coverage over time, who quotes whom, who stands where; each with its table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from assistant.ui import charted, conversing, desk
from assistant.ui.plain import plain

Rows = Sequence[Mapping[str, Any]]
Spec = dict[str, Any]
BENEATH = {"orient": "bottom", "columns": 3, "labelLimit": 220}

COVERAGE: Spec = {
    "mark": {"type": "bar", "tooltip": True},
    "encoding": {
        "x": {"field": "Day", "type": "temporal", "timeUnit": "yearmonthdate", "title": None},
        "y": {
            "field": "Articles",
            "type": "quantitative",
            "aggregate": "sum",
            "title": "Articles",
            "axis": {"tickMinStep": 1},
        },
        "color": {"field": "Outlet", "type": "nominal", "legend": {**BENEATH, "title": None}},
    },
}
QUOTING: Spec = {
    "mark": {"type": "circle", "size": 160, "tooltip": True},
    "encoding": {
        "x": {
            "field": "Quotes",
            "type": "nominal",
            "title": "Quoted",
            "axis": {"labelAngle": -40, "labelLimit": 180},
        },
        "y": {"field": "Publisher", "type": "nominal", "title": None, "axis": {"labelLimit": 220}},
        "color": {
            "field": "Held",
            "type": "nominal",
            "legend": {**BENEATH, "title": "Own articles in your library"},
        },
    },
}
STANCES: Spec = {
    "mark": {"type": "rect", "tooltip": True},
    "encoding": {
        "x": {
            "field": "Issue",
            "type": "nominal",
            "title": None,
            "axis": {"labelAngle": 0, "labelLimit": 200},
        },
        "y": {"field": "Voice", "type": "nominal", "title": None, "axis": {"labelLimit": 220}},
        "color": {
            "field": "Stance",
            "type": "nominal",
            "scale": {
                "domain": ["for", "mixed", "against", "not stated"],
                "range": ["#3f8f9e", "#8a67b8", "#c0653c", "#a8a294"],
            },
            "legend": {**BENEATH, "title": None},
        },
    },
}


def charts_page() -> None:
    library = desk.open_desk()
    listed, heard = library.articles(), library.outlets()
    st.header("Charts", anchor=False)
    if not listed:
        st.info("Charts are drawn from your articles. Add some on the Library page.")
        return
    _section("Coverage over time", charted.coverage(listed), COVERAGE, "No article has a date.")
    _section("Who quotes whom", charted.quoting(heard), QUOTING, "No outlet is quoted by another one.")
    answer = conversing.answered_last()
    stances = charted.stances(answer) if answer else []
    where = f"On your question: {plain(answer.question)}" if answer else ""
    _section(
        "Who stands where", stances, STANCES, "Ask a question first; its issues are charted here.", where
    )


def _section(title: str, rows: Rows, spec: Spec, none: str, caption: str = "") -> None:
    st.subheader(title, anchor=False)
    if not rows:
        st.caption(none)
        return
    if caption:
        st.caption(caption)
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    st.vega_lite_chart(columns, spec)
    with st.expander("The same as a table", icon=":material/table:"):
        st.dataframe(columns, hide_index=True)
