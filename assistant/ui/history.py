"""The questions of this session, to be reopened, renamed or dropped."""

from __future__ import annotations

import streamlit as st

from assistant.ui import desk
from assistant.ui.asking import Turn
from assistant.ui.plain import plain, short


def history(now: Turn | None) -> None:
    st.button("New question", key="new", icon=":material/edit:", on_click=desk.clear, width="stretch")
    held = list(reversed(desk.turns().values()))
    if not held:
        st.caption("Your questions of this session will be listed here. Nobody else sees them.")
        return
    st.caption("This session")
    for turn in held:
        st.button(
            plain(short(turn.title)),
            key=f"turn-{turn.id}",
            on_click=desk.lay,
            args=(turn,),
            type="secondary" if now is turn else "tertiary",
            width="stretch",
        )
    if now:
        with st.popover("This question", icon=":material/more_horiz:", width="stretch"):
            title = st.text_input("Name", value=now.title, key=f"name-{now.id}", max_chars=200)
            if title.strip() and title.strip() != now.title:
                now.title = title.strip()
                st.rerun()
            st.button("Remove from this list", key=f"drop-{now.id}", on_click=desk.drop, args=(now.id,))
