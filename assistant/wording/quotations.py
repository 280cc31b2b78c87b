"""Quoted stretches of a text, and where exactly a quotation stands in another.

Folded, as design.md says: Unicode composition, quote glyphs and white space; nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from unicodedata import combining

from assistant.news import Span
from assistant.wording.tokens import FUNCTION_WORDS, UNSPACED, keys, tokens

_CLOSERS = {
    "“": "”“",
    "„": "“”",
    "‟": "”",
    "«": "»",
    "‹": "›",
    "»": "«",
    "›": "‹",
    "「": "」",
    "『": "』",
    "‘": "’",
    "‚": "‘’",
    '"': '"',
    "＂": "＂",
    "'": "'",
}
_APOSTROPHES = "'’‘"
GLYPHS = frozenset("\"'“”„‟«»‹›「」『』‘’‚‛＂＇`´")
_GLYPH = f"[{re.escape(''.join(sorted(GLYPHS)))}]"
_OPENERS = re.compile(f"[{re.escape(''.join(_CLOSERS))}]")


def quotations(text: str) -> list[Span]:
    """Inner spans of the outermost quoted stretches, in order; one that is never closed runs to the end."""
    found: list[Span] = []
    position = 0
    while opener := _OPENERS.search(text, position):
        at = opener.start()
        position = at + 1
        if not _opens(text, at):
            continue
        close = _close(text, at)
        if close < 0:
            if text[at] in _APOSTROPHES or text[at] in "»›":
                continue
            close = len(text)
        if text[at + 1 : close].strip():
            found.append(Span(at + 1, close))
        position = close + 1
    return found


def _opens(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if text[at] in "“„‟«‹「『＂":
        return True
    return not before.isalnum() and before not in ".,!?%" and not after.isspace()


def _close(text: str, at: int) -> int:
    closers = _CLOSERS[text[at]]
    for place in range(at + 1, len(text)):
        if text[place] not in closers:
            continue
        after = text[place + 1] if place + 1 < len(text) else " "
        if text[place] in _APOSTROPHES and (after.isalnum() or text[place - 1].isspace()):
            continue  # an apostrophe inside a word, or a new opening
        return place
    return -1


def find(words: str, text: str, *, within: Span | None = None) -> list[Span]:
    """Where `words` stand exactly in `text`, as spans of `text`, never cutting a word in two."""
    # What is not there when both are folded is there in no spelling; a pattern costs ten times as much.
    if _folded(words.strip()) not in _folded(text):
        return []
    pattern = _pattern(unicodedata.normalize("NFC", words.strip()))
    if pattern is None:
        return []
    inside = within or Span(0, len(text))
    found: list[Span] = []
    position = inside.start
    while match := pattern.search(text, position, inside.end):
        if _cuts(text, match.start()) or _cuts(text, match.end()):
            position = match.start() + 1
        else:
            found.append(Span(match.start(), match.end()))
            position = match.end()
    return found


_FOLDS = {ord(glyph): "'" for glyph in GLYPHS}


@lru_cache(maxsize=256)
def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).translate(_FOLDS).split())


def _cuts(text: str, place: int) -> bool:
    """Whether a place lies inside a word, in a script that puts spaces between words."""
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    if UNSPACED.match(before) or UNSPACED.match(after):
        return False
    return (before.isalnum() or bool(combining(before))) and (after.isalnum() or bool(combining(after)))


@lru_cache(maxsize=512)
def _pattern(words: str) -> re.Pattern[str] | None:
    if not words:
        return None
    pieces: list[str] = []
    for piece in re.split(r"(\s+)", words):
        if piece.isspace():
            pieces.append(r"\s+")
        else:
            pieces.extend(_one(character) for character in piece)
    return re.compile("".join(pieces))


def _one(character: str) -> str:
    if character in GLYPHS:
        return _GLYPH
    apart = unicodedata.normalize("NFD", character)
    if apart == character:
        return re.escape(character)
    return f"(?:{re.escape(character)}|{re.escape(apart)})"


def nearness(words: str, text: str) -> float:
    """Largest share of a quotation's words found in one stretch of the text about as long (0 to 1).

    Words of content alone count where there are two or more of them: `of the` is in every text.
    """
    asked = [token.key for token in tokens(words)]
    telling = [word for word in asked if word not in FUNCTION_WORDS]
    wanted = Counter(telling if len(telling) > 1 else asked)
    size = sum(wanted.values())
    if not size:
        return 0.0
    width = len(asked) + max(1, len(asked) // 4)
    missing = Counter(wanted)
    held = best = 0
    there = keys(text)
    for place, word in enumerate(there):
        if word in wanted:
            held += missing[word] > 0
            missing[word] -= 1
        if place >= width and (gone := there[place - width]) in wanted:
            missing[gone] += 1
            held -= missing[gone] > 0
        best = max(best, held)
    return best / size
