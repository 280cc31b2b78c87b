"""What the log and OpenTelemetry are told: times and counts, never words."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest

from assistant import observing
from assistant.analysis.embedded import EmbeddedAnalyst
from assistant.attribution.sentences import sentences
from assistant.checking import Checking
from assistant.findings import Citation, Claim, Verdict
from assistant.news import Mode, Span, Voice
from assistant.verification.support import EmbeddedSupport
from tests.making import WordEmbedder
from tests.voiced_evidence import evidence_of, spoken_article

COURIER = Voice("Courier")


class Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Any] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record)


@pytest.fixture
def told() -> Iterator[list[Any]]:
    kept, logger = Kept(), logging.getLogger(observing.NAME)
    before = logger.level
    logger.setLevel(logging.INFO)
    logger.addHandler(kept)
    yield kept.lines
    logger.removeHandler(kept)
    logger.setLevel(before)


def test_an_operation_is_told_with_its_outcome_and_its_facts(told: list[Any]) -> None:
    @observing.timed("search", lambda found: {"passages": len(found)})
    def search() -> list[str]:
        return ["one", "two"]

    assert search() == ["one", "two"]

    [line] = told
    assert (line.message, line.outcome, line.passages) == ("search", "done", 2)
    assert line.seconds >= 0


def test_an_error_is_told_by_its_class_and_not_by_its_message(told: list[Any]) -> None:
    with pytest.raises(ValueError, match="secret"), observing.operation("search"):
        raise ValueError("a secret question")

    [line] = told
    assert line.outcome == "ValueError"
    assert "secret" not in str(vars(line))


def test_pieces_come_through_as_they_are_and_end_one_operation(told: list[Any]) -> None:
    @observing.streamed("ask", lambda piece: {"last": piece})
    def ask() -> Iterator[int]:
        yield from (1, 2, 3)

    pieces = ask()

    assert next(pieces) == 1
    assert not told
    assert list(pieces) == [2, 3]
    assert [(line.outcome, line.last) for line in told] == [("done", 3)]


def test_a_reader_who_stops_early_is_no_error_and_closes_what_works(told: list[Any]) -> None:
    closed = []

    @observing.streamed("ask")
    def ask() -> Iterator[int]:
        try:
            yield from (1, 2)
        finally:
            closed.append(True)

    pieces = ask()
    next(pieces)
    pieces.close()  # type: ignore[attr-defined]

    assert [line.outcome for line in told] == ["stopped"]
    assert closed == [True]


@pytest.mark.parametrize("words", ["Who is to blame?", "Müller sagte", "x" * 500, "a\nb"])
def test_a_text_that_is_no_name_is_held_back(told: list[Any], words: str) -> None:
    with observing.operation("search", question=words):
        pass

    assert words not in str(vars(told[0]))


def test_a_mistake_of_ours_is_told_by_place_and_class_alone(told: list[Any]) -> None:
    def fails() -> None:
        raise KeyError("somebody's words")

    try:
        fails()
    except KeyError as problem:
        observing.unforeseen("conversation", problem)

    [line] = told
    assert line.error == "KeyError"
    assert line.trail[-1].startswith("tests.test_observing:fails:")
    assert "words" not in str(line.trail)


def test_every_claim_that_is_checked_is_counted_by_its_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[tuple[str, int, dict[str, Any]]] = []
    monkeypatch.setattr(
        observing, "count", lambda name, amount, **facts: counted.append((name, amount, facts))
    )
    words = "The mill at Orrin will close in June."
    article = spoken_article("a", "Courier", (words, (COURIER,), Mode.OWN))
    analyst = EmbeddedAnalyst(lambda _, texts: [0.5] * len(texts), sentences, WordEmbedder().passages)
    checking = Checking(evidence_of(article), analyst, EmbeddedSupport())

    checking.check(Claim(words, (Citation("a", Span(0, len(words)), words),)), COURIER)
    checking.check(Claim(words), COURIER)

    assert counted == [
        ("claims", 1, {"verdict": Verdict.EXACT}),
        ("claims", 1, {"verdict": Verdict.UNSUPPORTED}),
    ]
