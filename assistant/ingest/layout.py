"""The lines of a page, each with its place in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.news import Span

_LINE = re.compile(r"\S[^\n\r\u2028\u2029\x0b\x0c\x85]*")
_ENDS_SENTENCE = (".", "!", ":", ";", ",", "…", "。", "！", ".”", '."', ".’", "؟")


@dataclass(frozen=True, slots=True)
class Line:
    """One line without outer white space; `text` is the article's text at `span`."""

    text: str
    start: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + len(self.text))

    @property
    def is_headline(self) -> bool:
        """Whether it looks like a heading: short, of some words, and not a sentence that ends."""
        return 8 <= len(self.text) <= 200 and " " in self.text and not self.text.endswith(_ENDS_SENTENCE)


def lines_of(text: str) -> list[Line]:
    """Every line that holds more than white space, in order."""
    return [Line(match.group().rstrip(), match.start()) for match in _LINE.finditer(text)]


def line_within(text: str, start: int, end: int) -> Line | None:
    """What stands between two offsets, without outer white space; None where nothing does."""
    words = text[start:end]
    bare = words.strip()
    return Line(bare, start + len(words) - len(words.lstrip())) if bare else None
