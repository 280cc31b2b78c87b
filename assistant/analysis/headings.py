"""Headings: what two sentences both call the thing they disagree about, in a source's own words."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from assistant.analysis.keyphrases import Phrase, phrases
from assistant.wording.tokens import keys_of, stem, tokens

_BEFORE_NOUNS = keys_of(
    "the a an this that these those its their his her our your my no any of on for about over into some"
)
_LONG_ENOUGH = 2  # words; a heading of one word gets a second one beside it where there is one


def heading(one: str, other: str, rarity: Callable[[str], float]) -> str | None:
    """The longest telling phrase that both sentences have, or two words of both; None where they share none."""
    mine = {phrase.stems: phrase for phrase in phrases(one)}
    theirs = {phrase.stems for phrase in phrases(other)}
    nouns = _nouns(one) | _nouns(other)
    shared = [
        phrase
        for stems, phrase in mine.items()
        if stems in theirs and (len(stems) > 1 or phrase.text[0].isupper() or stems[0] in nouns)
    ]
    if not shared:
        return None

    def telling(phrase: Phrase) -> tuple[float, int]:
        return sum(rarity(stem) for stem in phrase.stems), -one.find(phrase.text)

    best = max(shared, key=telling)
    if len(best.stems) < _LONG_ENOUGH:
        apart = [phrase for phrase in shared if len(phrase.stems) == 1 and phrase.stems != best.stems]
        if apart:
            pair = sorted((best, max(apart, key=telling)), key=lambda phrase: one.find(phrase.text))
            return _raised(f"{pair[0].text} and {pair[1].text}")
    return _raised(best.text)


def _nouns(text: str) -> frozenset[str]:
    """Stems of the words that follow a determiner, a possessive or a preposition: what can be named."""
    words = tokens(text)
    return frozenset(
        stem(word.key)
        for before, word in pairwise(words)
        if before.key in _BEFORE_NOUNS or before.text.endswith(("’s", "'s"))
    )


def _raised(text: str) -> str:
    return text[0].upper() + text[1:]
