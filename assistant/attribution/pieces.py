"""A unit cut into pieces, one for each voice and mode."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from assistant.attribution.chains import Chain
from assistant.attribution.clauses import clause_of
from assistant.attribution.cues import CUES, EVIDENCE
from assistant.attribution.report import Report
from assistant.attribution.units import Unit
from assistant.news import Attribution, Mode, Span

SCARE = 4
"""Quoted words up to this number, without a cue, are someone's choice of word and not speech."""

_SPOKEN = re.compile(r"[^\W_]")
_TELLS = re.compile(r"\b(?:that|whether|how|what)\b|[“\"«„]")
_COMMENT = re.compile(r"[\s,]*([^\W\d_]+ing)\b(?:\s+\S+){2,}")


def pieces_of(
    unit: Unit, text: str, found: list[Report], chains: list[Chain | None], own: Chain
) -> list[Attribution]:
    """The attributions of a unit in which these reports were found; `chains` holds one for each of them."""
    pieces: list[Attribution] = []
    clause = clause_of(unit, text, found[0])
    comment = _comment(unit, text, found)
    first = clause.start if clause is not None else unit.span.start
    last = min(comment, clause.end) if clause is not None and len(found) == 1 else comment
    for (start, end), number in _segments(unit, text, found, chains):
        for span in clipped(unit, max(start, first), min(end, last)):
            pieces += _modes(span, unit, text, chains[number], own, found[number])
    for start, end in ((unit.span.start, first), (last, unit.span.end)):
        pieces += (Attribution(trimmed(text, span), own) for span in clipped(unit, start, end))
    pieces.sort(key=lambda piece: piece.span)
    return absorbed([piece for piece in pieces if len(piece.span)], text)


def _comment(unit: Unit, text: str, found: list[Report]) -> int:
    """Where the writer goes on alone behind the last quotation: "…,” highlighting a weakness"."""
    end = unit.span.end
    if not unit.quotations or not found or found[-1].start > unit.quotations[-1].span.start:
        return end
    last = unit.quotations[-1].span.end
    match = _COMMENT.match(text, last, end) if last < end else None
    if match is None:
        return end
    tells = match[1].lower() in CUES and not (match[1].lower() in EVIDENCE and _bare(text, match.end(1), end))
    return end if tells else last


def _bare(text: str, start: int, end: int) -> bool:
    """Whether nothing is told behind a participle: neither "that" nor a quotation."""
    return _TELLS.search(text, start, end) is None


def _segments(
    unit: Unit, text: str, found: list[Report], chains: list[Chain | None]
) -> list[tuple[tuple[int, int], int]]:
    """Where each report reaches: the whole unit for one voice, else from clause to clause."""
    whole = unit.span
    chosen: list[int] = []
    for number in range(len(found)):
        if not chosen or chains[number] != chains[chosen[-1]]:
            chosen.append(number)
    if len(chosen) > 1:
        told = [number for number in chosen if chains[number] is not None]
        chosen = told or chosen[:1]
    bounds = [whole.start]
    for one, two in pairwise(chosen):
        bounds.append(_boundary(unit, text, found[one], found[two]))
    bounds.append(whole.end)
    return [((bounds[i], max(bounds[i], bounds[i + 1])), number) for i, number in enumerate(chosen)]


def _boundary(unit: Unit, text: str, one: Report, two: Report) -> int:
    """Where the words of one voice end and the next one's begin."""
    low, high = one.end, max(one.end, two.start)
    ends = [span.end for span in unit.sentences if low <= span.end <= high]
    if two.after and not ends:
        opened = [q.span.start for q in unit.quotations if low <= q.span.start < high]
        if opened:
            return opened[0]
        comma = text.find(", ", low, high)
        return comma + 1 if comma >= 0 else low
    if ends:
        return ends[0] if two.after else ends[-1]
    return high


def clipped(unit: Unit, start: int, end: int) -> list[Span]:
    """The stretch, cut by the unit's sentences."""
    return [
        Span(max(start, span.start), min(end, span.end))
        for span in unit.sentences
        if max(start, span.start) < min(end, span.end)
    ]


def _modes(
    span: Span, unit: Unit, text: str, chain: Chain | None, own: Chain, report: Report
) -> list[Attribution]:
    """One stretch of one voice: direct where it is mostly quoted, else indirect with the quotations direct."""
    span = trimmed(text, span)
    if len(span) == 0:
        return []
    if chain is None:
        return [Attribution(span, own[:1], Mode.UNCLEAR, report.cue)]
    if chain == own:
        return [Attribution(span, own, Mode.OWN)]
    inside = [
        Span(max(q.span.start, span.start), min(q.span.end, span.end))
        for q in unit.quotations
        if q.span.overlaps(span)
    ]
    if 2 * sum(len(one) for one in inside) >= len(span):
        return [Attribution(span, chain, Mode.DIRECT, report.cue)]
    pieces, position = [], span.start
    for one in inside:
        if word_count(text, one) < SCARE:
            continue
        pieces.append(Attribution(trimmed(text, Span(position, one.start)), chain, Mode.INDIRECT, report.cue))
        pieces.append(Attribution(trimmed(text, one), chain, Mode.DIRECT, report.cue))
        position = one.end
    pieces.append(Attribution(trimmed(text, Span(position, span.end)), chain, Mode.INDIRECT, report.cue))
    return absorbed([piece for piece in pieces if len(piece.span)], text)


def framed(told: Attribution, sentence: Span, own: Chain, text: str) -> list[Attribution]:
    """A stretch that is told, with what stands before and behind it in its sentence as the writer's own."""
    before, behind = Span(sentence.start, told.span.start), Span(told.span.end, sentence.end)
    pieces = [told]
    if len(before) and len(before := trimmed(text, before)):
        pieces.insert(0, Attribution(before, own))
    if len(behind) and len(behind := trimmed(text, behind)):
        pieces.append(Attribution(behind, own))
    return absorbed(pieces, text)


def absorbed(pieces: list[Attribution], text: str) -> list[Attribution]:
    """Stray punctuation joins the piece before it."""
    kept: list[Attribution] = []
    for piece in pieces:
        if kept and _SPOKEN.search(text, piece.span.start, piece.span.end) is None:
            kept[-1] = replace(kept[-1], span=Span(kept[-1].span.start, piece.span.end))
        else:
            kept.append(piece)
    return kept


def word_count(text: str, span: Span) -> int:
    """Words of a stretch; scripts without spaces count two characters as one."""
    words = span.of(text)
    wide = sum("\u2e80" <= c <= "\ud7ff" for c in words[:64])
    return len(words.split()) + wide // 2


def trimmed(text: str, span: Span) -> Span:
    if not span or not (text[span.start].isspace() or text[span.end - 1].isspace()):
        return span
    words = span.of(text)
    left = len(words) - len(words.lstrip())
    return Span(span.start + left, max(span.start + left, span.end - (len(words) - len(words.rstrip()))))
