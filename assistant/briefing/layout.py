"""Lays a briefing out as sections of lines in reading order; nothing is said here that the briefing does not hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assistant.briefing import layout_findings as findings
from assistant.briefing.document import Briefing, Change, Turn
from assistant.briefing.laid import Laid
from assistant.briefing.outline import Block, Heading, Name, Outline, Section
from assistant.briefing.saying import method, standing

SAYS = {
    Name.NOTICES: "Our own words. The briefing below is as it was written; these articles are not what they were.",
    Name.WITHDRAWN: "Our own words about claims of the last briefing that this one does not bear out any more.",
    Name.JUDGEMENTS: "The analyst's own conclusions, in the likelihood words of ICD 203. No source says them; the lines "
    "under each are what it rests on.",
    Name.MATRIX: "Each outlet on each issue, by the letter of the reading that it holds, or quotes from others. "
    "The readings stand under their letters in the next section.",
    Name.READINGS: "Each reading at its strongest, then the evidence that tells the readings apart, and the evidence that "
    "does not.",
    Name.INFERRED: "Written by the model without a source. Nobody is known to say this.",
    Name.GAPS: "Our own words about this briefing.",
    Name.METHOD: "Our own words about this briefing.",
    Name.FRAMING: "Loaded words that an outlet uses without attributing them to anybody.",
}


def outline(briefing: Briefing) -> Outline:
    """The briefing in reading order; a section that has nothing to say is left out."""
    laid = Laid(briefing)
    sections = (Section(name, SAYS.get(name, ""), tuple(blocks(laid))) for name, blocks in _SECTIONS.items())
    return Outline(
        title=briefing.title,
        standing=tuple(standing(briefing)),
        sections=tuple(section for section in sections if section.blocks),
        sources=briefing.sources,
        language=briefing.language or "en",
    )


def _notices(laid: Laid) -> Iterator[Block]:
    return laid.own(laid.briefing.notices)


def _bottom_line(laid: Laid) -> Iterator[Block]:
    return laid.voiced(laid.briefing.bottom_line)


def _new(laid: Laid) -> Iterator[Block]:
    for outlet, changes in _by_outlet(laid.briefing, Turn.NEW, Turn.CHANGED):
        yield Heading(outlet)
        for change in changes:
            if change.claim:
                lead = "changed" if change.turn is Turn.CHANGED else "new"
                tail = f"{change.voice}" if change.voice != outlet else ""
                yield laid.line(change.claim, lead=lead, tail=tail)


def _withdrawn(laid: Laid) -> Iterator[Block]:
    for outlet, changes in _by_outlet(laid.briefing, Turn.WITHDRAWN):
        yield Heading(outlet)
        for change in changes:
            if change.before:
                yield laid.line(change.before, lead=change.voice, tail=change.why)


def _by_outlet(briefing: Briefing, *turns: Turn) -> Iterator[tuple[str, list[Change]]]:
    changes = briefing.differences.changes if briefing.differences else ()
    wanted = [one for one in changes if one.turn in turns]
    for outlet in dict.fromkeys(one.outlet for one in wanted):
        yield outlet, [one for one in wanted if one.outlet == outlet]


def _judgements(laid: Laid) -> Iterator[Block]:
    for number, one in enumerate(laid.briefing.judgements, 1):
        yield Heading(f"Judgement {number}")
        yield from laid.own([one.text, one.confidence])
        yield from laid.attributed(one.basis, lead="rests on")


def _gaps(laid: Laid) -> Iterator[Block]:
    briefing = laid.briefing
    for title, texts in (
        ("Assumptions", briefing.assumptions),
        ("Gaps", briefing.gaps),
        ("What would change the picture", briefing.would_change),
    ):
        if texts:
            yield Heading(title)
            yield from laid.own(texts)


def _method(laid: Laid) -> Iterator[Block]:
    return laid.own(method(laid.briefing))


_SECTIONS: dict[Name, Callable[[Laid], Iterator[Block]]] = {
    Name.NOTICES: _notices,
    Name.BOTTOM_LINE: _bottom_line,
    Name.NEW: _new,
    Name.WITHDRAWN: _withdrawn,
    Name.JUDGEMENTS: _judgements,
    Name.AGREED: findings.agreed,
    Name.POSITIONS: findings.positions,
    Name.MATRIX: findings.matrix,
    Name.READINGS: findings.readings,
    Name.COUNTERARGUMENTS: findings.counterarguments,
    Name.INFERRED: findings.inferred,
    Name.CONFLICTS: findings.conflicts,
    Name.FRAMING: findings.framing,
    Name.TIMELINE: findings.timeline,
    Name.GAPS: _gaps,
    Name.METHOD: _method,
}
