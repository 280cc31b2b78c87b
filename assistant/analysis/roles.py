"""Who did it: conflicts of names, found by rule. `Designed by Brook` and `Lenz designed the bridge` name two for one deed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Final

from assistant.analysis.conflicts import of_one_event
from assistant.analysis.evidence import same_voice
from assistant.analysis.headings import heading
from assistant.analysis.lexicon import telling
from assistant.analysis.likeness import Compared
from assistant.analysis.readings import outlets_of, reading, stances
from assistant.analysis.weighing import Weighed
from assistant.findings import Issue
from assistant.wording.names import Name, names
from assistant.wording.polarity import is_negation
from assistant.wording.tokens import FUNCTION_WORDS, Token, keys_of, stem, tokens

MOST = 2
# Deeds that one person or body has done, if two are named for the same thing one of the two is wrong.
_DEEDS: Final = keys_of(
    """designed built founded led killed shot murdered assassinated written wrote directed owned created discovered invented
    painted composed appointed nominated ordered bombed arrested commanded headed chaired acquired bought
    authored hired sponsored drafted leaked hacked poisoned kidnapped launched fired planned organised organized financed
    funded authorised authorized approved"""
)
_LESS_SAID: Final = {"wrote": "writ", "written": "writ", "authored": "writ"}  # one deed under two spellings
_READ = 60
_WINDOW = 8  # words on the side of the thing that was done
_BESIDE = 1.4  # what the shared words beside two deeds must tell, together (lexicon.telling)
_NEAR = 0.3
_WHO = re.compile(
    r"\b(?:who|whom|whose|which (?:man|woman|company|group|architect|country))\b", re.IGNORECASE
)
_BETWEEN = re.compile(r"(?: (?:the|a|an))?(?: [\w-]+){0,3} ?$")  # `by the architect Ana Brook`
_AUXILIARY = re.compile(r" (?:has |had |have |reportedly |allegedly |also )?$")


@dataclass(frozen=True, slots=True)
class Doer:
    """A deed (its stem), who is named for it, the stems beside it that say to what, and the names among them."""

    deed: str
    name: Name
    around: frozenset[str]
    marks: frozenset[str]


@lru_cache(maxsize=1_024)
def doers(text: str) -> tuple[Doer, ...]:
    """Every deed for which the sentence names somebody: `D by NAME` or `NAME D ...`; none that is denied."""
    words, named = tokens(text), names(text)
    return tuple(
        doer
        for place, word in enumerate(words)
        if word.key in _DEEDS and not any(is_negation(one.key) for one in words[max(0, place - 3) : place])
        if (doer := _by(words, place, named, text) or _subject(words, place, named, text))
    )


def _by(words: Sequence[Token], place: int, named: Sequence[Name], text: str) -> Doer | None:
    if place + 2 >= len(words) or words[place + 1].key != "by":
        return None
    after = next((one for one in named if one.start > words[place + 1].start), None)
    if after is None or not _BETWEEN.fullmatch(text[words[place + 1].end : after.start].rstrip() + " "):
        return None
    return _doer(words[place], after, words[max(0, place - _WINDOW) : place], named)


def _subject(words: Sequence[Token], place: int, named: Sequence[Name], text: str) -> Doer | None:
    before = next((one for one in reversed(named) if one.end <= words[place].start), None)
    if before is None or not _AUXILIARY.fullmatch(text[before.end : words[place].start]):
        return None
    return _doer(words[place], before, words[place + 1 : place + 1 + _WINDOW], named)


def _doer(deed: Token, who: Name, beside: Sequence[Token], named: Sequence[Name]) -> Doer:
    around = frozenset(
        stem(word.key)
        for word in beside
        if word.key not in FUNCTION_WORDS and not who.start <= word.start < who.end
    )
    marks = frozenset(
        word
        for one in named
        if one is not who and beside and beside[0].start <= one.start <= beside[-1].start
        for word in one.keys
    )
    return Doer(_LESS_SAID.get(deed.key, stem(deed.key)), who, around, marks)


def with_doers(weighed: Sequence[Weighed]) -> list[Weighed]:
    """The heaviest sentences that name somebody for a deed."""
    return [one for one in weighed if doers(one.sentence.text)][:_READ]


def conflicts_of_name(question: str, compared: Compared, *, most: int = MOST) -> Iterator[Issue]:
    """Issues whose readings are the names that different voices give for one deed, the surest first."""
    groups: dict[str, list[tuple[int, Doer]]] = defaultdict(list)
    for number, weighed in enumerate(compared.read):
        for doer in doers(weighed.sentence.text):
            groups[doer.deed].append((number, doer))
    found = [
        (alike, one, other)
        for group in groups.values()
        for one, other in combinations(group, 2)
        if (alike := _alike(one, other, compared, question))
    ]
    told: set[int] = set()
    for _, one, other in sorted(found, key=lambda item: (-item[0], item[1][0], item[2][0])):
        if most and not told & {one[0], other[0]} and (issue := _issue((one, other), compared)):
            told |= {one[0], other[0]}
            most -= 1
            yield issue


def _alike(one: tuple[int, Doer], other: tuple[int, Doer], compared: Compared, question: str) -> float:
    """How surely two voices name two for one deed; 0 where the names, the things or the times leave room for both."""
    mine, theirs = (compared.read[number].sentence for number, _ in (one, other))
    if same_voice(mine.voice, theirs.voice) or not of_one_event(mine, theirs):
        return 0.0
    doer, rival = one[1], other[1]
    if _names(theirs.text, doer) or _names(mine.text, rival):
        return 0.0
    if bool(doer.marks) != bool(rival.marks) or (doer.marks and not doer.marks & rival.marks):
        return 0.0
    near = compared.nearness(one[0], other[0])
    beside = sum(telling(word) for word in doer.around & rival.around)
    asked = bool(_WHO.search(question)) and doer.deed in {stem(word.key) for word in tokens(question)}
    if near < _NEAR or beside < (_BESIDE / 2 if asked else _BESIDE):
        return 0.0
    return near + beside


def _names(text: str, doer: Doer) -> bool:
    """Whether a sentence names the other's doer too: it tells of both, or of one under a shorter name."""
    return bool(set(doer.name.keys) & {word.key for word in tokens(text)})


def _issue(given: Sequence[tuple[int, Doer]], compared: Compared) -> Issue | None:
    made = [reading(doer.name.text, [compared.read[number]]) for number, doer in given]
    readings = tuple(one for one in made if one)
    if len(readings) < 2:
        return None
    texts = [one.claims[0].text for one in readings]
    listed = " or ".join(one.label for one in readings)
    subject = heading(texts[0], texts[1], compared.rarity)
    name = f"{subject}: {listed}" if subject else listed
    return Issue(name, readings, stances(readings, (), outlets_of(compared.read), opposed=False))
