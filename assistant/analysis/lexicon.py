"""What plain news knows of an English word: whether it is a verb, and how usual it is.

Counted in 8,000 articles by training/keywords.py. Words of other languages are unknown here: no verbs, and rare.
"""

from __future__ import annotations

from functools import cache
from math import log
from pathlib import Path

_FILE = Path(__file__).parent / "lexicon.tsv"
_ALL = 10_000
_RARE = 50  # of 10,000 articles, where the file does not have the word


@cache
def _lexicon() -> tuple[dict[str, int], frozenset[str]]:
    rows = [line.split("\t") for line in _FILE.read_text(encoding="utf-8").splitlines()]
    return {word: int(share) for word, share, _ in rows}, frozenset(word for word, _, kind in rows if kind)


def is_verb(key: str) -> bool:
    """Whether a word's key mostly stands where verbs stand: `reduces`, `was`, `argued`."""
    return key in _lexicon()[1]


def telling(key: str) -> float:
    """How much a word says by being rare, 0 (in every article) to 1 (in one of two hundred, or unknown)."""
    share = max(_RARE, _lexicon()[0].get(key, _RARE))
    return log(_ALL / share) / log(_ALL / _RARE)
