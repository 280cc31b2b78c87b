"""A conversation leaves the library as Markdown and as JSON, with every citation, and nothing in it becomes markup."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant import restored
from assistant.conversation.exporting import exported
from assistant.conversation.markdown import plain
from assistant.conversation.turns import Conversation, Standalone, State, Turn, Wants
from assistant.errors import BadInput
from assistant.library.cited import ChangedArticle, Fate
from assistant.news import Filters
from tests import desk

GONE = ChangedArticle(
    "aaaa00000001", "Inspector warned", "The Ledvar Courant", Fate.REMOVED, "2026-01-02T10:00:00"
)
EDITED = ChangedArticle("bbbb00000002", "World press", "Corvania One", Fate.CHANGED)
FIRST = Turn(
    1,
    desk.QUESTION,
    Standalone(desk.QUESTION),
    Filters(),
    State.ANSWERED,
    desk.answer(),
    "2026-01-01T10:00:00",
    changed=(GONE, EDITED),
)
SECOND = replace(
    FIRST,
    number=2,
    asked="only the Courant",
    standalone=Standalone(
        desk.QUESTION, named=Filters(outlets=("The Ledvar Courant",)), told=("Only The Ledvar Courant.",)
    ),
    filters=Filters(outlets=("The Ledvar Courant",)),
    state=State.FAILED,
    problem="The model is gone.",
    hint="Start it.",
    changed=(),
)
TALK = Conversation("0123456789ab", "The dam", "2026-01-01T10:00:00", "2026-01-01T10:05:00", (FIRST, SECOND))


def test_the_markdown_holds_every_claim_with_the_words_it_rests_on() -> None:
    text = exported(TALK, "markdown")
    shown = MarkdownIt().render(text)
    for position in desk.answer().positions:
        for claim in position.claims:
            assert claim.text in shown
            for citation in claim.citations:
                assert citation.quote in shown
                assert f"{citation.article_id} {citation.span.start}–{citation.span.end}" in shown
    assert "first-hand" in shown
    assert "second-hand via Corvania One" in shown


def test_a_place_that_several_claims_cite_is_one_footnote() -> None:
    text = exported(TALK, "markdown")
    cited = {
        one for turn in TALK.turns for p in turn.answer.positions for c in p.claims for one in c.citations
    }
    notes = [line for line in text.splitlines() if line.startswith("[^") and "]: " in line]
    assert len(notes) == len(set(notes)) >= len(cited)


def test_the_markdown_says_how_a_follow_up_was_understood_and_limited() -> None:
    text = exported(TALK, "markdown")
    assert "## 2. only the Courant" in text
    assert f"Understood as: *{desk.QUESTION}*" in text
    assert "> Only The Ledvar Courant." in text


def test_the_markdown_says_what_went_wrong_and_what_changed_since() -> None:
    text = exported(TALK, "markdown")
    assert "This answer failed: The model is gone. Start it." in text
    assert (
        "“Inspector warned” of The Ledvar Courant, cited here, was removed from the library on 2026" in text
    )
    assert (
        "“World press” of Corvania One, cited here, was changed: what is quoted here is its earlier text."
        in text
    )


def test_the_json_holds_every_answer_whole() -> None:
    document = json.loads(exported(TALK, "json"))
    assert [restored.answer(turn["answer"]) for turn in document["turns"]] == [desk.answer(), desk.answer()]
    assert document["turns"][1]["filters"]["outlets"] == ["The Ledvar Courant"]
    assert document["turns"][1]["problem"] == {"error": "The model is gone.", "hint": "Start it."}
    assert [one["fate"] for one in document["changed"]] == ["removed", "changed"]


def test_another_form_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(BadInput) as refused:
        exported(TALK, "pdf")
    assert "markdown" in refused.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "![x](https://evil.example/p.png)",
        "[click](javascript:alert(1))",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "https://evil.example/?q=secret",
        "# heading",
        "- item",
        "1. item",
        "> quoted",
        "`code` **bold** _it_ ~~s~~ | a | b |",
        "[^1]: a false note",
        "&lt;b&gt;",
        "line one\n\n# two",
    ],
)
def test_nothing_that_was_typed_or_quoted_becomes_markup(text: str) -> None:
    shown = MarkdownIt("gfm-like", {"linkify": False}).render(plain(text))
    assert shown.startswith("<p>")
    assert shown.count("<") == 2
    talk = replace(TALK, title=text, turns=(replace(FIRST, asked=text, changed=()),))
    page = MarkdownIt().render(exported(talk, "markdown"))
    assert not any(tag in page for tag in ("<img", "<script", "<a ", "javascript:alert(1))</a"))


@given(st.text(min_size=1, max_size=60).filter(str.strip))
@settings(max_examples=150, deadline=None)
def test_plain_text_shows_exactly_its_characters(text: str) -> None:
    tokens = MarkdownIt().parse(plain(text))
    kinds = [child.type for token in tokens for child in token.children or []]
    assert set(kinds) <= {"text", "text_special"}


def test_a_greeting_says_what_it_was_told_once() -> None:
    told = Standalone("hello", Wants.NOTHING, told=("Ask about the news.",))
    turn = replace(
        FIRST, asked="hello", standalone=told, answer=replace(desk.answer(), notes=told.told), changed=()
    )
    assert exported(replace(TALK, turns=(turn,)), "markdown").count("Ask about the news.") == 1
