"""Quotations as offsets: any glyphs, nested ones inside the outer, paragraph after paragraph, in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.news import Span

# Opening glyph -> glyphs that close it. German closes „ with “, French sets « » and German » «.
_CLOSERS = {
    "“": '”"',
    "„": '“”"',
    "‟": "”",
    "”": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "「": "」",
    "『": "』",
    '"': '"”',
}
_SINGLE_CLOSERS = {"‘": "’", "‚": "‘’", "'": "'", "’": "’"}
_BREAKS = "\r\n\v\f\x85\u2028\u2029"
_DOUBLES = re.compile(rf"[“„‟”«»‹›「」『』\"{_BREAKS}]")
_SINGLES = re.compile(rf"[‘’‚'{_BREAKS}]")
_OPENS_AFTER = " \t\u00a0([{-–—/:,.¿¡!?…\n\r"
_LONGEST_SINGLE = 2_000


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks: `span` with the glyphs, `inner` without.

    `continues`: the quotation of the paragraph before goes on here. `closed`: its end was found.
    """

    span: Span
    inner: Span
    continues: bool = False
    closed: bool = True


def quotations(text: str, within: Span | None = None) -> list[Quotation]:
    """The outermost quotations of `text`, or of its part `within`, in order and without overlap.

    A quotation that runs over several paragraphs gives one for each of them. One that is never closed ends with its
    paragraph and says so.
    """
    start, end = (within.start, within.end) if within is not None else (0, len(text))
    doubles = list(_doubles(text, start, min(end, len(text))))
    singles = list(_singles(text, start, min(end, len(text))))
    return _outermost(sorted([*doubles, *singles], key=lambda one: (one.span.start, -one.span.end)))


@dataclass(slots=True)
class _Open:
    start: int
    glyph: str
    depth: int = 1
    last_close: int = -1
    continues: bool = False


def _doubles(text: str, start: int, end: int) -> Iterator[Quotation]:
    now: _Open | None = None
    carried: str | None = None
    fresh = start
    for match in _DOUBLES.finditer(text, start, end):
        at, glyph = match.start(), match[0]
        if glyph in _BREAKS:
            if now is not None:
                quotation = _given_up(now, now.start + len(text[now.start : at].rstrip()))
                carried = now.glyph if not quotation.closed else None
                if quotation.inner:
                    yield quotation
                now = None
            fresh = match.end()
            continue
        first = not text[fresh:at].strip() if at - fresh < 8 else False
        if now is None:
            if _opens(text, at, glyph, start, end):
                now = _Open(at, glyph, continues=first and carried == glyph)
        elif glyph in _CLOSERS[now.glyph] and not (
            glyph == '"' and _opens(text, at, glyph, start, end) and at - now.start < 2
        ):
            now.depth -= 1
            now.last_close = at
            if now.depth == 0:
                yield Quotation(Span(now.start, at + 1), Span(now.start + 1, at), now.continues)
                now = None
        elif glyph == now.glyph:
            now.depth += 1
        if carried is not None and (now is None or text[fresh:at].strip()):
            carried = None
    if now is not None:
        quotation = _given_up(now, end)
        if quotation.inner:
            yield quotation


def _given_up(now: _Open, at: int) -> Quotation:
    """What is made of a quotation that its paragraph does not close."""
    if now.last_close > 0:
        return Quotation(
            Span(now.start, now.last_close + 1), Span(now.start + 1, now.last_close), now.continues
        )
    return Quotation(
        Span(now.start, at), Span(now.start + 1, max(at, now.start + 1)), now.continues, closed=False
    )


def _opens(text: str, at: int, glyph: str, start: int, end: int) -> bool:
    following = text[at + 1] if at + 1 < end else " "
    before = text[at - 1] if at > start else " "
    if glyph in "“„‟«‹「『":
        return not (glyph in "“«" and following.isspace() and not before.isspace())
    if glyph in "”»":
        return (before.isspace() or at == start) and following.isalnum()
    if glyph == '"':
        return not following.isspace() and (
            before in _OPENS_AFTER or before.isspace() or not before.isalnum()
        )
    return False


def _singles(text: str, start: int, end: int) -> Iterator[Quotation]:
    """Quotations in single glyphs; apostrophes look the same, so one that is not closed is none."""
    opened, glyph = -1, ""
    for match in _SINGLES.finditer(text, start, end):
        at, found = match.start(), match[0]
        if found not in "‘’‚'":
            opened = -1
            continue
        before = text[at - 1] if at > start else " "
        following = text[at + 1] if at + 1 < end else " "
        if (
            opened >= 0
            and found in _SINGLE_CLOSERS[glyph]
            and not before.isspace()
            and not following.isalnum()
        ):
            if at - opened <= _LONGEST_SINGLE and at > opened + 1:
                yield Quotation(Span(opened, at + 1), Span(opened + 1, at))
            opened = -1
        elif found in "‘‚'" and not before.isalnum() and not following.isspace() and not following.isdigit():
            opened, glyph = at, found


def _outermost(found: list[Quotation]) -> list[Quotation]:
    kept: list[Quotation] = []
    for one in found:
        if not kept or one.span.start >= kept[-1].span.end:
            kept.append(one)
    return kept
