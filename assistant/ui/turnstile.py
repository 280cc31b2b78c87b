"""Answers that this machine works out itself are let through as many at a time as it has cores.

Twenty at once share two cores so finely that all of them come last; in turn, the first comes as if it were alone.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator

import streamlit as st

from assistant.core import Assistant
from assistant.ui.asking import Ask, Said


@st.cache_resource(show_spinner=False)
def turnstile() -> threading.Semaphore:
    return threading.Semaphore(max(1, os.cpu_count() or 1))


def in_turn(library: Assistant, ask: Ask) -> Ask:
    """The same questions and answers; those of a model, which works elsewhere, wait for nobody."""
    if library.analyst.model is not None:
        return ask
    gate = turnstile()

    def asking() -> Iterator[Said]:
        saying = ask()
        first = next(saying, None)  # where the question is kept is known before it waits
        if first is not None:
            yield first
            with gate:
                yield from saying

    return asking
