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

    assert at_odds(people, [people], [fewer])
    assert not at_odds(people, [people], [metres])
    assert not at_odds(people, [people], [fewer, people])
    assert not at_odds(people, [people, fewer], [fewer])


def test_words_of_another_sentence_or_language_are_no_wording() -> None:
    mine = "The old dam broke at dawn."

    assert own_words(mine, ["La digue a cédé."]) == []
    assert (
        own_words(mine, ["The minister said that the dam was inspected by nobody in all those years."]) == []
    )
    assert [span.of(mine) for span in own_words(mine, ["The dam broke at noon."])] == ["old", "dawn"]


def test_a_weekday_in_common_pairs_nothing() -> None:
    rows = paired([["On Monday the mine paid wages."], ["The minister flew home on Monday."]], MEANING)

    assert rows == [(0, None), (None, 0)]
