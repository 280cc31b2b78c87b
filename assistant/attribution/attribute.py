"""The chain of voices behind every sentence of an article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.attribution.faint import Ear, Faint
from assistant.attribution.headlines import headline
from assistant.attribution.holders import Holder, Holders
from assistant.attribution.labels import Turn, turns
from assistant.attribution.language import is_english
from assistant.attribution.people import People
from assistant.attribution.quotes import Quotation, quotations
from assistant.attribution.sentences import sentences
from assistant.attribution.speech import TRIGGERS, Report, reports
from assistant.attribution.tagger import Tagger
from assistant.attribution.units import Unit, units
from assistant.ingest.outlets import Outlets
from assistant.news import Article, Attribution, Mode, Part, PartKind, Span, Voice, VoiceKind

DEEPEST = 4
"""Voices of one chain: publisher, outlet, outlet or person, speaker."""

_SCARE = 4
"""Quoted words up to this number, without a cue, are someone's choice of word and not speech."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """What is known of one unit: its pieces, and the quotation that runs on into the next paragraph."""

    unit: Unit
    pieces: tuple[Attribution, ...]
    chain: tuple[Voice, ...] | None
    quoted: bool


def attribute(article: Article, outlets: Outlets) -> tuple[Attribution, ...]:
    """Attributions in order, without overlap, over every sentence of every part that is not boilerplate.

    A report speaks for its origin or publisher (mode own), an opinion piece for its author. Words of another voice
    are direct where most of them stand in quotation marks or after a speaker's label, indirect otherwise; a denial is
    indirect speech, what someone would or did not say is the publisher's own. Where somebody else plainly speaks and
    we cannot tell who, the mode is unclear and the chain stops at the publisher.
    """
    text = article.text
    named = outlets.mentions(text)
    people = People(text, [span for span, _ in named])
    holders = Holders(text, named, people)
    found: list[Attribution] = []
    for part in article.parts or (Part(Span(0, len(text)), article.kind),):
        if part.kind is not PartKind.BOILERPLATE:
            found += _part(article, part, holders, people)
    return tuple(found)


def own_chain(article: Article, part: Part) -> tuple[Voice, ...]:
    """Whose own words a part holds: the origin or publisher, and the author of an opinion piece."""
    origin = part.origin or article.origin or article.publisher
    authors = part.authors or article.authors
    if part.kind is PartKind.OPINION and authors:
        return (Voice(origin), Voice(authors[0], VoiceKind.PERSON))
    return (Voice(origin),)


def _part(article: Article, part: Part, holders: Holders, people: People) -> list[Attribution]:
    text, own = article.text, own_chain(article, part)
    interview = part.kind is PartKind.INTERVIEW
    spoken = turns(text, part.span, people, interview=interview)
    spans = sentences(text, part.span)
    quoted = quotations(text, part.span)
    starts = [turn.span.start for turn in spoken]
    ear = listen(article, spans, quoted)
    heard: list[_Heard] = []
    number = 0
    for unit in units(text, spans, quoted, TRIGGERS):
        numbers = range(number, number + len(unit.sentences))
        number = numbers.stop
        at = bisect_right(starts, unit.span.start) - 1
        if at >= 0 and unit.span.start < spoken[at].span.end:
            heard.append(_turn(unit, spoken[at], own))
        else:
            before = heard[-1] if heard else None
            one = _unit(unit, text, holders, own, before, ear)
            heard.append(_faintly(one, numbers, ear, holders, own, text) if ear is not None else one)
    return [piece for one in _carried(heard) for piece in one.pieces]


def _turn(unit: Unit, turn: Turn, own: tuple[Voice, ...]) -> _Heard:
    chain = (*own[:1], turn.voice) if turn.voice is not None else own
    mode = Mode.DIRECT if turn.voice is not None else Mode.OWN
    cue = turn.label if turn.voice is not None else None
    return _Heard(unit, tuple(Attribution(span, chain, mode, cue) for span in unit.sentences), None, False)


def _unit(
    unit: Unit, text: str, holders: Holders, own: tuple[Voice, ...], before: _Heard | None, ear: Ear | None
) -> _Heard:
    found = reports(unit, text, holders, ear)
    if not found and (report := headline(unit, text, holders)) is not None:
        found = [report]
    if not found:
        return _without_cue(unit, text, own, before)
    chains = [_chain(own, found, at) for at in range(len(found))]
    pieces: list[Attribution] = []
    for (start, end), number in _segments(unit, text, found, chains):
        report, chain = found[number], chains[number]
        for span in _clipped(unit, start, end):
            pieces += _modes(span, unit, text, chain, own, report)
    spoken = next((c for c in reversed(chains) if c is not None and len(c) > len(own)), None)
    return _Heard(unit, tuple(pieces), spoken, bool(unit.quotations))


def listen(article: Article, spans: Sequence[Span], quoted: Sequence[Quotation]) -> Ear | None:
    """The tagger's ear for English; None for text in another language."""
    if not is_english(article.language, article.text, spans):
        return None
    return Ear(Tagger.packaged().read(article.text, spans, quoted))


def _faintly(
    one: _Heard, numbers: range, ear: Ear, holders: Holders, own: tuple[Voice, ...], text: str
) -> _Heard:
    """Sentences that the rules leave to the writer, where the tagger hears somebody: only what is told is theirs."""
    if any(piece.mode is not Mode.OWN for piece in one.pieces):
        return one
    pieces: list[Attribution] = []
    for number, sentence in zip(numbers, one.unit.sentences, strict=True):
        faint = ear.faint(number)
        inside = [piece for piece in one.pieces if sentence.covers(piece.span)]
        if faint is None:
            pieces += inside
            continue
        told = _told(faint, sentence, holders, own, text)
        if told is None:
            pieces += inside
            continue
        around = [Span(sentence.start, told.span.start), Span(told.span.end, sentence.end)]
        rest = [Attribution(_trim(text, span), own, Mode.OWN) for span in around]
        pieces += _absorbed([p for p in (rest[0], told, rest[1]) if len(p.span)], text)
    return replace(one, pieces=tuple(pieces))


