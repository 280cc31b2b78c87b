"""Two names for one deed are set side by side; deeds done to different things, and names that may be one, are not."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.analysis.evidence import sentences_of
from assistant.analysis.likeness import Compared
from assistant.analysis.roles import MOST, conflicts_of_name, doers, with_doers
from assistant.analysis.weighing import weigh
from assistant.attribution.sentences import sentences
from assistant.findings import Issue
from assistant.news import Mode, Voice
from tests.making import WordEmbedder
from tests.voiced_evidence import evidence_of, spoken_article

COURIER, HERALD = Voice("Courier"), Voice("Herald")
OUTLETS = (COURIER, HERALD, Voice("Evening Post"), Voice("Morning Post"))
STEEL = "The steel suspension bridge over the Sevna was designed by {}."
BY_BROOK = "The new bridge over the Sevna was designed by Ana Brook in 1998."


def found(
    *texts: str,
    days: tuple[date | None, date | None] = (None, None),
    question: str = "What of the bridge?",
    most: int = MOST,
) -> list[Issue]:
    given = evidence_of(
        *(
            spoken_article(f"a{number}", outlet.name, (text, (outlet,), Mode.OWN), published=day)
            for number, (text, outlet, day) in enumerate(
                zip(texts, OUTLETS, (*days, None, None), strict=False)
            )
        )
    )
    weighed = weigh("?", sentences_of(given, sentences), lambda _, texts: [0.5] * len(texts))
    compared = Compared(with_doers(weighed), WordEmbedder().passages)
    return list(conflicts_of_name(question, compared, most=most))


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
        "Ivo Lenz designed the bridge over the Sevna for the firm of Ana Brook.",  # tells of both
    ],
)
def test_what_leaves_room_for_both_is_no_conflict(second: str) -> None:
    assert not found(BY_BROOK, second)


def test_deeds_of_different_years_do_not_conflict() -> None:
    second = "Ivo Lenz designed the bridge over the Sevna, as everybody knows."
    assert not found(BY_BROOK, second, days=(date(2012, 1, 1), date(2019, 1, 1)))


def test_one_voice_that_names_two_corrects_itself() -> None:
    given = evidence_of(
        *(
            spoken_article(name, "Courier", (STEEL.format(name), (COURIER,), Mode.OWN))
            for name in ("Ana Brook", "Ivo Lenz")
        )
    )
    weighed = weigh("?", sentences_of(given, sentences), lambda _, texts: [0.5] * len(texts))
    assert not list(conflicts_of_name("?", Compared(with_doers(weighed), WordEmbedder().passages)))


@pytest.mark.parametrize(
    ("place", "conflict"), [(" over the Sevna", True), (" over the Grindel", False), ("", False)]
)
def test_things_with_other_names_or_with_none_are_not_one_thing(place: str, conflict: bool) -> None:
    other = STEEL.format("Ivo Lenz").replace(" over the Sevna", place)
    assert bool(found(STEEL.format("Ana Brook"), other)) is conflict


def test_plain_words_beside_a_deed_make_one_thing_only_where_it_is_asked_for() -> None:
    said = ["The new bridge was designed by Ana Brook.", "The new bridge was designed by Ivo Lenz."]
    assert not found(*said)
    assert found(*said, question="Who designed the bridge?")


def test_sentences_of_two_subjects_do_not_conflict_over_a_few_words() -> None:
    first = "After the flood, whose damage ran to millions in the valley, the steel suspension bridge was designed by Ana Brook."
    second = "Ivo Lenz designed the steel suspension bridge, says a plaque that pupils of some village school put up at their fair."
    assert not found(first, second)


def test_a_third_name_for_a_deed_makes_no_second_conflict() -> None:
    assert len(found(*(STEEL.format(name) for name in ("Ana Brook", "Ivo Lenz", "Milos Antar")))) == 1


def test_no_more_conflicts_of_name_are_shown_than_are_wanted() -> None:
    novel = "The prize novel of the summer season was written by {}."
    said = [text.format(name) for text in (STEEL, novel) for name in ("Ana Brook", "Ivo Lenz")]
    assert [len(found(*said, most=most)) for most in (0, 1, 2)] == [0, 1, 2]
