"""How a voice is known: decided in one place, for the reading room and for both analysts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.attribution.access import access_to, heard_in
from assistant.attribution.attribute import attribute
from assistant.cli.reading_room import show_article
from assistant.ingest.outlets import Outlets
from assistant.news import Access, Article, Attribution, Mode, Part, PartKind, Span, Voice, VoiceKind

POST = Voice("Post")
GAZETTE = Voice("Gazette")
LEE = Voice("Ann Lee", VoiceKind.PERSON)
AIDE = Voice("unnamed aide", VoiceKind.UNNAMED)


@pytest.mark.parametrize(
    ("chain", "mode", "kind", "access", "via"),
    [
        ((POST,), Mode.OWN, PartKind.REPORT, Access.FIRST_HAND, ()),
        ((POST, LEE), Mode.OWN, PartKind.OPINION, Access.FIRST_HAND, ()),
        ((POST, LEE), Mode.DIRECT, PartKind.INTERVIEW, Access.FIRST_HAND, ()),
        ((POST, LEE), Mode.DIRECT, PartKind.REPORT, Access.SECOND_HAND, ("Post",)),
        ((POST, LEE), Mode.INDIRECT, PartKind.INTERVIEW, Access.SECOND_HAND, ("Post",)),
        ((POST, GAZETTE), Mode.INDIRECT, PartKind.ROUND_UP, Access.SECOND_HAND, ("Post",)),
        ((POST, GAZETTE, AIDE), Mode.INDIRECT, PartKind.REPORT, Access.THIRD_HAND, ("Post", "Gazette")),
    ],
)
def test_says_through_whom_a_voice_is_heard(
    chain: tuple[Voice, ...], mode: Mode, kind: PartKind, access: Access, via: tuple[str, ...]
) -> None:
    assert access_to(Attribution(Span(0, 9), chain, mode), kind) == (access, via)


def test_an_interviewee_answers_first_hand_and_who_is_quoted_there_does_not() -> None:
    text = (
        "Interview with Ann Lee\n\n“The bridge is quite safe for all of us,” said Paul Roe last week.\n\n"
        "Q: Is it?\n\nAnn Lee: It is not.\n\nQ: Why?\n\nAnn Lee: It is old."
    )
    part = Part(Span(0, len(text)), PartKind.INTERVIEW)
    article = Article("id", "", "Post", text, parts=(part,), language="en")
    article = replace(article, attributions=attribute(article, Outlets.packaged()))

    heard = {one.voice.name: one.access for one in heard_in(article)}

    assert heard["Ann Lee"] is Access.FIRST_HAND
    assert heard["Paul Roe"] is Access.SECOND_HAND


def test_the_origin_of_a_part_is_first_hand_on_anybodys_page() -> None:
    text = "The bridge stands. The tunnel fell."
    parts = (Part(Span(0, 18), origin="Gazette"), Part(Span(19, len(text))))
    said = (Attribution(Span(0, 18), (GAZETTE,)), Attribution(Span(19, len(text)), (POST,)))
    article = Article("id", "", "Post", text, parts=parts, attributions=said)

    assert {one.voice.name: one.access for one in heard_in(article)} == {
        "Gazette": Access.FIRST_HAND,
        "Post": Access.FIRST_HAND,
    }


def test_show_says_whose_selection_a_round_up_is(capsys: pytest.CaptureFixture[str]) -> None:
    text = "CNN said that the call was a gift."
    part = Part(Span(0, len(text)), PartKind.ROUND_UP)
    article = Article("id", "What the papers say", "RT", text, parts=(part,))

    show_article(article, held=(), as_json=False)
    assert "what RT selected" in capsys.readouterr().out

    show_article(replace(article, parts=(replace(part, kind=PartKind.REPORT),)), held=(), as_json=False)
    assert "selected" not in capsys.readouterr().out
