"""Two names for one deed are set side by side; deeds done to different things, and names that may be one, are not."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.analysis.evidence import sentences_of
from assistant.analysis.likeness import Compared
from assistant.analysis.roles import conflicts_of_name, doers, with_doers
from assistant.analysis.weighing import weigh
from assistant.attribution.sentences import sentences
from assistant.findings import Issue
from assistant.news import Mode, Voice
from tests.making import WordEmbedder
from tests.voiced_evidence import evidence_of, spoken_article

COURIER, HERALD = Voice("Courier"), Voice("Herald")
BY_BROOK = "The new bridge over the Sevna was designed by Ana Brook in 1998."


def found(first: str, second: str, days: tuple[date | None, date | None] = (None, None)) -> list[Issue]:
    given = evidence_of(
        spoken_article("a", "Courier", (first, (COURIER,), Mode.OWN), published=days[0]),
        spoken_article("b", "Herald", (second, (HERALD,), Mode.OWN), published=days[1]),
    )
    weighed = weigh("?", sentences_of(given, sentences), lambda _, texts: [0.5] * len(texts))
    return list(
        conflicts_of_name("What of the bridge?", Compared(with_doers(weighed), WordEmbedder().passages))
    )


@pytest.mark.parametrize(
    ("text", "deed", "name"),
    [
        (BY_BROOK, "design", "Ana Brook"),
        ("Ivo Lenz designed the bridge.", "design", "Ivo Lenz"),
        ("The rebels are led by the former general Ivan Petrov.", "lead", "Ivan Petrov"),
        ("The novel, written by Ana Brook, is long.", "writ", "Ana Brook"),
        ("Ana Brook wrote the novel.", "writ", "Ana Brook"),
    ],
)
def test_a_deed_is_read_with_who_did_it(text: str, deed: str, name: str) -> None:
    assert [(one.deed, one.name.text) for one in doers(text)] == [(deed, name)]


def test_a_denied_deed_is_nobodys() -> None:
    assert not doers("The bridge was not designed by Ana Brook.")


def test_two_names_for_one_deed_are_side_by_side() -> None:
    (issue,) = found(BY_BROOK, "Ivo Lenz designed the bridge over the Sevna, as everybody knows.")
    assert [(one.label, one.voices) for one in issue.readings] == [
        ("Ana Brook", ("Courier",)),
        ("Ivo Lenz", ("Herald",)),
    ]


@pytest.mark.parametrize(
    "second",
    [
        "The old bridge over the Grindel was designed by Ivo Lenz.",  # another bridge
        "Brook designed the bridge over the Sevna by herself.",  # the same name, shorter
        "Ivo Lenz and not Ana Brook designed the bridge over the Sevna.",  # tells of both
    ],
)
def test_what_leaves_room_for_both_is_no_conflict(second: str) -> None:
    assert not found(BY_BROOK, second)


def test_deeds_of_different_years_do_not_conflict() -> None:
    second = "Ivo Lenz designed the bridge over the Sevna, as everybody knows."
    assert not found(BY_BROOK, second, (date(2012, 1, 1), date(2019, 1, 1)))
