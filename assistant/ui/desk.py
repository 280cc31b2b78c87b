"""What all readers share: one open library; and what one reader has on the desk."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from assistant.core import Assistant
from assistant.news import Span
from assistant.ui.places import Place
from assistant.watching.feeds import Feeds
from assistant.wiring import open_assistant, open_feeds

SAMPLE_OUTLET = "The Kostrel Lantern"


@st.cache_resource(show_spinner=False)
def open_desk() -> Assistant:
    """The library of the settings in force, opened once. Raises CounterpointError, and tries again next time."""
    return open_assistant()


def feeds() -> Feeds:
    """The feeds that the library follows."""
    return open_feeds(open_desk())


def open_place(article_id: str, start: int, end: int) -> None:
    """Opens the article beside the answer; the address says where."""
    st.query_params.update(Place(article_id, Span(start, end)).parameters)


def close_place() -> None:
    for name in ("article", "at"):
        st.query_params.pop(name, None)


def is_sample(held: Mapping[str, int]) -> bool:
    """Whether the sample library is in this library, so that its questions can be answered."""
    return SAMPLE_OUTLET in held
