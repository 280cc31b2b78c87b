"""Which two sentences head the readings of a point: those of one subject and time, of two voices that a reader can name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.analysis.evidence import sentences_of
from assistant.analysis.likeness import Compared
from assistant.analysis.pairs import Pair, of_one_time, pairs, sign
from assistant.analysis.points import Point
from assistant.analysis.weighing import weigh
from assistant.attribution.sentences import sentences
from assistant.news import Mode, Voice, VoiceKind
from assistant.wording.tokens import content
from tests.voiced_evidence import evidence_of, spoken_article

BROOK, LENZ = Voice("Ana Brook", VoiceKind.PERSON), Voice("Ivo Lenz", VoiceKind.PERSON)
SOMEBODY = Voice("an official", VoiceKind.UNNAMED)
HARMS = "The carbon tax harms every poor household in the north."
HELPS = "Farmers call the carbon tax a help for their villages."
DAY = date(2019, 3, 1)


def alike(texts: Sequence[str]) -> NDArray[np.float64]:
    return np.ones((len(texts), 1)) * 0.8


def apart(texts: Sequence[str]) -> NDArray[np.float64]:
    return np.eye(len(texts))


def compared(
    first: str = HARMS,
    second: str = HELPS,
    *,
    voice: Voice = LENZ,
    day: date | None = DAY,
    meaning: object = alike,
) -> Compared:
    given = evidence_of(
        spoken_article("a", "Courier", (first, (Voice("Courier"), BROOK), Mode.INDIRECT), published=DAY),
        spoken_article("b", "Herald", (second, (Voice("Herald"), voice), Mode.INDIRECT), published=day),
    )
    read = weigh("?", sentences_of(given, sentences), lambda _, texts: [0.5] * len(texts))
    read.sort(key=lambda one: one.sentence.article.id)
    return Compared(read, meaning)  # type: ignore[arg-type]


def of(read: Compared, *, holders: frozenset[int] = frozenset({0, 1})) -> list[Pair]:
    point = Point("Carbon tax", frozenset(content("carbon tax")), (0, 1), 1.0, holders)
    return pairs([point], read, lambda _, texts: [0.0] * len(texts))


def test_two_voices_on_one_subject_are_a_pair() -> None:
    (only,) = of(compared())
    assert {only.first, only.second} == {0, 1}


def test_sentences_that_say_the_same_are_no_pair() -> None:
    assert not of(compared(second=HARMS))


def test_sentences_that_share_a_phrase_and_nothing_else_are_no_pair() -> None:
    assert not of(compared(meaning=apart))


def test_one_of_a_pair_has_the_words_of_the_point() -> None:
    assert not of(compared(), holders=frozenset())


def test_sentences_published_years_apart_are_worth_half() -> None:
    (near,), (far,) = of(compared()), of(compared(day=date(2013, 3, 1)))
    assert far.worth == pytest.approx(near.worth / 2)


def test_a_reading_of_somebody_without_a_name_is_worth_less() -> None:
    (named,), (unnamed,) = of(compared()), of(compared(voice=SOMEBODY))
    assert unnamed.worth < named.worth


@pytest.mark.parametrize(
    ("day", "expected"), [(date(2019, 9, 1), True), (date(2013, 3, 1), False), (None, True)]
)
def test_one_time_is_about_a_year_as_far_as_it_is_known(day: date | None, expected: bool) -> None:
    read = compared(day=day).read
    assert of_one_time(read[0].sentence, read[1].sentence) is expected


def test_who_speaks_of_another_tax_takes_no_side() -> None:
    read = compared(first="Brook opposes the tax on fuel in the north.")
    stems = frozenset(content("tax"))
    held, beside = (
        Point("Carbon tax", stems, (0, 1), 1.0, holders) for holders in (frozenset({0}), frozenset({1}))
    )
    assert (sign(0, held, read), sign(0, beside, read)) == (-1, 0)
