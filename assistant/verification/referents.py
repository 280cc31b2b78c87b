"""Whom a “he”, or what a “the act”, can mean among the names of the words before it; who is in doubt counts too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.attribution.genders import gender_of
from assistant.attribution.namewords import INSTITUTION_WORDS, PEOPLE_WORDS, PLACES_THAT_SPEAK
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
THINGS = keys_of(
    """bill law act legislation measure statute deal agreement accord pact treaty court tribunal committee commission panel
    agency bureau department company party union university college organization organisation foundation"""
)
_SOMEBODY = (
    OFFICES
    | frozenset(word for word in PEOPLE_WORDS if not word.endswith("s"))
    | keys_of(
        """man woman boy girl doctor nurse officer soldier father mother son daughter brother sister husband wife widow student
        teacher worker player driver victim suspect gunman killer reporter journalist writer leader boss
        chief head founder owner member colleague friend rival"""
    )
)
_PRONOUNS = {"he": keys_of("he his him"), "she": keys_of("she her hers")}
_BEFORE, _BEHIND = 3, 6  # words round a name within which an office is its
_BESIDE = 2  # words from a name within which a noun speaks of whoever is named


@dataclass(frozen=True, slots=True)
class Kind:
    """What is meant: a person (`gender` “he”, “she” or unknown), or the thing that a noun calls so."""

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
        return cls(word.key) if not word.capitalised and word.key in OFFICES | THINGS else None


def candidates(kind: Kind, article: Article, span: Span) -> dict[str, str]:
    """What can be meant between two places of the article, each under its last word: one person has two names.

    Somebody or something without a name can be meant as well, and is under a key that no name has.
    """
    text = article.words(span)
    if not kind.is_person:
        return dict(_things(kind.noun, text))
    known = known_persons(article)
    named = [name for name in names(text) if name.last in known or _is_doubtful(name, text)]
    found = {
        name.last if name.last in known else f"some {name.last}": known.get(name.last, name.text)
        for name in named
        if name.last not in known or kind.allows(known[name.last])
    }
    if kind.noun:
        found = {last: name for last, name in found.items() if _holds(last, kind.noun, article)}
    first = min((name.start for name in named), default=len(text))
    return found | {f"some {word}": word for word in _unnamed(text, first, kind)}


def last_of(name: str) -> str:
    """The key of a name's last word."""
    return key(name.split()[-1])


def _is_doubtful(name: Name, text: str) -> bool:
    """Whether a single name, of which the article does not say what it is, may be a person's."""
    opens = not text[: name.start].rstrip()[-1:].isalnum()
    told_apart = INSTITUTION_WORDS | PLACES_THAT_SPEAK
    return not (
        len(name.keys) > 1
        or name.text.isupper()
        or opens
        or name.last in told_apart
        or name.last in REFERENTS
    )


@lru_cache(maxsize=32)
def known_persons(article: Article) -> dict[str, str]:
    """Last names of the article's persons, with the longest form of each: who speaks, has a title or a known given name."""
    speaking = (voice for one in article.attributions for voice in one.chain)
    sure = [voice.name for voice in speaking if voice.kind is VoiceKind.PERSON]
    words = tokens(article.text)
    titled = {
        word.key for n, word in enumerate(words) if n and words[n - 1].key in TITLES and word.capitalised
    }
    for one in People(article.text, ()).named:
        name = one.voice.name
        if gender_of(name) or last_of(name) in titled | {last_of(spoken) for spoken in sure}:
            sure.append(name)
    found = {last: last.capitalize() for last in titled - TITLES - INSTITUTION_WORDS}
    for name in sorted(
        (one for one in sure if not any(w.isupper() and len(w) > 2 for w in one.split())), key=len
    ):
        found[last_of(name)] = name
    return found


def _holds(last: str, office: str, article: Article) -> bool:
    """Whether the article puts the office beside the name: `President Teslak`, `Ivo Teslak, the president of the mine`."""
    words = tokens(article.text)
    return any(
        word.key == last and any(one.key == office for one in words[max(0, n - _BEFORE) : n + _BEHIND])
        for n, word in enumerate(words)
    )


def _unnamed(text: str, first: int, kind: Kind) -> Iterator[str]:
    """Persons without a name: `an official`, where no name stands beside, and a “he” before anybody is named."""
    words = tokens(text)
    for n, word in enumerate(words):
        beside = words[max(0, n - _BESIDE) : n + _BESIDE + 1]
        names_it = any(one.capitalised and one.key not in REFERENTS for one in beside)
        somebody = word.key in _SOMEBODY and not word.capitalised and not names_it
        if somebody or (word.start < first and word.key in _PRONOUNS.get(kind.gender or "", ())):
            yield word.key


def _things(noun: str, text: str) -> Iterator[tuple[str, str]]:
    """Names that have the noun as their last word (`River Care Act`), and things of any such kind that have no name."""
    named = [name for name in names(text) if len(name.keys) > 1 and name.last in THINGS]
    yield from ((f"{name.last}" if name.last == noun else f"some {name.text}", name.text) for name in named)
    for word in tokens(text):
        if word.key in THINGS and not word.capitalised:
            yield f"some {word.key}", word.key
