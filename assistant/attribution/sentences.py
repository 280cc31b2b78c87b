"""Sentences as offsets, in linear time: what every later room cuts text by."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.attribution.abbreviations import BEFORE_A_NAME, MONTHS_AFTER_ORDINAL, OPENERS, SHORTENED
from assistant.news import Span

LONGEST = 2_000
"""No sentence is longer than this many characters: unpunctuated text is cut at white space."""

_QUOTES = "\"'“”„‟‘’‚‛«»‹›「」『』"
_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_STOP = re.compile(rf"(?:(?P<wide>[。！？｡]+)|[.!?…؟۔।‽]+)(?P<closers>[{_QUOTES})\]）】〉》]*)")
_WORD = re.compile(r"\w+", re.UNICODE)
_ITEM = re.compile(r"\s*(?:[-*•·▪◦‣–—>|]|\(?\d{1,3}[.)]|\w[.)]\s)")
_TERMINAL = frozenset(".!?…。！？｡؟۔।‽:;：；" + _QUOTES + ")]）】")
_KNOWN_SHORT = BEFORE_A_NAME | SHORTENED
_LOOK_BACK = 24
_SHORT_LINE, _WRAPPED_LINE = 40, 110


def sentences(text: str, within: Span | None = None) -> list[Span]:
    """Spans of the sentences of `text` (or of its part `within`), in order.

    They do not overlap, carry no white space at their ends, together cover every character that is not white
    space, and are at most `LONGEST` characters long. A blank line always ends one; a single line break does,
    unless the lines look wrapped. Time grows linearly with the text.
    """
    start, end = (within.start, within.end) if within is not None else (0, len(text))
    found: list[Span] = []
    for first, last in _runs(text, start, min(end, len(text))):
        _cut(text, first, last, found)
    return found


def _runs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches in which no line break ends a sentence."""
    block: list[tuple[int, int]] = []
    previous_end = start
    for match in _LINE.finditer(text, start, end):
        first, last = match.span()
        blank = match[0].isspace()
        if blank or _breaks(text, previous_end, first) > 1:
            yield from _joined(text, block)
            block = []
        if not blank:
            block.append((first, last))
        previous_end = last
    yield from _joined(text, block)


def _breaks(text: str, start: int, end: int) -> int:
    gap = text[start:end]
    return len(gap) - gap.count("\r\n")


def _joined(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The lines of one paragraph, wrapped ones joined."""
    if not lines:
        return
    lengths = [last - first for first, last in lines[:-1]]
    wrapped = len(lengths) > 1 and min(lengths) >= _SHORT_LINE and max(lengths) <= _WRAPPED_LINE
    run_start, run_end = lines[0]
    for first, last in lines[1:]:
        if _continues(text, run_end, first, wrapped=wrapped, length=run_end - run_start):
            run_end = last
        else:
            yield run_start, run_end
            run_start, run_end = first, last
    yield run_start, run_end


def _continues(text: str, end: int, start: int, *, wrapped: bool, length: int) -> bool:
    if text[end - 1] in _TERMINAL or length < _SHORT_LINE or _ITEM.match(text, start):
        return wrapped and text[end - 1] not in _TERMINAL and not _ITEM.match(text, start)
    head = text[start : start + 8].lstrip()[:1]
    return wrapped or head.islower()


def _cut(text: str, first: int, last: int, found: list[Span]) -> None:
    start = first
    for stop in _STOP.finditer(text, first, last):
        end = _end(text, stop, first, last)
        if end > start:
            _add(text, start, end, found)
            start = end
    if start < last:
        _add(text, start, last, found)


def _add(text: str, start: int, end: int, found: list[Span]) -> None:
    """Trim, and cut what is too long at its last white space."""
    while start < end:
        piece = text[start:end] if end - start <= LONGEST else text[start : start + LONGEST]
        start += len(piece) - len(piece.lstrip())
        piece = piece.strip()
        if not piece:
            if start < end and end - start <= LONGEST:
                return
            continue
        stop = start + len(piece)
        if end - start > LONGEST and len(piece) > LONGEST // 2 and stop < end and not text[stop].isspace():
            gap = max(
                piece.rfind(" ", LONGEST // 2),
                piece.rfind("\n", LONGEST // 2),
                piece.rfind("\t", LONGEST // 2),
            )
            if gap > 0:
                stop = start + len(piece[:gap].rstrip())
        found.append(Span(start, stop))
        start = stop


def _end(text: str, stop: re.Match[str], first: int, last: int) -> int:
    """Where the sentence that this punctuation closes ends, or -1 when it closes none."""
    mark, end = stop.start(), stop.end()
    if end >= last:
        return last
    following = text[end]
    if stop["wide"]:
        return end
    closers = stop["closers"]
    if not following.isspace():
        return _unspaced_end(text, mark, end - len(closers), end, last)
    point = end
    while point < last and text[point].isspace():
        point += 1
    if point >= last:
        return end
    head = text[point]
    if head.islower():
        return end if text[mark:end] == "." and _full_word(text, mark, first) else -1
    if head in _QUOTES and point + 1 < last and text[point + 1].islower():
        return -1
    only = text[mark : end - len(closers)]
    if only[0] == "…" or only[:2] == "..":
        return -1 if mark > first and text[mark - 1].isspace() and not closers else end
    if only != "." or closers[:1] in tuple(_QUOTES):
        return end
    return -1 if _shortened(text, mark, first, point, last) else end


def _unspaced_end(text: str, mark: int, bare: int, end: int, last: int) -> int:
    """'asserts.The' and 'asserts.“The' are two sentences; 'Dr.Petrova', 'U.S.', '3.5' and 'rt.com' are none."""
    if not text[end].isupper() or end + 1 >= last or not (text[end + 1].islower() or text[end + 1].isspace()):
        return -1
    word = text[max(0, mark - _LOOK_BACK) : mark].rsplit(None, 1)[-1:]
    if not word or len(word[0]) < 3 or not word[0][-3:].isalpha() or not word[0][-2:].islower():
        return -1
    if word[0].casefold() in _KNOWN_SHORT or "@" in word[0] or "/" in word[0]:
        return -1
    return bare if bare < end else end


def _full_word(text: str, mark: int, first: int) -> bool:
    """Whether a long plain word precedes: then a lower-case letter after the stop is a slip of the writer."""
    word = text[max(first, mark - _LOOK_BACK) : mark].rsplit(None, 1)[-1:]
    return bool(word) and len(word[0]) > 4 and word[0].isalpha() and word[0].casefold() not in _KNOWN_SHORT


def _shortened(text: str, mark: int, first: int, point: int, last: int) -> bool:
    """Whether the full stop at `mark` belongs to a shortened word, given what stands at `point`."""
    parts = text[max(first, mark - _LOOK_BACK) : mark].rsplit(None, 1)
    word = parts[-1].lstrip(_QUOTES + "([").casefold() if parts else ""
    if not word:
        return False
    if word in BEFORE_A_NAME:
        return True
    if word.isdigit():
        if len(word) > 2:
            return False
        following = _WORD.match(text, point, last)
        listed = text[first:mark].strip() == word if mark - first < _LOOK_BACK else False
        return listed or bool(following and following[0].casefold() in MONTHS_AFTER_ORDINAL)
    initial = len(word) == 1 and word.isalpha()
    if not (initial or word in SHORTENED or ("." in word and len(word.rsplit(".", 1)[1]) <= 2)):
        return False
    if initial and text[mark - 1].isupper() and word != "i":
        return True
    following = _WORD.match(text, point, last)
    if following is None:
        return text[point] not in _QUOTES
    return following[0].casefold() not in OPENERS
