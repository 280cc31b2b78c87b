"""Pairs of sentences that may head the readings of a point: how contested they are, and what they are worth to a reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import combinations

from assistant.analysis.attitude import attitude
from assistant.analysis.evidence import Sentence, same_voice
from assistant.analysis.likeness import Compared
from assistant.analysis.opposition import Opposition
from assistant.analysis.points import Point
from assistant.analysis.standing import assertion
from assistant.analysis.weighing import overlap
from assistant.news import VoiceKind

_HEADS = 14  # heaviest sentences on a point that may head a reading
_REPEATS = 0.7  # share of words from which two sentences say the same
_ONE_SUBJECT = 0.22  # nearness under which two sentences share a phrase and nothing else
_OF_A_POINT = 3  # pairs of one point that are weighed against those of others
_JUDGED = 12  # pairs that the scorer of opposition reads
_ONE_TIME = timedelta(
    days=400
)  # between publications; beyond it two sentences are likely to speak of two events
_TWO_TIMES = 0.5  # what such a pair is worth

# A reading of somebody who has no name is worth less to a reader who must say who holds it.
_NAMED = {VoiceKind.OUTLET: 1.0, VoiceKind.PERSON: 1.0, VoiceKind.INSTITUTION: 1.0, VoiceKind.UNNAMED: 0.6}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences that head the readings of a point, how contested it is, and what that is worth to the reader."""

    point: Point
    first: int
    second: int
    contest: float
    worth: float


def pairs(found: Sequence[Point], compared: Compared, opposition: Opposition) -> list[Pair]:
    """The best pairs of each point, the most worth telling first, the first ones after a look by `opposition`."""
    made = [pair for point in found for pair in _of_point(point, compared)]
    made.sort(key=lambda one: (-one.worth, one.first, one.second))
    return [*_judged(made[:_JUDGED], compared, opposition), *made[_JUDGED:]]


def of_one_time(one: Sentence, other: Sentence) -> bool:
    """Whether both were published within about a year, as far as the dates are known."""
    mine, theirs = one.article.published, other.article.published
    return mine is None or theirs is None or abs(mine - theirs) <= _ONE_TIME


def sign(number: int, point: Point, compared: Compared) -> int:
    """Where a sentence stands to a point (`attitude`); 0 where it has not the point's own words: another tax, another ban."""
    return attitude(compared.read[number].sentence, point.stems) if number in point.holders else 0


def _of_point(point: Point, compared: Compared) -> list[Pair]:
    read = compared.read
    heads = [number for number in point.members if read[number].stands][:_HEADS]
    signs = {number: sign(number, point, compared) for number in heads}
    made = []
    for first, second in combinations(heads, 2):
        one, other = read[first], read[second]
        if same_voice(one.sentence.voice, other.sentence.voice) or overlap(one.stems, other.stems) > _REPEATS:
            continue
        same = compared.nearness(first, second)
        if same < _ONE_SUBJECT or not point.holders & {first, second}:
            continue
        contest = 1.0 if signs[first] * signs[second] < 0 else 0.6 * compared.contest(first, second)
        states = 0.4 + 0.3 * assertion(one.sentence.text) + 0.3 * assertion(other.sentence.text)
        apart = 1.0 if one.sentence.article.outlet != other.sentence.article.outlet else 0.7
        times = 1.0 if of_one_time(one.sentence, other.sentence) else _TWO_TIMES
        weight = (
            one.weight * other.weight * _NAMED[one.sentence.voice.kind] * _NAMED[other.sentence.voice.kind]
        )
        worth = point.worth * weight * states * apart * times * (0.4 + contest) * (0.3 + min(0.6, same))
        ordered = (second, first) if signs[first] < signs[second] else (first, second)
        made.append(Pair(point, *ordered, contest, worth))
    return sorted(made, key=lambda one: -one.worth)[:_OF_A_POINT]


def _judged(made: Sequence[Pair], compared: Compared, opposition: Opposition) -> list[Pair]:
    """The pairs in the order of what the scorer of opposition makes of them."""
    judged = []
    for pair in made:
        first, second = (compared.read[number].sentence.text for number in (pair.first, pair.second))
        refutes = max(*opposition(first, [second]), *opposition(second, [first]))
        contest = max(pair.contest, refutes)
        worth = pair.worth * (0.4 + contest) / (0.4 + pair.contest)
        judged.append(replace(pair, contest=contest, worth=worth))
    return sorted(judged, key=lambda one: (-one.worth, one.first, one.second))
