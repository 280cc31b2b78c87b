"""Framing: the loaded words of each outlet's own voice, in the sentence where they stand."""

from __future__ import annotations

from collections import Counter

from assistant.analysis.evidence import Sentence
from assistant.briefing.document import Framing
from assistant.briefing.heard import Heard
from assistant.briefing.loaded import loaded_words
from assistant.news import Access, Mode, VoiceKind

OF_AN_OUTLET = 3


def framing(heard: Heard, most: int) -> tuple[Framing, ...]:
    """At most `OF_AN_OUTLET` words for each outlet that writes them without attributing them, the rarest first.

    A word that most outlets use is the event's own word and frames nothing.
    """
    own = [one for one in heard.standing() if _is_own(one)]
    outlets = {one.voice.name for one in own}
    users: dict[str, set[str]] = {}
    for one in own:
        for word in loaded_words(one.text):
            users.setdefault(word.casefold(), set()).add(one.voice.name)
    found: list[Framing] = []
    counted: Counter[str] = Counter()
    told: set[tuple[str, str]] = set()
    for one in sorted(own, key=lambda one: -one.near):
        for word in loaded_words(one.text):
            outlet, key = one.voice.name, word.casefold()
            common = len(outlets) > 3 and len(users[key]) > len(outlets) / 2
            if common or (outlet, key) in told or counted[outlet] >= OF_AN_OUTLET or len(found) >= most:
                continue
            if claim := heard.claim(one):
                found.append(Framing(outlet, word, claim))
                told.add((outlet, key))
                counted[outlet] += 1
    return tuple(sorted(found, key=lambda one: one.outlet))


def _is_own(sentence: Sentence) -> bool:
    """Whether an outlet speaks first-hand, in its own article and its own name."""
    voice = sentence.voice
    return (
        voice.kind is VoiceKind.OUTLET
        and voice.name == sentence.article.outlet
        and sentence.access is Access.FIRST_HAND
        and sentence.attribution.mode is Mode.OWN
    )
