"""Puts a briefing together out of an answer and what was read for it: no model, and nothing unchecked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from itertools import zip_longest

from assistant.briefing.bottom_line import bottom_line
from assistant.briefing.competing import contests, is_conflict_of_fact, unanswered_above, worth_showing
from assistant.briefing.document import Briefing, Made, Read
from assistant.briefing.framing import framing
from assistant.briefing.gaps import assumptions, gaps, would_change
from assistant.briefing.heard import Heard
from assistant.briefing.lengths import SIZES, Size
from assistant.briefing.matrix import matrix
from assistant.briefing.order import Order
from assistant.briefing.saying import NO_OUTLET, NOT_JUDGED, ONE_OUTLET
from assistant.briefing.sources import sources
from assistant.briefing.timeline import timeline
from assistant.core import Assistant
from assistant.findings import Answer, Issue, Position
from assistant.ingest.outlets import Outlets
from assistant.news import Access, Voice, VoiceKind

DISTRIBUTION = "counterpoint-news"


def assembled(
    assistant: Assistant,
    order: Order,
    heard: Heard,
    answer: Answer,
    *,
    id_: str,
    as_of: datetime,
    complete: bool,
) -> Briefing:
    """The briefing that this answer makes; a partial answer makes a partial one."""
    size = SIZES[order.length]
    articles = {one.id: one for one in heard.articles}
    conflicts = tuple(one for one in answer.issues if is_conflict_of_fact(one))
    issues = tuple(one for one in answer.issues if one not in conflicts)
    contested = worth_showing(issues, answer.counterarguments, size.issues)
    held = by_voice(answer.positions)
    positions = shortened(held, size, contested)
    outlets = list(dict.fromkeys(one.outlet for one in heard.articles))
    competing = tuple(contests(answer, contested))
    shown = [claim for one in positions for claim in one.claims]
    briefing = Briefing(
        id=id_,
        title=titled(order.topic),
        topic=order.topic,
        as_of=as_of,
        made=Made(
            answer.engine,
            program(),
            answer.checks,
            usage=answer.usage,
            notes=answer.notes,
            rejected=answer.rejected,
        ),
        read=counted_reading(assistant, order, heard, held),
        filters=order.filters,
        length=order.length,
        language=order.language,
        complete=complete,
        scope=tuple(scope(answer, outlets)),
        bottom_line=bottom_line(answer, heard, words=size.bottom_words),
        agreements=answer.agreements[: size.agreements],
        positions=positions,
        matrix=matrix(contested, outlets, answer.positions),
        contests=competing,
        counterarguments=tuple(unanswered_above(answer.counterarguments, competing))[: size.counterarguments],
        conflicts=conflicts[: size.conflicts],
        framing=framing(heard, size.framing),
        timeline=timeline(heard, shown, articles, size.timeline),
        not_stated=answer.not_stated,
        absent=answer.absent,
    )
    return with_sources(briefing, answer, heard, assistant.outlets_known)


def with_sources(briefing: Briefing, answer: Answer, heard: Heard, known: Outlets) -> Briefing:
    """The briefing with its list of sources, and with what they leave open."""
    articles = {one.id: one for one in heard.articles}
    origins = {id_: heard.evidence.origin_of(id_) for id_ in articles}
    listed = sources(briefing.claims(), articles, known, origins)
    most = SIZES[briefing.length].open_points
    return replace(
        briefing,
        sources=listed,
        assumptions=tuple(assumptions(answer, listed))[:most],
        gaps=tuple(gaps(answer, listed, briefing.read))[:most],
        would_change=tuple(would_change(answer, briefing.contests, briefing.conflicts))[:most],
    )


def program() -> str:
    """The name and version of this program."""
    try:
        return f"Counterpoint {version(DISTRIBUTION)}"
    except PackageNotFoundError:  # run from a folder that was never installed
        return "Counterpoint"


def titled(topic: str) -> str:
    """The topic as a title: one line, with a capital."""
    line = " ".join(topic.split())
    return line[:1].upper() + line[1:]


def by_voice(positions: Sequence[Position]) -> tuple[Position, ...]:
    """One position for each voice: at its nearest access, through everybody who passes it on, their claims in turn."""
    heard: dict[Voice, list[Position]] = {}
    for one in positions:
        heard.setdefault(one.voice, []).append(one)
    return tuple(_joined(theirs) for theirs in heard.values())


def _joined(theirs: Sequence[Position]) -> Position:
    nearest = min((one.access for one in theirs), key=list(Access).index)
    via = [name for one in theirs if one.access is nearest for name in one.via]
    rounds = zip_longest(*(one.claims for one in theirs))
    claims = dict.fromkeys(claim for turn in rounds for claim in turn if claim)
    return replace(theirs[0], access=nearest, via=tuple(dict.fromkeys(via)), claims=tuple(claims))


def shortened(positions: Sequence[Position], size: Size, contested: Sequence[Issue]) -> tuple[Position, ...]:
    """The positions that a briefing of this size shows, in their order.

    Where there are too many: outlets first-hand, who holds a reading of the issues, other outlets, others.
    """
    holding = [{name for reading in issue.readings for name in reading.voices} for issue in contested]

    def place(one: Position) -> int:
        is_outlet = one.voice.kind is VoiceKind.OUTLET
        if is_outlet and one.access is Access.FIRST_HAND:
            return 0
        held = next((1 + number for number, names in enumerate(holding) if one.voice.name in names), 0)
        return held or 1 + len(holding) + (not is_outlet)

    first = sorted(positions, key=place)[: size.voices]
    kept = [one for one in positions if one in first]
    return tuple(replace(one, claims=one.claims[: size.claims_of_a_voice]) for one in kept)


def counted_reading(assistant: Assistant, order: Order, heard: Heard, positions: Sequence[Position]) -> Read:
    """What was read: the articles whose passages the analyst was given, and the voices that it heard in them."""
    days = sorted(one.published for one in heard.articles if one.published)
    access = [one.access for one in positions]
    return Read(
        articles=len(heard.articles),
        outlets=len({one.outlet for one in heard.articles}),
        voices=len(positions),
        origins=heard.evidence.count_origins(one.id for one in heard.articles),
        first_hand=access.count(Access.FIRST_HAND),
        second_hand=access.count(Access.SECOND_HAND),
        third_hand=access.count(Access.THIRD_HAND),
        within=sum(assistant.held(order.filters).values()),
        earliest=days[0] if days else None,
        latest=days[-1] if days else None,
    )


def scope(answer: Answer, outlets: Sequence[str]) -> list[str]:
    """What the reader must know before the first sentence: who judges, and that one outlet is no comparison."""
    told = []
    if answer.engine.model is None:
        told.append(NOT_JUDGED)
    if len(outlets) == 1:
        told.append(ONE_OUTLET.format(outlets[0]))
    speaking = {one.voice.kind for one in answer.positions}
    if answer.positions and VoiceKind.OUTLET not in speaking:
        told.append(NO_OUTLET)
    return told
