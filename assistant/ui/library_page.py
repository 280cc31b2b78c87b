"""Library: what has been added, a way to add more, and any article to read beside the list."""

from __future__ import annotations

import streamlit as st

from assistant.ui import desk, progress
from assistant.ui.add_form import add_form
from assistant.ui.outlets_tab import outlets_tab
from assistant.ui.places import Place
from assistant.ui.shelf import shelf
from assistant.ui.side_reader import side_reader


def library_page() -> None:
    library = desk.open_desk()
    listed = library.articles()
    left, rail = st.columns([7, 5], gap="large")
    with left:
        st.header("Library", anchor=False)
        with st.expander("Add articles", expanded=not listed, icon=":material/add:"):
            add_form()
        progress.show()
        if listed:
            articles, outlets = st.tabs(["Articles", "Outlets"])
            with articles:
                shelf(library, listed)
            with outlets:
                outlets_tab(library)
        else:
            st.info("No articles yet. Add some above, or open Ask to read the sample library.")
    with rail, st.container(key="rail"):
        if place := Place.read(st.query_params):
            side_reader(library, place, on_close=desk.close_place)
        elif listed:
            st.caption("Select an article to read it here.")
