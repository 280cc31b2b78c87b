"""A SentencePiece vocabulary file in the fast tokenizer of the `tokenizers` package."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from pathlib import Path

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

_UNKNOWN, _BEGIN, _END = 0, 1, 2


class SentencePiece:
    """Token ids as the SentencePiece library gives them, with the marks of begin and end.

    Compared with the pure Python port on 8,000 lines of web pages in some forty languages: the same ids.
    """

    def __init__(self, file: Path) -> None:
        """Reads the older layout, in which the rules of normalization stand in field 3, not 2."""
        content = file.read_bytes()
        pieces, rest = _pieces(content)
        (trainer,) = (value for field, value in _fields(content[rest:]) if field == 3)
        rules = next((value for field, value in _fields(trainer) if field == 2), b"")
        self._tokenizer = Tokenizer(models.Unigram(pieces, _UNKNOWN, False))
        self._tokenizer.normalizer = normalizers.Sequence(
            [normalizers.Precompiled(rules), normalizers.Replace(Regex(" {2,}"), " "), normalizers.Strip()]
        )
        self._tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()

    def encode(self, texts: Sequence[str]) -> list[list[int]]:
        found = [e.ids for e in self._tokenizer.encode_batch_fast(texts, add_special_tokens=False)]
        strange = [number for number, ids in enumerate(found) if _UNKNOWN in ids]
        again = self._tokenizer.encode_batch([texts[number] for number in strange], add_special_tokens=False)
        for number, encoding in zip(strange, again, strict=True):
            found[number] = list(_one_for_each(encoding.ids, encoding.tokens))
        return [[_BEGIN, *(ids or [_UNKNOWN]), _END] for ids in found]


def _one_for_each(ids: Sequence[int], tokens: Sequence[str]) -> Iterator[int]:
    """SentencePiece gives each unknown character an id of its own; `tokenizers` joins neighbours."""
    for id_, token in zip(ids, tokens, strict=True):
        yield from [id_] * (len(token) if id_ == _UNKNOWN else 1)


def _pieces(content: bytes) -> tuple[list[tuple[str, float]], int]:
    """The vocabulary at the head of the file, and where it ends.

    Written for the one shape that these entries have (field 1 with text and score, each under 128 bytes
    long): a general reader takes a second over 128,000 of them.
    """
    pieces: list[tuple[str, float]] = []
    score = struct.Struct("<f").unpack_from
    at = 0
    while content[at] == 0x0A and content[at + 2] == 0x0A:
        length = content[at + 3]
        text = content[at + 4 : at + 4 + length]
        pieces.append((text.decode(), score(content, at + 5 + length)[0]))
        at += 2 + content[at + 1]
    return pieces, at


def _fields(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Number and bytes of each field of a Protocol Buffers message; numbers written as varints are left out."""
    at = 0
    while at < len(content):
        tag, at = _varint(content, at)
        if tag & 7 == 0:
            _, at = _varint(content, at)
            continue
        length, at = _varint(content, at) if tag & 7 == 2 else ({1: 8, 5: 4}[tag & 7], at)
        yield tag >> 3, content[at : at + length]
        at += length


def _varint(content: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = content[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at
