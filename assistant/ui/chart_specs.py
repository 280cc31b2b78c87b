"""How the charts are drawn: Vega-Lite, with its own colours only where a colour means something."""

from __future__ import annotations

from typing import Any

Spec = dict[str, Any]
BENEATH = {"orient": "bottom", "columns": 2, "labelLimit": 115, "title": None}  # two fit on a telephone
NO_AXIS = {"axis": None, "type": "quantitative"}
GRAPH_ROW = 24  # pixels for one name
INK = {
    "light": ("#23211d", "#5f5a50"),
    "dark": ("#e8e4da", "#b5b0a4"),
}  # of theme.toml: text, and what stands beside

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
        "color": {"field": "Outlet", "type": "nominal", "legend": BENEATH},
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
                "domain": ["for", "mixed", "against", "no side", "not stated"],
                "range": ["#3f8f9e", "#8a67b8", "#c0653c", "#7d8b6a", "#a8a294"],
            },
            "legend": BENEATH,
        },
    },
}


def in_ink(spec: Spec, scheme: str) -> Spec:
    """The chart with names and axes in the theme's own ink: Streamlit's grey is too faint (WCAG AA)."""
    text, beside = INK[scheme]
    label = {"labelColor": beside, "titleColor": beside}
    return {**spec, "config": {"axis": label, "legend": label, "text": {"color": text, "fill": text}}}


def quoting(outlets: int, voices: int) -> Spec:
    """Outlets at the left, the voices that they quote at the right, a line for each pair, as thick as often."""
    line = {
        "mark": {"type": "rule", "opacity": 0.55, "tooltip": True},
        "encoding": {
            "x": {"field": "x", "scale": {"domain": [-1.1, 2.1]}, **NO_AXIS},
            "x2": {"field": "x2"},
            "y": {"field": "y", "scale": {"domain": [0, 1]}, **NO_AXIS},
            "y2": {"field": "y2"},
            "size": {"field": "Times", "type": "quantitative", "scale": {"range": [1, 9]}, "legend": None},
            "color": {"field": "Kind", "type": "nominal", "legend": BENEATH},
            "tooltip": [
                {"field": name, "type": "nominal" if name in ("Outlet", "Quotes", "Kind") else "quantitative"}
                for name in ("Outlet", "Quotes", "Kind", "Times", "Articles")
            ],
        },
    }
    return {
        "height": max(outlets, voices) * GRAPH_ROW + 20,
        "layer": [line, _names("Outlet", "x", "y", "right"), _names("Quotes", "x2", "y2", "left")],
    }


def _names(field: str, x: str, y: str, align: str) -> Spec:
    """Each name once, beside where its lines begin or end."""
    return {
        "transform": [{"aggregate": [{"op": "count", "as": "lines"}], "groupby": [field, x, y]}],
        "mark": {
            "type": "text",
            "align": align,
            "dx": 8 if align == "left" else -8,
            "limit": 150,
            "fontSize": 12,
        },
        "encoding": {
            "x": {"field": x, **NO_AXIS},
            "y": {"field": y, **NO_AXIS},
            "text": {"field": field, "type": "nominal"},
        },
    }
