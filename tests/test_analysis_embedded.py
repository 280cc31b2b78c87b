"""The embedded analyst keeps the contract, and speaks in nothing but the sources' own sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from assistant.analysis.analyst import Analyst, Evidence
from assistant.analysis.embedded import EmbeddedAnalyst
from assistant.findings import Agreement, CounterArgument, Finding, Issue, Position, Stance
from assistant.news import Mode, PartKind, Span, Voice, VoiceKind
from assistant.wording.tokens import content
from tests.analyst_contract import (
    ARTICLES,
    COURIER,
    EVIDENCE,
    HERALD,
    QUESTION,
    AnalystContract,
    an_article,
    claims_of,
)
from tests.making import WordEmbedder
from tests.voiced_evidence import evidence_of, spoken_article


def word_overlap(question: str, texts: Sequence[str]) -> list[float]:
    asked = set(content(question))
    return [len(asked & set(content(text))) / len(asked) for text in texts]


def cut(text: str) -> list[Span]:
    return [Span(m.start(), m.end()) for m in re.finditer(r"\S.*?[.?!][”\"]?(?=\s|$)", text, re.DOTALL)]


def embedded() -> EmbeddedAnalyst:
    return EmbeddedAnalyst(word_overlap, cut, WordEmbedder().passages)


class TestEmbeddedAnalyst(AnalystContract):
    @pytest.fixture
    def analyst(self) -> Analyst:
        return embedded()


def found(question: str, given: Evidence) -> list[Finding]:
    return list(embedded().analyse(question, given))


def said_by(findings: list[Finding], voice: Voice) -> list[str]:
    return [
        c.text for one in findings if isinstance(one, Position) and one.voice == voice for c in one.claims
    ]


def test_every_claim_is_the_articles_own_words() -> None:
    for one in found(QUESTION, EVIDENCE):
        for claim in claims_of(one):
            assert claim.text == claim.citations[0].quote


def test_the_same_evidence_gives_the_same_findings() -> None:
    assert found(QUESTION, EVIDENCE) == found(QUESTION, EVIDENCE)


def test_questions_are_no_positions() -> None:
    assert not any("?" in claim.text for one in found(QUESTION, EVIDENCE) for claim in claims_of(one))


def test_numbers_that_disagree_are_set_side_by_side() -> None:
    clash = next(
        one for one in found(QUESTION, EVIDENCE) if isinstance(one, Issue) and "40" in one.readings[0].label
    )
    assert [reading.voices for reading in clash.readings] == [("Courier",), ("Herald",)]
    assert set(clash.stances.values()) == {Stance.NOT_STATED}  # a number is neither for nor against


def test_opposite_sides_of_a_point_are_opposite_readings() -> None:
    for one in found(QUESTION, EVIDENCE):
        if isinstance(one, Issue):
            sides = [set(reading.voices) for reading in one.readings]
            assert not any({"Courier", "Herald"} <= side for side in sides)


def test_the_counter_argument_is_the_sentence_that_refutes() -> None:
    best = next(embedded().counter("The bridge should be closed because its cables are dangerous.", EVIDENCE))
    assert best.claims[0].text in (
        "The bridge is safe and should not be closed.",
        "Closing the bridge would be a mistake, Mayor Ana Brook said.",
    )


def test_where_nobody_opposes_a_claim_nothing_is_yielded() -> None:
    alone = evidence_of(
        an_article("x", "Courier", [("The bridge is long and it crosses the river.", (COURIER,), Mode.OWN)])
    )
    assert not list(embedded().counter("The bridge is long and it crosses the river.", alone))


def test_a_voice_never_counters_itself() -> None:
    for one in found(QUESTION, EVIDENCE):
        if isinstance(one, CounterArgument):
            own = one.against.citations[0].voices[-1]
            assert all(citation.voices[-1] != own for claim in one.claims for citation in claim.citations)


SAME = "The council approved the new bridge over the river on Monday."


def agreed(given: Evidence) -> list[Agreement]:
    return [
        one
        for one in found("What did the council decide on the bridge?", given)
        if isinstance(one, Agreement)
    ]


def test_what_two_origins_say_alike_is_an_agreement() -> None:
    one = an_article("x", "Courier", [(SAME, (COURIER,), Mode.OWN)])
    other = an_article(
        "y", "Herald", [("On Monday the council approved a new bridge over the river.", (HERALD,), Mode.OWN)]
    )
    (found_one,) = agreed(evidence_of(one, other))
    assert (set(found_one.voices), found_one.origins) == ({"Courier", "Herald"}, 2)
    assert {citation.article_id for citation in found_one.statement.citations} == {"x", "y"}


def test_the_same_words_with_a_negation_or_another_number_are_no_agreement() -> None:
    one = an_article(
        "x", "Courier", [("The council approved 40 new bridges over the river.", (COURIER,), Mode.OWN)]
    )
    for words in (
        "The council never approved 40 new bridges over the river.",
        "The council approved 70 new bridges over the river.",
    ):
        assert not agreed(evidence_of(one, an_article("y", "Herald", [(words, (HERALD,), Mode.OWN)])))


def test_a_sentence_that_leans_on_the_one_before_is_shown_with_it() -> None:
    article = an_article(
        "x",
        "Courier",
        [
            ("The mayor wants the bridge closed for a whole year.", (COURIER,), Mode.OWN),
            ("That would be a mistake, since the bridge and its cables are safe.", (COURIER,), Mode.OWN),
        ],
    )
    for text in said_by(found("Is the bridge safe, with its cables?", evidence_of(article)), COURIER):
        assert not text.startswith("That")


def test_a_quotation_is_never_left_open() -> None:
    mayor = Voice("Ana Brook", VoiceKind.PERSON)
    article = an_article(
        "x",
        "Courier",
        [
            ("“The bridge is safe and must stay open,” said Ana Brook.", (COURIER, mayor), Mode.DIRECT),
            ("“The bridge is old and it must be painted.", (COURIER, mayor), Mode.DIRECT),
            ("But nobody should close the bridge.”", (COURIER, mayor), Mode.DIRECT),
        ],
    )
    for text in said_by(found(QUESTION, evidence_of(article)), mayor):
        assert text.count("“") == text.count("”")


def test_words_whose_voice_is_unclear_are_nobodys_position() -> None:
    article = an_article(
        "x", "Courier", [("The bridge should be closed for good.", (COURIER,), Mode.UNCLEAR)]
    )
    assert not found(QUESTION, evidence_of(article))


def test_boilerplate_is_no_position() -> None:
    article = an_article(
        "x",
        "Courier",
        [("The bridge should be closed for good.", (COURIER,), Mode.OWN)],
        PartKind.BOILERPLATE,
    )
    assert not found(QUESTION, evidence_of(article))


def test_evidence_counts_reprints_once() -> None:
    given = evidence_of(*ARTICLES, origins={"courier": "o", "herald": "o"})
    assert given.count_origins(["courier", "herald", "column"]) == 2


def test_the_name_before_an_answer_is_no_part_of_it() -> None:
    post, lee = Voice("Post"), Voice("Ann Lee", VoiceKind.PERSON)
    said = "Dr. Lee: The dam was never safe.", "One thing is clear: the dam was rebuilt twice."
    given = spoken_article(
        "i",
        "Post",
        *((words, (post, lee), Mode.DIRECT) for words in said),
        subject="dam",
        kind=PartKind.INTERVIEW,
    )

    assert said_by(found("Was the dam safe?", evidence_of(given)), lee) == [
        "The dam was never safe.",
        "One thing is clear: the dam was rebuilt twice.",
    ]
