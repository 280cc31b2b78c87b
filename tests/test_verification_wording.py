"""What words commit a sentence to: figures, dates, names and quotations, in whatever spelling."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.wording.dates import dates, meant
from assistant.wording.figures import figures
from assistant.wording.names import names, same_name
from assistant.wording.quotations import find, nearness, quotations
from assistant.wording.tokens import coverage, key, tokens


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("three years", "3", "year"),
        ("3-year", "3", "year"),
        ("$3.1 trillion", "3100000000000", "$"),
        ("3.1tn dollars", "3100000000000", "$"),
        ("40 per cent", "40", "%"),
        ("40%", "40", "%"),
        ("1,200 people", "1200", "people"),
        ("1.200 Menschen", "1200", "people"),
        ("2,5 Millionen", "2500000", ""),
        ("12 млн рублей", "12000000", "₽"),
        ("twenty-five minutes", "25", "minute"),
        ("a hundred", "100", ""),
        ("Thirty-one people", "31", "people"),
        ("one hundred and twenty-three days", "123", "day"),
        ("two thousand three hundred tonnes", "2300", "tonne"),
        ("two hundred thousand dollars", "200000", "$"),
        ("twenty-one-year-old", "21", "year"),
        ("the twenty-third", "23", "ordinal"),
        ("the third time", "3", "ordinal"),
        ("einunddreißig Tage", "31", "day"),
        ("zweihundertfünfzig Menschen", "250", "people"),
        ("dreitausendfünfhundert Euro", "3500", "€"),
        ("trente et un jours", "31", "day"),
        ("quatre-vingt-dix-sept ans", "97", "year"),
        ("deux cents euros", "200", "€"),
        ("treinta y uno", "31", ""),
        ("trentuno", "31", ""),
        ("quarenta e dois", "42", ""),
        ("eenendertig", "31", ""),
        ("тридцать один год", "31", "year"),
        ("двести пять дней", "205", "day"),
        ("тридцять п’ять", "35", ""),
        ("two cents", "2", ""),
    ],
)
def test_a_figure_is_one_figure_however_it_is_written(text: str, value: str, unit: str) -> None:
    (found,) = figures(text)
    assert (found.value, found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "text", ["one of them", "a man", "hundreds of thousands", "the second time", "a third of them", "Achtung"]
)
def test_words_that_count_nothing_are_no_figures(text: str) -> None:
    assert not figures(text)


def test_numbers_that_stand_side_by_side_stay_apart() -> None:
    told = figures("seven or eight, fifty to sixty, two, three; thirty and four")
    assert [int(one.value) for one in told] == [7, 8, 50, 60, 2, 3, 30, 4]


def _in_words(number: int) -> str:
    """English words of a number below a million."""
    below = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    small = [*below.split(), "seventeen", "eighteen", "nineteen"]
    tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    if number < 20:
        return small[number]
    if number < 100:
        return tens[number // 10 - 2] + (f"-{small[number % 10]}" if number % 10 else "")
    unit, name = (100, "hundred") if number < 1_000 else (1_000, "thousand")
    joint = " and " if number < 1_000 else " "
    rest = joint + _in_words(number % unit) if number % unit else ""
    return f"{_in_words(number // unit)} {name}{rest}"


@settings(max_examples=200, deadline=None)
@given(st.integers(2, 999_999))
def test_any_number_in_english_words_is_the_number_in_digits(number: int) -> None:
    (spelt,) = figures(f"{_in_words(number)} people")
    (digits,) = figures(f"{number} people")
    assert (spelt.value, spelt.unit) == (digits.value, digits.unit)


@pytest.mark.parametrize(
    ("text", "year", "month", "day"),
    [
        ("12 February 2025", 2025, 2, 12),
        ("Feb. 12, 2025", 2025, 2, 12),
        ("2025-02-12", 2025, 2, 12),
        ("12.02.2025", 2025, 2, 12),
        ("12 февраля 2025", 2025, 2, 12),
        ("am 12. Februar", None, 2, 12),
        ("le 3 mars", None, 3, 3),
        ("in May 2024", 2024, 5, None),
        ("since 2022", 2022, None, None),
    ],
)
def test_a_date_is_one_date_however_it_is_written(
    text: str, year: int | None, month: int | None, day: int | None
) -> None:
    (found,) = dates(text)
    assert (found.year, found.month, found.day) == (year, month, day)


@pytest.mark.parametrize("text", ["it may rain", "march on", "the 1990s", "2020 people", "they sat down"])
def test_words_and_counts_that_look_like_dates_are_none(text: str) -> None:
    assert not dates(text)


def test_a_weekday_is_the_last_one_before_publication() -> None:
    wednesday = date(2025, 2, 12)
    assert any(
        (one.year, one.month, one.day) == (2025, 2, 12)
        for one in meant("It happened on Wednesday.", date(2025, 2, 14))
    )
    assert wednesday.weekday() == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ukraine", "ukrainian"),
        ("china", "chinese"),
        ("france", "french"),
        ("us", "america"),
        ("putin", "путина"),
        ("zelensky", "зеленского"),
        ("kiev", "kyiv"),
    ],
)
def test_spellings_of_one_name_meet(one: str, other: str) -> None:
    assert same_name(key(one), key(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("austria", "australia"), ("iran", "iraq"), ("niger", "nigeria"), ("slovakia", "slovenia")],
)
def test_names_that_look_alike_stay_apart(one: str, other: str) -> None:
    assert not same_name(key(one), key(other))


def test_names_are_found_without_titles_and_openers() -> None:
    text = "However, President Vladimir Putin met Frau Merkel of the U.S. Senate in Moscow."
    assert [name.keys for name in names(text)] == [
        ("vladimir", "putin"),
        ("merkel",),
        ("us", "senate"),
        ("moscow",),
    ]


def test_quotations_are_found_in_any_marks_and_apostrophes_are_none() -> None:
    text = "It’s “a ‘grand’ plan”, «ein Plan», „kein Plan“, 'no plan' and Ukraine’s allies' plan"
    assert [span.of(text) for span in quotations(text)] == [
        "a ‘grand’ plan",
        "ein Plan",
        "kein Plan",
        "no plan",
    ]


prose = st.text(alphabet=st.sampled_from("abcd éüйж中 .,“”\"'’«»\u00a0\n0123"), max_size=120)


@settings(max_examples=150, deadline=None)
@given(prose, st.data())
def test_any_stretch_of_whole_words_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    words = tokens(text)
    if not words:
        return
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    start, end = words[first].start, words[last].end
    assert any((span.start, span.end) == (start, end) for span in find(text[start:end], text))


@settings(max_examples=150, deadline=None)
@given(prose)
def test_quotations_lie_inside_the_text_in_order(text: str) -> None:
    found = quotations(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(span.end <= len(text) for span in found)


@settings(max_examples=100, deadline=None)
@given(prose, prose)
def test_shares_are_shares(one: str, other: str) -> None:
    assert 0 <= coverage(one, [other]) <= 1
    assert 0 <= nearness(one, other) <= 1


def test_a_word_cut_in_two_is_not_found() -> None:
    assert not find("sell-ou", "it was a sell-out")
    assert find("sell-out", "it was a sell-out.")
