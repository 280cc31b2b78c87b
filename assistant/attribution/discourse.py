"""What a reader remembers of who spoke: enough to tell whom "he", "it" or "the paper" means."""

from __future__ import annotations

import re
from bisect import bisect_left
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
from assistant.attribution.people import Named, People
from assistant.attribution.topics import (
    is_quoted,
    opens_sentence,
    owns,
    several_before,
    somebody,
    told_before,
)
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
_SEEN, _REMEMBERED, _NEAR = 50_000, 6, 200
_FAR = 1_200
"""A pronoun does not reach back further than this many characters."""


def _may_be_called(outlet: Outlet, noun: str) -> bool:
    media = OUTLET_NOUNS[noun]
    return not media or outlet.kind in media or outlet.medium in media


class Discourse:
    """The voices of one article in the order in which they spoke."""

    def __init__(self, text: str, people: People, outlets: Sequence[tuple[Span, Outlet]] = ()) -> None:
        """`outlets` are where outlets are named, in order."""
        self._text = text
        self._people = people
        self._named = outlets
        self._places = [span.start for span, _ in outlets]
        self._outlets: list[Outlet] = []
        self._roles: dict[str, Known] = {}
        self._bodies: dict[str, Known] = {}
        self._persons: list[tuple[Known, int]] = []
        self._genders: dict[str, str] = {}
        self._body: tuple[Known, int] | None = None
        self._crowd: tuple[Known, int] | None = None
        self._last: tuple[Known, int] | None = None
        self._lost = 0

    def heard_of(self, outlet: Outlet) -> None:
        """An outlet was named as one who speaks."""
        if outlet in self._outlets:
            self._outlets.remove(outlet)
        self._outlets.append(outlet)

    def lost(self, at: int) -> None:
        """Somebody spoke before this offset who cannot be told: "he" may mean them."""
        self._lost = at

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
        if pronoun in ("he", "she", "anyone"):
            return self._person(pronoun, at, sentence)
        if pronoun == "it" and (opening := self.opening_outlet(sentence)) is not None:
            return Voice(opening.name), ()
        if pronoun == "they" and (
            several := several_before(self._text, self._crowd[1] if self._crowd else 0, sentence.start)
        ):
            return Voice(several, VoiceKind.UNNAMED), ()
        chosen = {"it": self._body, "they": self._crowd or self._body}.get(pronoun)
        return chosen[0] if chosen and at - chosen[1] < _FAR else None

    def _person(self, pronoun: str, at: int, sentence: Span) -> Known | None:
        """Whom "he" or "she" means, from near to far; None where two may be meant.

        Named before it in the sentence (not in the words that it is said to have spoken); the subject of a sentence
        since somebody spoke; who spoke last; the only one who is named near by.
        """
        told = told_before(self._text, at, sentence)
        if not told:
            inside = self._fitting(sentence.start, at, pronoun)
            if inside:
                return inside[0].voice, ()
        spoke = next(
            (
                one
                for one in reversed(self._persons)
                if self._may_be(one[0][0], pronoun) and not (told and one[1] > sentence.start)
            ),
            None,
        )
        since = max(spoke[1] if spoke is not None else 0, self._lost, sentence.start - _FAR // 3)
        near = [
            one
            for one in self._fitting(since, sentence.start, pronoun)
            if not is_quoted(self._text, one.span.start)
        ]
        subject = next((one for one in reversed(near) if opens_sentence(self._text, one.span)), None)
        paragraph = self._text.rfind("\n", 0, sentence.start) + 1
        nameless = somebody(self._text, max(since, paragraph), sentence.start)
        if nameless is not None and (nameless[1] or pronoun) == pronoun:
            name, _, first = nameless
            return (Voice(name, VoiceKind.UNNAMED), ()) if first else None
        if subject is not None:
            return subject.voice, ()
        here = {one.voice for one in near if one.span.start >= paragraph}
        if spoke is None or spoke[1] < max(self._lost, paragraph, at - _FAR):
            if len(here) == 1 and not all(owns(self._text, one.span) for one in near):
                return here.pop(), ()
            if here or spoke is None or spoke[1] < max(self._lost, at - _FAR):
                return None
        return spoke[0]

    def _fitting(self, start: int, end: int, pronoun: str) -> list[Named]:
        """The persons named in a stretch who may be called so; "REUTERS/Ann Lee" took a picture."""
        return [
            one
            for one in self._people.between(start, end)
            if self._may_be(one.voice, pronoun) and self._text[one.span.start - 1 : one.span.start] != "/"
        ]

    def _may_be(self, voice: Voice, pronoun: str) -> bool:
        return (
            pronoun == "anyone" or self._genders.get(voice.name, gender_of(voice.name) or pronoun) == pronoun
        )

    def outlet(self, noun: str, sentence: Span) -> Outlet | None:
        """Which outlet "the paper" or "the network" means: the paragraph's last subject, else who was heard last."""
        opening = self.opening_outlet(sentence)
        known = reversed(self._outlets) if opening is None else (opening, *reversed(self._outlets))
        return next((one for one in known if _may_be_called(one, noun)), None)

    def opening_outlet(self, sentence: Span) -> Outlet | None:
        """The outlet with which a sentence before this one begins, in its paragraph, after all who spoke."""
        named = self._named_in(self._since(sentence), sentence.start)
        return next((one for span, one in reversed(named) if opens_sentence(self._text, span)), None)

    def _since(self, sentence: Span) -> int:
        """Where the paragraph of a sentence begins, or who spoke last in it was named."""
        paragraph = self._text.rfind("\n", 0, sentence.start) + 1
        return max(paragraph, self._last[1] if self._last is not None else 0)

    def only_outlet(self, noun: str, sentence: Span) -> Outlet | None:
        """The only outlet of the two hundred characters before a sentence, in its paragraph, if it is called so."""
        paragraph = self._text.rfind("\n", 0, sentence.start) + 1
        near = {one for _, one in self._named_in(max(paragraph, sentence.start - _NEAR), sentence.start)}
        return next((one for one in near if len(near) == 1 and _may_be_called(one, noun)), None)

    def _named_in(self, start: int, end: int) -> Sequence[tuple[Span, Outlet]]:
        return self._named[bisect_left(self._places, start) : bisect_left(self._places, end)]

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

    def body_spoke(self, sentence: Span) -> bool:
        """Whether who spoke last, in the paragraph of this sentence, is no person."""
        paragraph = self._text.rfind("\n", 0, sentence.start) + 1
        person = self._persons[-1][1] if self._persons else 0
        return self._body is not None and self._body[1] > max(paragraph, person)

    def last(self) -> Known | None:
        return self._last[0] if self._last else None
