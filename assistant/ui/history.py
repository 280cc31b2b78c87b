"""The reader's conversations: to be opened again, renamed or deleted."""

from __future__ import annotations

import streamlit as st

from assistant.conversation.turns import Conversation
from assistant.library.conversations import ListedConversation
from assistant.ui import conversing
from assistant.ui.plain import plain, short
from assistant.ui.sharing import sharing
from assistant.ui.talk import Talk
from assistant.ui.trouble import heeded

MOST = 30  # conversations in the list at once; a search finds the others
TALL = 340  # pixels; known before it is filled, so that it opens upwards from the foot of the page


def history(talk: Talk | None) -> None:
    kept = st.popover(
        "Conversations", icon=":material/history:", type="tertiary", on_change="rerun", key="kept"
    )
    with kept, st.container(height=TALL, border=False):
        if kept.open:
            if talk and talk.kept:
                _change(talk.kept)
            _list(talk.kept if talk else None)
    if talk:
        sharing(talk)
        st.button(
            "New",
            key="new",
            icon=":material/edit:",
            type="tertiary",
            help="A new conversation; this one is kept.",
            on_click=conversing.clear,
        )


def _list(here: Conversation | None) -> None:
    held = conversing.conversations().list()
    if not held:
        st.caption("Nothing asked yet. Your conversations will be kept here; nobody else sees them.")
        return
    st.caption("Your conversations. Nobody else sees them.")
    if len(held) > MOST:
        wanted = st.text_input(
            "Find a conversation", key="find-conversation", placeholder="Words of its title"
        )
        held = [one for one in held if wanted.casefold() in one.title.casefold()]
    for one in held[:MOST]:
        _reopen(one, here=here is not None and one.id == here.id)


def _reopen(one: ListedConversation, *, here: bool) -> None:
    st.button(
        plain(short(one.title)),
        key=f"conversation-{one.id}",
        on_click=heeded(conversing.open_again),
        args=(one.id,),
        type="secondary" if here else "tertiary",
        width="stretch",
    )


def _change(kept: Conversation) -> None:
    title = st.text_input(
        "Title of this conversation", value=kept.title, key=f"title-{kept.id}", max_chars=200
    )
    if title.strip() and title.strip() != kept.title:
        conversing.conversations().rename(kept.id, title)
        conversing.look_again()
        st.rerun()
    st.button(
        "Delete", key="delete", icon=":material/delete:", on_click=heeded(conversing.drop), args=(kept.id,)
    )
