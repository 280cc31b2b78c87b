"""One question of one reader, answered in a thread of its own, so that a click elsewhere does not lose it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import StrEnum
from uuid import uuid4

from assistant.conversation.drafts import grown
from assistant.errors import CounterpointError
from assistant.findings import Answer, Engine, Finding
from assistant.news import EVERYTHING, Filters

Ask = Callable[[str, Filters], Iterator[Finding | Answer]]
STOPPED = "You stopped this answer. What had passed the checks until then is shown."
CUT_SHORT = "The answer was cut short. What had passed the checks until then is shown."


class State(StrEnum):
    ASKING = "asking"
    ANSWERED = "answered"
    STOPPED = "stopped"
    FAILED = "failed"


class Turn:
    """A question and what has been found on it so far; `answer` grows until `state` is no longer asking."""

    def __init__(self, question: str, filters: Filters = EVERYTHING, *, ask: Ask) -> None:
        self.id = uuid4().hex[:12]
        self.title = question
        self.question = question
        self.filters = filters
        self.answer = Answer(question, Engine("", None, ""))
        self.state = State.ASKING
        self.error: CounterpointError | None = None
        self._ended = threading.Event()
        self._stop = threading.Event()
        threading.Thread(target=self._run, args=(ask,), name=f"turn-{self.id}", daemon=True).start()

    def wait(self, seconds: float) -> bool:
        """Waits at most so long for the end; true where it has come."""
        return self._ended.wait(seconds)

    def stop(self) -> None:
        """Keeps what was found and looks for nothing more."""
        if self.state is State.ASKING:
            self._stop.set()
            self.state = State.STOPPED
            self.answer = _with_note(self.answer, STOPPED)

    def _run(self, ask: Ask) -> None:
        try:
            for found in ask(self.question, self.filters):
                if self._stop.is_set():
                    return
                self.answer = found if isinstance(found, Answer) else grown(self.answer, found)
            self._end(State.ANSWERED)
        except CounterpointError as error:
            self._fail(error)
        except Exception as problem:  # noqa: BLE001 - the front door of this thread: nobody else would hear of it
            unforeseen = CounterpointError(
                f"Something unforeseen went wrong: {type(problem).__name__}.",
                hint="Ask again. If it happens twice, run `counterpoint doctor`.",
            )
            unforeseen.__cause__ = problem
            self._fail(unforeseen)
        finally:
            self._ended.set()

    def _fail(self, error: CounterpointError) -> None:
        self.error = error
        if self.answer.positions:
            self.answer = _with_note(self.answer, CUT_SHORT)
        self._end(State.FAILED)

    def _end(self, state: State) -> None:
        if self.state is State.ASKING:
            self.state = state


def _with_note(answer: Answer, note: str) -> Answer:
    return replace(answer, notes=(*answer.notes, note))
