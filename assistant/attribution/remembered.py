"""What was made of each short word, kept: a text repeats most of its words, and articles share them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Made = TypeVar("Made")

_MOST, _LONGEST = 50_000, 24
"""Words kept, and characters of the longest: endless text without spaces must not fill the memory."""


class Remembered(dict[str, Made]):
    """Word -> what `make` gives for it, made once for the words that are kept."""

    def __init__(self, make: Callable[[str], Made]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> Made:
        made = self._make(word)
        if len(word) <= _LONGEST and len(self) < _MOST:
            self[word] = made
        return made
