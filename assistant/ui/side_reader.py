"""One article beside whatever the reader was doing, with its cited words marked."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from assistant.core import Assistant
from assistant.errors import CounterpointError
from assistant.ui import passages
from assistant.ui.drawing import draw_article
from assistant.ui.places import Place
from assistant.ui.trouble import show_trouble


def side_reader(library: Assistant, place: Place, *, on_close: Callable[[], None]) -> None:
    """The article at this place; where the library has it no longer, says so."""
    try:
        article = library.article(place.article_id)
        also = [one.publisher for one in library.reprints(article.id)]
    except CounterpointError as error:
        show_trouble(error)
        st.button("Close", key="close-missing", on_click=on_close)
        return
    draw_article(passages.sheet(article, place.span, also=also), key="reader", on_close=on_close)
