"""Values that disagree are set side by side, each with who gives it; values of different things are not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.analysis.conflicts import MOST, conflicts_of_fact, with_facts
from assistant.analysis.evidence import sentences_of
from assistant.analysis.facts import TIME, Bound, facts
from assistant.analysis.likeness import Compared
from assistant.analysis.weighing import weigh
from assistant.attribution.sentences import sentences
from assistant.findings import Issue
from assistant.news import Article, Mode, Voice
from tests.making import WordEmbedder
from tests.voiced_evidence import evidence_of, spoken_article
from tests.voiced_sample import voiced_articles

COURIER, HERALD = Voice("Courier"), Voice("Herald")


def told(publisher: Voice, words: str, published: date | None = None) -> Article:
    return spoken_article(
        publisher.name.lower(), publisher.name, (words, (publisher,), Mode.OWN), published=published
    )


def found(question: str, *articles: Article, most: int = MOST) -> list[Issue]:
    heard = sentences_of(evidence_of(*articles), sentences, question=question)
    weighed = weigh(question, heard, lambda _, texts: [0.5] * len(texts))
    compared = Compared(with_facts(question, weighed), WordEmbedder().passages)
    return list(conflicts_of_fact(question, compared, most=most))


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("When did the dam fail?", {"4:40 a.m.": "Dana Orlitz", "5:10 a.m.": "Stolmar Copper"}),
        (
            "How many people were killed?",
            {"31 dead": "commission", "32 names of the dead": "The Kostrel Lantern"},
        ),
        (
            "How many cubic metres of tailings left the pond?",
            {"1.2 million cubic": "Stolmar Copper", "2.6 million cubic": "Water Office"},
        ),
        (
            "When was Sundmark warned?",
            {"7:30 a.m.": "Dana Orlitz", "12.52": "Wasseramt"},
        ),
        (
            "How many years since such rain?",
            {"thirty years": "The Aldermoor Dispatch", "eighty years": "Pavol Hrenik"},
        ),
    ],
)
def test_finds_the_values_that_the_sample_library_disputes(question: str, values: dict[str, str]) -> None:
    readings = [one for issue in found(question, *voiced_articles()) for one in issue.readings]
    given = {one.label: one.voices for one in readings}
    for value, voice in values.items():
        assert voice in given[value]


def test_figures_of_two_events_do_not_disagree() -> None:
    words = "Engineers found {} broken cables in the harbour bridge last week."
    one = told(COURIER, words.format(40), date(2020, 1, 5))
    assert found("Is the bridge safe?", one, told(HERALD, words.format(12), date(2020, 1, 8)))
    assert not found("Is the bridge safe?", one, told(HERALD, words.format(12), date(2021, 6, 1)))


def test_at_least_leaves_more_open_unless_the_number_is_asked_for() -> None:
    one = told(COURIER, "At least nine ferry passengers were rescued from the burning ferry on the lake.")
    other = told(HERALD, "Exactly 11 ferry passengers were rescued from the burning ferry on the lake.")
    assert not found("What happened to the ferry?", one, other)
    assert found("How many ferry passengers were rescued?", one, other)


def test_a_voice_that_gives_both_values_compares_them_itself() -> None:
    one = told(COURIER, "The council raised the harbour fund from 60 million dollars to 110 million dollars.")
    other = told(HERALD, "The council raised the harbour fund and it now holds 60 million dollars.")
    assert not found("What about the harbour fund?", one, other)


def test_a_rounded_figure_is_no_other_figure() -> None:
    one = told(COURIER, "The repair of the harbour bridge cost 4.9 million euros in the end.")
    other = told(HERALD, "The repair of the harbour bridge cost 5 million euros in the end.")
    assert not found("How much did the repair of the bridge cost?", one, other)


def test_reads_times_fates_and_bounds() -> None:
    (time,) = facts("The wall broke at 4.40 a.m. on Monday.")
    assert (time.counted, time.number) == (TIME, 280)
    dead, missing = facts("At least nine people were killed and 23 were missing.")
    assert (dead.counted, dead.bound, missing.counted) == ("dead", Bound.LEAST, "missing")


def test_the_day_of_a_dateline_is_no_fact() -> None:
    assert not facts("LEDVAR, Oct. 6 (Tridan) — A dam gave way before dawn.")


def test_a_voice_does_not_contradict_itself() -> None:
    words = "Engineers found {} broken cables in the harbour bridge last week."
    one, other = told(COURIER, words.format(40)), told(COURIER, words.format(12))
    assert not found("Is the bridge safe?", one, replace(other, id="other"))


def test_figures_of_two_things_with_names_do_not_disagree() -> None:
    words = "Engineers found {} broken cables in the harbour bridge of {} last week."
    assert not found(
        "Is it safe?", told(COURIER, words.format(40, "Ledvar")), told(HERALD, words.format(12, "Kostrel"))
    )
    assert found(
        "Is it safe?", told(COURIER, words.format(40, "Ledvar")), told(HERALD, words.format(12, "Ledvar"))
    )


def test_figures_that_share_nothing_beside_them_do_not_disagree() -> None:
    one = told(COURIER, "Engineers counted 40 cables on the harbour bridge before the winter storm.")
    other = told(HERALD, "A shop in Kostrel sold 12 cables for old lamps to a passing sailor.")
    assert not found("What happened?", one, other)


def test_a_value_that_is_asked_for_must_answer_the_question() -> None:
    one = told(COURIER, "Engineers counted 40 cables on the harbour bridge before the winter storm.")
    other = told(HERALD, "A shop in Kostrel sold 12 cables for old lamps to a passing sailor.")
    assert not found("How many cables did the harbour bridge have?", one, other)


@pytest.mark.parametrize(
    ("beside", "conflict"), [("Sie kam vom Transport.", False), ("Sie lag im Port.", True)]
)
def test_a_word_of_the_question_inside_another_word_answers_nothing(beside: str, conflict: bool) -> None:
    one = told(COURIER, "The ferry was in port at 7:30 a.m. on that Monday.")
    said = ("Die Ferry legte um 9:50 Uhr ab.", (HERALD,), Mode.OWN), (beside, (HERALD,), Mode.OWN)
    other = spoken_article("herald", "Herald", *said, language="de")
    assert bool(found("When was the ferry in port?", one, other)) is conflict


def test_a_short_word_is_not_the_beginning_of_a_longer_one() -> None:
    one = told(COURIER, "On Monday the oil cut 40 cables there.")
    other = told(HERALD, "On Monday the oily rag cut 12 cables there.")
    assert not found("How many cables did oil cut?", one, other)
    assert found("How many cables did oil cut?", one, told(HERALD, "On Monday the oil cut 12 cables there."))


def test_two_values_answer_a_question_by_the_same_words_of_it() -> None:
    one = told(COURIER, "Engineers counted 40 cables on the bridge before the storm.")
    other = told(HERALD, "Divers saw 12 cables in the harbour after the storm.")
    assert not found("How many cables did the harbour bridge have?", one, other)


def test_figures_with_nothing_telling_beside_them_are_of_two_things() -> None:
    words = "There were {} shops there once again."
    assert not found("What happened?", told(COURIER, words.format(40)), told(HERALD, words.format(12)))


def test_long_sentences_that_share_a_few_rare_words_are_of_two_things() -> None:
    one = told(
        COURIER,
        "Divers hired by the insurers counted 40 corroded pylons while a storm drove every trawler of the fleet home.",
    )
    other = told(
        HERALD,
        "A museum of engineering in the capital keeps 12 corroded pylons among lamps, bells and maps that sailors gave.",
    )
    assert not found("What happened?", one, other)


def test_four_values_of_one_thing_are_shown_at_most() -> None:
    words = "Engineers found {} broken cables in the harbour bridge last week."
    said = [told(Voice(f"Outlet {number}"), words.format(number)) for number in (10, 20, 30, 40, 50)]
    (issue,) = found("Is the bridge safe?", *said)
    assert len(issue.readings) == 4


def test_no_more_conflicts_of_fact_are_shown_than_are_wanted() -> None:
    cables = "Engineers found {} broken cables in the harbour bridge last week."
    seals = "Keepers fed {} orphaned seals at the coastal sanctuary over the winter."
    said = [
        told(Voice(f"{voice} {number}"), words.format(number))
        for words, voice in ((cables, "Courier"), (seals, "Herald"))
        for number in (10, 40)
    ]
    assert [len(found("What happened?", *said, most=most)) for most in (0, 1, 2)] == [0, 1, 2]
