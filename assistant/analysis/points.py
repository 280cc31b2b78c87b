"""Points at issue: noun phrases that several voices use, and the sentences that speak of each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.analysis.evidence import same_voice
from assistant.analysis.keyphrases import Phrase, phrases, stretch
from assistant.analysis.weighing import Weighed
from assistant.wording.names import TITLES
from assistant.wording.referents import REFERENTS
from assistant.wording.tokens import content, key, keys_of, stem, tokens

_ENOUGH_SAID = 2.2  # a phrase of this telling names its point as well as any longer one
_LENGTH = {1: 0.25, 2: 1.0, 3: 1.1, 4: 1.1, 5: 1.0}  # by content words
_TELLS = 0.7  # what a name must tell at least: `White House` and `United States` do not
_HEAD = 0.4  # what a head noun in common is worth against a phrase in common
_ASKED = 0.6  # what a phrase is worth that only repeats the question
_WRITTEN = 2  # sentences that must write the phrase out; the others may have a word or two between its words
# A name that ends in one of these is somebody who acts, or a place: `Supreme Court`, `Hong Kong Airport`.
_BODIES = keys_of(
    """court house senate congress committee department agency administration party union university center centre institute
    association council commission ministry office bureau company group corporation bank journal post times street city
    county state states kingdom republic island river hill school church hospital hotel airport tower service network"""
)


@dataclass(frozen=True, slots=True)
class Point:
    """What an issue is called, the indexes of the sentences that speak of it, and how well it names them (0 up).

    `holders` are those of the sentences that have the name's own words; one of them must head a reading. `by_head`: they share
    nothing but its head noun.
    """

    name: str
    stems: frozenset[str]
    members: tuple[int, ...]
    worth: float
    holders: frozenset[int]
    by_head: bool = False


def points(read: Sequence[Weighed], question: str) -> list[Point]:
    """Every phrase that two voices use, the best names first; no voice, no single common noun."""
    asked = frozenset(content(question))
    speakers, plain = speakers_of(read), _plain_words(read)
    spellings: dict[tuple[str, ...], Counter[Phrase]] = defaultdict(Counter)
    for one in read:
        for phrase in phrases(one.sentence.text):
            spellings[phrase.stems][phrase] += 1
    found = []
    for stems, written in spellings.items():
        wanted = frozenset(stems)
        members = tuple(
            number
            for number, one in enumerate(read)
            if wanted <= one.stems and stretch(tokens(one.sentence.text), wanted)
        )
        if len(members) < 2 or wanted <= speakers or not _shared(members, read):
            continue
        phrase = _usual(written)
        if (
            phrase.telling < _TELLS
            or _is_party(phrase)
            or sum(written.values()) < min(_WRITTEN, len(read) / 30)
        ):
            continue
        if _is_name_alone(phrase, plain):
            continue
        new = sum(one not in asked for one in wanted) / len(wanted)
        spread = len({read[number].sentence.article.outlet for number in members})
        worth = (
            spread**0.5
            * min(phrase.telling, _ENOUGH_SAID)
            * _LENGTH[min(len(stems), 5)]
            * (_ASKED + (1 - _ASKED) * new)
        )
        found.append(Point(_raised(phrase.text), wanted, members, worth, frozenset(members)))
    found = _fullest(found) + _by_head(spellings, read, speakers, asked)
    return sorted(found, key=lambda one: (-one.worth, one.members, one.name))


def _by_head(
    spellings: Mapping[tuple[str, ...], Counter[Phrase]],
    read: Sequence[Weighed],
    speakers: frozenset[str],
    asked: frozenset[str],
) -> list[Point]:
    """Points that voices share in their head noun alone, named by the most telling phrase that ends in it.

    Few voices use one phrase where few voices speak.
    """
    by_head: dict[str, list[Phrase]] = defaultdict(list)
    for stems, written in spellings.items():
        phrase = _usual(written)
        joined = len(phrase.text.split()) > len(stems)
        if len(stems) > 1 and not (phrase.named or joined) and stems[-1] not in speakers | asked:
            by_head[stems[-1]].append(phrase)
    found = []
    for head, named in by_head.items():
        members = tuple(number for number, one in enumerate(read) if head in one.stems)
        best = max(named, key=lambda phrase: (min(phrase.telling, _ENOUGH_SAID), phrase.text))
        if len(members) > 1 and best.telling >= _TELLS and _shared(members, read):
            worth = _HEAD * min(best.telling, _ENOUGH_SAID)
            holders = frozenset(n for n in members if best.text in read[n].sentence.text)
            found.append(Point(_raised(best.text), frozenset({head}), members, worth, holders, by_head=True))
    return found


def _shared(members: Sequence[int], read: Sequence[Weighed]) -> bool:
    """Whether two different voices are among the sentences; of one article they may be, as in a round-up."""
    first = read[members[0]].sentence.voice
    return any(not same_voice(read[number].sentence.voice, first) for number in members[1:])


def _is_party(phrase: Phrase) -> bool:
    """Whether it names a country, a people or a party: who quarrels, not what about."""
    words = [word.key for word in tokens(phrase.text)]
    return "+".join(words) in REFERENTS or (phrase.named and words[-1] in REFERENTS)


def _plain_words(read: Iterable[Weighed]) -> frozenset[str]:
    """Every word that is somewhere written without a capital: what ends in one of them is a thing with a name."""
    return frozenset(word.key for one in read for word in tokens(one.sentence.text) if not word.capitalised)


def _is_name_alone(phrase: Phrase, plain: frozenset[str]) -> bool:
    """Whether it is a name and says nothing of what is at issue: `Roe`, `Northern Ireland`; `Paris Agreement` does."""
    last = tokens(phrase.text)[-1].key
    return phrase.named and (len(phrase.stems) == 1 or last not in plain or last in _BODIES)


def speakers_of(read: Iterable[Weighed]) -> frozenset[str]:
    """Stems of the names of everyone who speaks or has a title: who says something is not what it is about."""
    names = {voice.name for one in read for voice in one.sentence.chain}
    found = {stem for name in names for stem in content(name)} | set(map(key, TITLES))
    for one in read:
        words = tokens(one.sentence.text)
        for title, *named in zip(words, words[1:], words[2:], strict=False):
            if title.key in TITLES and title.capitalised:
                found.update(stem(word.key) for word in named if word.capitalised)
    return frozenset(found)


def _fullest(found: Sequence[Point]) -> list[Point]:
    """Without the phrases that are parts of a longer one which the same sentences use: `control laws`."""
    return [
        one
        for one in found
        if not any(
            one.stems < other.stems and len(other.members) >= 0.7 * len(one.members) for other in found
        )
    ]


def _usual(written: Counter[Phrase]) -> Phrase:
    return min(written.items(), key=lambda item: (-item[1], item[0].text.isupper(), item[0].text))[0]


def _raised(text: str) -> str:
    return text[0].upper() + text[1:]
