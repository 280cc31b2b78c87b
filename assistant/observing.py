"""What the program does, told to its log and to OpenTelemetry: names, counts and times, and never anybody's words."""

from __future__ import annotations

import functools
import logging
import re
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from enum import Enum
from typing import Any, ParamSpec, TypeVar

from opentelemetry import metrics, trace
from opentelemetry.trace import Span, StatusCode

Fact = bool | int | float | str
"""A count, a time, or a name such as `embedded`; a text with a space in it is somebody's words and is not told."""

Told = TypeVar("Told")
Given = ParamSpec("Given")

NAME = "counterpoint"
_LOG = logging.getLogger(NAME)
_NAME = re.compile(r"[\w.:@/+-]{1,120}")


def _nothing(_: object) -> Mapping[str, Fact]:
    return {}


class Operation:
    """One thing that the program is doing: a span, and at its end a line in the log and a point in the metrics.

    Until an SDK is set up (`telemetry.switch_on`) OpenTelemetry's part is nothing at all.
    """

    def __init__(self, name: str, facts: Mapping[str, Fact]) -> None:
        self.name = name
        self.facts = _safe(facts)
        self.span: Span = trace.get_tracer(NAME).start_span(name)
        self._begun = time.perf_counter()

    def note(self, facts: Mapping[str, Fact]) -> None:
        self.facts |= _safe(facts)

    @contextmanager
    def current(self) -> Iterator[None]:
        """What begins in here is a part of this operation."""
        with trace.use_span(self.span, record_exception=False, set_status_on_exception=False):
            yield

    def end(self, outcome: str = "done") -> None:
        seconds = time.perf_counter() - self._begun
        self.span.set_attributes({**self.facts, "outcome": outcome})
        if outcome not in {"done", "stopped"}:
            self.span.set_status(StatusCode.ERROR, outcome)
        self.span.end()
        if _LOG.isEnabledFor(logging.INFO):
            _LOG.info(self.name, extra={"outcome": outcome, "seconds": round(seconds, 4), **self.facts})
        _instruments().seconds.record(seconds, {"operation": self.name, "outcome": outcome})


@contextmanager
def operation(name: str, **facts: Fact) -> Iterator[Operation]:
    """An operation from here to the end of the block; an error is its outcome, by the error's class alone."""
    one = Operation(name, facts)
    try:
        with one.current():
            yield one
    except BaseException as problem:
        one.end(_outcome(problem))
        raise
    one.end()


def timed(
    name: str, tell: Callable[[Any], Mapping[str, Fact]] = _nothing
) -> Callable[[Callable[Given, Told]], Callable[Given, Told]]:
    """Makes each call of a function one operation; `tell` says of what it returned which facts are told."""

    def with_name(function: Callable[Given, Told]) -> Callable[Given, Told]:
        @functools.wraps(function)
        def observed(*given: Given.args, **named: Given.kwargs) -> Told:
            with operation(name) as one:
                told = function(*given, **named)
                one.note(tell(told))
                return told

        return observed

    return with_name


def streamed(
    name: str, tell: Callable[[Any], Mapping[str, Fact]] = _nothing
) -> Callable[[Callable[Given, Iterator[Told]]], Callable[Given, Generator[Told]]]:
    """The same for a function that gives one piece after another; what its reader does in between is no part of it.

    Its time is from the call to the last piece, the reader's pauses with it. A reader who stops early makes the outcome `stopped`.
    """

    def with_name(function: Callable[Given, Iterator[Told]]) -> Callable[Given, Generator[Told]]:
        @functools.wraps(function)
        def observed(*given: Given.args, **named: Given.kwargs) -> Generator[Told]:
            return observed_pieces(Operation(name, {}), function(*given, **named), tell)

        return observed

    return with_name


def observed_pieces(
    one: Operation,
    pieces: Iterator[Told],
    tell: Callable[[Told], Mapping[str, Fact]] = _nothing,
    at_the_end: Callable[[], Mapping[str, Fact]] = dict,
) -> Generator[Told]:
    """The same pieces as they come; the operation ends with them, or where their reader stops."""
    outcome = "done"
    try:
        while True:
            with one.current():
                try:
                    piece = next(pieces)
                except StopIteration:
                    return
            one.note(tell(piece))
            yield piece
    except BaseException as problem:
        outcome = _outcome(problem)
        raise
    finally:
        with one.current():
            getattr(pieces, "close", _nothing_to_close)()
        one.note(at_the_end())
        one.end(outcome)


def _nothing_to_close() -> None:
    """Some iterators are no generators."""


def count(name: str, amount: int, **facts: Fact) -> None:
    """Adds to one of the counters: `articles`, `claims`, `tokens`."""
    if amount:
        getattr(_instruments(), name).add(amount, _safe(facts))


def unforeseen(where: str, problem: BaseException) -> None:
    """Logs a mistake of ours by its class and place. Its message may hold a reader's words and stays out."""
    frames = []
    trail = problem.__traceback__
    while trail is not None:
        code = trail.tb_frame.f_code
        frames.append(f"{trail.tb_frame.f_globals.get('__name__', '?')}:{code.co_name}:{trail.tb_lineno}")
        trail = trail.tb_next
    _LOG.error("unforeseen", extra={"where": where, "error": type(problem).__name__, "trail": frames[-8:]})


class _Instruments:
    def __init__(self) -> None:
        meter = metrics.get_meter(NAME)
        self.seconds = meter.create_histogram(
            "counterpoint.operation.duration", unit="s", description="How long an operation took."
        )
        self.articles = meter.create_counter(
            "counterpoint.articles", description="Articles by what came of them."
        )
        self.claims = meter.create_counter(
            "counterpoint.claims", description="Claims by what the checks said."
        )
        self.tokens = meter.create_counter(
            "counterpoint.tokens", description="Tokens that a model read or wrote."
        )


@functools.cache
def _instruments() -> _Instruments:
    # OpenTelemetry's own proxies: made before a provider is set, they go over to it.
    return _Instruments()


def _outcome(problem: BaseException) -> str:
    return "stopped" if isinstance(problem, GeneratorExit | KeyboardInterrupt) else type(problem).__name__


def _safe(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """The facts, with every enumeration by its value; a text that is no name is held back."""
    told: dict[str, Fact] = {}
    for name, fact in facts.items():
        plain = fact.value if isinstance(fact, Enum) else fact
        told[name] = plain if not isinstance(plain, str) or _NAME.fullmatch(plain) else "(held back)"
    return told
