"""A page comes apart: its pieces, each with kind, title, authors and origin, and what is no one's position."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from assistant.ingest import kinds, manner, opinions, origin, writers
from assistant.ingest.layout import Line
from assistant.ingest.outlets import Outlets
from assistant.ingest.pieces import Page, Piece, pieces_of
from assistant.news import Article, Part, PartKind, Span


def divide(article: Article, outlets: Outlets) -> Article:
    """The same text with its parts; kind, origin and authors filled in where the page itself says so.

    Parts stand in order, do not overlap, and hold every character that is not white space. A piece that a notice
    interrupts gives several parts with the same title, authors, kind and origin. What the reader or the page's
    metadata gave (`origin`, `authors`, a `kind` other than report) is kept. `article.origin` is set where all
    pieces share it; a credit line belongs only to the block of text that it ends.
    """
    page = pieces_of(article.text, outlets)
    described = [
        _described(piece, number, page, article, outlets) for number, piece in enumerate(page.pieces)
    ]
    parts = _placed(page, described)
    if not described:
        return replace(article, parts=parts)
    origins = {part.origin for part in described}
    longest = max(described, key=lambda part: len(part.span))
    return replace(
        article,
        parts=parts,
        origin=article.origin or (origins.pop() if len(origins) == 1 else None),
        kind=longest.kind if article.kind is PartKind.REPORT else article.kind,
        authors=article.authors or tuple(dict.fromkeys(name for part in described for name in part.authors)),
    )


def _described(piece: Piece, number: int, page: Page, article: Article, outlets: Outlets) -> Part:
    """What is known of one piece; its span runs from its first line to its last."""
    lines, first = piece.lines, number == 0
    span = Span(lines[0].span.start, lines[-1].span.end)
    title = _title(lines, article.title if first else "")
    found = _authors(lines)
    authors = found or (article.authors if first or len(page.pieces) == 1 else ())
    source = (
        article.origin or piece.origin or (_heading_origin(lines, title, article, outlets) if first else None)
    )
    source = source or _agency(lines, outlets)
    if source == article.publisher:
        source = None
    own = source or article.publisher
    notices = page.notices if len(page.pieces) == 1 else []
    kind = _kind(piece, title, authors, article, own, notices, outlets)
    return Part(span, kind, title, authors, source)


def _title(lines: list[Line], given: str) -> str:
    if given:
        return given
    if said := writers.writes(lines[0]):
        return said[1].rstrip(".") if len(said[1]) <= 200 else ""
    return lines[0].text if lines[0].is_headline and len(lines) > 1 else ""


def _authors(lines: list[Line]) -> tuple[str, ...]:
    if said := writers.writes(lines[0]):
        return (said[0],)
    for line in lines[:4]:
        if names := writers.byline(line):
            return names
        if name := writers.deck_author(line):
            return (name,)
    return ()


def _heading_origin(lines: list[Line], title: str, article: Article, outlets: Outlets) -> str | None:
    for heading in (title, article.title, *(line.text for line in lines[:2] if line.is_headline)):
        if heading and (found := origin.heading_origin(heading, outlets)):
            return found
    return None


def _agency(lines: list[Line], outlets: Outlets) -> str | None:
    """The agency that the first lines or the last words name as the one that wrote this."""
    for line in lines[:4]:
        if found := origin.dateline(line.text, outlets) or origin.byline_agency(line.text, outlets):
            return found
    return origin.signed(lines[-1].text, outlets)


def _kind(
    piece: Piece,
    title: str,
    authors: tuple[str, ...],
    article: Article,
    own: str,
    notices: list[Line],
    outlets: Outlets,
) -> PartKind:
    lines = piece.lines
    if piece.paid:
        return PartKind.ADVERTISEMENT
    if kinds.is_interview(lines, title):
        return PartKind.INTERVIEW
    if article.kind is not PartKind.REPORT:
        return article.kind
    if kinds.is_round_up(article.text, lines, title, own, outlets):
        return PartKind.ROUND_UP
    if _is_opinion(lines, title, authors, article, notices):
        return PartKind.OPINION
    return PartKind.REPORT


def _is_opinion(
    lines: list[Line], title: str, authors: tuple[str, ...], article: Article, notices: list[Line]
) -> bool:
    if writers.writes(lines[0]) or any(writers.deck_author(line) for line in lines[:4]):
        return True
    labelled = opinions.is_titled(title, authors) or any(opinions.is_label(line.text) for line in lines[:3])
    return (
        labelled
        or opinions.is_filed(article.url)
        or opinions.is_signed(authors)
        or opinions.is_noted(lines, authors, notices)
        or opinions.in_own_person(lines, authors)
        or (article.language == "en" and bool(authors) and manner.argues(lines, title, article.url))
    )


def _placed(page: Page, described: list[Part]) -> tuple[Part, ...]:
    """The parts in the text's order: each unbroken run of lines of one piece, or of notices, is one part."""
    notice = Part(Span(0, 0), PartKind.BOILERPLATE)
    lines = [(line.start, line, notice) for line in page.notices]
    for piece, part in zip(page.pieces, described, strict=True):
        lines += [(line.start, line, part) for line in piece.lines]
    lines.sort(key=lambda item: item[0])
    runs = (list(run) for _, run in groupby(lines, key=lambda item: id(item[2])))
    return tuple(replace(run[0][2], span=Span(run[0][0], run[-1][1].span.end)) for run in runs)
