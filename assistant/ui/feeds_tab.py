"""Feeds that the library follows: add, look now, stop following, take the list along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from assistant.errors import CounterpointError
from assistant.ingest.sources import Overrides
from assistant.intake import Added
from assistant.library.feeds import FollowedFeed
from assistant.ui import desk, progress
from assistant.ui.adding import addresses
from assistant.ui.headings import counted
from assistant.ui.plain import plain
from assistant.ui.trouble import heeded, show_trouble
from assistant.watching.feeds import Feeds
from assistant.watching.reports import Round


def feeds_tab() -> None:
    feeds = desk.feeds()
    _follow_form(feeds)
    listed = feeds.listed()
    if not listed:
        st.caption(
            "No feed is followed. Give the address of a feed, of a site that has one, or an OPML list."
        )
        return
    chosen = _table(listed)
    with st.container(horizontal=True):
        what = f"Look at {counted(len(chosen), 'feed')}" if chosen else "Look at all now"
        look = partial(begin, feeds, [one.address for one in chosen])
        st.button(what, key="look", icon=":material/refresh:", type="primary", on_click=heeded(look))
        if chosen:
            st.button(
                f"Stop following {len(chosen)}",
                key="unfollow",
                icon=":material/delete:",
                on_click=heeded(_unfollow),
                args=(feeds, [one.address for one in chosen]),
            )
        st.download_button(
            "Download as OPML",
            feeds.export,
            file_name="feeds.opml",
            mime="text/x-opml",
            icon=":material/download:",
            type="tertiary",
            on_click="ignore",
        )
    given_up = feeds.given_up()
    if given_up:
        with st.expander(f"{counted(len(given_up), 'article')} could not be read", icon=":material/error:"):
            for one in given_up:
                st.markdown(f"**{plain(one.title or one.address)}**: {plain(one.problem)}")


def begin(feeds: Feeds, chosen: Sequence[str]) -> None:
    """Looks at these feeds in the background, or at all of them; `progress.show` says how it goes."""

    def look(sources: Sequence[str], _: Overrides, told: Callable[[Added], None]) -> Added:
        return as_added(feeds.refresh(sources, lambda so_far: told(as_added(so_far))))

    progress.watch(chosen, look)


def as_added(given: Round) -> Added:
    """A round over feeds, told like any other adding."""
    return Added(given.added, given.updated, given.unchanged, given.failed)


def _follow_form(feeds: Feeds) -> None:
    with (
        st.form("follow", border=False, clear_on_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        address = st.text_input("Follow a feed", key="feed-address", placeholder="https://")
        go = st.form_submit_button("Follow", key="follow-now", type="primary")
    if not go or not address.strip():
        return
    try:
        with st.spinner("Asking for the feed"):
            fresh = [new for one in addresses(address) for new in feeds.add(one)]
    except CounterpointError as error:
        show_trouble(error)
        return
    if fresh:
        begin(feeds, fresh)
        st.rerun()
    st.info("This feed is followed already.")


def _table(listed: Sequence[FollowedFeed]) -> list[FollowedFeed]:
    picked = st.dataframe(
        {
            "Feed": [one.title or one.address for one in listed],
            "Articles": [one.articles for one in listed],
            "Waiting": [one.waiting for one in listed],
            "Looked at": [one.checked_at for one in listed],
            "Next": [one.due_at for one in listed],
            "Trouble": [one.problem for one in listed],
            "Address": [one.address for one in listed],
        },
        key=f"feeds-{len(listed)}",
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        alt="Feeds",
        column_config={
            name: st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm") for name in ("Looked at", "Next")
        },
    )
    return [listed[row] for row in picked["selection"]["rows"] if row < len(listed)]


def _unfollow(feeds: Feeds, chosen: Sequence[str]) -> None:
    for address in chosen:
        feeds.remove(address)
