"""Who a cited “he” is, and what a cited “the bill” is: a citation of somebody else's words may say it, and says nothing else."""

from __future__ import annotations

import pytest

from assistant.findings import Citation, Claim, Verdict
from assistant.news import Article, Attribution, Mode, Span, Voice, VoiceKind
from assistant.verification.gate import Gate
from tests.test_verification_gate import Indifferent

COURIER = Voice("Courier")
BROOK = Voice("Ana Brook", VoiceKind.PERSON)
TESLAK = Voice("Peter Teslak", VoiceKind.PERSON)

Told = tuple[str, Voice, Mode]


def article(*told: Told) -> Article:
    text = " ".join(words for words, _, _ in told)
    heard = tuple(
        Attribution(Span(text.index(words), text.index(words) + len(words)), (COURIER, voice), mode)
        for words, voice, mode in told
    )
    return Article("a", "The mine", "Courier", text, attributions=heard)


def checked(text: str, given: Article, *quotes: str, voice: Voice = BROOK) -> Claim:
    cited = tuple(
        Citation(given.id, Span(given.text.index(one), given.text.index(one) + len(one)), one)
        for one in quotes
    )
    gate = Gate({given.id: given}.get, support=Indifferent())
    return gate.check(Claim(text, cited), voice=voice)


NAMES_HIM = "Peter Teslak sold the mine in 2019."
HE = "He hid the report from the council."
MINE = article((NAMES_HIM, COURIER, Mode.OWN), (HE, BROOK, Mode.INDIRECT))


def test_the_sentence_before_may_say_who_he_is_whoever_speaks_it() -> None:
    assert checked("Teslak hid the report from the council.", MINE, HE, NAMES_HIM).supported


def test_without_the_sentence_that_names_him_he_is_nobody() -> None:
    refused = checked("Teslak hid the report from the council.", MINE, HE)
    assert refused.verdict is Verdict.UNGROUNDED


def test_what_names_bears_nothing_else_out() -> None:
    refused = checked("Teslak hid the report from the council in 2019.", MINE, HE, NAMES_HIM)
    assert refused.verdict is Verdict.UNGROUNDED
    assert "2019" in refused.citations[0].reason


def test_words_in_quotation_marks_are_the_voices_own() -> None:
    refused = checked("Teslak hid the report and “sold the mine”.", MINE, HE, NAMES_HIM)
    assert not refused.supported


def test_words_of_somebody_else_alone_are_still_misattributed() -> None:
    assert checked("Teslak sold the mine.", MINE, NAMES_HIM).verdict is Verdict.MISATTRIBUTED


def test_words_of_somebody_else_beside_a_sentence_without_he_are_misattributed() -> None:
    given = article((NAMES_HIM, COURIER, Mode.OWN), ("The report was hidden.", BROOK, Mode.INDIRECT))
    refused = checked("The report of Teslak was hidden.", given, "The report was hidden.", NAMES_HIM)
    assert refused.verdict is Verdict.MISATTRIBUTED


@pytest.mark.parametrize(
    "names",
    [
        "Peter Teslak bought the mine from Paul Horn.",
        "Paul Horn trusted him, and Peter Teslak sold the mine.",
    ],
)
def test_where_he_may_be_another_man_nobody_is_named(names: str) -> None:
    given = article((names, COURIER, Mode.OWN), (HE, BROOK, Mode.INDIRECT))
    part = (
        names[names.index("Peter Teslak") :] if names.startswith("Paul") else "Peter Teslak bought the mine"
    )
    assert not checked("Teslak hid the report from the council.", given, HE, part).supported


def test_a_woman_is_not_he() -> None:
    names = "Peter Teslak sold the mine to Maria Horn."
    given = article((names, COURIER, Mode.OWN), (HE, BROOK, Mode.INDIRECT))
    assert checked("Teslak hid the report from the council.", given, HE, names).supported
    assert not checked("Horn hid the report from the council.", given, HE, names).supported


def test_whoever_is_told_to_speak_may_mean_himself() -> None:
    names, told = "Paul Horn sold the mine.", "Peter Teslak said that he hid the report."
    given = article((names, COURIER, Mode.OWN), ("But", COURIER, Mode.OWN), (told, TESLAK, Mode.INDIRECT))
    assert not checked("Horn hid the report.", given, "he hid the report.", names, voice=TESLAK).supported


