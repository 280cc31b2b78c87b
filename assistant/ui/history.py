"""The questions of this session, to be reopened, renamed or dropped."""

from __future__ import annotations

import streamlit as st

from assistant.ui import desk
from assistant.ui.asking import Turn
from assistant.ui.plain import plain, short


def history(now: Turn | None) -> None:
    held = list(reversed(desk.turns().values()))
    if held:
        with st.popover(f"Asked: {len(held)}", icon=":material/history:", type="tertiary"):
            st.caption("Your questions of this session. Nobody else sees them.")
            for turn in held:
                _reopen(turn, here=turn is now)
            if now:
                _rename(now)
    if now:
        st.button("New question", key="new", icon=":material/edit:", type="tertiary", on_click=desk.clear)


def _reopen(turn: Turn, *, here: bool) -> None:
    st.button(
        plain(short(turn.title)),
        key=f"turn-{turn.id}",
        on_click=desk.lay,
        args=(turn,),
        type="secondary" if here else "tertiary",
        width="stretch",
    )


def _rename(now: Turn) -> None:
    title = st.text_input("Name of this question", value=now.title, key=f"name-{now.id}", max_chars=200)
    if title.strip() and title.strip() != now.title:
        now.title = title.strip()
        st.rerun()
    st.button("Remove it from the list", key=f"drop-{now.id}", on_click=desk.drop, args=(now.id,))
