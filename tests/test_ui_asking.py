"""A question that is answered in the background: it stops, fails and is found again."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from assistant.conversation.turns import Standalone, State, Understood
from assistant.errors import EngineError
from assistant.news import EVERYTHING
from assistant.ui import turnstile
from assistant.ui.asking import Asking, Running, Said
from tests.desk import QUESTION, Desk, answer, findings

PATIENCE = 10


class Slow:
    """Says the first finding, and the rest once it may go on; knows whether it was closed half-way."""

    def __init__(self) -> None:
        self.shown, self.go_on, self.closed = threading.Event(), threading.Event(), False

    def __call__(self) -> Iterator[Said]:
        yield Understood("talk", 1, Standalone(QUESTION), EVERYTHING)
        try:
            yield findings()[0]
            self.shown.set()
            self.go_on.wait(PATIENCE)
            yield from findings()[1:]
            yield answer()
        except GeneratorExit:
            self.closed = True
            raise


def test_stop_keeps_what_was_shown_and_tells_the_conversation() -> None:
    slow = Slow()
    asking = Asking(QUESTION, ask=slow)
    slow.shown.wait(PATIENCE)

    asking.stop()
    slow.go_on.set()

    assert asking.wait(PATIENCE)
    assert asking.state is State.STOPPED
    assert len(asking.answer.positions) == 1
    assert slow.closed


def test_a_question_is_found_by_its_place_while_it_is_answered() -> None:
    slow = Slow()
    running: Running = {}

    asking = Asking(QUESTION, ask=slow, running=running)

    assert asking.wait_until_placed(PATIENCE)
    assert running == {("talk", 1): asking}
    slow.go_on.set()
    asking.wait(PATIENCE)
    assert running == {}


def test_an_unforeseen_error_is_told_in_words_and_never_lost() -> None:
    def broken() -> Iterator[Said]:
        raise ZeroDivisionError
        yield

    asking = Asking(QUESTION, ask=broken)

    assert asking.wait(PATIENCE)
    assert asking.state is State.FAILED
    assert "ZeroDivisionError" in str(asking.error)
    assert asking.error
    assert asking.error.hint
    assert not asking.wait_until_placed(PATIENCE)


def test_our_own_errors_keep_their_hint() -> None:
    def broken() -> Iterator[Said]:
        raise EngineError("The model is gone.", hint="Bring it back.")
        yield

    asking = Asking(QUESTION, ask=broken)
    asking.wait(PATIENCE)

    assert asking.error
    assert asking.error.hint == "Bring it back."


def test_answers_that_this_machine_works_out_wait_for_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    narrow = threading.Semaphore(1)
    monkeypatch.setattr(turnstile, "turnstile", lambda: narrow)
    slow, next_one = Slow(), Slow()
    next_one.go_on.set()

    first = Asking(QUESTION, ask=turnstile.in_turn(Desk(), slow))  # type: ignore[arg-type]
    slow.shown.wait(PATIENCE)
    second = Asking(QUESTION, ask=turnstile.in_turn(Desk(), next_one))  # type: ignore[arg-type]

    assert second.wait_until_placed(PATIENCE)
    assert not second.wait(0.2)
    slow.go_on.set()
    assert first.wait(PATIENCE)
    assert second.wait(PATIENCE)
    assert second.answer.positions


def test_answers_of_a_model_wait_for_nobody() -> None:
    slow = Slow()

    assert turnstile.in_turn(Desk(model="a-model"), slow) is slow  # type: ignore[arg-type]
