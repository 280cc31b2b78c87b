"""Quoted stretches of a text, and where exactly a quotation stands in another.

Folded, as design.md says: Unicode composition, quote glyphs and white space; nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

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
    pattern = _pattern(unicodedata.normalize("NFC", words.strip()))
    if pattern is None:
        return []
    inside = within or Span(0, len(text))
    return [Span(m.start(), m.end()) for m in pattern.finditer(text, inside.start, inside.end)]


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
    return re.compile(_edge(words[0], before=True) + "".join(pieces) + _edge(words[-1], before=False))


def _one(character: str) -> str:
    if character in GLYPHS:
        return _GLYPH
    apart = unicodedata.normalize("NFD", character)
    if apart == character:
        return re.escape(character)
    return f"(?:{re.escape(character)}|{re.escape(apart)})"


def _edge(character: str, *, before: bool) -> str:
    if not character.isalnum() or UNSPACED.match(character):
        return ""
    return r"(?<!\w)" if before else r"(?![\w\u0300-\u036f])"


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
