"""The chain of voices behind every sentence of an article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.attribution.chains import Chain, chain_of, own_chain, through
from assistant.attribution.cues import BELIEFS
from assistant.attribution.faint import DECLINED, Ear, Faint, states, tells, told_by
from assistant.attribution.headlines import headline
from assistant.attribution.holders import Holder, Holders
from assistant.attribution.labels import Turn, turns
from assistant.attribution.language import is_english, is_german
from assistant.attribution.naming import named
from assistant.attribution.overlong import as_far_as_read, beyond
from assistant.attribution.people import People
from assistant.attribution.pieces import SCARE, framed, pieces_of, trimmed, word_count
from assistant.attribution.quotes import quotations
from assistant.attribution.sentences import sentences
from assistant.attribution.speech import TRIGGERS, TRIGGERS_ABROAD, hear
from assistant.attribution.subjunctive import reported
from assistant.attribution.tagger import Tagger
from assistant.attribution.units import Unit, units
from assistant.ingest.outlets import Outlets
from assistant.ingest.run_ins import run_ins
from assistant.news import Article, Attribution, Mode, Part, PartKind, Span


@dataclass(frozen=True, slots=True)
class _Heard:
    """What is known of one unit: its pieces, and the quotation that runs on into the next paragraph."""

    unit: Unit
    pieces: tuple[Attribution, ...]
    chain: Chain | None
    quoted: bool
    withheld: bool = False
    named: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One part as it was read, with the tagger's ear where the part is English."""

    heard: list[_Heard]
    ear: Ear | None


def attribute(article: Article, outlets: Outlets) -> tuple[Attribution, ...]:
    """Attributions in order, without overlap, over every sentence of every part that is not boilerplate.

    A report speaks for its origin or publisher (mode own), an opinion piece for its author. Words of another voice
    are direct where most of them stand in quotation marks or after a speaker's label, indirect otherwise; a denial is
    indirect speech, what someone would or did not say is the publisher's own. Where somebody else plainly speaks and
    we cannot tell who, the mode is unclear and the chain stops at the publisher; so it is behind `LONGEST_READ` characters.
    """
    read = readings(as_far_as_read(article), outlets)
    return (*(piece for part in read for one in part.heard for piece in one.pieces), *beyond(article))


def sources(article: Article, outlets: Outlets) -> list[Span]:
    """Where an article names those whom it hears, in order; what PolNeAR calls the source.

    In English the rules' names and the tagger's are weighed word by word; elsewhere the rules' names stand.
    """
    found: list[Span] = []
    for read in readings(article, outlets):
        ruled = sorted(span for one in read.heard for span in one.named)
        if read.ear is None:
            found += ruled
            continue
        for number in range(sum(len(one.unit.sentences) for one in read.heard)):
            found += named(article.text, read.ear, number, ruled)
    return sorted(set(found))


def readings(article: Article, outlets: Outlets) -> Iterator[Reading]:
    """The parts that are somebody's position, read one after the other with one memory of who spoke."""
    text = article.text
    mentioned = outlets.mentions(text)
    people = People(text, [span for span, _ in mentioned])
    holders = Holders(text, mentioned, people)
    glued = run_ins(text)
    for part in article.parts or (Part(Span(0, len(text)), article.kind),):
        if part.kind is not PartKind.BOILERPLATE:
            yield _part(article, part, holders, people, glued)


def _part(article: Article, part: Part, holders: Holders, people: People, glued: Sequence[int]) -> Reading:
    text, own = article.text, own_chain(article, part)
    interview = part.kind is PartKind.INTERVIEW
    spoken = turns(text, part.span, people, interview=interview)
    spans = sentences(text, part.span)
    quoted = quotations(text, part.span)
    starts = [turn.span.start for turn in spoken]
    english = is_english(article.language, text, spans)
    german = not english and is_german(article.language, text, spans)
    ear = Ear(Tagger.packaged().read(text, spans, quoted)) if english else None
    heard: list[_Heard] = []
    number = 0
    for unit in units(text, spans, quoted, TRIGGERS if english else TRIGGERS_ABROAD):
        numbers = range(number, number + len(unit.sentences))
        number = numbers.stop
        at = bisect_right(starts, unit.span.start) - 1
        if at >= 0 and unit.span.start < spoken[at].span.end:
            heard.append(_turn(unit, spoken[at], holders, own))
        elif bisect_left(glued, unit.span.start) < bisect_left(glued, unit.span.end):
            heard.append(_Heard(unit, _unclear(unit, own), None, quoted=False))
        else:
            before = heard[-1] if heard else None
            one = _unit(unit, text, holders, own, before, ear)
            if german and one.chain is None and not one.withheld:
                one = _in_mood(one, text, holders, own, before)
            heard.append(_faintly(one, numbers, ear, holders, own, text) if ear is not None else one)
    return Reading(_carried(heard), ear)


def _turn(unit: Unit, turn: Turn, holders: Holders, own: Chain) -> _Heard:
    """Who is labelled speaks; an outlet that is labelled asks, as "SPIEGEL:" does."""
    if turn.voice is None or holders.outlets_in(turn.label.start, turn.label.end):
        return _Heard(unit, tuple(Attribution(span, own) for span in unit.sentences), None, False)
    chain = (*own[:1], turn.voice)
    pieces = tuple(Attribution(span, chain, Mode.DIRECT, turn.label) for span in unit.sentences)
    return _Heard(unit, pieces, None, False)


