"""The question's own point: the thing that it asks about, where some voices are plainly for it and others against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.analysis.aliases import aliases, other_names
from assistant.analysis.attitude import attitude, is_cue
from assistant.analysis.evidence import same_voice
from assistant.analysis.keyphrases import phrases, stretch
from assistant.analysis.lexicon import is_verb
from assistant.analysis.points import Point
from assistant.analysis.weighing import Weighed
from assistant.news import VoiceKind
from assistant.wording.referents import REFERENTS
from assistant.wording.tokens import FUNCTION_WORDS, Token, content, key, keys_of, stem, tokens

_SHORTEST = 4  # letters of a lone word that can be what a question is about
_SAYS_OF = keys_of("be been being is are was were")  # what follows is said of the thing: `be mandatory`
_JOINED = keys_of("on of for against")
_FIT = 0.35  # of a sentence; what leans on its neighbours is shown with them or passed over
_MATTERS = 1.0  # the point's worth: it is what the reader asked


@dataclass(frozen=True, slots=True)
class Quarrel:
    """A point with the numbers of the sentences that are plainly for it and against it, heaviest first."""

    point: Point
    favour: tuple[int, ...]
    against: tuple[int, ...]


def quarrel(question: str, read: Sequence[Weighed]) -> Quarrel | None:
    """The thing in the question on which most voices take sides; None where nobody is against what somebody is for."""
    known = aliases(read)
    found = [
        one
        for name, stems in _things(question, read)
        if (one := _sides(name, [stems, *other_names(stems, known)], read))
    ]
    return max(found, key=lambda one: len(one.favour) + len(one.against), default=None)


def _things(question: str, read: Sequence[Weighed]) -> Iterator[tuple[str, frozenset[str]]]:
    """What the question names: its phrases, what they are about (`wall on the border`), lone nouns; no person, no country."""
    persons = {
        one
        for weighed in read
        if weighed.sentence.voice.kind is VoiceKind.PERSON
        for one in content(weighed.sentence.voice.name)
    }
    named = {frozenset(phrase.stems): phrase.text for phrase in phrases(question)}
    covered = {one for stems in named for one in stems}
    words = tokens(question)
    for before, word, after in zip([None, *words], words, [*words[1:], None], strict=False):
        alone = stem(word.key) not in covered and not (before and before.key in _SAYS_OF)
        if (alone or (after and after.key in _JOINED)) and _is_noun(word):
            named.setdefault(frozenset({stem(word.key)}), _as_written(stem(word.key), read) or word.text)
    yield from (
        (text, stems)
        for stems, text in named.items()
        if not stems <= persons and "+".join(key(text).split()) not in REFERENTS
    )


def _is_noun(word: Token) -> bool:
    known = word.key not in FUNCTION_WORDS and not is_verb(word.key) and not is_cue(word.key)
    return len(word.text) >= _SHORTEST and known


def _as_written(wanted: str, read: Sequence[Weighed]) -> str:
    written = Counter(
        word.text for one in read for word in tokens(one.sentence.text) if stem(word.key) == wanted
    )
    return min(written, key=lambda text: (-written[text], text), default="")


def _sides(name: str, called: Sequence[frozenset[str]], read: Sequence[Weighed]) -> Quarrel | None:
    """The sentences on either side of a thing under any of its names, where two different voices hold them."""
    signs = {
        number: next((sign for stems in names if (sign := attitude(one.sentence, stems))), 0)
        for number, one in enumerate(read)
        if one.fit >= _FIT and (names := _called(one, called))
    }
    members = list(signs)
    favour, against = ([number for number in members if signs[number] == sign] for sign in (1, -1))
    both = [number for number in against if _also(number, favour, read)]
    favour = [number for number in favour if not _also(number, both, read)]
    against = [number for number in against if number not in both]
    if not favour or not against:
        return None
    point = Point(name[0].upper() + name[1:], called[0], tuple(members), _MATTERS, frozenset(members))
    return Quarrel(point, tuple(favour), tuple(against))


def _called(one: Weighed, called: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """Those of the names that the sentence has."""
    words = tokens(one.sentence.text)
    return [stems for stems in called if stems <= one.stems and stretch(words, stems)]


def _also(number: int, others: Sequence[int], read: Sequence[Weighed]) -> bool:
    """Whether the voice of a sentence is that of one of the others too: who says both heads neither side."""
    return any(same_voice(read[number].sentence.voice, read[other].sentence.voice) for other in others)
