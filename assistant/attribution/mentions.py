"""The words of a mention cut down to the name in them."""

from __future__ import annotations

import re

from assistant.attribution.abbreviations import words as listed
from assistant.attribution.cues import ADVERBS, CUES
from assistant.attribution.namewords import DETERMINERS, PEOPLE_WORDS, PREPOSITIONS
from assistant.news import Span

EDGE = " ,.;:()[]—–-\"“”„«»‹›‘’'"
POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")

_ELISION = re.compile(r"^[LlDd][’'](?=[^\W\d_]{2})")
_WORD = re.compile(r"\S+")
_LOOSE = ADVERBS | frozenset(CUES) | {"of", "only"}
_CLOSE = listed("proche proches du des cercana cercanas del")
_SHORTENED = re.compile(r"^(?:[A-Z]\.){2,}$")
_PARTITIVES = listed(
    "number group handful couple series one some many most several two three all few host majority"
)


def stripped(text: str, span: Span) -> Span:
    """The span without signs at its ends."""
    words = span.of(text)
    left = len(words) - len(words.lstrip(EDGE))
    right = len(words) - len(words.rstrip(EDGE + "’"))
    return Span(span.start + left, max(span.start + left, span.end - right))


def lows(words: str) -> list[str]:
    """The words folded, without possessives."""
    return [POSSESSIVE.sub("", word.strip(EDGE)).lower() for word in words.split()]


def unquoted(name: str) -> str:
    return POSSESSIVE.sub("", name.replace("’", "'").strip(" ,.;:"))


def core(mention: str) -> list[str]:
    """The head of a mention with what stands before it, without determiners and adverbs."""
    words = _WORD.findall(_ELISION.sub("", mention))
    for dropped in (DETERMINERS, _LOOSE, DETERMINERS):
        while words and words[0].lower().strip(EDGE) in dropped:
            words = words[1:]
    bare = [_bare(word) for word in words]
    return [word for word in _head(bare) if word]


def _bare(word: str) -> str:
    """A word without the signs at its ends; "U.S." and a possessive keep theirs."""
    if POSSESSIVE.search(word):
        return word
    shortened = _SHORTENED.search(word)
    return shortened[0] if shortened else word.strip(EDGE)


def _head(words: list[str]) -> list[str]:
    """ "A number of X" is X, "officials in Kyiv" are officials; "Ministry of Defence" stays whole."""
    small = [word.lower() for word in words]
    for at, low in enumerate(small):
        if low in _CLOSE and small[at - 1] in PEOPLE_WORDS and at:
            return words[:at]
        if low not in PREPOSITIONS or at == 0:
            continue
        if low == "of" and small[at - 1] in _PARTITIVES:
            rest = words[at + 1 :]
            while rest and rest[0].lower() in DETERMINERS:
                rest = rest[1:]
            return _head(rest)
        if words[at - 1][:1].isupper() and low in ("of", "for") and at + 1 < len(words):
            continue
        return words[:at]
    return words
