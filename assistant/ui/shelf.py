"""The list of articles: search, select to read, remove several at once, and put them back."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from assistant.core import Assistant
from assistant.library.articles import Listed
from assistant.ui import desk
from assistant.ui.places import Place
from assistant.ui.plain import plain

ROW = 36  # pixels of one line of the table
TALLEST = 620


def shelf(library: Assistant, listed: Sequence[Listed]) -> None:
    wanted = st.text_input(
        "Search titles and outlets",
        key="find",
        placeholder="Search titles and outlets",
        label_visibility="collapsed",
    )
    shown = matching(listed, wanted)
    st.caption(f"{len(shown)} of {len(listed)} articles" if wanted else f"{len(listed)} articles")
    picked = st.dataframe(
        rows(shown),
        key=f"shelf-{st.session_state.get('shelf-turn', 0)}",
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        column_config={
            "Published": st.column_config.DateColumn(format="YYYY-MM-DD", width="small"),
            "Title": st.column_config.TextColumn(width="large"),
        },
        height=min(ROW * (len(shown) + 1) + 2, TALLEST),
    )
    selected = [shown[row] for row in picked["selection"]["rows"] if row < len(shown)]
    _read(selected)
    if selected:
        _offer_removal(library, selected)
    _offer_undo()


def matching(listed: Sequence[Listed], wanted: str) -> list[Listed]:
    """Articles whose title or outlet has every word that was typed."""
    words = wanted.casefold().split()
    return [
        one
        for one in listed
        if all(word in f"{one.title} {one.publisher} {one.origin or ''}".casefold() for word in words)
    ]


def rows(listed: Sequence[Listed]) -> dict[str, list[object]]:
    """The table, column by column."""
    return {
        "Published": [one.published for one in listed],
        "Outlet": [f"{one.origin}, via {one.publisher}" if one.origin else one.publisher for one in listed],
        "Title": [one.title for one in listed],
        "Language": [one.language for one in listed],
        "Kind": [one.kind.replace("_", "-") for one in listed],
    }


def _read(selected: Sequence[Listed]) -> None:
    """Opens the article that was selected last, once: closing it does not open it again."""
    newest = next((one.id for one in selected if one.id not in st.session_state.get("selected", ())), None)
    st.session_state["selected"] = {one.id for one in selected}
    if newest:
        st.query_params.from_dict(Place(newest).parameters)


def _offer_removal(library: Assistant, selected: Sequence[Listed]) -> None:
    what = plain(selected[0].title) if len(selected) == 1 else f"{len(selected)} articles"
    with st.popover(f"Remove {len(selected)}", icon=":material/delete:"):
        st.markdown(f"Remove {what} from your library? Answers that cite it can no longer open it.")
        if st.button("Remove", key="remove", type="primary"):
            _remove(library, [one.id for one in selected])


def _remove(library: Assistant, ids: Sequence[str]) -> None:
    kept = [library.article(id_) for id_ in ids]
    library.remove(ids)
    st.session_state["removed"] = kept
    desk.close_place()
    st.session_state["shelf-turn"] = st.session_state.get("shelf-turn", 0) + 1  # nothing is selected any more
    st.rerun()


def _offer_undo() -> None:
    removed = st.session_state.get("removed")
    if not removed:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="undo-bar"):
        st.caption(f"Removed {len(removed)} article{'' if len(removed) == 1 else 's'}.")
        if st.button("Put back", key="undo", icon=":material/undo:", type="tertiary"):
            desk.put_back(st.session_state.pop("removed"))
            st.rerun()
