"""How outlets tell it, side by side: one telling of each, none that says the same, none that is shown already."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.analysis.evidence import sentences_of
from assistant.analysis.framing import framings
from assistant.analysis.weighing import Weighed, weigh
from assistant.attribution.sentences import sentences
from assistant.findings import Issue
from assistant.news import Mode, Voice, VoiceKind
from tests.voiced_evidence import Spoken, evidence_of, spoken_article

COURIER, HERALD = Voice("Courier"), Voice("Herald")
BROOK = Voice("Ana Brook", VoiceKind.PERSON)
QUESTION = "What of the levy?"
RAISED = "The minister raised every levy on coal last night."
FORTUNE = "Heating will cost families a fortune from June."
TALKS = "Talks between the parties went on until the morning."
STRIKE = "Dockers in the north have gone on strike over their wages."
CALM = "Markets took the news calmly in early trading."


def own(publisher: Voice, *texts: str) -> list[Spoken]:
    return [(text, (publisher,), Mode.OWN) for text in texts]


def read(
    one: Sequence[Spoken], other: Sequence[Spoken], worth: dict[str, float] | None = None
) -> list[Weighed]:
    given = evidence_of(spoken_article("a", "Courier", *one), spoken_article("b", "Herald", *other))
    return weigh(
        QUESTION,
        sentences_of(given, sentences),
        lambda _, texts: [(worth or {}).get(text, 0.5) for text in texts],
    )


def told(issue: Issue | None) -> list[str]:
    return [claim.text for one in issue.readings for claim in one.claims] if issue else []


def test_each_outlet_is_shown_with_one_telling() -> None:
    found = framings(QUESTION, read(own(COURIER, RAISED, CALM), own(HERALD, FORTUNE)))
    assert sorted(told(found)) == sorted([FORTUNE, RAISED])


def test_one_outlet_alone_is_compared_with_nobody() -> None:
    assert framings(QUESTION, read(own(COURIER, RAISED), [])) is None


def test_two_outlets_that_tell_it_alike_are_no_two_tellings() -> None:
    assert framings(QUESTION, read(own(COURIER, RAISED), own(HERALD, RAISED.replace("last", "that")))) is None


def test_what_an_earlier_issue_shows_is_not_told_again() -> None:
    assert framings(QUESTION, read(own(COURIER, RAISED), own(HERALD, FORTUNE)), shown={FORTUNE}) is None


def test_what_hardly_bears_on_the_question_is_no_telling_of_it() -> None:
    weighed = read(own(COURIER, RAISED, CALM, TALKS, STRIKE), own(HERALD, FORTUNE), {FORTUNE: 0.01})
    assert framings(QUESTION, weighed) is None


def test_a_sentence_that_cannot_be_read_alone_is_no_telling() -> None:
    leaning = "But it will cost them all a fortune."
    found = framings(QUESTION, read(own(COURIER, RAISED), own(HERALD, leaning, FORTUNE), {leaning: 0.9}))
    assert sorted(told(found)) == sorted([FORTUNE, RAISED])


def test_an_outlet_is_told_by_its_own_words_before_those_that_it_quotes() -> None:
    quoted = ("The levy will ruin every family in the north.", (HERALD, BROOK), Mode.INDIRECT)
    found = framings(QUESTION, read(own(COURIER, RAISED), [quoted, *own(HERALD, FORTUNE)], {quoted[0]: 0.45}))
    assert FORTUNE in told(found)


def test_what_stands_at_the_top_comes_before_what_stands_below() -> None:
    found = framings(QUESTION, read(own(COURIER, CALM, RAISED), own(HERALD, FORTUNE), {RAISED: 0.6}))
    assert CALM in told(found)


@pytest.mark.parametrize(
    ("called", "name"),
    [
        ("the harbour levy", "Harbour levy"),
        ("NATO", "What of the levy"),  # one word says too little
        ("Brexit and then of Megxit", "What of the levy"),  # two things are no name for one
        ("the Harbour Protection Act", "What of the levy"),  # a name says nothing of how it is told
    ],
)
def test_tellings_are_named_by_what_both_call_it_or_by_the_question(called: str, name: str) -> None:
    one = f"The minister spoke of {called} in a sudden vote."
    other = f"Families in the north had heard of {called} with horror."
    found = framings(QUESTION, read(own(COURIER, one), own(HERALD, other)))
    assert found is not None
    assert found.issue == name
