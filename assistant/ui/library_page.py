"""Library: what has been added, and a way to add more."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from assistant.core import Assistant
from assistant.errors import CounterpointError, RefusedSource
from assistant.ingest.sources import Overrides
from assistant.library.articles import Listed
from assistant.ui import desk, progress
from assistant.ui.adding import addresses, kept_files
from assistant.ui.ask_page import side_reader
from assistant.ui.places import Place
from assistant.ui.plain import plain
from assistant.ui.trouble import show_trouble

KINDS = ["html", "htm", "pdf", "docx", "md", "txt", "json", "jsonl", "gz"]


def library_page() -> None:
    try:
        library = desk.open_desk()
        listed = library.articles()
    except CounterpointError as error:
        show_trouble(error)
        return
    shelf, rail = st.columns([7, 5], gap="large")
    with shelf:
        st.header("Library", anchor=False)
        with st.expander("Add articles", expanded=not listed, icon=":material/add:"):
            _add()
        progress.show()
        if listed:
            _shelf(library, listed)
        else:
            st.info("No articles yet. Add some above, or open Ask to read the sample library.")
    with rail, st.container(key="rail"):
        if place := Place.read(st.query_params):
            side_reader(library, place, on_close=desk.close_place)
        elif listed:
            st.caption("Select one article to read it here.")


def _add() -> None:
    by_address, by_file, by_paste = st.tabs(["Addresses", "Files", "Paste"])
    with by_address, st.form("add-addresses", border=False):
        text = st.text_area("Web addresses, one a line", key="addresses", placeholder="https://")
        if st.form_submit_button("Add", type="primary"):
            _begin_addresses(text)
    with by_file, st.form("add-files", border=False):
        files = st.file_uploader(
            "Pages, PDF, Word, Markdown, text, or JSONL of articles",
            type=KINDS,
            accept_multiple_files=True,
            key="files",
        )
        overrides = _details("file")
        if st.form_submit_button("Add", type="primary") and files:
            paths, folder = kept_files((file.name, file.getvalue()) for file in files)
            progress.begin(paths, overrides, folder=folder)
            st.rerun()
    with by_paste, st.form("add-paste", border=False):
        text = st.text_area("The article’s text", key="pasted", height=200)
        overrides = _details("paste")
        if st.form_submit_button("Add", type="primary") and text.strip():
            paths, folder = kept_files(
                [(f"{overrides.title or 'pasted'}.txt".replace("/", " "), text.encode())]
            )
            progress.begin(paths, overrides, folder=folder)
            st.rerun()


def _details(where: str) -> Overrides:
    outlet, title = st.columns(2)
    address, day = st.columns(2)
    return Overrides(
        outlet=outlet.text_input("Outlet", key=f"{where}-outlet", placeholder="as found in the text").strip()
        or None,
        title=title.text_input("Headline", key=f"{where}-title", placeholder="as found in the text").strip()
        or None,
        url=address.text_input("Address", key=f"{where}-url", placeholder="https://").strip() or None,
        published=day.date_input("Published", value=None, key=f"{where}-day", format="YYYY-MM-DD"),
    )


def _begin_addresses(text: str) -> None:
    try:
        given = addresses(text)
    except RefusedSource as error:
        show_trouble(error)
        return
    if given:
        progress.begin(given)
        st.rerun()


def _shelf(library: Assistant, listed: Sequence[Listed]) -> None:
    wanted = st.text_input(
        "Search titles and outlets",
        key="find",
        placeholder="Search titles and outlets",
        label_visibility="collapsed",
    )
    shown = [
        one
        for one in listed
        if wanted.casefold() in f"{one.title} {one.publisher} {one.origin or ''}".casefold()
    ]
    st.caption(f"{len(shown)} of {len(listed)} articles" if wanted else f"{len(listed)} articles")
    table = {
        "Published": [one.published for one in shown],
        "Outlet": [f"{one.origin} via {one.publisher}" if one.origin else one.publisher for one in shown],
        "Title": [one.title for one in shown],
        "Language": [one.language for one in shown],
        "Kind": [one.kind.replace("_", "-") for one in shown],
    }
    picked = st.dataframe(
        table,
        key="shelf",
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        column_config={"Published": st.column_config.DateColumn(format="YYYY-MM-DD")},
        height=min(36 * (len(shown) + 1) + 2, 640),
    )
    rows = [shown[row] for row in picked["selection"]["rows"] if row < len(shown)]
    _chosen(library, rows)


def _chosen(library: Assistant, rows: Sequence[Listed]) -> None:
    if (
        len(rows) == 1
        and st.query_params.get("article") != rows[0].id
        and st.session_state.get("read") != rows[0].id
    ):
        st.session_state["read"] = rows[0].id
        st.query_params["article"] = rows[0].id
        st.rerun()
    if not rows:
        st.session_state.pop("read", None)
        return
    what = plain(rows[0].title) if len(rows) == 1 else f"{len(rows)} articles"
    with st.popover(f"Remove {len(rows)}", icon=":material/delete:"):
        st.markdown(f"Remove {what} from your library? Answers that cite it can no longer open it.")
        if st.button("Remove", key="remove", type="primary"):
            _remove(library, [one.id for one in rows])


def _remove(library: Assistant, ids: list[str]) -> None:
    try:
        titles = library.remove(ids)
    except CounterpointError as error:
        show_trouble(error)
        return
    desk.close_place()
    st.session_state.pop("shelf", None)
    st.toast(f"Removed {len(titles)} article{'s' * (len(titles) != 1)}.")
    st.rerun()
