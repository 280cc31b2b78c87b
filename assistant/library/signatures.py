"""What of a text tells its reprints: a digest, a size and a MinHash, small enough to stand in a row."""

from __future__ import annotations

import hashlib
import re
import struct
import unicodedata
import zlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from datasketch import MinHash

SHINGLE = 5  # words; Broder 1997 ("On the resemblance and containment of documents") and most work after him
PERMUTATIONS = 126
ROWS = 3  # hash values to a band
BANDS = PERMUTATIONS // ROWS
"""42 bands of 3 find 68% of pairs at Jaccard .3, 94% at .4, 99.7% at .5, and 0.03% of pairs at .02."""

_DIGEST = 16  # bytes
# Scripts without spaces give one word for each character.
_WORD = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[^\W_]+")
_STRIDES = (np.arange(1, ROWS + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)) | np.uint64(1)


@dataclass(frozen=True, slots=True)
class Signature:
    """A text's fingerprint: `digest` of its normalised words, `size` in distinct shingles, `minhash` as bytes."""

    digest: bytes
    size: int
    minhash: bytes

    def __bytes__(self) -> bytes:
        """524 bytes, the same on every machine."""
        return struct.pack(f"<{_DIGEST}sI", self.digest, self.size) + self.minhash

    @classmethod
    def read(cls, stored: bytes) -> Signature:
        """The signature that `bytes(signature)` wrote. Raises ValueError for anything else."""
        if len(stored) != _DIGEST + 4 + 4 * PERMUTATIONS:
            raise ValueError(f"not a signature: {len(stored)} bytes")
        digest, size = struct.unpack_from(f"<{_DIGEST}sI", stored)
        return cls(digest, size, stored[_DIGEST + 4 :])

    @property
    def values(self) -> NDArray[np.uint32]:
        return np.frombuffer(self.minhash, dtype="<u4")

    def bands(self) -> tuple[int, ...]:
        """One signed 64-bit integer for each band: texts that share one at the same place may be reprints."""
        if not self.size:
            return ()
        rows = self.values.reshape(BANDS, ROWS).astype(np.uint64)
        mixed = (rows + np.uint64(1)) * _STRIDES
        mixed ^= mixed >> np.uint64(29)
        return tuple(int(value) for value in (mixed * _STRIDES).sum(axis=1, dtype=np.uint64).view(np.int64))


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two texts share, 0 to 1: of both together, and of the shorter one."""

    jaccard: float
    containment: float


def signature(text: str) -> Signature:
    """The fingerprint of a text; a text without words has size 0 and is like no other."""
    words = words_of(text)
    digest = hashlib.sha256(" ".join(words).encode()).digest()[:_DIGEST]
    shingles = {" ".join(words[at : at + SHINGLE]).encode() for at in range(max(1, len(words) - SHINGLE + 1))}
    if not words:
        return Signature(digest, 0, bytes(4 * PERMUTATIONS))
    sketch = _empty().copy()
    sketch.update_batch(shingles)
    return Signature(digest, len(shingles), sketch.hashvalues.astype("<u4").tobytes())


def likeness(one: Signature, other: Signature) -> Likeness:
    """Jaccard similarity as MinHash estimates it, and the containment that follows from it and the sizes."""
    if not one.size or not other.size:
        return Likeness(0.0, 0.0)
    if one.digest == other.digest:
        return Likeness(1.0, 1.0)
    jaccard = float(np.count_nonzero(one.values == other.values)) / PERMUTATIONS
    shared = jaccard / (1 + jaccard) * (one.size + other.size)
    return Likeness(jaccard, min(1.0, shared / min(one.size, other.size)))


def words_of(text: str) -> list[str]:
    """The words of a text without case and punctuation; each character where a script puts no spaces."""
    folded = text.casefold() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    return _WORD.findall(folded)


@cache
def _empty() -> MinHash:
    from datasketch import MinHash  # brings SciPy along: seconds that only adding articles should pay

    # CRC-32 is stable between machines and ten times as fast as SHA-1; the scheme mixes it well before it permutes.
    return MinHash(num_perm=PERMUTATIONS, seed=1, hashfunc=zlib.crc32, scheme="affine32")
