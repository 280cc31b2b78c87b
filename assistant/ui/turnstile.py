"""Answers that this machine works out itself are let through as many at a time as it has cores.

Twenty at once share two cores so finely that all of them come last; in turn, the first comes as if it were alone.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

import streamlit as st

from assistant.core import Assistant

Said = TypeVar("Said")


class Turnstile:
    """Lets so many through at a time, in the order in which they came."""

    def __init__(self, abreast: int) -> None:
        self.abreast = abreast
        self.line: list[Turn] = []  # those inside stand first
        self.moved = threading.Condition()


class Turn:
    """One question's place at the turnstile."""

    def __init__(self, turnstile: Turnstile) -> None:
        self._turnstile = turnstile
        self._left = False

    @property
    def ahead(self) -> int:
        """How many must come through before this one is let in; none where it is in, or does not wait."""
        line = self._turnstile.line.copy()
        return max(0, line.index(self) + 1 - self._turnstile.abreast) if self in line else 0

    def leave(self) -> None:
        """Waits no longer: its reader pressed Stop."""
        with self._turnstile.moved:
            self._left = True
            self._turnstile.moved.notify_all()

    @contextmanager
    def passage(self) -> Iterator[bool]:
        """Waits until it is let in; false where it left before."""
        with self._turnstile.moved:
            self._turnstile.line.append(self)
            self._turnstile.moved.wait_for(lambda: self._left or not self.ahead)
        try:
            yield not self._left
        finally:
            with self._turnstile.moved:
                self._turnstile.line.remove(self)
                self._turnstile.moved.notify_all()


@st.cache_resource(show_spinner=False)
def turnstile() -> Turnstile:
    return Turnstile(max(1, os.cpu_count() or 1))


def turn_at(library: Assistant) -> Turn | None:
    """A place for one question; None where a model answers, which works elsewhere and waits for nobody."""
    return Turn(turnstile()) if library.analyst.model is None else None


def in_turn(ask: Callable[[], Iterator[Said]], turn: Turn | None) -> Callable[[], Iterator[Said]]:
    """The same, once it is this question's turn."""
    return _through(turn, ask, before=0) if turn else ask


def in_turn_once_placed(ask: Callable[[], Iterator[Said]], turn: Turn | None) -> Callable[[], Iterator[Said]]:
    """The same; what is said first, where the question is kept, is said before it waits."""
    return _through(turn, ask, before=1) if turn else ask


def _through(turn: Turn, ask: Callable[[], Iterator[Said]], *, before: int) -> Callable[[], Iterator[Said]]:
    def asking() -> Iterator[Said]:
        saying = ask()
        yield from islice(saying, before)
        with turn.passage() as let_in:
            if let_in:
                yield from saying
            elif isinstance(saying, Generator):
                saying.close()  # it is kept as stopped

    return asking
