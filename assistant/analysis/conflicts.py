"""Conflicts of fact, found by rule: figures, dates and times that disagree about the same thing, side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import combinations

from assistant.analysis.evidence import Sentence, same_voice
from assistant.analysis.facts import DATE, FATES, TIME, Bound, Fact, asks_for, facts, marks
from assistant.analysis.headings import heading
from assistant.analysis.lexicon import telling
from assistant.analysis.likeness import Compared
from assistant.analysis.readings import outlets_of, reading, stances
from assistant.analysis.weighing import Weighed
from assistant.findings import Issue
from assistant.wording.tokens import content, keys, stem, tokens

MOST = 3
_READ = 100
_FEWEST, _VALUES = 2, 4  # readings of one conflict
_ROUNDING = Decimal("0.05")  # figures nearer than this are one figure, rounded
_SAME_EVENT = timedelta(days=21)  # between publications: figures of different events do not disagree
# What two values must share to speak of one thing: telling words beside them, and those with the sentences' nearness.
_BESIDE, _ALIKE = 0.9, 0.62
_ON_IT = 0.5  # share of the question's words that a sentence must have where the question asks for its value
_BEGINNING = 4  # letters
# Share of the question's words that both sentences must have; of two languages few words are written alike.
_IN_COMMON, _IN_COMMON_ABROAD = 0.5, 0.3
_ELSEWHERE = 0.5  # what a word of the question is worth that stands in the article and not in the sentence
_WORTH = 0.15  # of a shared word, in units of nearness
_MOST_SHARED = 2.0


@dataclass(frozen=True, slots=True)
class Told:
    """A fact, and the place among those compared of the sentence that tells it."""

    number: int
    fact: Fact


def with_facts(question: str, weighed: Sequence[Weighed]) -> list[Weighed]:
    """The heaviest sentences that give a value, those first that give one of the kind that the question asks for."""
    given = [one for one in weighed if facts(one.sentence.text)]
    given.sort(key=lambda one: not any(asks_for(question, fact) for fact in facts(one.sentence.text)))
    return given[:_READ]


def conflicts_of_fact(question: str, compared: Compared, *, most: int = MOST) -> Iterator[Issue]:
    """Issues whose readings are the values that different voices give for the same thing, the most alike first."""
    groups: dict[str, list[Told]] = defaultdict(list)
    for number, weighed in enumerate(compared.read):
        for fact in facts(weighed.sentence.text):
            groups[fact.counted].append(Told(number, fact))
    found = [
        (alike, one, other)
        for group in groups.values()
        for one, other in combinations(group, 2)
        if _disagree(one, other, compared.read, question)
        and (alike := _alike(one, other, compared, question))
    ]
    found.sort(key=lambda item: (-item[0], item[1].number, item[2].number))
    told: set[int] = set()
    for _, one, other in found:
        if {one.number, other.number} & told:
            continue
        if not most:
            return
        values = _gathered([one, other], [(first, second) for _, first, second in found])
        told |= {each.number for each in values}
        if issue := _issue(values, compared):
            yield issue
            most -= 1


def _disagree(one: Told, other: Told, read: Sequence[Weighed], question: str) -> bool:
    """Whether two voices give values that exclude each other, of one event as far as the dates tell."""
    mine, theirs = read[one.number].sentence, read[other.number].sentence
    if same_voice(mine.voice, theirs.voice) or not of_one_event(mine, theirs):
        return False
    if not _excludes(one.fact, other.fact, bounded=not asks_for(question, one.fact)):
        return False
    return not _gives(theirs, one.fact) and not _gives(mine, other.fact)


def of_one_event(one: Sentence, other: Sentence) -> bool:
    """Whether both were published within three weeks; one without a date may be of any year, two without are of one library."""
    mine, theirs = one.article.published, other.article.published
    return mine is theirs if mine is None or theirs is None else abs(mine - theirs) <= _SAME_EVENT


def _excludes(one: Fact, other: Fact, *, bounded: bool) -> bool:
    """Whether both values cannot be right: `at least nine` leaves eleven open where bounds are held to."""
    if one.counted in (DATE, TIME):
        return one.number != other.number
    least, most = sorted((one, other), key=lambda fact: fact.number)
    if most.number - least.number <= _ROUNDING * most.number:
        return False
    if not bounded:
        return True
    open_above = least.bound is Bound.LEAST and most.bound is not Bound.LEAST
    open_below = most.bound is Bound.MOST and least.bound is not Bound.MOST
    return not open_above and not open_below


def _gives(sentence: Sentence, fact: Fact) -> bool:
    """Whether the sentence has the other's value too: then it compares them itself."""
    return any(own.number == fact.number and own.counted == fact.counted for own in facts(sentence.text))