def test_whoever_is_quoted_does_not_call_himself_he() -> None:
    names, quoted = "“Paul Horn must go,” Peter Teslak wrote.", "“He hid the report.”"
    given = article((names, TESLAK, Mode.INDIRECT), (quoted, TESLAK, Mode.DIRECT))
    other = article(("Paul Horn met Peter Teslak.", COURIER, Mode.OWN), (quoted, TESLAK, Mode.DIRECT))
    assert checked("Horn hid the report.", given, "He hid the report.", names, voice=TESLAK).supported
    assert checked(
        "Horn hid the report.", other, "He hid the report.", "Paul Horn met", voice=TESLAK
    ).supported


def test_a_name_from_far_above_does_not_say_who_he_is() -> None:
    between = "The rain fell. The river rose. The dam held."
    given = article((NAMES_HIM, COURIER, Mode.OWN), (between, COURIER, Mode.OWN), (HE, BROOK, Mode.INDIRECT))
    assert not checked("Teslak hid the report from the council.", given, HE, NAMES_HIM).supported


def test_the_president_is_the_man_who_was_named() -> None:
    told = "The president has hidden the report."
    names = "President Peter Teslak sold the mine."
    given = article((names, COURIER, Mode.OWN), (told, BROOK, Mode.INDIRECT))
    assert checked("Teslak has hidden the report.", given, told, names).supported
    other = article((NAMES_HIM, COURIER, Mode.OWN), (told, BROOK, Mode.INDIRECT))
    assert not checked("Teslak has hidden the report.", other, told, NAMES_HIM).supported
    abroad = "The president of Corvania has hidden the report."
    third = article((names, COURIER, Mode.OWN), (abroad, BROOK, Mode.INDIRECT))
    assert not checked("Teslak has hidden the report.", third, abroad, names).supported


ACT = "The act would close every mine."


def test_the_act_is_the_one_that_was_named() -> None:
    names = "The council debated the River Care Act on Monday."
    given = article((names, COURIER, Mode.OWN), (ACT, BROOK, Mode.INDIRECT))
    assert checked("The River Care Act would close every mine.", given, ACT, names).supported


@pytest.mark.parametrize(
    "names",
    [
        "The council debated the River Care Act and the Clean Water Act.",
        "The council wrote a bill that amends the River Care Act.",
    ],
)
def test_where_the_act_may_be_another_one_none_is_named(names: str) -> None:
    given = article((names, COURIER, Mode.OWN), (ACT, BROOK, Mode.INDIRECT))
    assert not checked("The River Care Act would close every mine.", given, ACT, names).supported


def test_a_he_before_anybody_is_named_may_be_the_he_that_follows() -> None:
    names = "He praised Peter Teslak for selling the mine."
    given = article((names, COURIER, Mode.OWN), (HE, BROOK, Mode.INDIRECT))
    assert not checked("Teslak hid the report from the council.", given, HE, names).supported


def test_a_bill_is_not_taken_for_an_act_that_is_law() -> None:
    names, told = "The council voted on the River Care Act.", "The bill would close every mine."
    given = article((names, COURIER, Mode.OWN), (told, BROOK, Mode.INDIRECT))
    assert not checked("The River Care Act would close every mine.", given, told, names).supported


def test_somebody_without_a_name_may_be_he() -> None:
    names = "Peter Teslak sold the mine after an official of the ministry wrote to all the miners."
    given = article((names, COURIER, Mode.OWN), (HE, BROOK, Mode.INDIRECT))
    assert not checked("Teslak hid the report from the council.", given, HE, names).supported


def test_a_denial_behind_he_stays_a_denial() -> None:
    told = "He did not hide the report."
    given = article((NAMES_HIM, COURIER, Mode.OWN), (told, BROOK, Mode.INDIRECT))
    assert not checked("Teslak hid the report.", given, told, NAMES_HIM).supported
    assert checked("Teslak did not hide the report.", given, told, NAMES_HIM).supported
