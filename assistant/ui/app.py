"""The browser app: what Streamlit runs for every reader."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from assistant.errors import CounterpointError
from assistant.ui.ask_page import ask_page
from assistant.ui.briefings_page import briefings_page
from assistant.ui.charts_page import charts_page
from assistant.ui.compare_page import compare_page
from assistant.ui.drawing import dress
from assistant.ui.library_page import library_page
from assistant.ui.settings_page import settings_page
from assistant.ui.trouble import show_trouble, show_trouble_of_a_click

LOGO = Path(__file__).with_name("logo.svg")
WORDMARK = Path(__file__).with_name("wordmark.svg")


def ask_to_log_in() -> None:
    """What a reader sees who is not logged in, where the server asks for it (docs/sharing.md)."""
    st.header("Counterpoint", anchor=False)
    st.markdown("This library is for readers who are logged in.")
    st.button("Log in", key="login", type="primary", on_click=st.login)


def main() -> None:
    st.set_page_config(page_title="Counterpoint", page_icon=LOGO, layout="wide")
    st.logo(WORDMARK, icon_image=LOGO, size="large")
    dress()
    pages = {
        "ask": st.Page(ask_page, title="Ask", icon=":material/forum:", default=True),
        "library": st.Page(
            library_page, title="Library", icon=":material/library_books:", url_path="library"
        ),
    }
    pages |= {
        "briefings": st.Page(
            briefings_page, title="Briefings", icon=":material/description:", url_path="briefings"
        ),
        "compare": st.Page(
            compare_page, title="Compare", icon=":material/compare_arrows:", url_path="compare"
        ),
        "charts": st.Page(charts_page, title="Charts", icon=":material/bar_chart:", url_path="charts"),
        "settings": st.Page(settings_page, title="Settings", icon=":material/settings:", url_path="settings"),
    }
    st.session_state["pages"] = pages
    page = st.navigation(list(pages.values()), position="top")
    if st.user.get("is_logged_in") is False:
        ask_to_log_in()
        return
    show_trouble_of_a_click()
    try:
        page.run()
    except CounterpointError as error:
        show_trouble(error)


main()
