"""What a reader can do with an answer: send a link to it, take it along, have it made into a briefing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from assistant.ui import conversing
from assistant.ui.talk import Talk

FORMS = {"markdown": ("Markdown", "md", "text/markdown"), "json": ("JSON", "json", "application/json")}
TALL = 250  # pixels; known before it is filled, so that it opens upwards from the foot of the page
CARRIED = ("q", "article", "at")  # of the address: what another reader's browser can open


def sharing(talk: Talk) -> None:
    """The popover beside the question field; what is in it is worked out once it opens."""
    share = st.popover("Share", icon=":material/ios_share:", type="tertiary", key="share", on_change="rerun")
    with share, st.container(height=TALL, border=False):
        if share.open and talk.kept:
            _link()
            _files(talk.kept.id)
            st.page_link(
                st.session_state["pages"]["briefings"],
                label="Make a briefing of this question",
                icon=":material/description:",
                query_params=[("topic", talk.shown.standalone.question)],
            )


def link(page: str, parameters: Mapping[str, str]) -> str:
    """The address that asks the same question in another reader's browser, with the same words open beside it."""
    return f"{page.split('?')[0]}?{urlencode({name: parameters[name] for name in CARRIED if name in parameters})}"


def _link() -> None:
    st.caption("A link to this question. Whoever can open this desk has it answered from the same library.")
    st.code(link(st.context.url or "", st.query_params.to_dict()), language=None, wrap_lines=True)


def _files(conversation: str) -> None:
    st.caption("The whole conversation, with every citation.")
    with st.container(horizontal=True, gap="small"):
        for form, (label, ending, mime) in FORMS.items():
            st.download_button(
                label,
                partial(conversing.conversations().export, conversation, form),
                file_name=f"conversation-{conversation}.{ending}",
                mime=mime,
                key=f"export-{form}",
                icon=":material/download:",
                on_click="ignore",
            )
