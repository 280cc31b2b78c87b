"""What a reader remembers of who spoke: enough to tell whom "he", "it" or "the paper" means."""

from __future__ import annotations

import re

from assistant.attribution.namewords import OUTLET_NOUNS, PEOPLE_WORDS, TITLES
from assistant.attribution.people import People
from assistant.ingest.outlets import Outlet
from assistant.news import Span, Voice, VoiceKind

Known = tuple[Voice, tuple[Voice, ...]]
"""A voice and the outlets through which it was heard."""

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_APPOSITION = re.compile(r",( (?:an?|the|one of the) [^,.;“\"]{3,60})(?=[,.;])")
_OF = re.compile(r"\b(?:of|for|in|at|to|from|with|who|that)\b")
_FAR = 1_200
"""A pronoun does not reach back further than this many characters."""


class Discourse:
    """The voices of one article in the order in which they spoke."""

    def __init__(self, text: str, people: People) -> None:
        self._text = text
        self._people = people
        self._outlets: list[Outlet] = []
        self._roles: dict[str, Known] = {}
        self._person: tuple[Known, int] | None = None
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
            self._person = (known, at)
        elif voice.kind is VoiceKind.UNNAMED:
            self._crowd = (known, at)
            if not voice.name.endswith("s"):
                self._person = (known, at)
        else:
            self._body = (known, at)
        apposition = _APPOSITION.match(self._text, mention.end, mention.end + 80)
        described = words + (_OF.split(apposition[1])[0] if apposition else "")
        for word in _WORD.findall(described):
            low = word.lower()
            if low in PEOPLE_WORDS or low in TITLES:
                self._roles[low] = known

    def pronoun(self, pronoun: str, at: int, sentence: Span) -> Known | None:
        """Whom a pronoun at an offset of a sentence stands for."""
        if pronoun == "he" or pronoun == "she":
            inside = self._people.between(sentence.start, at)
            if inside:
                return (inside[0].voice, ())
            if self._person and at - self._person[1] < _FAR:
                between = self._people.between(self._person[1], sentence.start)
                if not between or at - self._person[1] < _FAR // 3:
                    return self._person[0]
            near = self._people.between(max(0, sentence.start - _FAR // 3), sentence.start)
            return (near[-1].voice, ()) if near else (self._person[0] if self._person else None)
        chosen = {"it": self._body, "they": self._crowd or self._body}.get(pronoun)
        return chosen[0] if chosen and at - chosen[1] < _FAR else None

    def outlet(self, noun: str) -> Outlet | None:
        """The outlet that was heard last and may be called so: "the paper", "the network"."""
        media = OUTLET_NOUNS[noun]
        for outlet in reversed(self._outlets):
            if not media or outlet.kind in media or outlet.medium in media:
                return outlet
        return self._outlets[-1] if self._outlets and not media else None

    def last_outlet(self) -> Outlet | None:
        return self._outlets[-1] if self._outlets else None

    def role(self, noun: str) -> Known | None:
        """Who was last called by this noun: "the official", "the senator"."""
        return self._roles.get(noun)

    def last(self) -> Known | None:
        return self._last[0] if self._last else None