def _told(
    faint: Faint, sentence: Span, holders: Holders, own: tuple[Voice, ...], text: str
) -> Attribution | None:
    """The content with its holder where cue and name leave no doubt, else unclear.

    An author's opinion stays the author's: the tagger learned from reports.
    """
    span = _trim(text, faint.content)
    if faint.sure and faint.cue is not None:
        named = (holders.at(source, sentence=sentence) for source in faint.sources)
        holder = next((one for one in named if one is not None), None)
        if holder is not None and (chain := _through(own, holder)) != own:
            return Attribution(span, chain, Mode.INDIRECT, faint.cue)
    return Attribution(span, own[:1], Mode.UNCLEAR, faint.cue) if len(own) == 1 else None


def _through(own: tuple[Voice, ...], holder: Holder) -> tuple[Voice, ...]:
    """The chain from the publisher to a holder; the publisher's own chain when it is the writer itself."""
    if holder.voice in own:
        return own
    chain = tuple(dict.fromkeys((*own, *holder.via, holder.voice)))
    return chain if len(chain) <= DEEPEST else (*chain[: DEEPEST - 1], chain[-1])


def _chain(own: tuple[Voice, ...], found: list[Report], at: int) -> tuple[Voice, ...] | None:
    """The voices from the publisher to the holder of a report; None when we cannot tell who holds it."""
    report = found[at]
    if report.holder is None:
        return None
    outer = _chain(own, found, report.outer) if report.outer >= 0 else own
    return _through(outer or own, report.holder)


def _segments(
    unit: Unit, text: str, found: list[Report], chains: list[tuple[Voice, ...] | None]
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


def _clipped(unit: Unit, start: int, end: int) -> list[Span]:
    """The stretch, cut by the unit's sentences."""
    return [
        Span(max(start, span.start), min(end, span.end))
        for span in unit.sentences
        if max(start, span.start) < min(end, span.end)
    ]


def _modes(
    span: Span, unit: Unit, text: str, chain: tuple[Voice, ...] | None, own: tuple[Voice, ...], report: Report
) -> list[Attribution]:
    """One stretch of one voice: direct where it is mostly quoted, else indirect with the quotations direct."""
    span = _trim(text, span)
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
        if _length(text, one) < _SCARE:
            continue
        pieces.append(Attribution(Span(position, one.start), chain, Mode.INDIRECT, report.cue))
        pieces.append(Attribution(one, chain, Mode.DIRECT, report.cue))
        position = one.end
    pieces.append(Attribution(Span(position, span.end), chain, Mode.INDIRECT, report.cue))
    trimmed = [replace(piece, span=_trim(text, piece.span)) for piece in pieces]
    return _absorbed([piece for piece in trimmed if len(piece.span)], text)


def _absorbed(pieces: list[Attribution], text: str) -> list[Attribution]:
    """Stray punctuation joins the piece before it."""
    kept: list[Attribution] = []
    for piece in pieces:
        if kept and not any(c.isalnum() for c in piece.span.of(text)):
            kept[-1] = replace(kept[-1], span=Span(kept[-1].span.start, piece.span.end))
        else:
            kept.append(piece)
    return kept


def _without_cue(unit: Unit, text: str, own: tuple[Voice, ...], before: _Heard | None) -> _Heard:
    """A unit without a report: own words, or a quotation that goes on from the unit before."""
    whole = len(unit.span)
    spoken = [q for q in unit.quotations if _length(text, q.inner) > _SCARE]
    share = sum(min(len(q.span), whole) for q in spoken) / max(1, whole)
    if not spoken or share < 0.6:
        return _Heard(unit, tuple(Attribution(span, own, Mode.OWN) for span in unit.sentences), None, False)
    speaker = before.chain if before is not None and before.quoted else None
    if speaker is not None:
        pieces = tuple(Attribution(span, speaker, Mode.DIRECT) for span in unit.sentences)
        return _Heard(unit, pieces, speaker, True)
    pieces = tuple(Attribution(span, own[:1], Mode.UNCLEAR) for span in unit.sentences)
    return _Heard(unit, pieces, None, True)


def _carried(heard: list[_Heard]) -> list[_Heard]:
    """A speaker who is named only in a later paragraph of one quotation speaks in the earlier ones too."""
    for at in range(len(heard) - 1, 0, -1):
        unit, chain = heard[at].unit, heard[at].chain
        goes_on = bool(unit.quotations) and unit.quotations[0].continues
        earlier = heard[at - 1]
        if goes_on and chain is not None and earlier.chain is None and earlier.quoted:
            pieces = tuple(replace(piece, chain=chain, mode=Mode.DIRECT) for piece in earlier.pieces)
            heard[at - 1] = replace(earlier, pieces=pieces, chain=chain)
    return heard


def _length(text: str, span: Span) -> int:
    """Words of a stretch; scripts without spaces count two characters as one."""
    words = span.of(text)
    wide = sum("\u2e80" <= c <= "\ud7ff" for c in words[:64])
    return len(words.split()) + wide // 2


def _trim(text: str, span: Span) -> Span:
    words = span.of(text)
    left = len(words) - len(words.lstrip())
    return Span(span.start + left, max(span.start + left, span.end - (len(words) - len(words.rstrip()))))


__all__ = ["DEEPEST", "Holder", "Quotation", "attribute", "own_chain"]
