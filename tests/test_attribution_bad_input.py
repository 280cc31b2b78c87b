"""Text that no editor saw: no crash, full cover, and work that grows with the text and not faster."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import pairwise
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.attribution.attribute import attribute
from assistant.attribution.chains import DEEPEST
from assistant.attribution.quotes import quotations
from assistant.ingest.outlets import Outlets
from assistant.news import Article, Attribution, Mode, PartKind

OUTLETS = Outlets.packaged()

WORDS = [
    "said", "told", "that", "Trump", "John Smith", "Reuters", "the paper", "he", "it", "according to", "citing",
    "“", "”", "\"", "‘", "’", "'", "«", "»", "„", "(", ")", ",", ".", ":", "?", "—", "\n", "\n\n", "Q:", "A:", "if", "not",
    "sources", "a senior official", "quoted by Meduza", "say", "argued", "مرحبا", "слова", "сказал", "你好。", "🙂", "\u200f", "\ufeff",
]  # fmt: skip


def heard(text: str, kind: PartKind = PartKind.REPORT) -> tuple[Attribution, ...]:
    return attribute(Article("id", "", "Some Paper", text, kind=kind, language="en"), OUTLETS)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60), st.sampled_from([PartKind.REPORT, PartKind.INTERVIEW]))
def test_any_words_in_any_order_are_covered_once(words: list[str], kind: PartKind) -> None:
    text = " ".join(words)
    found = heard(text, kind)
    assert all(one.span.end <= two.span.start for one, two in pairwise(found))
    covered = {at for one in found for at in range(one.span.start, one.span.end)}
    assert all(at in covered or not text[at].isalnum() for at in range(len(text)))
    assert all(one.chain[0].name == "Some Paper" and 1 <= len(one.chain) <= DEEPEST for one in found)
    assert all(all(voice.name.strip(" ,.;") for voice in one.chain) for one in found)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_at_all_is_read(text: str) -> None:
    found = heard(text)
    assert all(one.span.of(text).strip() for one in found)


@given(st.text(alphabet="“”\"'‘’«»„ab .\n", max_size=200))
def test_quotations_are_ordered_and_apart(text: str) -> None:
    found = quotations(text)
    assert all(one.span.end <= two.span.start for one, two in pairwise(found))


MANY: dict[str, Callable[[int], str]] = {
    "no full stop": lambda n: "the mayor said that nobody knew " * (n // 32),
    "no white space": lambda n: "x" * n,
    "unbalanced quotation marks": lambda n: "“he said " * (n // 9),
    "straight quotation marks": lambda n: 'a" "b ' * (n // 6),
    "nested quotation marks": lambda n: "“" * (n // 2) + "”" * (n // 2),
    "mixed scripts": lambda n: "слова said 你好。مرحبا Smith told " * (n // 32),
    "right to left": lambda n: "قال الوزير إن الحرب انتهت؟ نعم. " * (n // 32),
    "poetry": lambda n: "Roses are red, she said\nviolets are blue\n\n" * (n // 41),
    "transcript": lambda n: "SMITH: We won.\nJONES: You said no.\n" * (n // 35),
    "table": lambda n: "Reuters\t12\t14.5\tsaid\n" * (n // 21),
    "capitals": lambda n: "John Smith And Jane Roe Of The White House " * (n // 43),
    "reports": lambda n: (
        "A source told Reuters, citing officials, that John Smith said he knew. " * (n // 71)
    ),
    "initials": lambda n: "J. K. A. " * (n // 9),
}


def steps(text: str) -> int:
    """Lines of Python executed while a text is attributed: the same on every machine."""
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += 1
        return trace

    sys.settrace(trace)
    try:
        heard(text)
    finally:
        sys.settrace(None)
    return count


@pytest.mark.parametrize("kind", MANY)
def test_work_grows_no_faster_than_the_text(kind: str) -> None:
    heard("Warm up, he said.")
    small, large = steps(MANY[kind](2_000)), steps(MANY[kind](12_000))
    assert large < 6 * 1.5 * small + 15_000


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind", ["no full stop", "unbalanced quotation marks", "nested quotation marks", "reports"]
)
def test_reads_long_text(kind: str) -> None:
    text = MANY[kind](100_000)
    assert sum(len(one.span) for one in heard(text)) > 0.9 * len(text)


def test_says_unclear_instead_of_guessing() -> None:
    found = heard("“Everything that we have built here will be gone by the spring.")
    assert [(one.mode, len(one.chain)) for one in found] == [(Mode.UNCLEAR, 1)]


def test_empty_text_has_no_voices() -> None:
    assert heard("") == ()
    assert heard(" \n\t ") == ()
