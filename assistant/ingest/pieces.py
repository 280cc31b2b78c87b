"""Where the pieces of a page begin and end: credits, interviews, new writers, paid content."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.ingest import kinds, origin, writers
from assistant.ingest.boilerplate import is_boilerplate
from assistant.ingest.layout import Line, line_within, lines_of
from assistant.ingest.outlets import Outlets
from assistant.news import PartKind

# A byline or "X writes:" starts another piece only after this many characters of the one before.
ENOUGH = 400


@dataclass(slots=True)
class Piece:
    """One piece of a page: its lines, and what its surroundings say of it. Pieces of a block end in one credit."""

    block: int = 0
    lines: list[Line] = field(default_factory=list)
    origin: str | None = None
    kind: PartKind | None = None


@dataclass(slots=True)
class Page:
    """The pieces of a page in order, and the lines that belong to none."""

    pieces: list[Piece] = field(default_factory=list)
    notices: list[Line] = field(default_factory=list)


def pieces_of(text: str, outlets: Outlets) -> Page:
    """The page divided; every line of `text` is in one piece or among the notices."""
    page = Page()
    lines, credits = _without_notices(text, page, outlets)
    starts = _starts(lines, credits)
    piece = Piece()
    for number, line in enumerate(lines):
        if number in starts and piece.lines:
            page.pieces.append(piece)
            piece = Piece(piece.block + starts[number])
        piece.lines.append(line)
        piece.kind = piece.kind or _paid(line)
        if line.start in credits:
            page.pieces.append(piece)
            for earlier in page.pieces:
                if earlier.block == piece.block:
                    earlier.origin = credits[line.start]
            piece = Piece(piece.block + 1)
    if piece.lines:
        page.pieces.append(piece)
    return page


def _without_notices(text: str, page: Page, outlets: Outlets) -> tuple[list[Line], dict[int, str]]:
    """The lines of text, and for those that end a block the origin that its credit names, by the line's start."""
    kept: list[Line] = []
    credits: dict[int, str] = {}
    for line in lines_of(text):
        if (named := origin.footer(line.text, line.start, outlets)) is not None:
            if (rest := line_within(text, line.start, named.span.start)) is not None:
                kept.append(rest)
            page.notices.append(Line(text[named.span.start : named.span.end], named.span.start))
        elif (named := origin.credit(line.text, line.start, outlets)) is not None or is_boilerplate(
            line.text
        ):
            page.notices.append(line)
        else:
            kept.append(line)
        if named is not None and kept:
            credits[kept[-1].start] = named.name
    return kept, credits


def _paid(line: Line) -> PartKind | None:
    return PartKind.ADVERTISEMENT if kinds.is_paid_label(line.text) else None


def _starts(lines: list[Line], credits: dict[int, str]) -> dict[int, int]:
    """Line numbers at which a piece begins -> 1 where it begins a block of its own, 0 inside the same block."""
    starts: dict[int, int] = {}
    if asked := kinds.questions(lines):
        starts[_interview_start(lines, asked[0])] = 1
    sofar = 0
    several = bool(credits) or any(writers.deck_author(line) for line in lines[:3])
    for number, line in enumerate(lines):
        if sofar >= ENOUGH:
            if several and writers.writes(line):
                starts.setdefault(number, 0)
            elif writers.byline(line) and lines[number - 1].is_headline and number + 1 < len(lines):
                starts.setdefault(number - 1, 1)
            elif kinds.is_paid_label(line.text):
                starts.setdefault(number, 1)
        sofar += len(line.text)
    return starts


def _interview_start(lines: list[Line], first_question: int) -> int:
    """The heading of the interview above its first question, or the question itself."""
    for number in range(first_question, max(-1, first_question - 9), -1):
        if kinds.meets_someone(lines[number].text):
            while number and lines[number - 1].is_headline:
                number -= 1
            return number
    if sum(len(line.text) for line in lines[:first_question]) < 2 * ENOUGH:
        return 0
    above = first_question - 1
    return above if lines[above].is_headline else first_question
