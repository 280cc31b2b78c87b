"""Values that disagree are set side by side, each with who gives it; values of different things are not."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.analysis.conflicts import conflicts_of_fact, with_facts
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


def found(question: str, *articles: Article) -> list[Issue]:
    heard = sentences_of(evidence_of(*articles), sentences, question=question)
    weighed = weigh(question, heard, lambda _, texts: [0.5] * len(texts))
    return list(conflicts_of_fact(question, Compared(with_facts(question, weighed), WordEmbedder().passages)))


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
