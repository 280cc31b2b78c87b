"""The tagger's numbers: what it reads of a text, its sums, and how its doubts become names."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.attribution.naming import THRESHOLD, linked
from assistant.attribution.quotes import quotations
from assistant.attribution.sentences import sentences
from assistant.attribution.tagger import PACKAGED, Tagger, _beside
from assistant.attribution.tokens import Lexicon, split, tokens
from assistant.news import Span

LEXICON = Lexicon(["said", "the", "plan"], ["aid", "the"])
LINKS = np.array([[0.0, -0.5], [-0.4, 0.6]])
PIECES = ["said ", "the plan", " ", "“", "”", '"', "«", "»", ". ", "\n\n", "12", "don't", "Ångström "]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_every_token_knows_whether_it_is_quoted(text: str) -> None:
    quoted, spans = quotations(text), sentences(text)
    read = tokens(text, spans, quoted, LEXICON)
    for start, place in zip(read.start.tolist(), read.places.tolist(), strict=True):
        holding = next((one for one in quoted if one.span.start <= start < one.span.end), None)
        if holding is None:
            assert place == 0
        elif start == holding.span.start or (holding.closed and start >= holding.inner.end):
            assert place == 1
        else:
            assert place == (2 if holding.closed else 3)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from([*PIECES, "x", "snake_case", "B2B", "½", "е́", "\u200b"]), max_size=30).map(
        "".join
    )
)
def test_a_text_is_read_alike_whole_and_in_pieces(text: str) -> None:
    start, end, codes = LEXICON.read(text)
    words = [text[one:other] for one, other in zip(start.tolist(), end.tolist(), strict=True)]
    assert words == [word for word, _, _ in split(text, Span(0, len(text)))]
    alone = [LEXICON.read(word)[2].tolist() for word in words]
    assert [code for one in alone for code in one] == codes.tolist()


def test_a_convolution_sees_only_its_columns_of_the_neighbours() -> None:
    rng = np.random.default_rng(0)
    x = rng.standard_normal((9, 6)).astype(np.float32)
    seen, step = 2, 3
    weight = rng.standard_normal((6 + 2 * seen, 6)).astype(np.float32)
    bias = rng.standard_normal(6).astype(np.float32)
    none = np.zeros((step, 6), np.float32)
    before, after = np.concatenate([none, x[:-step]]), np.concatenate([x[step:], none])
    stacked = np.concatenate([before[:, :seen], x, after[:, -seen:]], axis=1)
    assert np.allclose(_beside(x, weight, bias, step), np.maximum(stacked @ weight + bias, 0), atol=1e-5)


def test_a_doubtful_word_counts_between_names_and_not_alone() -> None:
    plain, doubtful, sure = -4.0, -0.3, 3.0
    alone = linked(np.array([plain, doubtful, plain]), LINKS)
    between = linked(np.array([sure, doubtful, sure]), LINKS)
    last, first = linked(np.array([plain, doubtful]), LINKS), linked(np.array([doubtful, plain]), LINKS)
    assert max(alone[1], last[1], first[0]) < THRESHOLD < between[1]


def test_words_without_links_keep_their_own_odds() -> None:
    odds = np.array([-2.0, 0.0, 1.5])
    assert np.allclose(linked(odds, np.zeros((2, 2))), 1 / (1 + np.exp(-odds)))


def test_the_tagger_is_small_and_doubts_nothing_that_is_plain() -> None:
    assert PACKAGED.stat().st_size < 2_000_000
    text = "The mayor said that the plan was dead. The bridge opened in 1999."
    heard = Tagger.packaged().read(text, sentences(text), []).heard
    assert heard[0] > 0.9
    assert heard[1] < 0.3
