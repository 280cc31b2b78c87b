"""Issues: points on which the voices of the evidence can be compared, named in the sources' own phrases.

A point is a noun phrase that several voices use. Two sentences on it, of different voices, head its readings: those that
most plainly point opposite ways or, where none do, that say the most different things of it. The other sentences on
the point join the head that they are clearly nearer to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from assistant.analysis.attitude import attitude
from assistant.analysis.evidence import same_voice
from assistant.analysis.labels import label
from assistant.analysis.likeness import Compared
from assistant.analysis.opposition import Opposition, lexical_opposition
from assistant.analysis.points import Point, points
from assistant.analysis.readings import outlets_of, reading, stances
from assistant.analysis.standing import assertion
from assistant.analysis.weighing import Weighed, overlap
from assistant.findings import Issue
from assistant.news import VoiceKind

MOST = 7
ENOUGH = 4
OPPOSED = 0.5  # contest from which the readings exclude each other
_READ = 90
_OF_A_VOICE = 10
_HEADS = 14  # heaviest sentences on a point that may head a reading
_REPEATS = 0.7  # share of words from which two sentences say the same
_ONE_SUBJECT = 0.22  # nearness under which two sentences share a phrase and nothing else
_NEAR, _CLEARLY = 0.3, 0.08
_OF_A_POINT = 3  # pairs of one point that are weighed against those of others
_JUDGED = 12  # pairs that the scorer of opposition reads


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


def issues(
    question: str, compared: Compared, *, opposition: Opposition = lexical_opposition, most: int = MOST
) -> Iterator[Issue]:
    """The most contested points first; points that are only seen differently fill up to `ENOUGH`."""
    told: list[tuple[Point, frozenset[int]]] = []
    pairs = _pairs(points(compared.read, question), compared)
    for pair in _judged(pairs, compared, opposition):
        if len(told) >= most or (pair.contest < OPPOSED and len(told) >= ENOUGH):
            continue
        if any(_is_told(pair, before, members) for before, members in told):
            continue
        issue, members = _issue(pair, compared)
        if issue is not None:
            told.append((pair.point, members))
            yield issue


def _is_told(pair: Pair, before: Point, members: frozenset[int]) -> bool:
    """Whether an earlier issue has the name, or shows either sentence."""
    same_name = pair.point.stems <= before.stems or before.stems <= pair.point.stems
    return same_name or bool(members & {pair.first, pair.second})


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
    signs = {number: attitude(read[number].sentence, point.stems) for number in heads}
    pairs = []
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
        weight = (
            one.weight * other.weight * _NAMED[one.sentence.voice.kind] * _NAMED[other.sentence.voice.kind]
        )
        worth = point.worth * weight * states * apart * (0.4 + contest) * (0.3 + min(0.6, same))
        ordered = (second, first) if signs[first] < signs[second] else (first, second)
        pairs.append(Pair(point, *ordered, contest, worth))
    return sorted(pairs, key=lambda one: -one.worth)[:_OF_A_POINT]


def _judged(pairs: Sequence[Pair], compared: Compared, opposition: Opposition) -> list[Pair]:
    """The best pairs in the order of what the scorer of opposition makes of them."""
    judged = []
    for pair in pairs[:_JUDGED]:
        first, second = (compared.read[number].sentence.text for number in (pair.first, pair.second))
        refutes = max(*opposition(first, [second]), *opposition(second, [first]))
        contest = max(pair.contest, refutes)
        worth = pair.worth * (0.4 + contest) / (0.4 + pair.contest)
        judged.append(replace(pair, contest=contest, worth=worth))
    return sorted(judged, key=lambda one: (-one.worth, one.first, one.second))


def _issue(pair: Pair, compared: Compared) -> tuple[Issue | None, frozenset[int]]:
    """The issue that a pair heads, None where a side cannot be read alone; and the sentences on either side."""
    read, point = compared.read, pair.point
    ours, theirs = _sides(pair, compared)
    heads = [read[side[0]].sentence.text for side in (ours, theirs)]
    first = reading(label(*heads, about=point.stems, taken=[point.name]), [read[one] for one in ours])
    taken = [point.name, first.label] if first else []
    second = reading(label(*heads[::-1], about=point.stems, taken=taken), [read[one] for one in theirs])
    members = frozenset((*ours, *theirs))
    if first is None or second is None:
        return None, members
    said = [
        (read[one].sentence.voice.name, attitude(read[one].sentence, point.stems)) for one in point.members
    ]
    row = stances((first, second), said, outlets_of(read), opposed=pair.contest >= OPPOSED)
    return Issue(point.name, (first, second), row), members


def _sides(pair: Pair, compared: Compared) -> tuple[list[int], list[int]]:
    """The heads, each followed by the sentences on the point that are clearly nearer to it than to the other."""
    ours, theirs = [pair.first], [pair.second]
    for number in pair.point.members:
        if number in (pair.first, pair.second) or not compared.read[number].stands:
            continue
        to_first, to_second = (_agreeing(number, head, pair, compared) for head in (pair.first, pair.second))
        if max(to_first, to_second) < _NEAR or abs(to_first - to_second) < _CLEARLY:
            continue
        (ours if to_first > to_second else theirs).append(number)
    return ours, theirs


def _agreeing(number: int, head: int, pair: Pair, compared: Compared) -> float:
    """How near a sentence is to a head whose side it may take; 0 where it takes the other one."""
    mine, theirs = (attitude(compared.read[one].sentence, pair.point.stems) for one in (number, head))
    if mine * theirs < 0:
        return 0.0
    near = compared.nearness(number, head) * (1 - compared.contest(number, head))
    return near + 0.2 * (mine * theirs > 0)
