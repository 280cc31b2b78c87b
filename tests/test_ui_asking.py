"""A question that is answered in the background: it stops, fails and is found again."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

from assistant.conversation.turns import Standalone, State, Understood
from assistant.errors import EngineError
from assistant.news import EVERYTHING
from assistant.ui.asking import Asking, Running, Said
from assistant.ui.turnstile import Turn, Turnstile, in_turn, in_turn_once_placed, turn_at
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


def test_a_question_counts_among_those_that_grow_before_it_is_known_where_it_is_kept() -> None:
    begin, running = threading.Event(), dict[tuple[str, int], Asking]()

    def late() -> Iterator[Said]:
        begin.wait(PATIENCE)
        yield from Slow()()

    asking = Asking(QUESTION, ask=late, running=running)

    assert list(running.values()) == [asking]
    begin.set()
    assert asking.wait_until_placed(PATIENCE)
    assert running == {("talk", 1): asking}
    asking.stop()


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


def test_answers_that_this_machine_works_out_wait_for_each_other_in_order() -> None:
    narrow = Turnstile(1)
    slow, second, third = Slow(), Slow(), Slow()

    first = queued(slow, narrow)
    slow.shown.wait(PATIENCE)
    behind = queued(second, narrow)
    assert behind.wait_until_placed(PATIENCE)
    until(lambda: behind.ahead == 1)
    last = queued(third, narrow)
    until(lambda: last.ahead == 2)

    assert (first.ahead, behind.ahead, behind.answer.positions) == (0, 1, ())
    slow.go_on.set()
    assert second.shown.wait(PATIENCE)
    assert (first.wait(PATIENCE), behind.ahead, last.ahead) == (True, 0, 1)
    second.go_on.set()
    third.go_on.set()
    assert last.wait(PATIENCE)
    assert last.answer.positions


def test_whoever_stops_while_waiting_leaves_the_line_at_once() -> None:
    narrow = Turnstile(1)
    slow, second = Slow(), Slow()
    queued(slow, narrow)
    slow.shown.wait(PATIENCE)
    waiting = queued(second, narrow)
    until(lambda: waiting.ahead == 1)

    waiting.stop()

    assert waiting.wait(PATIENCE)
    assert waiting.state is State.STOPPED
    assert not second.shown.is_set()
    assert len(narrow.line) == 1
    slow.go_on.set()


def test_answers_of_a_model_wait_for_nobody() -> None:
    slow = Slow()

    turn = turn_at(Desk(model="a-model"))  # type: ignore[arg-type]

    assert turn is None
    assert in_turn(slow, turn) is slow


def queued(slow: Slow, turnstile: Turnstile) -> Asking:
    turn = Turn(turnstile)
    return Asking(QUESTION, ask=in_turn_once_placed(slow, turn), turn=turn)


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.005)
