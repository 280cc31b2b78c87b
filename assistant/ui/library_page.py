"""Library: what has been added, by article, event, outlet and feed; ways to add more; any article beside the list."""

from __future__ import annotations

import streamlit as st

from assistant.core import Assistant
from assistant.ui import desk, progress
from assistant.ui.add_form import add_form
from assistant.ui.correcting import correcting
from assistant.ui.events_tab import events_tab
from assistant.ui.feeds_tab import feeds_tab
from assistant.ui.outlet_page import outlet_page
from assistant.ui.outlets_tab import outlets_tab
from assistant.ui.places import Place
from assistant.ui.shelf import shelf
from assistant.ui.side_reader import side_reader


def library_page() -> None:
    library = desk.open_desk()
    place = Place.read(st.query_params)
    left, rail = st.columns([7, 5], gap="large") if place else (st.container(), None)
    with left:
        outlet = str(st.query_params.get("outlet") or "")
        if outlet:
            outlet_page(library, outlet)
        else:
            _stock(library)
    if place and rail:
        with rail, st.container(key="rail"):
            side_reader(library, place, on_close=desk.close_place)
            correcting(library, place.article_id)


def _stock(library: Assistant) -> None:
    """Everything that is held, and how to add to it."""
    held = library.held()
    st.header("Library", anchor=False)
    with st.expander("Add articles", expanded=not held, icon=":material/add:"):
        add_form()
    progress.show()
    if not held:
        st.info("No articles yet. Add some above, or open Ask to read the sample library.")
    tabs = st.tabs(["Articles", "Events", "Outlets", "Feeds"], key="show", bind="query-params")
    articles, events, outlets, feeds = tabs
    if held and articles.open:
        with articles:
            shelf(library, held)
    if held and events.open:
        with events:
            events_tab(library)
    if held and outlets.open:
        with outlets:
            outlets_tab(library)
    if feeds.open:
        with feeds:
            feeds_tab()
