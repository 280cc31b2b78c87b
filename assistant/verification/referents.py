"""Whom a “he”, or what a “the bill”, can mean among the names of the words before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from assistant.attribution.genders import gender_of
from assistant.attribution.namewords import INSTITUTION_WORDS, PLACES_THAT_SPEAK
from assistant.attribution.people import People
from assistant.news import Article, Span, VoiceKind
from assistant.wording.names import TITLES, Name, names
from assistant.wording.referents import REFERENTS
from assistant.wording.tokens import Token, key, keys_of, tokens

OFFICES = keys_of(
    """president senator minister governor judge justice congressman congresswoman representative chancellor mayor candidate
    nominee lawmaker secretary ambassador chairman chairwoman director commissioner general pope king queen prince princess
    billionaire businessman lawyer attorney professor author actor singer spokesman spokeswoman"""
)
_FAMILIES = tuple(
    map(
        keys_of,
        (
            "bill law act legislation measure statute",
            "deal agreement accord pact treaty",
            "court tribunal",
            "committee commission panel",
            "agency bureau department administration",
            "company firm corporation",
            "party",
            "union",
            "university college school",
            "organization organisation group association foundation",
            "newspaper paper magazine network",
        ),
    )
)
_CALLED = frozenset[str]().union(*_FAMILIES)
_BEFORE, _BEHIND = 3, 6  # words round a name within which an office is its
PLACES = keys_of("state country nation city province region county island")
_INDEFINITE = keys_of("a an another some new every each no two three several")
_WITHIN = keys_of("in from across throughout")


@dataclass(frozen=True, slots=True)
class Kind:
    """What is meant: a person (`gender` “he”, “she” or unknown), or the thing or place that a noun calls so."""

    noun: str = ""
    gender: str | None = None

    @property
    def is_person(self) -> bool:
        return not self.noun or self.noun in OFFICES

    def allows(self, name: str) -> bool:
        """Whether the person of this name can be meant, as far as the given name or a title says."""
        return self.gender is None or gender_of(name) in (None, self.gender)

    @classmethod
    def called(cls, word: Token) -> Kind | None:
        """The kind of what is called “the” and this word; None where it can be anything, or is a name of its own."""
        calls = not word.capitalised and word.key in OFFICES | PLACES | _CALLED
        return cls(word.key) if calls else None


def candidates(kind: Kind, article: Article, span: Span) -> dict[str, str]:
    """The names of this kind between two places of the article, each under its last word: one person has two names."""
    if kind.is_person:
        found = sorted(_persons(article, span), key=len)
        persons = {last_of(name): name for name in found if kind.allows(name)}
        return {
            last: name for last, name in persons.items() if not kind.noun or _holds(last, kind.noun, article)
        }
    text = article.words(span)
    things = (name.text for name in _things(article, text) if _fits(name, kind.noun, text))
    return {last_of(name): name for name in (*things, *_unnamed(kind.noun, text))}


def last_of(name: str) -> str:
    """The key of a name's last word."""
    return key(name.split()[-1])


def _persons(article: Article, span: Span) -> Iterator[str]:
    """The persons named there, in full where the article has a full name."""
    known = _known_persons(article)
    named = _people(article.text).between(span.start, span.end)
    yield from (one.voice.name for one in named if last_of(one.voice.name) in known)
    for name in names(article.words(span)):
        if name.last in known:
            yield known[name.last]


@lru_cache(maxsize=32)
def _people(text: str) -> People:
    return People(text, ())


@lru_cache(maxsize=32)
def _known_persons(article: Article) -> dict[str, str]:
    """The last names of who speaks in the article, or stands behind a title there, with the longest form of each."""
    found: dict[str, str] = {}
    speaking = (voice for one in article.attributions for voice in one.chain)
    for name in (voice.name for voice in speaking if voice.kind is VoiceKind.PERSON):
        found[last_of(name)] = max(found.get(last_of(name), ""), name, key=len)
    words = tokens(article.text)
    for before, word in pairwise(words):
        titled = before.capitalised and before.key in TITLES and word.capitalised
        if titled and word.key not in TITLES and word.key not in INSTITUTION_WORDS:
            found.setdefault(word.key, word.text.removesuffix("’s").removesuffix("'s"))
    for one in _people(article.text).named:
        found[last_of(one.voice.name)] = max(found.get(last_of(one.voice.name), ""), one.voice.name, key=len)
    return {last: name for last, name in found.items() if last not in _CALLED}


def _holds(last: str, office: str, article: Article) -> bool:
    """Whether the article puts the office beside the name: `President Teslak`, `Ivo Teslak, the president of the mine`."""
    words = tokens(article.text)
    return any(
        word.key == last and any(one.key == office for one in words[max(0, n - _BEFORE) : n + _BEHIND])
        for n, word in enumerate(words)
    )


def _things(article: Article, text: str) -> Iterator[Name]:
    persons = _known_persons(article)
    yield from (one for one in names(text) if one.last not in persons)


def _fits(name: Name, noun: str, text: str) -> bool:
    """Whether the name can be called by the noun: it has it or one like it, in itself or just behind it, or is a place."""
    if noun in PLACES:
        before = tokens(text[: name.start])[-1:]
        return (
            name.last in PLACES_THAT_SPEAK
            or name.last in REFERENTS
            or any(word.key in _WITHIN for word in before)
        )
    family = next(family for family in _FAMILIES if noun in family)
    behind = tokens(text[name.end : name.end + 30])[:1]
    return not family.isdisjoint(name.keys) or any(word.key in family for word in behind)


def _unnamed(noun: str, text: str) -> Iterator[str]:
    """What the text has of this kind without a name, which may be meant too: `a bill that amends the Care Act`."""
    alike = PLACES if noun in PLACES else next(family for family in _FAMILIES if noun in family)
    words = tokens(text)
    for place, word in enumerate(words):
        if word.key in alike and not word.capitalised and _is_introduced(words, place):
            yield word.text


def _is_introduced(words: Sequence[Token], place: int) -> bool:
    return any(word.key in _INDEFINITE for word in words[max(0, place - 3) : place])
