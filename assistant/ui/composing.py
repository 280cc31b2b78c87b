"""A briefing that is being made in the background."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator, MutableMapping

from assistant.briefing.document import Briefing
from assistant.briefing.order import Order, Step
from assistant.ui.background import Background

Compose = Callable[[], Iterator[Step | Briefing]]


class Composing(Background):
    """What is being done now, and the id of the briefing once it is kept; a stopped one is kept in part."""

    def __init__(self, order: Order, *, compose: Compose, newest: Callable[[], str]) -> None:
        """`newest` gives the id of the reader's newest briefing, or nothing."""
        super().__init__()
        self.order = order
        self.steps: tuple[str, ...] = ()
        self.id = ""
        self._compose = compose
        self._newest = newest
        self._before = ""
        self._stop = threading.Event()
        self._begin("composing")

    @property
    def stopping(self) -> bool:
        return self._stop.is_set()

    def stop(self) -> None:
        """Keeps what was checked until now."""
        self._stop.set()

    def _work(self) -> None:
        self._before = self._newest()
        composing = self._compose()
        for one in composing:
            if isinstance(one, Briefing):
                self.id = one.id
            else:
                self.steps = (*self.steps, one.text)
            if self.stopping and isinstance(composing, Generator):
                composing.close()

    def _afterwards(self) -> None:
        """One that was cut short is kept in part; its id was not told."""
        if not self.id and (kept := self._newest()) != self._before:
            self.id = kept


Making = MutableMapping[str, Composing]
"""Briefings that are being made, by reader: a reload finds its own again."""
