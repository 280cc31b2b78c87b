"""Sentences of several outlets side by side: which tell of the same, and what they count, date or word otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from math import log, sqrt

from assistant.analysis.likeness import Meaning
from assistant.news import Span
from assistant.wording.dates import Dated, dates
from assistant.wording.figures import Figure, figures
from assistant.wording.tokens import FUNCTION_WORDS, content, stem, tokens

Amount = Figure | Dated
Row = tuple[int | None, ...]
"""For each column the number of its sentence, or None where it has none on this."""

LIKE = (
    0.42  # nearness from which two sentences tell of the same; by eye on one comparison of the sample library
)
SHARED_AMOUNT, SHARED_UNIT = 0.12, 0.06  # what a figure or date in common adds, and figures of the same thing
MOSTLY_ALIKE = (
    0.5  # of the words of the shorter sentence; below it other words are another sentence, no wording
)


def paired(columns: Sequence[Sequence[str]], meaning: Meaning) -> list[Row]:
    """Rows of sentences that tell of the same, one of a column at most; then those that stand alone.

    Rows that more columns share come first, and among them the nearest; `meaning` gives vectors of unit length.
    """
    places = [(column, number) for column, given in enumerate(columns) for number in range(len(given))]
    if not places:
        return []
    rows = {place: {place[0]: place[1]} for place in places}
    order: list[dict[int, int]] = []
    for _, one, other in _near_pairs(columns, places, meaning):
        first, second = rows[one], rows[other]
        if first is second or first.keys() & second.keys():
            continue
        first.update(second)
        for column, number in second.items():
            rows[column, number] = first
        if not any(row is first for row in order):
            order.append(first)
        order = [row for row in order if row is not second]
    order.sort(key=lambda row: -len(row))
    alone = [rows[place] for place in places if len(rows[place]) == 1]
    return [tuple(row.get(column) for column in range(len(columns))) for row in (*order, *alone)]


def amounts(text: str) -> list[Amount]:
    """Figures and dates of a text, in order; the numbers of a date are no figures of their own."""
    days = dates(text)
    counted = [
        one for one in figures(text) if not any(one.start < day.end and day.start < one.end for day in days)
    ]
    return sorted([*days, *counted], key=lambda one: one.start)


def same(one: Amount, other: Amount) -> bool:
    """The same amount in whatever words, or the same day as far as both name it."""
    match one, other:
        case Figure(), Figure():
            return one.agrees(other)
        case Dated(), Dated():
            return one.agrees(other) or other.agrees(one)
        case _:
            return False


def at_odds(one: Amount, beside: Sequence[Amount], others: Sequence[Amount]) -> bool:
    """Whether `others` give another number of the same thing, or another day, which nothing `beside` gives too."""
    if any(same(one, other) for other in others):
        return False
    unmatched = [x for x in others if not any(same(x, own) for own in beside)]
    match one:
        case Figure():
            return bool(one.unit) and any(isinstance(x, Figure) and x.unit == one.unit for x in unmatched)
        case Dated():
            return any(isinstance(x, Dated) and one.contradicts(x) for x in unmatched)


def own_words(text: str, others: Sequence[str]) -> list[Span]:
    """Words that carry content and stand in none of the others; none where the sentences share too little."""
    mine = set(content(text))
    theirs = [set(content(other)) for other in others]
    if not any(len(mine & other) >= MOSTLY_ALIKE * min(len(mine), len(other)) > 0 for other in theirs):
        return []
    known = set().union(*theirs)
    return [
        Span(word.start, word.end)
        for word in tokens(text)
        if word.key not in FUNCTION_WORDS and stem(word.key) not in known
    ]


def _near_pairs(
    columns: Sequence[Sequence[str]], places: Sequence[tuple[int, int]], meaning: Meaning
) -> list[tuple[float, tuple[int, int], tuple[int, int]]]:
    """Pairs of sentences of two columns that are near enough, the nearest first."""
    texts = [columns[column][number] for column, number in places]
    vectors = meaning(texts)
    stems = [frozenset(content(text)) for text in texts]
    counted = Counter(one for each in stems for one in each)
    weight = {one: log(1 + len(texts) / number) ** 2 for one, number in counted.items()}
    lengths = [sqrt(sum(weight[one] for one in each)) or 1.0 for each in stems]
    found = []
    for first, second in combinations(range(len(places)), 2):
        if places[first][0] == places[second][0]:
            continue
        shared = sum(weight[one] for one in stems[first] & stems[second])
        nearness = 0.5 * shared / (lengths[first] * lengths[second])
        nearness += 0.5 * max(0.0, float(vectors[first] @ vectors[second]))
        nearness += _counting_alike(amounts(texts[first]), amounts(texts[second]))
        if nearness >= LIKE:
            found.append((nearness, places[first], places[second]))
    return sorted(found, reverse=True)


def _counting_alike(one: Sequence[Amount], other: Sequence[Amount]) -> float:
    if any(_tells(first) and same(first, second) for first in one for second in other):
        return SHARED_AMOUNT
    units = [{x.unit for x in given if isinstance(x, Figure) and x.unit} for given in (one, other)]
    return SHARED_UNIT if units[0] & units[1] else 0.0


def _tells(amount: Amount) -> bool:
    """Whether two sentences that share it are likely to tell of the same: a bare weekday stands everywhere."""
    return isinstance(amount, Figure) or amount.month is not None or amount.year is not None
