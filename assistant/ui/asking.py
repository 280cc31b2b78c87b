"""One question of one reader, answered in a thread of its own, so that a click elsewhere does not lose it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator, MutableMapping
from dataclasses import replace

from assistant.conversation.drafts import grown
from assistant.conversation.turns import State, Understood
from assistant.findings import Answer, Engine, Finding
from assistant.news import EVERYTHING, Filters
from assistant.ui.background import Background
from assistant.ui.turnstile import Turn

Said = Understood | Finding | Answer
Ask = Callable[[], Iterator[Said]]

CLOSE_BEHIND = (
    0.1  # seconds; the last sentences of an answer come together, and drawing takes as long as they do
)


class Asking(Background):
    """A question and what has been found on it so far; `answer` grows until `state` is no longer asking.

    It stands in `running` from its start to its end, and once it is known where the question is kept, under conversation
    and number: a reload or a second tab finds it there.
    """

    def __init__(
        self,
        typed: str,
        filters: Filters = EVERYTHING,
        *,
        ask: Ask,
        running: Running | None = None,
        turn: Turn | None = None,
    ) -> None:
        """`turn` is the place at which it waits for others, where it has to."""
        super().__init__()
        self.typed = typed
        self.filters = filters
        self.understood: Understood | None = None
        self.answer = Answer(typed, Engine("", None, ""))
        self._ask = ask
        self._running = running if running is not None else {}
        self._place = ("", id(self))  # no conversation yet
        self._running[self._place] = self
        self._turn = turn
        self._placed = threading.Event()
        self._news = threading.Event()
        self._stop = threading.Event()
        self._begin("asking")

    @property
    def state(self) -> State:
        if self._stop.is_set():
            return State.STOPPED
        if not self.done:
            return State.ASKING
        return State.FAILED if self.error else State.ANSWERED

    @property
    def busy(self) -> bool:
        return self.state is State.ASKING

    @property
    def ahead(self) -> int:
        """How many questions of others are answered before this one is begun."""
        return self._turn.ahead if self._turn and self.busy else 0

    def wait_until_placed(self, seconds: float) -> bool:
        """Waits at most so long until it is known where the question is kept; true where it is."""
        return self._placed.wait(seconds) and self.understood is not None

    def wait_for_news(self, seconds: float) -> None:
        """Waits at most so long until there is more to show, or the end; what comes close behind comes with it."""
        if not self.done and self._news.wait(seconds):
            self.wait(CLOSE_BEHIND)
        self._news.clear()

    def seen(self) -> None:
        """What was found so far is about to be drawn, and is no news any more."""
        self._news.clear()

    def stop(self) -> None:
        """Keeps what was found and looks for nothing more."""
        if self.busy:
            self._stop.set()
            if self._turn:
                self._turn.leave()

    def _work(self) -> None:
        saying = self._ask()
        for said in saying:
            if self._stop.is_set():
                _close(saying)
                return
            self._hear(said)

    def _afterwards(self) -> None:
        self._running.pop(self._place, None)
        self._placed.set()
        self._ended.set()
        self._news.set()

    def _hear(self, said: Said) -> None:
        if isinstance(said, Understood):
            self.understood, self.filters = said, said.filters
            self.answer = replace(self.answer, question=said.standalone.question)
            self._running.pop(self._place, None)
            self._place = place(said)
            self._running[self._place] = self
            self._placed.set()
            self._news.set()
        else:
            self.answer = said if isinstance(said, Answer) else grown(self.answer, said)
            self._news.set()


Running = MutableMapping[tuple[str, int], Asking]
"""Questions that are being answered, by conversation and number; by no conversation until it is known."""


def place(understood: Understood) -> tuple[str, int]:
    return understood.conversation_id, understood.number


def _close(saying: Iterator[Said]) -> None:
    """Tells the conversation at once that its reader went: it keeps the turn as stopped."""
    if isinstance(saying, Generator):
        saying.close()
