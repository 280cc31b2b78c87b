"""In an interview the outlet introduces, asks and closes; only answers are the interviewee's."""

from __future__ import annotations

import pytest

from assistant.attribution.attribute import attribute
from assistant.ingest.outlets import Outlets
from assistant.news import Article, Part, PartKind, Span

OUTLETS = Outlets.packaged()
INTRO = "Ann Lee has studied dams for twenty years. We met her in Kyiv."
NOTE = "This interview has been edited for length and clarity."
OUTRO = "Ann Lee teaches in Kyiv. Her new book appears in May."


def interview(asks: str, answers: str) -> str:
    turns = [
        f"{asks}: Is the dam safe?",
        f"{answers}: It is not.",
        f"{asks}: Since when?",
        f"{answers}: Since May.",
    ]
    return "\n\n".join([INTRO, NOTE, *turns, OUTRO])


def speakers(text: str) -> dict[str, str]:
    part = Part(Span(0, len(text)), PartKind.INTERVIEW)
    found = attribute(Article("id", "", "Der Spiegel", text, language="en", parts=(part,)), OUTLETS)
    return {one.span.of(text): one.speaker.name for one in found}


LABELS = [
    ("Q", "A"),
    ("Question", "Lee"),
    ("SPIEGEL", "Lee"),
    ("DER SPIEGEL", "LEE"),
    ("Q", "Ann Lee"),
    ("Interviewer", "Dr. Lee"),
]


@pytest.mark.parametrize(("asks", "answers"), LABELS)
def test_only_the_answers_are_the_interviewees(asks: str, answers: str) -> None:
    heard = speakers(interview(asks, answers))

    theirs = {words for words, name in heard.items() if name == "Ann Lee"}
    assert theirs == {f"{answers}: It is not.", f"{answers}: Since May."}
    assert {name for words, name in heard.items() if words not in theirs} == {"Der Spiegel"}


# ---------------------------------------------------------------- the last answer

SECOND = "We warned the ministry twice, and nobody wrote back to us."
THIRD = "The valley has forty villages. Most of them lie below the wall."


@pytest.mark.parametrize(("asks", "answers"), LABELS)
def test_the_last_answer_goes_on_while_it_speaks_in_the_first_person(asks: str, answers: str) -> None:
    heard = speakers(interview(asks, answers).replace("Since May.", f"Since May.\n\n{SECOND}"))

    assert heard[SECOND] == "Ann Lee"
    assert heard["Her new book appears in May."] == "Der Spiegel"


def test_a_long_last_answer_is_whole_where_answers_before_it_were_long() -> None:
    text = interview("Q", "Lee").replace("It is not.", f"It is not.\n\n{THIRD}")
    heard = speakers(text.replace("Since May.", f"Since May.\n\n{SECOND}\n\nThe dam leaks. It always did."))

    assert {heard[words] for words in (SECOND, "The dam leaks.", "It always did.")} == {"Ann Lee"}
    assert heard["Her new book appears in May."] == "Der Spiegel"


def test_an_unmarked_closing_under_short_answers_is_the_outlets() -> None:
    heard = speakers(interview("Q", "Lee").replace(OUTRO, THIRD))

    assert heard["The valley has forty villages."] == "Der Spiegel"


@pytest.mark.parametrize(
    "closing",
    [
        "Ann Lee teaches in Kyiv, and we hope to meet her again.",
        "The interview was conducted in May by our reporter in Kyiv.",
        "Interview: Max Weber",
        "Das Gespräch führte Max Weber.",
        "Propos recueillis par Max Weber.",
        "Беседовала Анна Петрова.",
        "Translated from the Ukrainian by Max Weber.",
        "(We asked the ministry. It did not answer.)",
        "[We asked the ministry for a comment.]",
        "Thank you for talking to us.",
        "About our guest",
    ],
)
def test_a_closing_of_the_outlet_ends_even_a_long_answer(closing: str) -> None:
    text = interview("Q", "Lee").replace("It is not.", f"It is not.\n\n{THIRD}")
    heard = speakers(text.replace(OUTRO, f"{closing}\n\nWe thank our readers."))

    assert {name for words, name in heard.items() if words in closing or "our readers" in words} == {
        "Der Spiegel"
    }


def test_an_answer_may_stand_under_its_label() -> None:
    heard = speakers(interview("Q", "Lee").replace("Lee: Since May.", "Lee :\nSince May."))

    assert next(name for words, name in heard.items() if "Since May." in words) == "Ann Lee"
    assert heard["Her new book appears in May."] == "Der Spiegel"


def test_a_closing_question_is_not_answered_by_what_follows_it() -> None:
    heard = speakers(interview("Q", "Lee").replace(OUTRO, f"Q: Why?\n\n{SECOND}"))

    assert heard[SECOND] == "Der Spiegel"


def test_a_word_that_is_spelt_like_the_guest_names_nobody() -> None:
    words = "We may lose the valley if nothing is done."
    text = (
        interview("Q", "May").replace("Ann Lee", "Ann May").replace("Since May.", f"Since June.\n\n{words}")
    )

    assert speakers(text)[words] == "Ann May"