def _unit(
    unit: Unit, text: str, holders: Holders, own: Chain, before: _Heard | None, ear: Ear | None
) -> _Heard:
    spoken = hear(unit, text, holders, ear)
    found = spoken.reports
    quoted = any(word_count(text, one.inner) > SCARE for one in unit.quotations)
    if len(own) > 1 and not quoted and all(one.cue.of(text).lower() in BELIEFS for one in found):
        found = []  # what others think is what the author of an opinion piece says that they think
    if not found and (report := headline(unit, text, holders)) is not None:
        found = [report]
    if not found:
        return _without_cue(unit, text, own, before, withheld=spoken.withheld)
    chains = [chain_of(own, found, at) for at in range(len(found))]
    others = [chain for chain in chains if chain is not None and len(chain) > len(own)]
    pieces = tuple(pieces_of(unit, text, found, chains, own))
    mentions = tuple(one.holder.mention for one in found if one.holder is not None)
    return _Heard(unit, pieces, others[-1] if others else None, bool(unit.quotations), named=mentions)


def _faintly(one: _Heard, numbers: range, ear: Ear, holders: Holders, own: Chain, text: str) -> _Heard:
    """Sentences that the rules leave to the writer, where the tagger hears somebody: only what is told is theirs."""
    if one.withheld or not any(map(ear.heard, numbers)):
        return one
    if any(piece.mode is not Mode.OWN for piece in one.pieces):
        return one
    pieces: list[Attribution] = []
    for number, sentence in zip(numbers, one.unit.sentences, strict=True):
        declined = DECLINED.search(text, sentence.start, sentence.end)
        faint = ear.faint(number) if declined is None else None
        told = _told(faint, sentence, holders, own, text) if faint is not None else None
        if told is None:
            pieces += (piece for piece in one.pieces if sentence.covers(piece.span))
        else:
            pieces += framed(told, sentence, own, text)
    return _Heard(one.unit, tuple(pieces), one.chain, one.quoted, named=one.named)


def _in_mood(one: _Heard, text: str, holders: Holders, own: Chain, before: _Heard | None) -> _Heard:
    """German sentences without a cue whose verb says that somebody else is heard: who spoke just before, else unclear."""
    told = [piece.mode is Mode.OWN and reported(piece.span.of(text)) for piece in one.pieces]
    if not any(told):
        return one
    speaker = before.chain if before is not None and _same_paragraph(before, one.unit, text) else None
    if speaker is None and (subject := holders.subject_before(one.unit.span)) is not None:
        speaker = through(own, Holder(subject, one.unit.span))
    chain, mode = (speaker, Mode.INDIRECT) if speaker is not None else (own[:1], Mode.UNCLEAR)
    pieces = tuple(
        replace(piece, chain=chain, mode=mode) if heard else piece
        for piece, heard in zip(one.pieces, told, strict=True)
    )
    return replace(one, pieces=pieces, chain=speaker)


def _told(faint: Faint, sentence: Span, holders: Holders, own: Chain, text: str) -> Attribution | None:
    """The content with its holder where cue and name leave no doubt, else unclear.

    An author's opinion stays the author's: the tagger learned from reports.
    """
    if len(own) > 1:
        return None
    span = trimmed(text, faint.content)
    if faint.cue is not None and faint.sources and told_by(faint.cue, sentence, text):
        known = (holders.at(source, sentence=sentence) for source in faint.sources)
        holder = next((one for one in known if one is not None), None)
        if holder is not None and (chain := through(own, holder)) != own:
            return Attribution(span, chain, Mode.INDIRECT, faint.cue)
    done = faint.cue is not None and not tells(faint.cue.of(text)) and not states(span.of(text))
    return Attribution(span if done else sentence, own, Mode.UNCLEAR, faint.cue)


def _without_cue(
    unit: Unit, text: str, own: Chain, before: _Heard | None, *, withheld: bool = False
) -> _Heard:
    """A unit without a report: own words, or a quotation that goes on from the unit before."""
    whole = len(unit.span)
    spoken = [q for q in unit.quotations if word_count(text, q.inner) > SCARE]
    if not spoken or sum(min(len(q.span), whole) for q in spoken) < 0.6 * whole:
        pieces = tuple(Attribution(span, own, Mode.OWN) for span in unit.sentences)
        return _Heard(unit, pieces, None, False, withheld)
    speaker = (
        before.chain
        if before is not None and (before.quoted or _same_paragraph(before, unit, text))
        else None
    )
    if speaker is not None:
        pieces = tuple(Attribution(span, speaker, Mode.DIRECT) for span in unit.sentences)
        return _Heard(unit, pieces, speaker, True, withheld)
    return _Heard(unit, _unclear(unit, own), None, True, withheld)


def _unclear(unit: Unit, own: Chain) -> tuple[Attribution, ...]:
    return tuple(Attribution(span, own[:1], Mode.UNCLEAR) for span in unit.sentences)


def _same_paragraph(before: _Heard, unit: Unit, text: str) -> bool:
    """Words of one speaker in marks follow his words without: "Lee denied it. “I was never there.”" """
    return "\n" not in text[before.unit.span.end : unit.span.start]


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
