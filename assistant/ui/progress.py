"""Adding as a reader sees it: how far it is, what failed and why, and a way to try again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from assistant.attribution.overlong import LONGEST_READ
from assistant.ingest.sources import Overrides
from assistant.intake import Added
from assistant.ui import desk
from assistant.ui.adding import Add, Adding
from assistant.ui.plain import plain
from assistant.ui.trouble import show_trouble

TICK = 0.5


def begin(sources: Sequence[str], overrides: Overrides | None = None, *, folder: Path | None = None) -> None:
    """Starts adding in the background; `show` says how it goes."""
    library = desk.open_desk()

    def add(given: Sequence[str], over: Overrides, progress: Callable[[Added], None]) -> Added:
        return library.add(given, overrides=over, progress=progress)

    st.session_state["adding"] = Adding(sources, overrides or Overrides(), add=add, folder=folder)


def watch(sources: Sequence[str], add: Add) -> None:
    """Does any other adding in the background; `show` says how it goes."""
    st.session_state["adding"] = Adding(sources, Overrides(), add=add)


def show() -> None:
    """The adding that goes on, or what came of the last one."""
    adding: Adding | None = st.session_state.get("adding")
    if adding is None:
        return
    if not adding.wait(TICK):
        st.fragment(_watch, run_every=TICK)()
    else:
        _report(adding)


def _watch() -> None:
    adding: Adding = st.session_state["adding"]
    done = adding.added.done
    st.status(
        f"Reading and indexing. {done} done so far." if done else "Reading and indexing.", state="running"
    )
    if adding.done:
        st.rerun()


def _report(adding: Adding) -> None:
    added = adding.added
    counted = [
        f"{len(ids)} {word}"
        for ids, word in (
            (added.added, "added"),
            (added.updated, "updated"),
            (added.unchanged, "already there"),
        )
        if ids
    ]
    if counted:
        st.success(", ".join(counted) + ".", icon=":material/check:")
    if added.unnamed:
        st.info(
            f"{len(added.unnamed)} of an unknown outlet. Select it in the Library and correct its outlet, so that its words count as its own."
        )
    if added.overlong:
        st.info(
            f"{len(added.overlong)} longer than {LONGEST_READ:,} characters: what lies beyond was kept, and who speaks there is unclear."
        )
    if adding.error:
        show_trouble(adding.error)
    if added.failed:
        with st.expander(f"{len(added.failed)} could not be added", expanded=True, icon=":material/error:"):
            for one in added.failed:
                st.markdown(
                    f"**{plain(_named(one.source))}**: {plain(str(one.error))} {plain(one.error.hint)}"
                )
    again = [one.source for one in added.failed if one.source.startswith(("http://", "https://"))]
    with st.container(horizontal=True):
        if again and st.button("Try these addresses again", key="retry"):
            begin(again)
            st.rerun()
        if st.button("Dismiss", key="dismiss", type="tertiary"):
            st.session_state.pop("adding", None)
            st.rerun()


def _named(source: str) -> str:
    return source if "://" in source else Path(source).name
