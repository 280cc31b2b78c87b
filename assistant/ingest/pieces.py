"""Where the pieces of a page begin and end: credits, interviews, new writers, paid content."""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass, field

from assistant.ingest import kinds, origin, writers
from assistant.ingest.blocks import ENOUGH, Placed, blocks_of
from assistant.ingest.boilerplate import is_boilerplate
from assistant.ingest.layout import Line, line_within, lines_of
from assistant.ingest.outlets import Outlets


@dataclass(slots=True)
class Piece:
    """One piece of a page: its lines, the origin that its block's credit names, and whether it is paid for."""

    lines: list[Line] = field(default_factory=list)
    origin: str | None = None
    paid: bool = False


@dataclass(slots=True)
class Page:
    """The pieces of a page in order, and the lines that belong to none."""

    pieces: list[Piece] = field(default_factory=list)
    notices: list[Line] = field(default_factory=list)


def pieces_of(text: str, outlets: Outlets) -> Page:
    """The page divided; every line of `text` is in one piece or among the notices."""
    lines, notices, credits = _without_notices(text, outlets)
    page = Page(notices=notices)
    blocks = blocks_of(lines, credits)
    starts = _starts(lines, several=len(blocks) > 1 or any(block.origin for block in blocks))
    starts.update(block.start for block in blocks)
    inserted = _paid_inserts(lines, notices, {block.start for block in blocks})
    for block in blocks:
        for number in range(block.start, block.end):
            line = lines[number]
            if number in starts:
                page.pieces.append(Piece(origin=block.origin, paid=kinds.is_paid_label(line.text)))
                told = page.pieces[-1]
            if number in inserted:
                if number - 1 not in inserted:
                    page.pieces.append(Piece(paid=True))
                page.pieces[-1].lines.append(line)
            else:
                told.lines.append(line)
    page.pieces = [piece for piece in page.pieces if piece.lines]
    return page


def _paid_inserts(lines: list[Line], notices: list[Line], tops: set[int]) -> set[int]:
    """Numbers of the lines of advertisements inside a piece: from the label to the next heading or notice.

    Without a heading under its label an advertisement is one paragraph, and the piece goes on after it.
    """
    breaks = [notice.start for notice in notices]
    inside: set[int] = set()
    for label, line in enumerate(lines):
        if label in tops or not kinds.is_paid_label(line.text):
            continue
        titled = label + 1 < len(lines) and lines[label + 1].is_headline
        last = len(lines) if titled else label + 2
        inside.add(label)
        for number in range(label + 1, min(last, len(lines))):
            noticed = bisect(breaks, lines[number].start) > bisect(breaks, lines[number - 1].start)
            if noticed or (number > label + 1 and lines[number].is_headline):
                break
            inside.add(number)
    return inside


def _without_notices(text: str, outlets: Outlets) -> tuple[list[Line], list[Line], list[Placed]]:
    """The lines of text, the lines of none, and the credits among these."""
    kept: list[Line] = []
    notices: list[Line] = []
    credits: list[Placed] = []
    for line in lines_of(text):
        named = origin.footer(line, outlets)
        if named is not None:
            if (rest := line_within(text, line.start, named.start)) is not None:
                kept.append(rest)
            notices.append(Line(text[named.start : line.span.end], named.start))
        else:
            named = origin.credit(line, outlets)
            bare = named is not None or is_boilerplate(line.text)
            (notices if bare else kept).append(line)
        if named is not None and named.name is not None:
            credits.append(Placed(len(kept), named.name, named.strength))
    return kept, notices, credits


def _starts(lines: list[Line], *, several: bool) -> set[int]:
    """Numbers of the lines at which a piece begins; `several` says that a page of many pieces is likely."""
    starts: set[int] = set()
    if (asked := kinds.questions(lines)) and kinds.is_interview(lines, ""):
        starts.add(_interview_start(lines, asked[0]))
    sofar = 0
    several = several or any(writers.deck_author(line) for line in lines[:3])
    for number, line in enumerate(lines):
        if sofar >= ENOUGH and several and writers.writes(line):
            starts.add(number)
        elif (
            sofar >= ENOUGH
            and lines[number - 1].is_headline
            and writers.byline(line)
            and line is not lines[-1]
        ):
            starts.add(number - 1)
        sofar += len(line.text)
    return starts


def _interview_start(lines: list[Line], first_question: int) -> int:
    """The heading of the interview above its first question, or the question itself."""
    for number in range(first_question, max(-1, first_question - 9), -1):
        if kinds.meets_someone(lines[number].text):
            while number and lines[number - 1].is_headline:
                number -= 1
            return number if sum(len(line.text) for line in lines[:number]) >= ENOUGH else 0
    if sum(len(line.text) for line in lines[:first_question]) < 2 * ENOUGH:
        return 0
    above = first_question - 1
    return above if lines[above].is_headline else first_question
