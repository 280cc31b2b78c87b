"""What an answer compares: the question's own point first, other points once each, each with the years of its sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from assistant.analysis.analyst import Evidence
from assistant.analysis.embedded import EmbeddedAnalyst
from assistant.analysis.evidence import sentences_of
from assistant.analysis.issues import issues as compared_on
from assistant.analysis.likeness import Compared
from assistant.analysis.weighing import weigh
from assistant.attribution.sentences import sentences
from assistant.findings import Claim, Finding, Issue, Note, Reading, Stance
from assistant.news import Mode, Voice, VoiceKind
from tests.making import WordEmbedder
from tests.voiced_evidence import evidence_of, spoken_article

COURIER, HERALD, POST = Voice("Courier"), Voice("Herald"), Voice("Evening Post")
BROOK, LENZ = Voice("Ana Brook", VoiceKind.PERSON), Voice("Ivo Lenz", VoiceKind.PERSON)
QUESTION = "Should the carbon tax be raised?"


def found(question: str, given: Evidence) -> list[Finding]:
    analyst = EmbeddedAnalyst(lambda _, texts: [0.5] * len(texts), sentences, WordEmbedder().passages)
    return list(analyst.analyse(question, given))


def issues(question: str, given: Evidence) -> list[Issue]:
    return [one for one in found(question, given) if isinstance(one, Issue)]


def taking_sides(second: date = date(2019, 3, 1)) -> Evidence:
    return evidence_of(
        spoken_article(
            "a",
            "Courier",
            ("Brook supports the carbon tax and wants it raised by July.", (COURIER, BROOK), Mode.INDIRECT),
            published=date(2019, 3, 1),
        ),
        spoken_article(
            "b",
            "Herald",
            ("Lenz opposes the carbon tax because it harms the poor.", (HERALD, LENZ), Mode.INDIRECT),
            published=second,
        ),
    )


def test_who_is_for_and_who_against_what_is_asked_comes_first() -> None:
    first = issues(QUESTION, taking_sides())[0]
    assert first.issue == "Carbon tax"
    assert [reading.voices for reading in first.readings] == [("Ana Brook",), ("Ivo Lenz",)]
    assert first.stances["Ana Brook"] is Stance.FOR
    assert first.stances["Ivo Lenz"] is Stance.AGAINST


def test_an_issue_whose_sources_are_of_several_years_names_them() -> None:
    assert issues(QUESTION, taking_sides(date(2013, 3, 1)))[0].issue == "Carbon tax (2013–2019)"


def test_an_answer_of_several_years_says_so() -> None:
    notes = [one.text for one in found(QUESTION, taking_sides(date(2013, 3, 1))) if isinstance(one, Note)]
    assert any("between 2013 and 2019" in text for text in notes)
    assert not any("between" in one.text for one in found(QUESTION, taking_sides()) if isinstance(one, Note))


def test_an_answer_that_compares_little_says_so() -> None:
    assert any(
        "one point only" in one.text for one in found(QUESTION, taking_sides()) if isinstance(one, Note)
    )


def test_outlets_that_share_no_phrase_are_set_side_by_side_as_they_tell_it() -> None:
    given = evidence_of(
        spoken_article(
            "a", "Courier", ("The minister raised every levy on coal last night.", (COURIER,), Mode.OWN)
        ),
        spoken_article(
            "b", "Herald", ("Heating will cost families a fortune from June.", (HERALD,), Mode.OWN)
        ),
        spoken_article(
            "c", "Evening Post", ("Markets took the news calmly in early trading.", (POST,), Mode.OWN)
        ),
    )
    (only,) = issues(QUESTION, given)
    assert only.issue == "Should the carbon tax be raised"
    assert {voice for reading in only.readings for voice in reading.voices} == {
        "Courier",
        "Herald",
        "Evening Post",
    }
    assert set(only.stances.values()) == {Stance.NOT_STATED}


def test_no_sentence_is_shown_under_two_points() -> None:
    given = evidence_of(
        spoken_article(
            "a",
            "Courier",
            (
                "The new carbon tax will cost 40 million crowns, which every bank can bear.",
                (COURIER,),
                Mode.OWN,
            ),
        ),
        spoken_article(
            "b",
            "Herald",
            (
                "The new carbon tax will cost 90 million crowns and ruin small farmers in the north.",
                (HERALD,),
                Mode.OWN,
            ),
        ),
    )
    assert [one.issue.partition(":")[2] for one in issues(QUESTION, given)] == [
        " 40 million crowns or 90 million crowns"
    ]


def test_a_headline_in_the_text_is_no_position() -> None:
    listed = "Senate Passes Carbon Tax After Long Night Of Bitter Debate."
    given = evidence_of(
        spoken_article("a", "Courier", (listed, (COURIER,), Mode.OWN)),
        *(
            spoken_article(
                "b", "Herald", ("The carbon tax harms the poor, the Herald thinks.", (HERALD,), Mode.OWN)
            ),
        ),
    )
    assert listed not in str(found(QUESTION, given))


def several(*texts: str) -> Compared:
    given = evidence_of(
        *(
            spoken_article(f"a{number}", f"Outlet {number}", (text, (Voice(f"Outlet {number}"),), Mode.OWN))
            for number, text in enumerate(texts)
        )
    )
    read = weigh("?", sentences_of(given, sentences), lambda _, texts: [0.5] * len(texts))
    return Compared(read, WordEmbedder().passages)


def told(found: Iterable[Issue]) -> set[str]:
    return {claim.text for one in found for reading in one.readings for claim in reading.claims}


HARMS = "The carbon tax harms every poor household in the north."
HELPS = "Farmers call the carbon tax a help for their villages."
COSTS = "Nobody knows what the carbon tax will cost the railways."


def test_what_is_read_more_widely_is_held_to_the_questions_words() -> None:
    narrow, wider = several(), several(HARMS, HELPS)
    assert told(compared_on("Is the carbon tax good?", (narrow, wider), [])) == {HARMS, HELPS}
    assert not told(compared_on("Why did the harbour bridge fall into the river?", (narrow, wider), []))
    assert told(compared_on("Why did the harbour bridge fall into the river?", (wider,), [])) == {
        HARMS,
        HELPS,
    }


def test_what_an_earlier_issue_shows_joins_no_side_of_a_later_one() -> None:
    read = several(HARMS, HELPS, COSTS)
    before = Issue("Cost", (Reading("cost", ("Outlet 2",), (Claim(COSTS),)),), {})
    assert told(compared_on("?", (read,), [])) == {HARMS, HELPS, COSTS}
    assert told(compared_on("?", (read,), [], before=[before])) == {HARMS, HELPS}


def test_what_was_published_years_before_joins_no_side() -> None:
    days = {HARMS: date(2019, 3, 1), HELPS: date(2019, 4, 1), COSTS: date(2012, 1, 1)}
    dated = [
        replace(one, sentence=replace(said, article=replace(said.article, published=days[said.text])))
        for one in several(*days).read
        for said in (one.sentence,)
    ]
    assert told(compared_on("?", (Compared(dated, WordEmbedder().passages),), [])) == {HARMS, HELPS}


def test_a_word_of_the_question_does_not_name_issue_after_issue() -> None:
    said = [
        f"{who} the carbon {thing} {end}"
        for thing in ("market", "budget", "border", "quota")
        for who, end in (
            ("Farmers welcome", "as a help for their villages."),
            ("Railways doubt that", "will last beyond the winter."),
        )
    ]
    names = [one.issue for one in compared_on("What becomes of carbon?", (several(*said),), [])]
    assert "Carbon quota" in names
    assert len([name for name in names if "arbon" in name]) == 2
