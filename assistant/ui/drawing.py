"""The components that draw articles and answers: they get plain values and write them as text, never as markup."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st

Opened = Callable[[str, int, int], None]


@cache
def packaged(name: str) -> str:
    """The text of a file beside this module."""
    return (files(__package__) / name).read_text("utf-8")


def dress() -> None:
    """Lays the page's own style sheet under everything that follows, menus outside the page too."""
    scheme = "dark" if st.context.theme.type == "dark" else "light"
    st.html(f"<style>:root {{ color-scheme: {scheme}; }}\n{packaged('page.css')}</style>")


def draw_answer(
    sheet: dict[str, Any],
    *,
    key: str,
    place: dict[str, str],
    busy: bool,
    ahead: int,
    on_open: Opened,
    on_turn: Callable[[int], None],
) -> None:
    """Draws `sheets.sheet` under `headings.heading` between `headings.trail`; `ahead` questions are answered before it.

    A click on a number calls `on_open` with the article and the span, one on another question `on_turn` with its.
    """
    _component("answer")(
        key=key,
        data={"sheet": sheet, "place": place, "busy": busy, "ahead": ahead},
        on_open_change=lambda: _opened(key, on_open),
        on_turn_change=lambda: _turned(key, on_turn),
    )


def draw_sources(sources: list[dict[str, Any]], *, key: str, on_open: Opened) -> None:
    """The numbered places of an answer, each opening its article."""
    _component("sources")(key=key, data={"sources": sources}, on_open_change=lambda: _opened(key, on_open))


def draw_comparison(
    sheet: dict[str, Any], sources: list[dict[str, Any]], *, key: str, busy: bool, on_open: Opened
) -> None:
    """Draws `comparison.sheet`; numbers are those of the answer that it was made from."""
    _component("compare")(
        key=key,
        data={"sheet": sheet, "sources": sources, "busy": busy},
        on_open_change=lambda: _opened(key, on_open),
    )


def draw_briefing(sheet: dict[str, Any], *, key: str, place: dict[str, str], on_open: Opened) -> None:
    """Draws `briefing_sheets.sheet`; a click on a mark calls `on_open` with the article and the span."""
    _component("briefing")(
        key=key, data={"sheet": sheet, "place": place}, on_open_change=lambda: _opened(key, on_open)
    )


def draw_article(sheet: dict[str, Any], *, key: str, on_close: Callable[[], None]) -> None:
    """Draws `passages.sheet`, scrolled to the cited words."""
    _component("reader")(key=key, data={"sheet": sheet}, on_close_change=on_close)


def _opened(key: str, on_open: Opened) -> None:
    """Passes on what was clicked, where it is what our own script sends."""
    match st.session_state[key].get("open"):
        case {"article": str(article), "start": int(start), "end": int(end)} if 0 <= start <= end:
            on_open(article, start, end)


def _turned(key: str, on_turn: Callable[[int], None]) -> None:
    match st.session_state[key].get("turn"):
        case int(number):
            on_turn(number)


def _component(name: str) -> Any:
    return st.components.v2.component(
        f"counterpoint_{name}",
        css=packaged(f"{name}.css"),
        js=packaged("dom.js") + packaged(f"{name}.js"),
    )
