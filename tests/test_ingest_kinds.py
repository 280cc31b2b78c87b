"""What a piece is: told by what it says of itself, and a report does not become an opinion lightly."""

from __future__ import annotations

import pytest

from assistant.ingest.outlets import Outlets
from assistant.ingest.parts import divide
from assistant.news import Article, PartKind

OUTLETS = Outlets.packaged()
PARAGRAPH = (
    "The council of the harbour town met on Monday and voted for the new bridge after a long debate. " * 3
)
STORY = "\n\n".join([PARAGRAPH.strip()] * 3)


def kind(text: str, **known: object) -> PartKind:
    title = str(known.pop("title", "Bridge approved"))
    return divide(Article("a1", title, "Harbour Daily", text, **known), OUTLETS).kind  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (STORY, {"title": "The bridge must fall: Column"}),
        (STORY, {"title": "The bridge must fall | Opinion"}),
        (STORY, {"title": "LEE: The bridge must fall", "authors": ("Ann Lee",)}),
        (STORY, {"url": "https://harbour.example/2024/05/the-bridge-must-fall-column/82718646/"}),
        (STORY, {"url": "https://harbour.example/sections/publiceditor/2024/bridge"}),
        (f"ANALYSIS/OPINION:\n\n{STORY}", {}),
        (f"Ann Lee\n\nOpinion contributor\n\n{STORY}", {}),
        (STORY, {"authors": ("Sen. Ann Lee",)}),
        (STORY, {"authors": ("Chronicle Editorial Board",)}),
        (f"{STORY}\n\nAnn Lee is a Harbour columnist", {}),
        (f"{STORY}\n\nAnn Lee is a senior fellow at the Institute for Bridges.", {"authors": ("Ann Lee",)}),
        (f"{STORY}\n\nThe views expressed in this article are those of the author.", {}),
        (f"{STORY}\n\nTo respond to this editorial, write to letters@harbour.example.", {}),
        (f"{STORY}\n\n© Copyright 2024 by Creators Syndicate Inc.", {}),
        (f"{STORY}\n\nThis editorial board urges the council to wait.", {}),
    ],
)
def test_a_piece_that_says_it_is_an_opinion_is_one(text: str, known: dict[str, object]) -> None:
    assert kind(text, **known) is PartKind.OPINION


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (STORY, {"title": "Mayor on the bridge: A column of smoke"}),
        (STORY, {"title": "Mayor: The bridge must fall", "authors": ("Ann Lee",)}),
        (STORY, {"url": "https://harbour.example/politics/bridge?from=/opinion/"}),
        (STORY, {"url": "https://harbour.example/news/columnist-dies-at-80"}),
        (STORY, {"authors": ("Ann Senator",)}),
        (
            f"{STORY}\n\nAnn Lee is chief political columnist and White House correspondent.",
            {"authors": ("Ann Lee",)},
        ),
        (
            f"{STORY}\n\nAnn Lee is a reporter for bridges and the author of two books.",
            {"authors": ("Ann Lee",)},
        ),
        (
            f"{STORY}\n\nJohn Roe is a professor of law, and he has seen many bridges.",
            {"authors": ("Ann Lee",)},
        ),
        (f"{STORY}\n\nThe views expressed here in comments are those of our readers.", {}),
        (f"{STORY}\n\n“This editorial board urges the council to wait,” the paper wrote.", {}),
        (f"“It is over,” argues Ann Lee.\n\n{STORY}", {}),
        (
            "\n\n".join([f"The F.B.I. looked at World War I papers. {PARAGRAPH}"] * 5),
            {"authors": ("Ann Lee",)},
        ),
    ],
)
def test_a_report_is_no_opinion_for_a_word_that_it_holds(text: str, known: dict[str, object]) -> None:
    assert kind(text, **known) is PartKind.REPORT


def test_quotations_that_are_credited_to_several_outlets_are_a_round_up() -> None:
    said = "“The bridge will serve the town for a hundred years, whatever it may have cost.”"
    in_line = "\n\n".join(f"{said} — Ann Lee, {name}" for name in ("Reuters", "Le Monde", "CNN"))
    under = "\n\n".join(f"{said}\n\nAnn Lee, {name}" for name in ("Reuters", "Le Monde", "CNN"))

    assert kind(f"{STORY}\n\n{in_line}") is PartKind.ROUND_UP
    assert kind(f"{STORY}\n\n{under}") is PartKind.ROUND_UP
    assert kind(f"{STORY}\n\n{in_line.replace('CNN', 'Le Monde')}") is PartKind.REPORT


def test_a_report_that_leans_on_the_reporting_of_others_is_no_round_up() -> None:
    text = (
        "According to Reuters, the bridge is safe.\n\nThe mayor knew of it, Le Monde reported in May.\n\n"
        "Le Monde described a letter as unusual. CNN later reported that it was fake.\n\nNobody was hurt."
    )

    assert kind(text) is PartKind.REPORT


@pytest.mark.parametrize(
    "note",
    [
        "This interview has been lightly edited for length and clarity.",
        "A condensed transcript of our conversation follows.",
        "Interview Highlights",
    ],
)
def test_questions_under_a_note_about_editing_are_an_interview_and_no_opinion(note: str) -> None:
    turns = "\n\n".join(["Is the bridge safe?", "I think that it is, and I know my bridges."] * 4)

    assert kind(f"{PARAGRAPH}\n\n{note}\n\n{turns}", authors=("Ann Lee",)) is PartKind.INTERVIEW
    assert kind(f"{note}\n\n{STORY}", authors=("Ann Lee",)) is PartKind.REPORT


# ---------------------------------------------------------------- how a piece speaks

ARGUMENT = "\n\n".join(
    [
        "We should not pretend that the bridge is a gift. It is a debt, and our children must pay it. But who asked them?",
        "The truth is that we are tired of promises. Perhaps the problem is not the bridge but the council. Why should it be trusted?",
        "Of course the harbour needs work. Yet this is simply the wrong plan, and we must say so. Let us stop, rather than be sorry.",
    ]
    * 3
)
NOTED = "\n\n".join(
    [
        "The council voted for the bridge on Monday, the mayor said. “We should not wait, and our children must have it,” she told reporters.",
        "According to a statement, work begins on Tuesday. A spokesman said that the plan would cost two million and was announced in May.",
    ]
    * 6
)


def test_an_authors_argument_is_an_opinion_without_a_label() -> None:
    assert kind(ARGUMENT, authors=("Ann Lee",), language="en") is PartKind.OPINION


def test_a_report_of_an_argument_stays_a_report() -> None:
    assert kind(NOTED, authors=("Ann Lee",), language="en") is PartKind.REPORT


@pytest.mark.parametrize(
    "known",
    [
        {"authors": (), "language": "en"},
        {"authors": ("Ann Lee",), "language": "de"},
        {"authors": ("Ann Lee",), "language": "en", "title": "Transcript: The mayor’s speech"},
        {
            "authors": ("Ann Lee",),
            "language": "en",
            "url": "https://harbour.example/fact-check/bridge",
        },
    ],
)
def test_nobodys_argument_and_a_record_of_a_speech_stay_reports(known: dict[str, object]) -> None:
    assert kind(ARGUMENT, **known) is PartKind.REPORT


def test_a_few_words_say_nothing_about_their_manner() -> None:
    assert kind(ARGUMENT[:300], authors=("Ann Lee",), language="en") is PartKind.REPORT
