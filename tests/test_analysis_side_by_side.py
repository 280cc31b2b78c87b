"""Sentences of several outlets side by side: paired where they tell of the same, and what they say otherwise."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.analysis.side_by_side import amounts, at_odds, own_words, paired, same
from tests.making import WordEmbedder

MEANING = WordEmbedder().passages
SENTENCES = st.lists(
    st.sampled_from(["The dam broke.", "Rain fell on the dam.", "Bread is dear.", "Nine died."])
)


@given(st.lists(SENTENCES, min_size=1, max_size=4))
def test_every_sentence_stands_in_exactly_one_row(columns: list[list[str]]) -> None:
    rows = paired(columns, MEANING)

    told = sorted((column, number) for row in rows for column, number in enumerate(row) if number is not None)
    assert told == [(column, number) for column, given in enumerate(columns) for number in range(len(given))]
    assert all(len(row) == len(columns) for row in rows)


def test_pairs_what_tells_of_the_same_and_leaves_the_rest_alone() -> None:
    rows = paired(
        [["The dam at Stolmar broke at dawn.", "Bread is dear."], ["At dawn the Stolmar dam broke."]], MEANING
    )

    assert rows == [(0, 0), (1, None)]


def test_the_day_of_a_date_is_no_amount() -> None:
    words = "On 4 October the dam was raised by four metres."

    found = [words[one.start : one.end] for one in amounts(words)]

    assert found[0] == "4 October"
    assert not same(*amounts(words))


def test_another_number_of_the_same_thing_is_at_odds_and_one_of_another_thing_is_not() -> None:
    (people,), (fewer,), (metres,) = (
        amounts(one) for one in ("31 people died", "28 people died", "31 metres")
    )

    assert at_odds(people, [fewer])
    assert not at_odds(people, [metres])
    assert not at_odds(people, [fewer, people])


def test_words_of_another_language_are_not_compared() -> None:
    assert own_words("The dam broke at dawn.", ["La digue a cédé."]) == []
    assert [
        span.of("The old dam broke at dawn.")
        for span in own_words("The old dam broke at dawn.", ["The dam broke at noon."])
    ] == ["old", "dawn"]
