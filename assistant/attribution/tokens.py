"""Words of an article as numbers: what the tagger reads, the same in training and in use."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.attribution.quotes import Quotation
from assistant.attribution.remembered import Remembered
from assistant.news import Span

PAD, UNKNOWN, NEW_SENTENCE, NEW_PARAGRAPH = 0, 1, 2, 3
SHAPES, PLACES = 8, 4

_TOKEN = re.compile(r"([^\W\d_]+|\d+|[^\s\w]|_)")
_PACKED = 3 * array("q").itemsize
_SAME = str.maketrans("“”„‟«»’‘‚`–—―", '""""""\'\'\'\'---')


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of some sentences in order, a marker before each sentence.

    Arrays of equal length: `words` (ids of the vocabulary, or of the marker), `endings` (ids of last three letters),
    `shapes`, `places` (outside, glyph, inside a quotation), `sentence` (its number), `start` and `end` (offsets;
    a marker has none and stands empty at its sentence's start). `markers` is where each sentence's marker stands.
    """

    words: NDArray[np.int64]
    endings: NDArray[np.int64]
    shapes: NDArray[np.int64]
    places: NDArray[np.int64]
    sentence: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    markers: NDArray[np.int64]

    @property
    def sentences(self) -> int:
        return len(self.markers)


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


class Lexicon:
    """The vocabulary of words and endings, and what was read of the stretches between two spaces met so far."""

    def __init__(self, words: Sequence[str], endings: Sequence[str]) -> None:
        self._words = {word: at + 4 for at, word in enumerate(words)}
        self._endings = {ending: at + 1 for at, ending in enumerate(endings)}
        self._codes = Remembered(self._code)
        self._read = Remembered(self._numbers)

    def read(self, text: str) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Start, end and code of every token; the code is word id, ending id and shape, 20, 12 and 4 bits wide."""
        stretches = text.split(" ")
        packed = list(map(self._read.__getitem__, stretches))
        made = np.frombuffer(b"".join(packed), np.int64)
        counts = np.fromiter(map(len, packed), np.int64, len(packed)) // _PACKED
        lengths = np.fromiter(map(len, stretches), np.int64, len(stretches)) + 1
        offsets = np.repeat(np.cumsum(lengths) - lengths, counts)
        return made[0::3] + offsets, made[1::3] + offsets, made[2::3]

    def _numbers(self, stretch: str) -> bytes:
        """Start, end and code of its tokens, as the bytes of an array: joining those is the quickest way to one."""
        if stretch.isalpha():  # most are one plain word
            return array("q", (0, len(stretch), self._codes[stretch])).tobytes()
        found = _TOKEN.finditer(stretch)
        return array(
            "q", [number for m in found for number in (m.start(), m.end(), self._codes[m[0]])]
        ).tobytes()

    def _code(self, word: str) -> int:
        plain = folded(word)
        return self._words.get(plain, UNKNOWN) << 16 | self._endings.get(plain[-3:], 0) << 4 | shape(word)


def tokens(text: str, spans: Sequence[Span], quoted: Sequence[Quotation], lexicon: Lexicon) -> Tokens:
    """The sentences `spans` of `text` as arrays; `quoted` are the quotations of the same text."""
    if not spans:
        return _nothing()
    begin = spans[0].start
    start, end, codes = lexicon.read(text[begin : spans[-1].end])
    firsts = np.array([span.start for span in spans], np.int64)
    where = np.searchsorted(start, firsts - begin, side="left")
    numbers = np.arange(len(spans))
    markers = where + numbers
    length = len(start) + len(spans)
    lengths = np.empty(len(spans), np.int64)
    np.subtract(markers[1:], markers[:-1], out=lengths[:-1])
    lengths[-1] = length - markers[-1]
    plain = np.ones(length, bool)
    plain[markers] = False
    signs = [
        NEW_PARAGRAPH if at == 0 or "\n" in text[spans[at - 1].end : span.start] else NEW_SENTENCE
        for at, span in enumerate(spans)
    ]
    made = np.empty((3, length), np.int64)
    made[:, markers] = firsts, firsts, np.array(signs, np.int64) << 16
    made[:, plain] = start + begin, end + begin, codes
    start, end, codes = made
    return Tokens(
        codes >> 16,
        codes >> 4 & 0xFFF,
        codes & 0xF,
        _places(start, quoted),
        np.repeat(numbers, lengths),
        start,
        end,
        markers,
    )


def _nothing() -> Tokens:
    none = np.zeros(0, np.int64)
    return Tokens(none, none, none, none, none, none, none, none)


def _places(start: NDArray[np.int64], quoted: Sequence[Quotation]) -> NDArray[np.int64]:
    """0 outside quotations, 1 on their glyphs, 2 inside, 3 inside one that is never closed."""
    if not quoted:
        return np.zeros(len(start), np.int64)
    bounds = np.array([(one.span.start, one.span.end, one.inner.end) for one in quoted], np.int64)
    first, last, inner = np.searchsorted(start, bounds.T).tolist()
    begun = np.searchsorted(start, bounds[:, 0], side="right").tolist()
    places = np.zeros(len(start), np.int64)
    for number, one in enumerate(quoted):
        places[first[number] : last[number]] = 2 if one.closed else 3
        if one.closed:
            places[inner[number] : last[number]] = 1
        places[first[number] : begun[number]] = 1
    return places


def sentence_of(spans: Sequence[Span], offset: int) -> int:
    """The number of the sentence that holds the offset, or -1."""
    at = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return at if at >= 0 and offset < spans[at].end else -1
