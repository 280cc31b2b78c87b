"""Under an article: what the reader knows better, and where else its event is told."""

from __future__ import annotations

import streamlit as st

from assistant.core import Assistant
from assistant.errors import CounterpointError
from assistant.ingest.sources import Overrides
from assistant.news import Article
from assistant.ui import desk
from assistant.ui.places import Place
from assistant.ui.plain import plain, short
from assistant.ui.trouble import show_trouble

RELATED = 6


def correcting(library: Assistant, id_: str) -> None:
    """Two folded pieces; neither is worked out before it is opened. Nothing for an article that is gone."""
    try:
        article = library.article(id_)
    except CounterpointError:
        return
    elsewhere = st.expander(
        "The same event elsewhere", icon=":material/hub:", key=f"related-{article.id}", on_change="rerun"
    )
    if elsewhere.open:
        with elsewhere:
            _related(library, article)
    with st.expander("Correct what is known of it", icon=":material/edit_note:"):
        _form(library, article)


def _related(library: Assistant, article: Article) -> None:
    found = library.related(article.id, RELATED)
    if not found:
        st.caption("No other article of your library tells of it.")
    for one in found:
        st.button(
            plain(short(f"{one.origin or one.publisher}: {one.title}", 90)),
            key=f"related-{one.id}",
            type="tertiary",
            on_click=_open,
            args=(one.id,),
        )


def _open(id_: str) -> None:
    desk.close_place()
    st.query_params.update(Place(id_).parameters)


def _form(library: Assistant, article: Article) -> None:
    with st.form(f"correct-{article.id}", border=False):
        title = st.text_input("Headline", value=article.title)
        outlet = st.text_input("Outlet", value=article.publisher)
        authors = st.text_input("Authors", value=", ".join(article.authors), placeholder="divided by commas")
        address = st.text_input("Address", value=article.url or "", placeholder="https://")
        left, right = st.columns(2)
        published = left.date_input("Published", value=article.published, format="YYYY-MM-DD")
        language = right.text_input("Language", value=article.language, max_chars=8)
        if not st.form_submit_button("Correct", key="correct-now"):
            return
    given = Overrides(
        outlet=_changed(outlet, article.publisher),
        title=_changed(title, article.title),
        published=published if published != article.published else None,
        url=_changed(address, article.url or ""),
        authors=tuple(one.strip() for one in authors.split(",") if one.strip())
        if authors.strip() != ", ".join(article.authors)
        else (),
        language=_changed(language, article.language),
    )
    try:
        if given != Overrides():
            library.edit(article.id, given)
    except CounterpointError as error:
        show_trouble(error)
    else:
        st.rerun()


def _changed(now: str, before: str) -> str | None:
    """What was typed where it differs; an emptied field says nothing."""
    return now.strip() if now.strip() and now.strip() != before else None
