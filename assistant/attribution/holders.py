"""From the words that name a speaker to a voice, with the outlets through which it is heard."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from assistant.attribution.abbreviations import words as listed
from assistant.attribution.cues import ADVERBS, CUES
from assistant.attribution.discourse import Discourse
from assistant.attribution.namewords import (
    DETERMINERS,
    DOCUMENTS,
    INSTITUTION_WORDS,
    OUTLET_NOUNS,
    PEOPLE_WORDS,
    PLACES_THAT_SPEAK,
    PLURALS_WITHOUT_NAME,
    PREPOSITIONS,
    PRONOUNS,
    TITLES,
)
from assistant.attribution.people import NOT_NAMES, People, person_name
from assistant.ingest.outlets import Outlet
from assistant.news import Span, Voice, VoiceKind

_WORD = re.compile(r"\S+")
_EDGE = " ,.;:()[]—–-\"“”„«»‘’'"
_OF = re.compile(r" (?:of|for|from|at) ")
_SEEN = 50_000
_LOOSE = ADVERBS | frozenset(CUES) | {"of", "only"}
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_PARTITIVES = frozenset(
    [
        "number",
        "group",
        "handful",
        "couple",
        "series",
        "one",
        "some",
        "many",
        "most",
        "several",
        "two",
        "three",
        "all",
        "few",
        "host",
        "majority",
    ]
)
_SUPPORT = frozenset(
    [
        "supporter",
        "supporters",
        "backer",
        "backers",
        "critic",
        "critics",
        "opponent",
        "opponents",
        "ally",
        "allies",
    ]
)
_VAGUE = frozenset(
    [
        "source",
        "sources",
        "official",
        "officials",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "reporter",
        "correspondent",
        "editor",
    ]
)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who speaks, through whom, and where the text names them."""

    voice: Voice
    mention: Span
    via: tuple[Voice, ...] = ()


