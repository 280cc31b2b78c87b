"""The list of articles: search, narrow, select to read, remove several at once, and put them back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from assistant.core import Assistant
from assistant.library.articles import Listed
from assistant.ui import desk, narrowing
from assistant.ui.headings import counted
from assistant.ui.places import Place
from assistant.ui.plain import plain

ROW = 36  # pixels of one line of the table
TALLEST = 620
NAME = 130  # an outlet's, so that a telephone shows the beginning of the title too


def shelf(library: Assistant, held: Mapping[str, int]) -> None:
    listed = library.articles(narrowing.chosen())
    with st.container(horizontal=True, vertical_alignment="center"):
        wanted = st.text_input(
            "Search titles and outlets",
            key="find",
            placeholder="Search titles and outlets",
            label_visibility="collapsed",
        )
        narrowing.narrowing(library, held)
        once = st.toggle("Each text once", key="once", help="Of reprints of one text, show the first.")
    shown = matching(listed, wanted)
    if once:
        shown = first_prints(shown)
    everything = library.count()
    st.caption(
        counted(everything, "article")
        if len(shown) == everything
        else f"{len(shown)} of {everything} articles"
    )
    selected = table(shown, key="shelf")
    if selected:
        _offer_removal(library, selected)
    _offer_undo(library)


def table(shown: Sequence[Listed], *, key: str) -> list[Listed]:
    """A table of articles; the one that was selected last opens beside it. Returns all that are selected."""
    picked = st.dataframe(
        rows(shown),
        key=f"{key}-{st.session_state.get('shelf-turn', 0)}",
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        alt="Articles",
        column_config={
            "Outlet": st.column_config.TextColumn(width=NAME),
            "Title": st.column_config.TextColumn(width="large"),
            "Published": st.column_config.DateColumn(format="YYYY-MM-DD", width="small"),
            "Kind": st.column_config.TextColumn(width="small"),
            "Language": st.column_config.TextColumn(width="small"),
            "Prints": st.column_config.NumberColumn(
                width="small", help="How many articles of the library print this text."
            ),
        },
        height=min(ROW * (len(shown) + 1) + 2, TALLEST),
    )
    selected = [shown[row] for row in picked["selection"]["rows"] if row < len(shown)]
    _read(selected, key)
    return selected


def matching(listed: Sequence[Listed], wanted: str) -> list[Listed]:
    """Articles whose title or outlet has every word that was typed."""
    words = wanted.casefold().split()
    return [
        one
        for one in listed
        if all(word in f"{one.title} {one.publisher} {one.origin or ''}".casefold() for word in words)
    ]


def first_prints(listed: Sequence[Listed]) -> list[Listed]:
    """Of articles of one origin only the first, in the order given."""
    return list({one.origin_group: one for one in reversed(listed)}.values())[::-1]


def rows(listed: Sequence[Listed]) -> dict[str, list[object]]:
    """The table, column by column."""
    prints = Counter(one.origin_group for one in listed)
    return {
        "Outlet": [f"{one.origin}, via {one.publisher}" if one.origin else one.publisher for one in listed],
        "Title": [one.title for one in listed],
        "Published": [one.published for one in listed],
        "Kind": [one.kind.replace("_", "-") for one in listed],
        "Language": [one.language for one in listed],
        "Prints": [prints[one.origin_group] for one in listed],
    }


def _read(selected: Sequence[Listed], key: str) -> None:
    """Opens the article that was selected last, once: closing it does not open it again."""
    name = f"{key}-selected"
    newest = next((one.id for one in selected if one.id not in st.session_state.get(name, ())), None)
    st.session_state[name] = {one.id for one in selected}
    if newest and st.query_params.get("article") != newest:
        desk.close_place()
        st.query_params.update(Place(newest).parameters)
        st.rerun()


def _offer_removal(library: Assistant, selected: Sequence[Listed]) -> None:
    what = plain(selected[0].title) if len(selected) == 1 else counted(len(selected), "article")
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


def _offer_undo(library: Assistant) -> None:
    removed = st.session_state.get("removed")
    if not removed:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="undo-bar"):
        st.caption(f"Removed {counted(len(removed), 'article')}.")
        if st.button("Put back", key="undo", icon=":material/undo:", type="tertiary"):
            library.intake.add(iter(st.session_state.pop("removed")))
            st.rerun()
