"""What a reader remembers of who spoke: enough to tell whom "he", "it" or "the paper" means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.attribution.abbreviations import words as listed
from assistant.attribution.genders import gender_of
from assistant.attribution.namewords import (
    INSTITUTION_WORDS,
    OUTLET_NOUNS,
    PEOPLE_WORDS,
    PLACES_THAT_SPEAK,
    TITLES,
)
from assistant.attribution.people import People
from assistant.ingest.outlets import Outlet
from assistant.news import Span, Voice, VoiceKind

Known = tuple[Voice, tuple[Voice, ...]]
"""A voice and the outlets through which it was heard."""

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_APPOSITION = re.compile(r",( (?:an?|the|one of the) [^,.;“\"]{3,60})(?=[,.;])")
_OF = re.compile(r"\b(?:of|for|in|at|to|from|with|who|that)\b")
_COMPANIES = listed("company corporation firm group operator airline")
_PUBLIC = (
    (INSTITUTION_WORDS | PLACES_THAT_SPEAK | listed("of")) - _COMPANIES - listed("corp inc ltd llc plc bank")
)
_FINDING = listed("report study survey poll document memo analysis lawsuit indictment complaint review")
_SEEN, _REMEMBERED = 50_000, 6
_FAR = 1_200
"""A pronoun does not reach back further than this many characters."""


class Discourse:
    """The voices of one article in the order in which they spoke."""

    def __init__(self, text: str, people: People) -> None:
        self._text = text
        self._people = people
        self._outlets: list[Outlet] = []
        self._roles: dict[str, Known] = {}
        self._bodies: dict[str, Known] = {}
        self._persons: list[tuple[Known, int]] = []
        self._genders: dict[str, str] = {}
        self._body: tuple[Known, int] | None = None
        self._crowd: tuple[Known, int] | None = None
        self._last: tuple[Known, int] | None = None
        self._previous: Span | None = None

    def heard_of(self, outlet: Outlet) -> None:
        """An outlet was named as one who speaks."""
        if outlet in self._outlets:
            self._outlets.remove(outlet)
        self._outlets.append(outlet)

    def spoke(self, voice: Voice, mention: Span, words: str, via: tuple[Voice, ...]) -> None:
        """A voice was found to speak; `words` name it."""
        known, at = (voice, via), mention.end
        self._last = (known, at)
        if voice.kind is VoiceKind.PERSON:
            self._met(known, at)
            if (gender := gender_of(words) or gender_of(voice.name)) is not None:
                self._genders.setdefault(voice.name, gender)
        elif voice.kind is VoiceKind.UNNAMED:
            self._unnamed(known, at)
        else:
            self._body = (known, at)
            if voice.kind is VoiceKind.INSTITUTION:
                self._bodies.update(dict.fromkeys(voice.name.lower().split()[-1:], known))
        apposition = _APPOSITION.match(self._text, mention.end, mention.end + 80)
        described = words + (_OF.split(apposition[1])[0] if apposition else "")
        before = ""
        for low in map(str.lower, _WORD.findall(described)):
            if low in PEOPLE_WORDS or low in TITLES:
                self._roles[low] = self._roles[f"{before} {low}"] = known
            before = low

    def _unnamed(self, known: Known, at: int) -> None:
        last = known[0].name.rpartition(" ")[2]
        if last in _FINDING:
            self._body = (known, at)
            return
        self._crowd = (known, at)
        if not last.endswith("s"):
            self._met(known, at)

    def _met(self, known: Known, at: int) -> None:
        self._persons = [one for one in self._persons[-_REMEMBERED:] if one[0][0] != known[0]]
        self._persons.append((known, at))

    def pronoun(self, pronoun: str, at: int, sentence: Span) -> Known | None:
        """Whom a pronoun at an offset of a sentence stands for."""
        if pronoun in ("he", "she"):
            return self._person(pronoun, at, sentence)
        chosen = {"it": self._body, "they": self._crowd or self._body}.get(pronoun)
        return chosen[0] if chosen and at - chosen[1] < _FAR else None

    def _person(self, pronoun: str, at: int, sentence: Span) -> Known | None:
        """The nearest person who may be called so: named in the sentence, else who spoke last, else named last."""
        inside = [one for one in self._people.between(sentence.start, at) if self._may_be(one.voice, pronoun)]
        if inside:
            return inside[0].voice, ()
        spoke = next((one for one in reversed(self._persons) if self._may_be(one[0][0], pronoun)), None)
        ago = at - spoke[1] if spoke is not None else _FAR
        if spoke is not None and ago < _FAR:
            between = self._people.between(spoke[1], sentence.start)
            if not between or ago < _FAR // 3:
                return spoke[0]
        near = self._people.between(max(0, sentence.start - _FAR // 3), sentence.start)
        named = next((one.voice for one in reversed(near) if self._may_be(one.voice, pronoun)), None)
        return (named, ()) if named is not None else spoke[0] if spoke is not None else None

    def _may_be(self, voice: Voice, pronoun: str) -> bool:
        return self._genders.get(voice.name, gender_of(voice.name) or pronoun) == pronoun

    def outlet(self, noun: str) -> Outlet | None:
        """The outlet that was heard last and may be called so: "the paper", "the network"."""
        media = OUTLET_NOUNS[noun]
        fit = (
            one for one in reversed(self._outlets) if not media or one.kind in media or one.medium in media
        )
        return next(fit, None)

    def last_outlet(self) -> Outlet | None:
        return self._outlets[-1] if self._outlets else None

    def role(self, words: Sequence[str]) -> Known | None:
        """Who was last called so: "the official", "the senator"; "the prime minister" is no other minister."""
        if len(words) > 1 and words[-2] in TITLES:
            return self._roles.get(f"{words[-2]} {words[-1]}")
        return self._roles.get(words[-1])

    def institution(self, noun: str) -> Known | None:
        """Whom "the commission" or "the company" means: the last that is named so, or the last that is one."""
        if noun in _COMPANIES:
            return self._company()
        if noun not in self._bodies and (named := self._named_body(noun)) is not None:
            self._bodies[noun] = Voice(named, VoiceKind.INSTITUTION), ()
        return self._bodies.get(noun)

    def _company(self) -> Known | None:
        """The institution that was heard last, where its name is no authority's."""
        known = self._body[0] if self._body is not None else None
        if known is None or known[0].kind is not VoiceKind.INSTITUTION:
            return None
        return known if _PUBLIC.isdisjoint(known[0].name.lower().split()) else None

    def _named_body(self, noun: str) -> str | None:
        """The first name in capitals that ends in the noun: "European Commission"."""
        found = re.search(rf"(?:[A-Z][\w’'-]+ ){{1,4}}{noun.capitalize()}\b", self._text[:_SEEN])
        return found[0].removeprefix("The ") if found else None

    def last(self) -> Known | None:
        return self._last[0] if self._last else None
