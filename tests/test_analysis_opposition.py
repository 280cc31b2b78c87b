"""Opposition: wording scores what speaks against a claim, the trained reader can only lower it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.analysis.opposition import JudgedOpposition, lexical_opposition

CLAIM = "The bridge is safe and should stay open."
REFUTES = "The bridge is dangerous and should be closed."
BESIDE = "Pigeons live on the roof of the station."


def certain(chance: float, *, same: bool = True) -> JudgedOpposition:
    return JudgedOpposition(
        lambda _, texts: [chance] * len(texts), lambda _, texts: [same] * len(texts), lambda _: True
    )


def test_what_leans_to_support_is_lowered() -> None:
    (before,) = lexical_opposition(CLAIM, [REFUTES])
    assert before > 0
    assert certain(0.4)(CLAIM, [REFUTES]) == [pytest.approx(0.8 * before)]


def test_what_the_reader_plainly_takes_for_support_opposes_nothing() -> None:
    assert certain(0.3)(CLAIM, [REFUTES]) == [-1.0]


def test_what_is_about_something_else_opposes_nothing() -> None:
    assert certain(1.0, same=False)(CLAIM, [REFUTES]) == [-1.0]


def test_the_reader_never_raises_what_the_wording_says() -> None:
    assert certain(1.0)(CLAIM, [REFUTES, BESIDE]) == lexical_opposition(CLAIM, [REFUTES, BESIDE])


def test_a_text_in_a_language_the_reader_does_not_know_is_not_read() -> None:
    seen: list[str] = []

    def stances(_: str, texts: Sequence[str]) -> list[float]:
        seen.extend(texts)
        return [0.5] * len(texts)

    JudgedOpposition(stances, lambda _, texts: [True] * len(texts), lambda text: text != BESIDE)(
        CLAIM, [BESIDE, REFUTES]
    )
    assert seen == [REFUTES]


def test_a_claim_in_a_language_the_reader_does_not_know_keeps_its_scores() -> None:
    judged = JudgedOpposition(
        lambda _, texts: [0.0] * len(texts), lambda _, texts: [False] * len(texts), lambda _: False
    )
    assert judged(CLAIM, [REFUTES]) == lexical_opposition(CLAIM, [REFUTES])
