"""What speaks against a claim: only what denies it, says its opposite, judges it or its effect the other way."""

from __future__ import annotations

import pytest

from assistant.analysis.countering import counters, counters_of_readings
from assistant.analysis.evidence import Sentence, sentences_of
from assistant.analysis.opposition import lexical_opposition
from assistant.analysis.refuting import Ground, ground
from assistant.analysis.weighing import Weighed, weigh
from assistant.attribution.sentences import sentences
from assistant.findings import Claim, Issue, Reading, Stance
from assistant.news import Mode, Voice, VoiceKind
from tests.voiced_evidence import evidence_of, spoken_article

BROOK = Voice("Ana Brook", VoiceKind.PERSON)


def said(text: str) -> Sentence:
    given = evidence_of(spoken_article("a", "Courier", (text, (BROOK,), Mode.INDIRECT)))
    return sentences_of(given, sentences)[0]


AGAINST = [
    ("The ministry used the toxic dye", "The ministry denied using the toxic dye.", Ground.DENIES),
    ("Teslak hid the report", "There is no evidence that Teslak hid the report.", Ground.DENIES),
    (
        "Foreign workers commit more crime",
        "Foreign workers do not commit more crime than others.",
        Ground.DENIES,
    ),
    ("Heavy rain caused the collapse", "Rusted drains, and not the rain, caused the flood.", Ground.DENIES),
    ("The council should be dissolved", "Brook does not support dissolving the council.", Ground.DENIES),
    ("The new toll will cut traffic", "The new toll will raise traffic.", Ground.OPPOSITE),
    ("The river treaty is a mistake", "Brook welcomed the river treaty.", Ground.JUDGES),
    ("The toll benefits the poor", "The toll would hurt the poor most.", Ground.EFFECT),
    ("The ferry makes the harbour safer", "The ferry has endangered the whole harbour.", Ground.EFFECT),
]

BESIDE = [
    ("The river treaty is a mistake", "The river treaty does not stop the dumping of dye."),
    ("The river water is safe to drink", "A closed mine is not a safe mine."),
    ("Teslak hid the report", "Teslak did not comment on the report."),
    ("The ministry used the toxic dye", "We do not know who used the toxic dye in the ministry."),
    ("Teslak sold the mine", "He cannot say that Teslak never denied having sold the mine."),
    ("The council should strike the clause", "The council was not involved in Monday's strike."),
    ("The ferry makes the harbour safer", "The ferry has endangered every swimmer."),
    ("Ana Brook lied to the council", "Nobody in the council believes that he lied."),
    ("Teslak hid the report", "There is no evidence that Brook hid the report of Teslak."),
    (
        "The dye is a poison",
        "He spoke out against the use of the dye in all of the rivers of the north when others argued that they were not poison.",
    ),
    ("Background checks reduce violence", "The council wants to expand background checks in every town."),
    ("The toll helps the poor", "Nobody knows whether the toll will hurt the poor."),
    ("The new toll will reduce traffic", "The new toll will reduce traffic by a third."),
    ("Teslak hid the report", "Did Teslak not hide the report?"),
]


@pytest.mark.parametrize(("claim", "text", "why"), AGAINST)
def test_what_speaks_against_a_claim_is_told_by_its_ground(claim: str, text: str, why: Ground) -> None:
    assert ground(claim, said(text)) is why


@pytest.mark.parametrize(("claim", "text"), BESIDE)
def test_what_is_only_negative_about_the_same_subject_is_no_ground(claim: str, text: str) -> None:
    assert ground(claim, said(text)) is None


def test_only_what_has_a_ground_is_shown_however_negative_it_is() -> None:
    claim = "The toll helps the poor"
    given = evidence_of(
        spoken_article(
            "a", "Courier", ("The toll is a bad idea of a dishonest council.", (BROOK,), Mode.INDIRECT)
        ),
        spoken_article("b", "Herald", ("The toll would hurt the poor most.", (Voice("Herald"),), Mode.OWN)),
    )
    weighed = weigh(claim, sentences_of(given, sentences), lambda _, texts: [0.5] * len(texts))
    assert len(weighed) == 2
    shown = [one.claims[0].text for one in counters(Claim(claim), weighed, lexical_opposition)]
    assert shown == ["The toll would hurt the poor most."]


def test_what_the_opposition_scores_below_nothing_is_not_shown() -> None:
    claim = "The toll helps the poor"
    given = evidence_of(
        spoken_article("b", "Herald", ("The toll would hurt the poor most.", (Voice("Herald"),), Mode.OWN))
    )
    weighed = weigh(claim, sentences_of(given, sentences), lambda _, texts: [0.5] * len(texts))
    assert not list(counters(Claim(claim), weighed, lambda _, texts: [-1.0] * len(texts)))


def readings_of(*said_by: tuple[str, Voice]) -> tuple[Issue, list[Weighed]]:
    """An issue of one reading for each sentence, which exclude each other; and the sentences."""
    given = evidence_of(
        *(
            spoken_article(str(n), "Courier", (text, (Voice("Courier"), voice), Mode.INDIRECT))
            for n, (text, voice) in enumerate(said_by)
        )
    )
    heard = weigh("the toll", sentences_of(given, sentences), lambda _, texts: [0.5] * len(texts))
    readings = [
        Reading(one.sentence.text, (one.sentence.voice.name,), (one.sentence.claim(),)) for one in heard
    ]
    sides = {
        name: Stance.FOR if n == 0 else Stance.AGAINST
        for n, one in enumerate(readings)
        for name in one.voices
    }
    return Issue("river toll", tuple(readings), sides), heard


def against_readings(*said_by: tuple[str, Voice]) -> list[str]:
    issue, heard = readings_of(*said_by)
    return [one.claims[0].text for one in counters_of_readings([issue], heard, lexical_opposition)]


HORN = Voice("Pavel Horn", VoiceKind.PERSON)


def test_of_readings_that_exclude_each_other_one_is_a_case_against_the_other_on_a_ground_alone() -> None:
    apart = ("Horn opposes the river toll.", HORN), ("Brook supports the river toll.", BROOK)
    beside = (
        ("The river toll was paid by two hundred boats.", HORN),
        ("Brook supports the river toll.", BROOK),
    )
    assert sorted(against_readings(*apart)) == [
        "Brook supports the river toll.",
        "Horn opposes the river toll.",
    ]
    assert against_readings(*beside) == []


def test_no_voice_of_a_reading_argues_against_it() -> None:
    twice = ("Brook opposes the river toll.", BROOK), ("Brook supports the river toll.", BROOK)
    assert against_readings(*twice) == []
