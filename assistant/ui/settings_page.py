"""Settings: what is configured, whether it works, and how to change it. A key is never shown."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from assistant.doctor import Check, examine
from assistant.settings import Settings
from assistant.ui.front import without_a_model
from assistant.ui.plain import plain


def settings_page() -> None:
    st.header("Settings", anchor=False)
    _login()
    settings = Settings.load()
    st.table(
        {
            "What": [what for what, _ in in_force(settings)],
            "In force": [value for _, value in in_force(settings)],
        }
    )
    if st.button("Check everything and test the connection", key="examine", icon=":material/stethoscope:"):
        with st.spinner("Looking at the library, the index and the model"):
            for check in examine(settings):
                _show(check)
    if settings.model is None:
        without_a_model()
    with st.expander("Every setting", icon=":material/tune:"):
        st.table(
            {
                "Variable": [name for name, _ in Settings.table()],
                "What it changes": [text for _, text in Settings.table()],
            }
        )
    st.caption(
        "Settings are read at the start, from the environment and from .env in the folder that you start from."
    )


def _login() -> None:
    """Who reads, and the way out, where this desk asks for a login (docs/sharing.md)."""
    if st.user.get("is_logged_in"):
        with st.container(horizontal=True, vertical_alignment="center"):
            name = st.user.get("name") or st.user.get("email") or st.user.get("sub")
            st.markdown(f"Logged in as {plain(str(name))}", width="content")
            st.button("Log out", key="logout", icon=":material/logout:", type="tertiary", on_click=st.logout)


def in_force(settings: Settings) -> list[tuple[str, str]]:
    """What a reader may see of the settings: no key, and no address with a password in it."""
    model_server = urlsplit(settings.base_url).hostname if settings.base_url else None
    return [
        ("Analyst", "prompted" if settings.model else "embedded: the sources’ own sentences"),
        ("Model", settings.model or "none"),
        ("Model’s server", model_server or ("OpenAI" if settings.model else "none")),
        ("Key", "set" if settings.api_key else "not set"),
        ("Embedder", settings.embedder),
        ("Data folder", str(settings.data_dir)),
        ("Database", "your own" if settings.database_url else "a file in the data folder"),
        (
            "Vectors",
            urlsplit(settings.chroma_url).hostname or "server"
            if settings.chroma_url
            else "a folder in the data folder",
        ),
    ]


def _show(check: Check) -> None:
    advice = f"  \n{plain(check.advice)}" if check.advice else ""
    text = f"**{plain(check.name)}**: {plain(check.found)}{advice}"
    if check.fine:
        st.success(text, icon=":material/check:")
    else:
        st.error(text, icon=":material/error:")
