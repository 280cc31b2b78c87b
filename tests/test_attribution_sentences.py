"""Sentences: offsets that cover the text, in many scripts, in linear time."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.attribution.sentences import LONGEST, sentences
from assistant.news import Span


def cut(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(' .!?\n"“”aA。؟')), max_size=400))
def test_covers_every_visible_character_once_and_in_order(text: str) -> None:
    spans = sentences(text)
    assert all(one.end <= two.start for one, two in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    covered = {at for span in spans for at in range(span.start, span.end)}
    assert all(at in covered or text[at].isspace() for at in range(len(text)))


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_stays_within_the_part_asked_for(text: str, one: int, two: int) -> None:
    part = Span(min(one, two), max(one, two))
    spans = sentences(text, part)
    assert all(part.covers(span) for span in spans)
    inside = "".join(span.of(text) for span in spans)
    assert "".join(inside.split()) == "".join(text[part.start : part.end].split())


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The U.S. Senate met. Mr. Reid spoke on Jan. 6. He left.", 3),
        ("He flew to the U.S. The talks failed.", 2),
        ("J. K. Rowling wrote it. George W. Bush read it.", 2),
        ("She asked “Why?” and left. “No.” He stayed.", 3),
        ("“Why?” he asked.", 1),
        ("So the paper asserts.The network differs.", 2),
        ("media. this narrative continues", 2),
        ("Interview with Dr.Natalie Petrova, an expert", 1),
        ("It rose 3.5 percent, rt.com said.", 1),
        ("Well ... he paused. Then he spoke…", 2),
        ("Он приехал в г. Москва. Она уехала.", 2),
        ("今日は晴れです。明日は雨です。", 2),
        ("「行く。」と彼は言った。", 2),
        ("هل انتهت الحرب؟ نعم انتهت.", 2),
        ("Am 12. Februar sprach er, z.B. mit Putin. Sie schwieg.", 2),
        ("A headline without a stop\nThe story begins here.", 2),
        ("- one\n- two\n- three", 3),
        ("Roses are red\nViolets are blue", 2),
        ("Yahoo! said it would sell. Buyers came.", 2),
        ("He said so (“Yes!”). They agreed.", 2),
    ],
)
def test_counts_sentences_as_a_reader_would(text: str, count: int) -> None:
    assert len(cut(text)) == count, cut(text)


def test_joins_the_lines_of_a_wrapped_paragraph() -> None:
    text = (
        "The president of the republic said on Monday that President\n"
        "Obama would travel to the capital next week in order to meet\n"
        "the prime minister. He gave no date."
    )
    assert len(cut(text)) == 2


def test_keeps_a_closing_quotation_mark_with_its_sentence() -> None:
    assert cut("“It is over.” He left.") == ["“It is over.”", "He left."]


def test_cuts_endless_text_at_white_space() -> None:
    pieces = cut("word " * 2_000)
    assert all(len(piece) <= LONGEST for piece in pieces)
    assert all(set(piece.split()) == {"word"} for piece in pieces)