class Holders:
    """Finds voices in one article: its outlets, its people, and what was said of them before."""

    def __init__(self, text: str, outlets: list[tuple[Span, Outlet]], people: People) -> None:
        self._text = text
        self._outlets = outlets
        self._starts = [span.start for span, _ in outlets]
        self._people = people
        self.discourse = Discourse(text, people)

    def outlets_in(self, start: int, end: int) -> list[tuple[Span, Outlet]]:
        """The outlets named from `start` to before `end`."""
        return self._outlets[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def names_person(self, span: Span) -> bool:
        """Whether a person is named there whom the article names elsewhere too."""
        return self._people.often(span)

    def at(self, span: Span, *, sentence: Span) -> Holder | None:
        """The speaker that these words name, or None when they name nobody that we can tell."""
        text = span.of(self._text)
        mention = self._whole_name(_stripped(self._text, span))
        if not mention:
            return None
        if mention.of(self._text).lower() in PRONOUNS:
            found = self._pronoun(mention, sentence)
        else:
            found = self._outlet(mention) or self._noun(mention, sentence)
        if found is not None:
            self.discourse.spoke(found.voice, mention, text, found.via)
        return found

    def _whole_name(self, span: Span) -> Span:
        """The span, grown over the person's name of which it holds a part."""
        for one in self._people.between(max(0, span.start - 40), span.end):
            if one.span.overlaps(span):
                span = Span(min(span.start, one.span.start), max(span.end, one.span.end))
        return span

    def _pronoun(self, mention: Span, sentence: Span) -> Holder | None:
        pronoun = PRONOUNS.get(mention.of(self._text).lower())
        if pronoun is None:
            return None
        known = self.discourse.pronoun(pronoun, mention.start, sentence)
        return Holder(known[0], mention, known[1]) if known else None

    def _outlet(self, mention: Span) -> Holder | None:
        named = self.outlets_in(mention.start, mention.end)
        if not named:
            return None
        span, outlet = named[0]
        voice = Voice(outlet.name)
        self.discourse.heard_of(outlet)
        rest = self._text[span.end : mention.end].strip(_EDGE).removeprefix("s ").strip()
        if not rest or not (set(_lows(rest)) - set(OUTLET_NOUNS) - _OUTLET_TAILS):
            return Holder(voice, mention)
        lows = _lows(rest)
        if lows[0] in PREPOSITIONS or lows[0] in ("and", "who", "which", "that"):
            return Holder(voice, mention)
        name = person_name(" ".join(word for word in rest.split() if word[:1].isupper()))
        if " " in name or (name and self._people.full_name(name, mention.start)):
            return Holder(self._person(name, mention), mention, (voice,))
        if any(low in PEOPLE_WORDS for low in lows):
            return Holder(Voice(f"unnamed {outlet.name} {rest}", VoiceKind.UNNAMED), mention, (voice,))
        return Holder(voice, mention)

    def _noun(self, mention: Span, sentence: Span) -> Holder | None:
        words = [match[0] for match in _WORD.finditer(mention.of(self._text))]
        own = words[0].lower() in ("its", "their", "his", "her")
        definite = words[0].lower() in ("the", "this", "that", "these", "those")
        while words and words[0].lower().strip(_EDGE) in DETERMINERS:
            words = words[1:]
        while words and words[0].lower() in _LOOSE:
            words = words[1:]
        while words and words[0].lower().strip(_EDGE) in DETERMINERS:
            words = words[1:]
        words = _core([word.strip(_EDGE) if not _POSSESSIVE.search(word) else word for word in words])
        words = [word for word in words if word]
        if not words:
            lone = mention.of(self._text).lower()
            return (
                Holder(Voice(f"unnamed {lone}", VoiceKind.UNNAMED), mention)
                if lone in PLURALS_WITHOUT_NAME
                else None
            )
        low = _POSSESSIVE.sub("", words[-1]).lower()
        capital = [word[0].isupper() for word in words]
        if capital[-1] and low not in PEOPLE_WORDS and low not in DOCUMENTS:
            return self._named(words, mention, sentence, definite=definite)
        if low in OUTLET_NOUNS and not any(capital):
            known = self.discourse.outlet(low)
            return Holder(Voice(known.name), mention) if known is not None else None
        if low in ("statement", "letter", "release", "email") and definite and len(words) == 1:
            known_voice = self.discourse.last()
            return Holder(known_voice[0], mention, known_voice[1]) if known_voice else None
        if definite and (role := self.discourse.role(low)) is not None and len(words) <= 2:
            return Holder(role[0], mention, role[1])
        name = _unquoted(" ".join(words))
        if low in INSTITUTION_WORDS and low not in DOCUMENTS:
            return Holder(Voice(name, VoiceKind.INSTITUTION), mention)
        if (
            low in PEOPLE_WORDS
            or low in DOCUMENTS
            or (low.endswith("s") and len(words) > 1 and low not in CUES)
        ):
            return self._unnamed(name, low, mention, own=own)
        return None

    def _unnamed(self, name: str, head: str, mention: Span, *, own: bool) -> Holder:
        via: tuple[Voice, ...] = ()
        if own and (owner := self.discourse.last_outlet()) is not None:
            via = (Voice(owner.name),)
            name = f"{owner.name} {name}" if head in _VAGUE and " " not in name else name
        name = name if name.lower().startswith(("unnamed", "anonymous")) else f"unnamed {name}"
        return Holder(Voice(name.replace("anonymous ", "unnamed "), VoiceKind.UNNAMED), mention, via)

    def _named(self, words: list[str], mention: Span, sentence: Span, *, definite: bool) -> Holder | None:
        """A name in capitals at the end of the phrase, with what stands before it."""
        for one in self._people.between(mention.start, mention.end):
            if one.full and _OF.match(self._text, one.span.end):
                return Holder(one.voice, mention)
        first = len(words)
        while first and (words[first - 1][:1].isupper() or words[first - 1].lower() in _INSIDE_NAMES):
            first -= 1
        while first < len(words) and words[first].lower() in _INSIDE_NAMES:
            first += 1
        if (
            first == 1
            and mention.start == sentence.start
            and words[0].islower()
            and words[0].lower() not in TITLES
        ):
            words = [words[0].capitalize(), *words[1:]]
            first = 0 if words[0].lower() not in PEOPLE_WORDS else 1
        lows = [_POSSESSIVE.sub("", word).lower() for word in words]
        if first and set(lows[:first]) & set(OUTLET_NOUNS) and not set(lows[:first]) & {"editor", "reporter"}:
            return Holder(Voice(_unquoted(" ".join(words[first:]))), mention)
        name = _unquoted(" ".join(words[first:]))
        run = lows[first:]
        if any(low in INSTITUTION_WORDS for low in run) or (len(run) == 1 and run[0] in PLACES_THAT_SPEAK):
            return Holder(Voice(name, VoiceKind.INSTITUTION), mention)
        if len(run) == 1 and name.isupper() and len(name) > 1:
            return Holder(Voice(name, VoiceKind.INSTITUTION), mention)
        if len(run) == 1 and definite and first == 0 and self._people.full_name(name, mention.start) is None:
            return Holder(Voice(name, VoiceKind.INSTITUTION), mention)
        if any(_POSSESSIVE.search(word) for word in words[first:-1]):
            owned = next(i for i in range(len(words) - 2, first - 1, -1) if _POSSESSIVE.search(words[i]))
            name = " ".join(words[owned + 1 :])
        joined = [part for part in re.split(r" (?:and|&) ", name) if part]
        if len(joined) > 1:
            return self._together(joined, mention)
        person = person_name(_OF.split(name)[0])
        if " " not in person and self._is_a_word(person, mention):
            return None
        if not person:
            role = self.discourse.role(run[-1]) if run else None
            return Holder(role[0], mention, role[1]) if role else None
        return Holder(self._person(person, mention), mention)

    def _is_a_word(self, name: str, mention: Span) -> bool:
        """Whether a lone capitalised word is an ordinary one: a weekday, or written small elsewhere."""
        if self._people.full_name(name, mention.start) is not None:
            return False
        low = name.lower()
        return low in NOT_NAMES or f" {low} " in self._small

    @cached_property
    def _small(self) -> str:
        return self._text[:_SEEN]

    def _together(self, names: list[str], mention: Span) -> Holder | None:
        """Several who speak as one: "Moscow and Washington"."""
        lows = {name.lower().removeprefix("the ") for name in names}
        if lows & PLACES_THAT_SPEAK or any(set(low.split()) & INSTITUTION_WORDS for low in lows):
            return Holder(Voice(" and ".join(names), VoiceKind.INSTITUTION), mention)
        people = [self._person(name, mention).name for name in map(person_name, names) if name]
        return Holder(Voice(" and ".join(people), VoiceKind.PERSON), mention) if people else None

    def _person(self, name: str, mention: Span) -> Voice:
        """The voice of a person, under the full name that the article gives."""
        full = self._people.full_name(name.rsplit(" ", 1)[-1], mention.start) if " " not in name else None
        return Voice(full or name, VoiceKind.PERSON)


_INSIDE_NAMES = listed("de von van der den bin al el da di du la le dos of the and & for")
_OUTLET_TAILS = listed("s’s the a an daily news itself online also later") | {"'s", "’s"}


def _stripped(text: str, span: Span) -> Span:
    words = span.of(text)
    left = len(words) - len(words.lstrip(_EDGE))
    return Span(
        span.start + left, max(span.start + left, span.end - (len(words) - len(words.rstrip(_EDGE + "’"))))
    )


def _lows(words: str) -> list[str]:
    return [_POSSESSIVE.sub("", word.strip(_EDGE)).lower() for word in words.split()]


def _unquoted(name: str) -> str:
    return _POSSESSIVE.sub("", name.replace("’", "'").strip(" ,.;:"))


def _core(words: list[str]) -> list[str]:
    """The head with what stands before it; "a number of X" is X, "officials in Kyiv" stays whole."""
    lows = [word.lower() for word in words]
    for at, low in enumerate(lows):
        if low not in PREPOSITIONS or at == 0:
            continue
        if low == "of" and lows[at - 1] in _PARTITIVES:
            rest = words[at + 1 :]
            while rest and rest[0].lower() in DETERMINERS:
                rest = rest[1:]
            return _core(rest)
        if words[at - 1][:1].isupper() and low in ("of", "for") and at + 1 < len(words):
            continue
        return words[:at]
    return words
