"""An article ready to be read: every word kept, the cited ones marked, every voice named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.news import Article, Attribution, Span, Voice
from assistant.ui.passages import link, paragraphs, sheet
from assistant.ui.places import Place
from tests.desk import GAZETTE, ROUND_UP, WARNED

QUOTE = "The Steenhaven Gazette claimed that a message came “eight hours” late."
TEXTS = st.text(alphabet="ab .“\n", max_size=60)


def spans(text: str) -> st.SearchStrategy[Span]:
    return st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda two: Span(*sorted(two)))


@given(st.data())
def test_loses_no_word_and_marks_exactly_the_cited_ones(data: st.DataObject) -> None:
    text = data.draw(TEXTS)
    chain = (Voice("A"), Voice("B"))
    heard = tuple(Attribution(span, chain) for span in data.draw(st.lists(spans(text), max_size=3)))
    cited = data.draw(spans(text))
    article = Article("a1", "T", "A", text, attributions=heard)

    told = [one for paragraph in paragraphs(article, cited) for one in paragraph]

    assert "".join("".join(one.text for one in told).split()) == "".join(text.split())
    marked = "".join(one.text for one in told if one.cited)
    assert "".join(marked.split()) == "".join(article.words(cited).split())


def test_names_the_voice_of_each_segment_and_through_whom() -> None:
    start = ROUND_UP.text.index(QUOTE)

    told = [one for paragraph in paragraphs(ROUND_UP, Span(start, start + len(QUOTE))) for one in paragraph]

    marked = [one for one in told if one.cited]
    assert [(one.text, one.voice, one.via) for one in marked] == [(QUOTE, GAZETTE.name, ("Corvania One",))]


def test_an_author_is_not_marked_as_somebody_else() -> None:
    text = "I think so."
    own = Attribution(Span(0, len(text)), (Voice("Paper"), Voice("Jana Tomcik")))
    article = Article("a1", "T", "Paper", text, authors=("Jana Tomcik",), attributions=(own,))

    assert [one.voice for one in paragraphs(article)[0]] == [None]


def test_a_span_past_the_end_is_left_out() -> None:
    assert sheet(WARNED, Span(5, 10_000))["cited"] is None


@pytest.mark.parametrize(
    ("words", "fragment"),
    [
        ("in September.", "#:~:text=in%20September."),
        ("a-b, c & d", "#:~:text=a%2Db%2C%20c%20%26%20d"),
        (
            "one two three four five six seven eight nine ten eleven",
            "#:~:text=one%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven",
        ),
    ],
)
def test_the_original_is_opened_at_the_words(words: str, fragment: str) -> None:
    assert link("https://a.example/1", words) == f"https://a.example/1{fragment}"


def test_only_web_addresses_become_links() -> None:
    assert link("javascript:alert(1)", "words") is None
    assert link("file:///etc/passwd") is None
    assert link("https://a.example/1#top", "words") == "https://a.example/1#top:~:text=words"


@pytest.mark.parametrize(
    "parameters",
    [{}, {"article": ""}, {"article": "../x"}, {"article": "<b>"}, {"article": "a" * 65}],
)
def test_an_address_that_names_no_article_opens_none(parameters: dict[str, str]) -> None:
    assert Place.read(parameters) is None


@pytest.mark.parametrize("at", ["", "9-3", "3-3", "x-y", "-1-4", "99999999999-999999999999"])
def test_a_span_that_is_none_opens_the_article_alone(at: str) -> None:
    assert Place.read({"article": "abc123", "at": at}) == Place("abc123")


@given(st.integers(0, 10**8), st.integers(1, 10**8))
def test_a_place_is_read_back_from_its_address(start: int, length: int) -> None:
    place = Place("abc123", Span(start, start + length))

    assert Place.read(place.parameters) == place