def _alike(one: Told, other: Told, compared: Compared, question: str) -> float:
    """How much two values speak of the same thing; 0 where that is too little."""
    near = compared.nearness(one.number, other.number)
    shared = one.fact.around & other.fact.around
    beside = min(_MOST_SHARED, sum(telling(stem) for stem in shared))
    alike = near + _WORTH * beside
    if asks_for(question, one.fact) and asks_for(question, other.fact):
        return alike + on_it if (on_it := _answers(question, one, other, compared)) >= _ON_IT else 0.0
    if beside < _BESIDE or alike < _ALIKE or _apart(one, other, compared.read):
        return 0.0
    return alike


def _answers(question: str, one: Told, other: Told, compared: Compared) -> float:
    """The share of the question's words, rare ones counting for more, that the poorer of two sentences has.

    Both must have a word of it in common. Words that stand in the article and not in the sentence count half: `a warning
    was sent at 7:30` names nobody who was warned.
    """
    if FATES.get(one.fact.counted, frozenset()) & {word.key for word in tokens(question)}:
        return 1.0
    wanted = {word: compared.rarity(word) for word in content(question) if word != one.fact.counted}
    total = sum(wanted.values()) or 1.0
    held = [
        {
            word
            for word in wanted
            if any(_alike_written(word, have) for have in compared.read[told.number].stems)
        }
        for told in (one, other)
    ]
    languages = {compared.read[told.number].sentence.article.language for told in (one, other)}
    least = _IN_COMMON if len(languages) == 1 else _IN_COMMON_ABROAD
    if sum(wanted[word] for word in held[0] & held[1]) < least * total:
        return 0.0
    shares = []
    for told, have in zip((one, other), held, strict=True):
        elsewhere = {stem(word) for word in keys(compared.read[told.number].sentence.article.text)}
        beside = (wanted.keys() & elsewhere) - have
        shares.append(sum(wanted[word] for word in have) + _ELSEWHERE * sum(wanted[word] for word in beside))
    return min(shares) / total


def _alike_written(one: str, other: str) -> bool:
    """Whether one begins as the other does, with four letters at least: `warned` and `Warnung`."""
    long_enough = min(len(one), len(other)) >= _BEGINNING
    return one == other or (long_enough and (other.startswith(one) or one.startswith(other)))


def _apart(one: Told, other: Told, read: Sequence[Weighed]) -> bool:
    """Whether each names or numbers something beside its value that the other sentence does not have: two subjects."""
    mine, theirs = read[one.number].sentence.text, read[other.number].sentence.text
    return bool(one.fact.marks - marks(theirs) and other.fact.marks - marks(mine))


def _gathered(values: list[Told], pairs: Sequence[tuple[Told, Told]]) -> list[Told]:
    """The two values with the further ones that are told against either of them, and with who else tells them."""
    for pair in pairs:
        for known, new in (pair, pair[::-1]):
            if known in values and new not in values and new.number not in {one.number for one in values}:
                numbers = {one.fact.number for one in values}
                if new.fact.number in numbers or len(numbers) < _VALUES:
                    values = [*values, new]
    return values


def _issue(values: Sequence[Told], compared: Compared) -> Issue | None:
    """The values side by side; None where fewer than two can be shown in sentences that stand alone."""
    by_value: dict[Decimal, list[Told]] = defaultdict(list)
    for one in values:
        by_value[one.fact.number].append(one)
    made = [
        reading(same[0].fact.shown, [compared.read[one.number] for one in same]) for same in by_value.values()
    ]
    readings = tuple(one for one in made if one is not None)
    if len(readings) < _FEWEST:
        return None
    texts = [one.claims[0].text for one in readings]
    listed = _listed([one.label for one in readings])
    subject = heading(texts[0], texts[1], compared.rarity)
    name = f"{subject}: {listed}" if subject else listed
    # To give a number is to be neither for nor against anything: who gives which, the readings say.
    return Issue(name, readings, stances(readings, (), outlets_of(compared.read), opposed=False))


def _listed(labels: Sequence[str]) -> str:
    return f"{', '.join(labels[:-1])} or {labels[-1]}"
