"""Issues: points on which the voices of the evidence can be compared, named in the sources' own phrases.

The thing that the question asks about comes first, where voices are plainly for it and against. A further point is a noun
phrase that several voices use. Two sentences on it, of different voices, head its readings: those that most plainly point
opposite ways or, where none do, that say the most different things of it; then what further voices say. The other
sentences on the point join the head that they are clearly nearer to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from assistant.analysis.asked import quarrel
from assistant.analysis.attitude import attitude
from assistant.analysis.evidence import same_voice
from assistant.analysis.framing import framings
from assistant.analysis.labels import label
from assistant.analysis.likeness import Compared
from assistant.analysis.opposition import Opposition, lexical_opposition
from assistant.analysis.pairs import Pair, of_one_time, pairs, sign
from assistant.analysis.points import Point, points
from assistant.analysis.readings import outlets_of, reading, stances
from assistant.analysis.weighing import Weighed, overlap
from assistant.findings import Issue, Reading
from assistant.wording.tokens import content

FEWEST, MOST = 3, 7
ENOUGH = 5  # points that are only seen differently fill up to this many
OPPOSED = 0.5  # contest from which the readings exclude each other
_READ = 90
_OF_A_VOICE = 10
_NEAR, _CLEARLY = 0.3, 0.08
_FEWEST_SIDES, _READINGS = 2, 4  # of a point on which nobody plainly opposes anybody
_SAME = 0.5  # share of words from which a further voice says what an earlier reading says
_OF_ONE_WORD = 2  # issues whose names share a word of the question: `DACA program`, `DACA recipients`


def issues(
    question: str,
    readings_of: Sequence[Compared],
    read: Sequence[Weighed],
    *,
    before: Iterable[Issue] = (),
    opposition: Opposition = lexical_opposition,
    most: int = MOST,
) -> Iterator[Issue]:
    """The question's own point, then the most contested ones; points that are only seen differently fill up.

    `read` are all sentences that were weighed: who is for and against is told from them. Points are looked for in
    each of `readings_of`, a narrow choice of sentences before a wider one, until there are enough. No sentence is shown
    twice, nor one that an issue `before` has.
    """
    told: list[Point] = []
    shown = {text for one in before for text in _texts(one)}
    if most > 0 and (asked := quarrel(question, read)):
        sides = [list(asked.favour), list(asked.against)]
        if issue := _issue(asked.point, sides, read, opposed=True):
            told.append(asked.point)
            shown.update(_texts(issue))
            yield issue
    wanted = frozenset(content(question))
    for turn, compared in enumerate(readings_of):
        if len(told) >= min(most, FEWEST):
            break
        found = pairs(points(compared.read, question), compared, opposition)
        if turn:
            found = [pair for pair in found if _on_it(pair, wanted, compared.read)]
        for pair in sorted(found, key=lambda one: one.point.by_head):
            if len(told) >= min(most, _room(pair)) or _is_told(pair, told, wanted):
                continue
            if any(compared.read[number].sentence.text in shown for number in (pair.first, pair.second)):
                continue
            opposed, sides = pair.contest >= OPPOSED, _sides(pair, compared, shown)
            if issue := _issue(pair.point, sides, compared.read, opposed=opposed):
                told.append(pair.point)
                shown.update(_texts(issue))
                yield issue
    if len(told) < min(most, FEWEST) and (issue := framings(question, read, shown)):
        yield issue


def _texts(issue: Issue) -> Iterator[str]:
    for one in issue.readings:
        yield from (claim.text for claim in one.claims)


def _on_it(pair: Pair, wanted: frozenset[str], read: Sequence[Weighed]) -> bool:
    """Whether both sentences have half of the question's words: what is chosen more widely must be held to it."""
    return all(2 * len(read[number].stems & wanted) >= len(wanted) for number in (pair.first, pair.second))


def _room(pair: Pair) -> int:
    """How many issues there may be for the pair to be told too: a noun in common is a makeshift."""
    if pair.point.by_head:
        return FEWEST
    return MOST if pair.contest >= OPPOSED else ENOUGH


