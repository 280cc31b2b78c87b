"""Three ways to add: addresses, files, pasted text."""

from __future__ import annotations

import streamlit as st

from assistant.errors import RefusedSource
from assistant.ingest.sources import Overrides
from assistant.ui import progress
from assistant.ui.adding import addresses, kept_files
from assistant.ui.trouble import show_trouble

KINDS = ["html", "htm", "pdf", "docx", "md", "txt", "json", "jsonl", "gz"]


def add_form() -> None:
    by_address, by_file, by_paste = st.tabs(["Addresses", "Files", "Paste"])
    with by_address, st.form("add-addresses", border=False):
        text = st.text_area("Web addresses, one a line", key="addresses", placeholder="https://")
        if st.form_submit_button("Add", type="primary", key="add-addresses-now"):
            _begin_addresses(text)
    with by_file, st.form("add-files", border=False):
        files = st.file_uploader(
            "Web pages, PDF, Word, Markdown, text, or JSONL of articles",
            type=KINDS,
            accept_multiple_files=True,
            key="files",
        )
        overrides = _details("file")
        if st.form_submit_button("Add", type="primary", key="add-files-now") and files:
            paths, folder = kept_files((file.name, file.getvalue()) for file in files)
            progress.begin(paths, overrides, folder=folder)
            st.rerun()
    with by_paste, st.form("add-paste", border=False):
        text = st.text_area("The article’s text", key="pasted", height=200)
        overrides = _details("paste")
        if st.form_submit_button("Add", type="primary", key="add-paste-now") and text.strip():
            paths, folder = kept_files([("pasted.txt", text.encode())])
            progress.begin(paths, overrides, folder=folder)
            st.rerun()


def _details(where: str) -> Overrides:
    """What the reader knows better than the text does."""
    outlet, title = st.columns(2)
    address, day = st.columns(2)
    return Overrides(
        outlet=_given(outlet.text_input("Outlet", key=f"{where}-outlet", placeholder="as found in the text")),
        title=_given(title.text_input("Headline", key=f"{where}-title", placeholder="as found in the text")),
        url=_given(address.text_input("Address", key=f"{where}-url", placeholder="https://")),
        published=day.date_input("Published", value=None, key=f"{where}-day", format="YYYY-MM-DD"),
    )


def _given(text: str) -> str | None:
    return text.strip() or None


def _begin_addresses(text: str) -> None:
    try:
        given = addresses(text)
    except RefusedSource as error:
        show_trouble(error)
        return
    if given:
        progress.begin(given)
        st.rerun()
