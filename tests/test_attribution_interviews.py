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