def _is_told(pair: Pair, told: Sequence[Point], asked: frozenset[str]) -> bool:
    """Whether an earlier issue has the name, or much of it."""
    mine, named = pair.point.stems, _named(pair.point)
    if any(mine <= one.stems or one.stems <= mine or (mine & one.stems) - asked for one in told):
        return True
    return sum(bool(named & _named(one)) for one in told) >= _OF_ONE_WORD


def _named(point: Point) -> frozenset[str]:
    """The stems of a point's name: of one that voices share by its head alone they are more than that head."""
    return point.stems | frozenset(content(point.name))


def fairly(weighed: Sequence[Weighed]) -> list[Weighed]:
    """The heaviest sentences, at most ten of a voice."""
    count: Counter[str] = Counter()
    kept: list[Weighed] = []
    for one in weighed:
        count[one.sentence.voice.name] += 1
        if count[one.sentence.voice.name] <= _OF_A_VOICE and len(kept) < _READ:
            kept.append(one)
    return kept


def _issue(
    point: Point, sides: Sequence[Sequence[int]], read: Sequence[Weighed], *, opposed: bool
) -> Issue | None:
    """The issue with a reading for each side; None where either of the first two cannot be read alone."""
    made: list[Reading] = []
    for place, side in enumerate(sides):
        head, other = (read[one[0]].sentence.text for one in (side, sides[1 if place == 0 else 0]))
        name = label(head, other, about=point.stems, taken=[point.name, *(one.label for one in made)])
        one = reading(name, [read[number] for number in side])
        if one is None and place < _FEWEST_SIDES:
            return None
        made += [one] if one else []
    said = [
        (read[number].sentence.voice.name, attitude(read[number].sentence, point.stems))
        for number in sorted(point.holders)
    ]
    row = stances(made, said, outlets_of(read), opposed=opposed)
    days = [read[number].sentence.article.published for side in sides for number in side]
    return Issue(_dated(point.name, days, read), tuple(made), row)


def _dated(name: str, days: Sequence[date | None], read: Sequence[Weighed]) -> str:
    """The name with the years of what is shown, where the evidence is of several: two events may have one name."""
    every = {day.year for one in read if (day := one.sentence.article.published)}
    years = sorted({day.year for day in days if day})
    if len(every) < 2 or not years:
        return name
    return f"{name} ({years[0]})" if years[0] == years[-1] else f"{name} ({years[0]}–{years[-1]})"


def _sides(pair: Pair, compared: Compared, shown: Collection[str]) -> list[list[int]]:
    """The heads, each followed by the sentences that are clearly nearer to it; then further voices' readings.

    None of what earlier issues have `shown`.
    """
    read = compared.read
    sides = [[pair.first], [pair.second]]
    rest = []
    for number in pair.point.members:
        mine = read[number]
        if number in (pair.first, pair.second) or not mine.stands or mine.sentence.text in shown:
            continue
        if not all(of_one_time(mine.sentence, read[head].sentence) for head in (pair.first, pair.second)):
            continue
        to_first, to_second = (_agreeing(number, head, pair, compared) for head in (pair.first, pair.second))
        if max(to_first, to_second) >= _NEAR and abs(to_first - to_second) >= _CLEARLY:
            sides[to_first < to_second].append(number)
        else:
            rest.append(number)
    if pair.contest < OPPOSED:
        for number in rest:
            if len(sides) < _READINGS and _says_another_thing(number, sides, compared):
                sides.append([number])
    return sides


def _says_another_thing(number: int, sides: Sequence[Sequence[int]], compared: Compared) -> bool:
    """Whether a voice that heads no reading says what none of them says."""
    mine = compared.read[number]
    heads = [compared.read[side[0]] for side in sides]
    return not any(
        same_voice(mine.sentence.voice, head.sentence.voice) or overlap(mine.stems, head.stems) > _SAME
        for head in heads
    )


def _agreeing(number: int, head: int, pair: Pair, compared: Compared) -> float:
    """How near a sentence is to a head whose side it may take; 0 where it takes the other one."""
    mine, theirs = (sign(one, pair.point, compared) for one in (number, head))
    if mine * theirs < 0:
        return 0.0
    near = compared.nearness(number, head) * (1 - compared.contest(number, head))
    return near + 0.2 * (mine * theirs > 0)
