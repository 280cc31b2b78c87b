"""Whether a text is English enough for the tagger, which learned from English only."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.attribution.abbreviations import words
from assistant.attribution.remembered import Remembered
from assistant.news import Span

_SMALL_WORDS = words(
    "the of and to in a that is was for on with he it as at by from has have are be this not his but said"
)
_SMALL_GERMAN_WORDS = words(
    "der die das und ist nicht von mit den dem des sich auch auf für ein eine im zu wird werden bei nach"
)
_WORD = re.compile(r"[^\W\d_]+")
_SEEN = 2_000
_SHARE = 0.15


def is_english(language: str, text: str, spans: Sequence[Span]) -> bool:
    """By the article's language where it is known, else by the share of small English words."""
    if language not in ("", "und"):
        return language.partition("-")[0].casefold() == "en"
    if not spans:
        return False
    counts = [_COUNTS[stretch] for stretch in text[spans[0].start : spans[0].start + _SEEN].split(" ")]
    found, small = sum(words for words, _ in counts), sum(known for _, known in counts)
    return found > 0 and small >= _SHARE * found


def is_german(language: str, text: str, spans: Sequence[Span]) -> bool:
    """By the article's language where it is known, else by the share of small German words."""
    if language not in ("", "und"):
        return language.partition("-")[0].casefold() == "de"
    if not spans:
        return False
    found = _WORD.findall(text[spans[0].start : spans[0].start + _SEEN].casefold())
    return bool(found) and sum(map(_SMALL_GERMAN_WORDS.__contains__, found)) >= _SHARE * len(found)


def _counted(stretch: str) -> tuple[int, int]:
    """The words of what stands between two spaces, and how many of them are small English ones."""
    found = _WORD.findall(stretch.casefold())
    return len(found), sum(map(_SMALL_WORDS.__contains__, found))


_COUNTS = Remembered(_counted)
