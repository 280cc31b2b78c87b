"""Issues: points on which the voices of the evidence can be compared, named in the sources' own phrases.

An issue starts from two sentences of different voices that speak of the same and point opposite ways; its
heading is what both call it, and the other sentences on it join the side that they are nearer to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from assistant.analysis.evidence import same_voice
from assistant.analysis.headings import heading
from assistant.analysis.likeness import Compared
from assistant.analysis.opposition import Opposition
from assistant.analysis.readings import label, outlets_of, reading, stances
from assistant.analysis.weighing import Weighed
from assistant.findings import Issue
from assistant.wording.tokens import content

MOST = 7
ENOUGH = 3
# Two sentences of different voices head an issue when they share so much and point apart so far.
SAME_SUBJECT = 0.15
OPPOSED = 0.4
_DIFFERENT = 0.35  # enough to fill up to ENOUGH; the readings then differ without excluding each other
_NEAR = 0.12
_READ = 90
_OF_A_VOICE = 10
_PAIRS = 60


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences that head the sides of an issue, how contested it is, and what that is worth to the reader."""

    first: int
    second: int
    contest: float
    worth: float


def issues(
    weighed: Sequence[Weighed], *, most: int = MOST, opposition: Opposition | None = None
) -> Iterator[Issue]:
    """The most contested points first; points that are only seen differently fill up to `ENOUGH`."""
    compared = Compared(_fairly(weighed))
    told: list[frozenset[int]] = []
    names: set[str] = set()
    for pair in _judged(_pairs(compared), compared, opposition):
        if len(told) >= most or (pair.contest < OPPOSED and len(told) >= ENOUGH):
            break
        found = _issue(pair, compared, names)
        if found is None:
            continue
        issue, members = found
        if all(len(members & other) <= 0.34 * min(len(members), len(other)) for other in told):
            told.append(members)
            names.add(issue.issue.casefold())
            yield issue


def _fairly(weighed: Sequence[Weighed]) -> list[Weighed]:
    """The heaviest sentences, at most ten of a voice."""
    count: Counter[str] = Counter()
    kept: list[Weighed] = []
    for one in weighed:
        count[one.sentence.voice.name] += 1
        if count[one.sentence.voice.name] <= _OF_A_VOICE and len(kept) < _READ:
            kept.append(one)
    return kept


def _pairs(compared: Compared) -> list[Pair]:
    read = compared.read
    found = []
    for first, one in enumerate(read):
        for second in range(first + 1, len(read)):
            if same_voice(one.sentence.voice, read[second].sentence.voice):
                continue
            if len(one.stems & read[second].stems) < 2:
                continue  # a name in common is no subject in common
            same = compared.likeness(first, second)
            if same < SAME_SUBJECT or (contest := compared.contest(first, second)) < _DIFFERENT:
                continue
            weight = sqrt(one.weight * read[second].weight)
            found.append(Pair(first, second, contest, contest * sqrt(min(same, 0.5)) * weight))
    return sorted(found, key=lambda pair: (-pair.worth, pair.first, pair.second))[:_PAIRS]


def _judged(pairs: Sequence[Pair], compared: Compared, opposition: Opposition | None) -> list[Pair]:
    """The pairs in the order of what a trained scorer makes of them, where there is one."""
    if opposition is None:
        return list(pairs)
    judged = []
    for pair in pairs:
        first, second = (compared.read[number].sentence.text for number in (pair.first, pair.second))
        refutes = max(*opposition(first, [second]), *opposition(second, [first]))
        judged.append(Pair(pair.first, pair.second, pair.contest, pair.worth * (0.5 + refutes)))
    return sorted(judged, key=lambda pair: (-pair.worth, pair.first, pair.second))


def _issue(pair: Pair, compared: Compared, taken: set[str]) -> tuple[Issue, frozenset[int]] | None:
    read = compared.read
    name = heading(read[pair.first].sentence.text, read[pair.second].sentence.text, compared.rarity)
    if name is None or name.casefold() in taken:
        return None
    ours, theirs = _sides(pair, compared, frozenset(content(name)))
    heads = [read[side[0]].sentence.text for side in (ours, theirs)]
    first = reading(label(heads[0], heads[1], taken=[name]), [read[one] for one in ours])
    second = reading(label(heads[1], heads[0], taken=[name, first.label]), [read[one] for one in theirs])
    readings = (first, second)
    opposed = pair.contest >= OPPOSED
    row = stances(readings, outlets_of(read), opposed=opposed)
    return Issue(name, readings, row), frozenset((*ours, *theirs))


def _sides(pair: Pair, compared: Compared, named: frozenset[str]) -> tuple[list[int], list[int]]:
    """The heads, each followed by the sentences on the named point that are clearly nearer to it than to the other."""
    ours, theirs = [pair.first], [pair.second]
    for number, one in enumerate(compared.read):
        if number in (pair.first, pair.second) or not one.stems & named:
            continue
        to_first, to_second = (_nearness(number, head, compared) for head in (pair.first, pair.second))
        if max(to_first, to_second) < _NEAR or abs(to_first - to_second) < 0.05:
            continue
        (ours if to_first > to_second else theirs).append(number)
    return ours, theirs


def _nearness(number: int, head: int, compared: Compared) -> float:
    return compared.likeness(number, head) * (1 - compared.contest(number, head))
