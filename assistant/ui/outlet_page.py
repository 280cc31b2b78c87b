"""One outlet: what public sources say of it, what is held of it, whom it quotes and who quotes it."""

from __future__ import annotations

import streamlit as st

from assistant.core import Assistant
from assistant.ingest.registry import Outlet
from assistant.news import Filters
from assistant.ui import desk
from assistant.ui.headings import counted
from assistant.ui.plain import plain
from assistant.ui.shelf import table

MOST = 40  # voices in the table


def outlet_page(library: Assistant, name: str) -> None:
    st.button("All of the library", key="back", icon=":material/arrow_back:", type="tertiary", on_click=_back)
    st.header(plain(name), anchor=False)
    known = library.outlets_known.find(name)
    if known:
        st.table(profile(known))
    else:
        st.caption("This outlet is not in the registry, so nothing is said about it: it is unrated.")
    _held(library, name)
    _quoted(library, name)


def profile(outlet: Outlet) -> dict[str, list[str]]:
    """What the registry knows; what is disputed comes with who says so."""
    told = {
        "Kind": outlet.kind.replace("_", "-"),
        "Medium": outlet.medium,
        "Country": outlet.country,
        "Languages": ", ".join(outlet.languages or (outlet.language,)),
        "Owner": outlet.owner,
        "Also called": ", ".join(outlet.aliases),
        "Sources for this": "; ".join(outlet.sources),
    }
    given = {what: value for what, value in told.items() if value}
    return {"What": list(given), "In the registry": list(given.values())}


def _held(library: Assistant, name: str) -> None:
    listed = library.articles(Filters(outlets=(name,)))
    st.subheader("Held in your library", anchor=False)
    if listed:
        table(listed, key="outlet")
    else:
        heard = next((one for one in library.outlets() if one.name == name), None)
        by = f" It is quoted by {plain(', '.join(heard.quoted_by))}." if heard and heard.quoted_by else ""
        st.caption(f"Nothing of its own: it is heard only through others.{by}")


def _quoted(library: Assistant, name: str) -> None:
    quoted = library.quoting(Filters(outlets=(name,)))
    st.subheader("Voices that it quotes", anchor=False)
    if not quoted:
        st.caption("None by name.")
        return
    st.dataframe(
        {
            "Voice": [one.voice.name for one in quoted[:MOST]],
            "Kind": [one.voice.kind.value for one in quoted[:MOST]],
            "Heard": [one.mentions for one in quoted[:MOST]],
            "Articles": [one.articles for one in quoted[:MOST]],
        },
        hide_index=True,
        alt="Voices that it quotes",
    )
    if len(quoted) > MOST:
        st.caption(f"And {counted(len(quoted) - MOST, 'more voice')}.")


def _back() -> None:
    st.query_params.pop("outlet", None)
    desk.close_place()
