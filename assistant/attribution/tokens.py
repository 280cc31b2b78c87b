"""Words of an article as numbers: what the tagger reads, the same in training and in use."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.attribution.quotes import Quotation
from assistant.news import Span

PAD, UNKNOWN, NEW_SENTENCE, NEW_PARAGRAPH = 0, 1, 2, 3
SHAPES, PLACES = 8, 4

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\s\w]|_")
_SAME = str.maketrans("“”„‟«»’‘‚`–—―", '""""""\'\'\'\'---')


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of some sentences in order, a marker before each sentence.

    Arrays of equal length: `words` (ids of the vocabulary, or of the marker), `endings` (ids of last three letters),
    `shapes`, `places` (outside, glyph, inside a quotation), `sentence` (its number), `start` and `end` (offsets;
    a marker has none and stands empty at its sentence's start).
    """

    words: NDArray[np.int32]
    endings: NDArray[np.int32]
    shapes: NDArray[np.int32]
    places: NDArray[np.int32]
    sentence: NDArray[np.int32]
    start: NDArray[np.int32]
    end: NDArray[np.int32]
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


def tokens(
    text: str,
    spans: Sequence[Span],
    quoted: Sequence[Quotation],
    vocabulary: Mapping[str, int],
    endings: Mapping[str, int],
) -> Tokens:
    """The sentences `spans` of `text` as arrays; `quoted` are the quotations of the same text."""
    ids: list[int] = []
    tails: list[int] = []
    shapes: list[int] = []
    number: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    previous = 0
    for at, span in enumerate(spans):
        ids.append(NEW_PARAGRAPH if at == 0 or "\n" in text[previous : span.start] else NEW_SENTENCE)
        tails.append(0)
        shapes.append(0)
        starts.append(span.start)
        ends.append(span.start)
        previous = span.end
        for match in _TOKEN.finditer(text, span.start, span.end):
            word = match[0]
            plain = folded(word)
            ids.append(vocabulary.get(plain, UNKNOWN))
            tails.append(endings.get(plain[-3:], 0))
            shapes.append(shape(word))
            starts.append(match.start())
            ends.append(match.end())
        number.extend([at] * (len(ids) - len(number)))
    start = np.array(starts, np.int32)
    return Tokens(
        np.array(ids, np.int32),
        np.array(tails, np.int32),
        np.array(shapes, np.int32),
        _places(start, quoted),
        np.array(number, np.int32),
        start,
        np.array(ends, np.int32),
        len(spans),
    )


def _places(start: NDArray[np.int32], quoted: Sequence[Quotation]) -> NDArray[np.int32]:
    """0 outside quotations, 1 on their glyphs, 2 inside, 3 inside one that is never closed."""
    if not quoted:
        return np.zeros(len(start), np.int32)
    opens = np.array([one.span.start for one in quoted], np.int32)
    closes = np.array([one.span.end for one in quoted], np.int32)
    inner = np.array([one.inner.end for one in quoted], np.int32)
    closed = np.array([one.closed for one in quoted])
    which = np.searchsorted(opens, start, side="right") - 1
    inside = (which >= 0) & (start < closes[which])
    glyph = inside & ((start == opens[which]) | ((start >= inner[which]) & closed[which]))
    places = np.where(inside, np.where(closed[which], 2, 3), 0)
    return np.where(glyph, 1, places).astype(np.int32)


def sentence_of(spans: Sequence[Span], offset: int) -> int:
    """The number of the sentence that holds the offset, or -1."""
    at = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return at if at >= 0 and offset < spans[at].end else -1
