"""Issues: points on which the voices of the evidence can be compared, named in the sources' own phrases.

A point is a noun phrase that several voices use. Two sentences on it, of different voices, head its readings: those that
most plainly point opposite ways or, where none do, that say the most different things of it. The other sentences on
the point join the head that they are clearly nearer to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

from assistant.analysis.evidence import same_voice
from assistant.analysis.likeness import Compared
from assistant.analysis.points import Point, points
from assistant.analysis.readings import label, outlets_of, reading, stances
from assistant.analysis.standing import assertion
from assistant.analysis.weighing import Weighed, overlap
from assistant.findings import Issue

MOST = 7
ENOUGH = 3
OPPOSED = 0.4  # contest from which the readings exclude each other
_READ = 90
_OF_A_VOICE = 10
_HEADS = 14  # heaviest sentences on a point that may head a reading
_REPEATS = 0.7  # share of words from which two sentences say the same
_NEAR, _CLEARLY = 0.2, 0.06
_TOLD = 0.5  # share of an issue's sentences that may stand in an earlier one


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences that head the readings of a point, how contested it is, and what that is worth to the reader."""

    point: Point
    first: int
    second: int
    contest: float
    worth: float


def issues(question: str, compared: Compared, *, most: int = MOST) -> Iterator[Issue]:
    """The most contested points first; points that are only seen differently fill up to `ENOUGH`."""
    told: list[tuple[Point, frozenset[int]]] = []
    heads: set[int] = set()
    for pair in _pairs(points(compared.read, question), compared):
        if len(told) >= most or (pair.contest < OPPOSED and len(told) >= ENOUGH):
            continue
        if heads & {pair.first, pair.second} or any(_is_told(pair.point, before) for before, _ in told):
            continue
        found, members = _issue(pair, compared)
        if any(len(members & other) > _TOLD * min(len(members), len(other)) for _, other in told):
            continue
        told.append((pair.point, members))
        heads |= {pair.first, pair.second}
        yield found


def _is_told(point: Point, before: Point) -> bool:
    return point.stems <= before.stems or before.stems <= point.stems


def fairly(weighed: Sequence[Weighed]) -> list[Weighed]:
    """The heaviest sentences, at most ten of a voice."""
    count: Counter[str] = Counter()
    kept: list[Weighed] = []
    for one in weighed:
        count[one.sentence.voice.name] += 1
        if count[one.sentence.voice.name] <= _OF_A_VOICE and len(kept) < _READ:
            kept.append(one)
    return kept


def _pairs(found: Sequence[Point], compared: Compared) -> list[Pair]:
    """The best pairs of each point, the most worth telling first."""
    pairs = [pair for point in found for pair in _of_point(point, compared)]
    return sorted(pairs, key=lambda one: (-one.worth, one.first, one.second))


def _of_point(point: Point, compared: Compared) -> list[Pair]:
    read = compared.read
    heads = [number for number in point.members if read[number].stands][:_HEADS]
    pairs = []
    for first, second in combinations(heads, 2):
        one, other = read[first], read[second]
        if same_voice(one.sentence.voice, other.sentence.voice) or overlap(one.stems, other.stems) > _REPEATS:
            continue
        contest = compared.contest(first, second)
        states = 0.6 + 0.2 * assertion(one.sentence.text) + 0.2 * assertion(other.sentence.text)
        apart = 1.0 if one.sentence.article.outlet != other.sentence.article.outlet else 0.7
        same = min(0.6, compared.nearness(first, second))
        weight = sqrt(one.weight * other.weight)
        worth = point.worth * weight * states * apart * (0.4 + contest) * (0.3 + same)
        pairs.append(Pair(point, first, second, contest, worth))
    return sorted(pairs, key=lambda one: -one.worth)[:3]


def _issue(pair: Pair, compared: Compared) -> tuple[Issue, frozenset[int]]:
    read, name = compared.read, pair.point.name
    ours, theirs = _sides(pair, compared)
    heads = [read[side[0]].sentence.text for side in (ours, theirs)]
    first = reading(label(heads[0], heads[1], taken=[name]), [read[one] for one in ours])
    second = reading(label(heads[1], heads[0], taken=[name, first.label]), [read[one] for one in theirs])
    readings = (first, second)
    row = stances(readings, outlets_of(read), opposed=pair.contest >= OPPOSED)
    return Issue(name, readings, row), frozenset((*ours, *theirs))


def _sides(pair: Pair, compared: Compared) -> tuple[list[int], list[int]]:
    """The heads, each followed by the sentences on the point that are clearly nearer to it than to the other."""
    ours, theirs = [pair.first], [pair.second]
    for number in pair.point.members:
        if number in (pair.first, pair.second):
            continue
        to_first, to_second = (_agreeing(number, head, compared) for head in (pair.first, pair.second))
        if max(to_first, to_second) < _NEAR or abs(to_first - to_second) < _CLEARLY:
            continue
        (ours if to_first > to_second else theirs).append(number)
    return ours, theirs


def _agreeing(number: int, head: int, compared: Compared) -> float:
    return compared.nearness(number, head) * (1 - compared.contest(number, head))
