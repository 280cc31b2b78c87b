"""Related articles and events: what counts, and what does not."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.library.events import Candidate, grouped, key_terms, related
from assistant.library.linkage import average_linkage
from assistant.library.overlap import Overlap
from assistant.library.pairing import Rarity
from assistant.news import Article
from tests.evals.events import b_cubed

DAY = date(2025, 2, 13)
STORIES = {
    "dam": (
        "The Kostrel dam burst after heavy rain. Slurry from the copper mine flooded Hollin, officials said.",
        "Slurry from the burst Kostrel dam reached Hollin at night. The mine had been warned of the rain.",
        "Hollin counts its losses: a dam at the Kostrel copper mine gave way and slurry covered the fields.",
    ),
    "vote": (
        "Senators voted to confirm Judge Marlen Oakes after two days of hearings in the committee.",
        "The Senate confirmed Marlen Oakes as a judge; hearings in the committee had lasted two days.",
        "Judge Oakes is confirmed: senators followed their committee after the hearings of Marlen Oakes.",
    ),
    "cup": (
        "Midfielder Arno Velk scored twice as the visitors lifted the Baltic Cup before their supporters.",
        "The Baltic Cup goes abroad after two goals of Arno Velk, the visiting midfielder.",
        "Velk's evening: the midfielder scored twice and lifted the Baltic Cup with the visitors.",
    ),
}
FILLER = [
    Article(f"f{n}", f"The item {n}", "paper", f"After a day in the house of the {n}th, it said that word{n} had been two of a kind.")
    for n in range(90)
]  # fmt: skip


def article(story: str, paper: int = 0, published: date | None = DAY) -> Article:
    text = STORIES[story][paper]
    return Article(f"{story}-{paper}", text.split(".")[0], f"paper {paper}", text, published=published)


LIBRARY = [article(story, paper, DAY + timedelta(days=paper)) for story in STORIES for paper in range(3)]


def test_tells_events_apart() -> None:
    groups = grouped(LIBRARY, Rarity.among([*LIBRARY, *FILLER]))

    assert sorted(map(sorted, groups)) == [
        [f"{story}-{paper}" for paper in range(3)] for story in sorted(STORIES)
    ]


def test_the_same_words_months_later_are_another_event() -> None:
    later = article("dam", 1, DAY + timedelta(days=120))
    rarity = Rarity.among([*LIBRARY, *FILLER])

    assert len(grouped([article("dam"), article("dam", 1)], rarity)) == 1
    assert len(grouped([article("dam"), later], rarity)) == 2


def test_undated_articles_can_still_belong_together() -> None:
    pair = [article("vote", 0, None), article("vote", 1)]

    assert len(grouped(pair, Rarity.among([*LIBRARY, *FILLER]))) == 1


@pytest.mark.parametrize("count", [0, 1])
def test_groups_of_nothing_and_of_one(count: int) -> None:
    assert grouped(LIBRARY[:count]) == [("dam-0",)][:count]


def test_empty_articles_are_groups_of_their_own() -> None:
    empty = [Article(f"e{n}", "", "paper", "") for n in range(3)]

    assert grouped(empty) == [("e0",), ("e1",), ("e2",)]


def test_the_nearer_day_decides_between_equals() -> None:
    ranked = related(
        article("dam"),
        [
            Candidate("far", 9.0, 0.5, DAY + timedelta(days=60)),
            Candidate("undated", 9.0, 0.5, None),
            Candidate("same day", 9.0, 0.5, DAY),
        ],
    )

    assert [id_ for id_, _ in ranked] == ["same day", "undated", "far"]


def test_words_and_vectors_both_count() -> None:
    ranked = related(
        article("dam"),
        [Candidate("neither", 2.0, 0.1), Candidate("vector", 2.0, 0.9), Candidate("words", 20.0, 0.1)],
    )

    assert [id_ for id_, _ in ranked] == ["words", "vector", "neither"]
    assert related(article("dam"), []) == []
    assert related(article("dam"), [Candidate("no words", 0.0, 0.2)])[0][0] == "no words"


def test_key_terms_are_those_that_set_an_article_apart() -> None:
    terms = key_terms(article("dam"), Rarity.among([*LIBRARY, *FILLER]), limit=12)

    assert {"kostrel", "dam", "slurry"} <= set(terms)
    assert "the" not in terms


def test_the_overlap_of_a_document_with_itself_is_one() -> None:
    overlap = Overlap([{"a": 2.0, "b": 1.0}, {"a": 2.0, "b": 1.0}, {"c": 1.0}, {}])

    assert overlap.with_earlier(1) == pytest.approx([1.0])
    assert overlap.with_earlier(2) == pytest.approx([0.0, 0.0])
    assert overlap.with_earlier(3) == pytest.approx([0.0, 0.0, 0.0])


@given(
    st.integers(0, 7).flatmap(
        lambda count: st.tuples(
            st.just(count),
            st.dictionaries(
                st.sampled_from(list(combinations(range(count), 2)) or [(0, 1)]),
                st.floats(-5, 5),
                max_size=15,
            )
            if count > 1
            else st.just({}),
        )
    )
)
def test_linkage_puts_every_number_into_one_group(given_: tuple[int, dict[tuple[int, int], float]]) -> None:
    count, alike = given_

    groups = average_linkage(count, alike, unlike=-3.0)

    assert sorted(number for group in groups for number in group) == list(range(count))


def test_a_bridge_does_not_join_two_groups_that_are_unlike() -> None:
    alike = {(0, 1): 5.0, (2, 3): 5.0, (1, 2): 1.0}

    assert average_linkage(4, alike, unlike=-3.0) == [[0, 1], [2, 3]]


def test_b_cubed_is_one_for_the_right_groups_alone() -> None:
    event_of = {"a": "1", "b": "1", "c": "2"}

    assert b_cubed([("a", "b"), ("c",)], event_of) == (1.0, 1.0)
    assert b_cubed([("a", "b", "c")], event_of) == (pytest.approx(5 / 9), 1.0)
    assert b_cubed([("a",), ("b",), ("c",)], event_of) == (1.0, pytest.approx(2 / 3))
