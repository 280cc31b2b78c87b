"""A chunk is exactly the words of its article at its span."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.library.chunking import chunks
from assistant.news import Attribution, Mode, Part, PartKind, Span, Voice, VoiceKind
from tests.making import TEXT, an_article

prose = st.text(
    alphabet=st.sampled_from("abcdE .!?\n“”’«»—…йЖ中。\u200fא0123456789-,;:\t"), min_size=1, max_size=1500
)


@settings(max_examples=200, deadline=None)
@given(prose, st.integers(20, 400))
def test_chunks_are_the_articles_words_in_order_and_lose_none(text: str, target: int) -> None:
    article = an_article(text)
    cut = chunks(article, target=target)
    assert all(article.text[one.span.start : one.span.end] == one.text for one in cut)
    assert all(a.span.end <= b.span.start for a, b in pairwise(cut))
    assert "".join("".join(one.text.split()) for one in cut) == "".join(text.split())


def test_a_chunk_ends_where_a_sentence_ends() -> None:
    article = an_article("One is here. Two is here. Three is here. Four is here.")
    assert [one.text for one in chunks(article, target=28)] == [
        "One is here. Two is here.",
        "Three is here. Four is here.",
    ]


def test_boilerplate_is_not_indexed() -> None:
    text = "A sentence of news.\n\nLeave a comment"
    parts = (Part(Span(0, 19)), Part(Span(21, len(text)), PartKind.BOILERPLATE))
    assert [one.text for one in chunks(replace(an_article(text), parts=parts))] == ["A sentence of news."]


def test_a_chunk_never_joins_two_parts() -> None:
    text = "First piece.\n\nSecond piece."
    parts = (Part(Span(0, 12)), Part(Span(14, len(text))))
    assert len(chunks(replace(an_article(text), parts=parts))) == 2


def test_a_chunk_names_the_voices_that_are_heard_in_it() -> None:
    publisher, star = Voice("Morning Post"), Voice("Evening Star")
    engineer = Voice("Ana Brook", VoiceKind.PERSON)
    first, second = TEXT.index("The ministry"), TEXT.index("“We")
    attributions = (
        Attribution(Span(0, first), (publisher,)),
        Attribution(Span(first, second), (publisher, star), Mode.INDIRECT),
        Attribution(Span(second, len(TEXT)), (publisher, engineer), Mode.DIRECT),
    )
    cut = chunks(replace(an_article(), attributions=attributions), target=40)
    assert [one.voices for one in cut] == [
        ("Morning Post",),
        ("Morning Post", "Evening Star"),
        ("Morning Post", "Ana Brook"),
    ]
