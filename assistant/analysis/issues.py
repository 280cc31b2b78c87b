"""Issues: points on which the voices of the evidence can be compared, named in the sources' own phrases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.analysis.keyphrases import Scored, rank
from assistant.analysis.opposition import contradiction, topic
from assistant.analysis.readings import label, reading, sides, stances
from assistant.analysis.weighing import Weighed
from assistant.findings import Issue
from assistant.wording.tokens import content

MOST = 7
ENOUGH = 3
OPPOSED = 0.18  # contradiction of the two heads above which the readings exclude each other
_READ = 90
_OF_A_VOICE = 10
_MEMBERS = 14
_CANDIDATES = 60


@dataclass(frozen=True, slots=True)
class Point:
    """A phrase that several voices use, the sentences around it in two sides, and how contested it is."""

    phrase: Scored
    ours: tuple[int, ...]
    theirs: tuple[int, ...]
    contest: float
    worth: float


def issues(question: str, weighed: Sequence[Weighed], *, most: int = MOST) -> Iterator[Issue]:
    """The contested points first; points that are only seen differently fill up to `ENOUGH`."""
    read = _fairly(weighed)
    if len({one.sentence.voice for one in read}) < 2:
        return
    texts = [one.sentence.text for one in read]
    ranked = rank(texts, [one.sentence.voice.name for one in read], known=content(question))
    points = [point for phrase in ranked[:_CANDIDATES] if (point := _point(phrase, read))]
    points.sort(key=lambda one: -one.worth)
    told: list[Point] = []
    for point in points:
        if len(told) >= most or (point.contest < OPPOSED and len(told) >= ENOUGH):
            break
        if all(_differs(point, other) for other in told):
            told.append(point)
            yield _issue(point, read, told)


def _fairly(weighed: Sequence[Weighed]) -> list[Weighed]:
    """The heaviest sentences, at most ten of a voice."""
    count: Counter[str] = Counter()
    kept: list[Weighed] = []
    for one in weighed:
        count[one.sentence.voice.name] += 1
        if count[one.sentence.voice.name] <= _OF_A_VOICE and len(kept) < _READ:
            kept.append(one)
    return kept


def _point(phrase: Scored, read: Sequence[Weighed]) -> Point | None:
    members = phrase.texts[:_MEMBERS]
    ours, theirs, contest = sides(members, read, lambda a, b: _against(a, b, read))
    if not theirs:
        return None
    weight = sum(read[number].weight for number in members[:6]) / min(6, len(members))
    return Point(phrase, tuple(ours), tuple(theirs), contest, phrase.score * weight * (0.15 + contest))


def _against(one: int, other: int, read: Sequence[Weighed]) -> float:
    first, second = read[one].sentence.text, read[other].sentence.text
    return contradiction(first, second) * (0.5 + topic(first, second))


def _differs(point: Point, other: Point) -> bool:
    mine, theirs = {*point.ours, *point.theirs}, {*other.ours, *other.theirs}
    if len(mine & theirs) > 0.5 * min(len(mine), len(theirs)):
        return False
    return not set(point.phrase.phrase.stems) & set(other.phrase.phrase.stems)


def _issue(point: Point, read: Sequence[Weighed], told: Sequence[Point]) -> Issue:
    ours = [read[number] for number in point.ours]
    theirs = [read[number] for number in point.theirs]
    heading = point.phrase.phrase.text
    avoid = frozenset(point.phrase.phrase.stems) | {stem for one in told for stem in one.phrase.phrase.stems}
    first = reading(label(ours, taken=[heading], avoid=avoid), ours)
    second = reading(label(theirs, taken=[heading, first.label], avoid=avoid), theirs)
    readings = (first, second)
    voices = [one.sentence.voice.name for one in read]
    return Issue(
        heading[0].upper() + heading[1:],
        readings,
        stances(readings, voices, opposed=point.contest >= OPPOSED),
    )
