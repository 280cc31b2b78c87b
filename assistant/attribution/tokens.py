"""Words of an article as numbers: what the tagger reads, the same in training and in use."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.attribution.quotes import Quotation
from assistant.news import Span

PAD, UNKNOWN, NEW_SENTENCE, NEW_PARAGRAPH = 0, 1, 2, 3
SHAPES, PLACES = 8, 4
_MET = 200_000

_TOKEN = re.compile(r"([^\W\d_]+|\d+|[^\s\w]|_)")
_SAME = str.maketrans("“”„‟«»’‘‚`–—―", '""""""\'\'\'\'---')


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of some sentences in order, a marker before each sentence.

    Arrays of equal length: `words` (ids of the vocabulary, or of the marker), `endings` (ids of last three letters),
    `shapes`, `places` (outside, glyph, inside a quotation), `sentence` (its number), `start` and `end` (offsets;
    a marker has none and stands empty at its sentence's start).
    """

    words: NDArray[np.int64]
    endings: NDArray[np.int64]
    shapes: NDArray[np.int64]
    places: NDArray[np.int64]
    sentence: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    sentences: int


def split(text: str, span: Span) -> Iterable[tuple[str, int, int]]:
    """Words, numbers and signs of a span, with their offsets."""
    return [(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text, span.start, span.end)]


def folded(word: str) -> str:
    """The vocabulary's form of a token."""
    return word.lower().translate(_SAME) if word.isalnum() or len(word) > 1 else word.translate(_SAME)


def shape(word: str) -> int:
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 2
    if word.istitle():
        return 2
    if word.isdigit():
        return 5
    if word[0].isalpha():
        return 4
    return 6


class Lexicon(dict[str, int]):
    """Every token met -> word id, ending id and shape in one number, 20, 12 and 4 bits wide."""

    def __init__(self, words: Sequence[str], endings: Sequence[str]) -> None:
        super().__init__()
        self._words = {word: at + 4 for at, word in enumerate(words)}
        self._endings = {ending: at + 1 for at, ending in enumerate(endings)}

    def __missing__(self, word: str) -> int:
        plain = folded(word)
        code = self._words.get(plain, UNKNOWN) << 16 | self._endings.get(plain[-3:], 0) << 4 | shape(word)
        if len(self) < _MET:
            self[word] = code
        return code


def tokens(text: str, spans: Sequence[Span], quoted: Sequence[Quotation], lexicon: Lexicon) -> Tokens:
    """The sentences `spans` of `text` as arrays; `quoted` are the quotations of the same text."""
    if not spans:
        return _nothing()
    parts = _TOKEN.split(text[spans[0].start : spans[-1].end])
    edges = np.cumsum(np.fromiter(map(len, parts), np.int64, len(parts))) + spans[0].start
    start, end = edges[0:-1:2], edges[1::2]
    codes = np.fromiter(map(lexicon.__getitem__, parts[1::2]), np.int64, len(parts) // 2)
    firsts = np.array([span.start for span in spans], np.int64)
    number = np.searchsorted(firsts, start, side="right") - 1
    markers = [
        NEW_PARAGRAPH if at == 0 or "\n" in text[spans[at - 1].end : span.start] else NEW_SENTENCE
        for at, span in enumerate(spans)
    ]
    where = np.searchsorted(start, firsts, side="left")
    codes = np.insert(codes, where, np.array(markers, np.int64) << 16)
    start = np.insert(start, where, firsts)
    end = np.insert(end, where, firsts)
    number = np.insert(number, where, np.arange(len(spans)))
    return Tokens(
        codes >> 16, codes >> 4 & 0xFFF, codes & 0xF, _places(start, quoted), number, start, end, len(spans)
    )


def _nothing() -> Tokens:
    none = np.zeros(0, np.int64)
    return Tokens(none, none, none, none, none, none, none, 0)


def _places(start: NDArray[np.int64], quoted: Sequence[Quotation]) -> NDArray[np.int64]:
    """0 outside quotations, 1 on their glyphs, 2 inside, 3 inside one that is never closed."""
    if not quoted:
        return np.zeros(len(start), np.int64)
    opens = np.array([one.span.start for one in quoted], np.int64)
    closes = np.array([one.span.end for one in quoted], np.int64)
    inner = np.array([one.inner.end for one in quoted], np.int64)
    closed = np.array([one.closed for one in quoted])
    which = np.searchsorted(opens, start, side="right") - 1
    inside = (which >= 0) & (start < closes[which])
    glyph = inside & ((start == opens[which]) | ((start >= inner[which]) & closed[which]))
    places = np.where(inside, np.where(closed[which], 2, 3), 0)
    return np.where(glyph, 1, places).astype(np.int64)


def sentence_of(spans: Sequence[Span], offset: int) -> int:
    """The number of the sentence that holds the offset, or -1."""
    at = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return at if at >= 0 and offset < spans[at].end else -1
