"""The page before the first question: what can be asked, and of what."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from assistant.core import Assistant
from assistant.ui import conversing, desk, narrowing, progress
from assistant.ui.headings import counted
from assistant.ui.plain import markup
from assistant.ui.trouble import heeded
from assistant.wiring import SAMPLE_QUESTIONS, sample_sources

PROMISE = "Ask about the news. See who says what, who disagrees, and the exact words behind every sentence."


def hero() -> None:
    st.html(f'<div class="front"><h1>Counterpoint</h1><p>{markup(PROMISE)}</p></div>')


def beneath(library: Assistant, held: Mapping[str, int]) -> None:
    """What stands under the question field: where to begin, and who would answer."""
    with st.container(key="beneath"):
        if held:
            _begin(library, held)
        else:
            _first_run()
        progress.show()
        if library.analyst.model is None:
            without_a_model()


def _begin(library: Assistant, held: Mapping[str, int]) -> None:
    if desk.is_sample(held):
        with st.container(horizontal=True, key="starters"):
            for number, question in enumerate(SAMPLE_QUESTIONS):
                ask = partial(conversing.ask, question, narrowing.chosen())
                st.button(question, key=f"start-{number}", on_click=heeded(ask))
    st.caption(f"Your library holds {counted(library.count(), 'article')} of {counted(len(held), 'outlet')}.")


def _first_run() -> None:
    with st.container(border=True, key="first-run"):
        st.markdown(
            "**Your library is empty.** Add articles of your own, or look around in the sample library: "
            "22 articles of invented outlets about a dam failure that never happened."
        )
        with st.container(horizontal=True):
            if st.button(
                "Read the sample library", key="sample", type="primary", icon=":material/menu_book:"
            ):
                progress.begin(sample_sources())
                st.rerun()
            st.page_link(st.session_state["pages"]["library"], label="Add articles", icon=":material/add:")


def without_a_model() -> None:
    with st.expander("No language model is connected", icon=":material/info:"):
        st.markdown(
            "The **embedded analyst** answers. It picks the sentences of each outlet that bear on your question, in the "
            "outlets’ own words, groups what agrees, and sets against each other what does not. It writes nothing itself "
            "and nothing leaves this machine.\n\n"
            "To have answers in prose, connect any OpenAI-compatible model and start Counterpoint again. "
            "What it writes passes the same checks."
        )
        st.code(
            "# a model on your own machine, for instance with Ollama\n"
            "COUNTERPOINT_BASE_URL=http://127.0.0.1:11434/v1\n"
            "COUNTERPOINT_MODEL=llama3.1\n\n"
            "# or a service\n"
            "COUNTERPOINT_MODEL=gpt-5-mini\n"
            "COUNTERPOINT_API_KEY=...",
            language="bash",
        )
        st.caption(
            "Put these lines into a file named .env in the folder that you start from, or into the environment."
        )
