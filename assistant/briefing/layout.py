"""Lays a briefing out as sections of lines in reading order; nothing is said here that the briefing does not hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from assistant.briefing.contest import Bearing, Contest
from assistant.briefing.document import Briefing, Change, Turn
from assistant.briefing.outline import Block, Grid, Heading, Line, Name, Outline, Section
from assistant.briefing.saying import access, joined, letter, method, origins, standing
from assistant.findings import Claim, CounterArgument, Issue, Lane, Position, Stance

NOT_STATED = "not stated"

SAYS = {
    Name.NOTICES: "Our own words. The briefing below is as it was written; these articles are not what they were.",
    Name.WITHDRAWN: "Our own words about claims of the last briefing that this one does not bear out any more.",
    Name.JUDGEMENTS: "The analyst's own conclusions, in the likelihood words of ICD 203. No source says them; the lines "
    "under each are what it rests on.",
    Name.MATRIX: "Each outlet on each issue, by the letter of the reading that it holds or quotes from others.",
    Name.READINGS: "Each reading at its strongest, then the evidence that tells the readings apart, and the evidence that "
    "does not.",
    Name.INFERRED: "Written by the model without a source. Nobody is known to say this.",
    Name.GAPS: "Our own words about this briefing.",
    Name.METHOD: "Our own words about this briefing.",
    Name.FRAMING: "Loaded words that an outlet uses without attributing them to anybody.",
}


def outline(briefing: Briefing) -> Outline:
    """The briefing in reading order; a section that has nothing to say is left out."""
    laid = _Laid(briefing)
    sections = (Section(name, SAYS.get(name, ""), tuple(blocks(laid))) for name, blocks in _SECTIONS.items())
    return Outline(
        title=briefing.title,
        standing=tuple(standing(briefing)),
        sections=tuple(section for section in sections if section.blocks),
        sources=briefing.sources,
        language=briefing.language or "en",
    )


class _Laid:
    """One briefing with its marks at hand."""

    def __init__(self, briefing: Briefing) -> None:
        self.briefing = briefing
        self._marks = briefing.marks

    def line(self, claim: Claim, *, lead: str = "", tail: str = "") -> Line:
        said = self.briefing.translations.get(claim.text)
        found = (self._marks.get((one.article_id, one.span)) for one in claim.citations)
        marks = tuple(dict.fromkeys(mark for mark in found if mark))
        return Line(one_line(said or claim.text), marks, lead, tail, one_line(claim.text) if said else "")

    def lines(self, claims: Iterable[Claim], *, lead: str = "") -> Iterator[Line]:
        return (self.line(claim, lead=lead) for claim in claims)


def one_line(text: str) -> str:
    return " ".join(text.split())


def _own(texts: Iterable[str], lead: str = "") -> Iterator[Line]:
    return (Line(one_line(text), lead=lead) for text in texts)


def _notices(laid: _Laid) -> Iterator[Block]:
    return _own(laid.briefing.notices)


def _bottom_line(laid: _Laid) -> Iterator[Block]:
    return laid.lines(laid.briefing.bottom_line)


def _new(laid: _Laid) -> Iterator[Block]:
    for outlet, changes in _by_outlet(laid.briefing, Turn.NEW, Turn.CHANGED):
        yield Heading(outlet)
        for change in changes:
            if change.claim:
                lead = "changed" if change.turn is Turn.CHANGED else "new"
                tail = f"{change.voice}" if change.voice != outlet else ""
                yield laid.line(change.claim, lead=lead, tail=tail)


def _withdrawn(laid: _Laid) -> Iterator[Block]:
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


def _judgements(laid: _Laid) -> Iterator[Block]:
    for number, one in enumerate(laid.briefing.judgements, 1):
        yield Heading(f"Judgement {number}")
        yield from _own([one.text, one.confidence])
        yield from laid.lines(one.basis, lead="rests on")


def _agreed(laid: _Laid) -> Iterator[Block]:
    for one in laid.briefing.agreements:
        yield laid.line(one.statement, tail=f"{joined(one.voices)}; {origins(one.origins)}")


def _positions(laid: _Laid) -> Iterator[Block]:
    for one in laid.briefing.positions:
        yield Heading(one.voice.name, note=_known(one))
        yield from laid.lines(one.claims)


def _known(position: Position) -> str:
    return f"{position.voice.kind.value}, {access(position.access, position.via)}"


def _matrix(laid: _Laid) -> Iterator[Block]:
    issues = laid.briefing.matrix
    if not issues:
        return
    outlets = list(dict.fromkeys(voice for issue in issues for voice in issue.stances))
    header = ("Outlet", *(f"Issue {number}" for number in range(1, len(issues) + 1)))
    yield Grid(header, tuple((outlet, *(cell(issue, outlet) for issue in issues)) for outlet in outlets))
    for number, issue in enumerate(issues, 1):
        yield Heading(f"Issue {number}: {issue.issue}")
        for place, reading in enumerate(issue.readings):
            yield from laid.lines(reading.claims[:1], lead=f"{letter(place)}: {reading.label}")


def cell(issue: Issue, outlet: str) -> str:
    """The letters of the readings that an outlet holds on an issue, those that it only quotes, or that it says nothing."""
    held = [letter(place) for place, one in enumerate(issue.readings) if outlet in one.voices]
    if not held and issue.stances.get(outlet) is Stance.MIXED:
        return "mixed"
    passed_on = [
        f"quotes {letter(place)}"
        for place, one in enumerate(issue.readings)
        if letter(place) not in held and any(_passes_on(claim, outlet) for claim in one.claims)
    ]
    return joined([*held, *passed_on]) or NOT_STATED


def _passes_on(claim: Claim, outlet: str) -> bool:
    """Whether the outlet carries the claim in somebody else's words."""
    return any(outlet in one.voices[:-1] for one in claim.citations)


def _readings(laid: _Laid) -> Iterator[Block]:
    for contest in laid.briefing.contests:
        yield Heading(contest.issue)
        yield from _contest(laid, contest)


def _contest(laid: _Laid, contest: Contest) -> Iterator[Block]:
    for place, case in enumerate(contest.cases):
        yield Heading(f"{letter(place)}: {case.label}", note=f"held by {joined(case.voices)}", level=2)
        yield from laid.lines(case.claims, lead="at its strongest")
        yield from laid.lines(contest.bearing_on(place, Bearing.CONSISTENT), lead="for")
        yield from laid.lines(contest.bearing_on(place, Bearing.INCONSISTENT), lead="against")
    if contest.undecided:
        yield Heading("Does not tell them apart", level=2)
        yield from laid.lines(contest.undecided)


def _counterarguments(laid: _Laid) -> Iterator[Block]:
    return _counters(laid, Lane.IN_SOURCES)


def _inferred(laid: _Laid) -> Iterator[Block]:
    return _counters(laid, Lane.INFERRED)


def _counters(laid: _Laid, lane: Lane) -> Iterator[Block]:
    told: dict[Claim, list[CounterArgument]] = {}
    for one in laid.briefing.counterarguments:
        if one.lane is lane:
            told.setdefault(one.against, []).append(one)
    for against, counters in told.items():
        yield laid.line(against, lead="against")
        for one in counters:
            yield from laid.lines(
                one.claims, lead="it is answered" if lane is Lane.IN_SOURCES else "inferred"
            )


def _conflicts(laid: _Laid) -> Iterator[Block]:
    for issue in laid.briefing.conflicts:
        yield Heading(issue.issue)
        for reading in issue.readings:
            for claim in reading.claims:
                yield laid.line(claim, lead=reading.label, tail=joined(reading.voices))


def _framing(laid: _Laid) -> Iterator[Block]:
    outlet = ""
    for one in laid.briefing.framing:
        if one.outlet != outlet:
            outlet = one.outlet
            yield Heading(outlet)
        yield laid.line(one.claim, lead=one.word)


def _timeline(laid: _Laid) -> Iterator[Block]:
    for one in laid.briefing.timeline:
        day = f"{one.day.isoformat()}{' (reported)' if one.reported else ''}"
        yield laid.line(one.claim, lead=day)


def _gaps(laid: _Laid) -> Iterator[Block]:
    briefing = laid.briefing
    for title, texts in (
        ("Assumptions", briefing.assumptions),
        ("Gaps", briefing.gaps),
        ("What would change the picture", briefing.would_change),
    ):
        if texts:
            yield Heading(title)
            yield from _own(texts)


def _method(laid: _Laid) -> Iterator[Block]:
    return _own(method(laid.briefing))


_SECTIONS: dict[Name, Callable[[_Laid], Iterator[Block]]] = {
    Name.NOTICES: _notices,
    Name.BOTTOM_LINE: _bottom_line,
    Name.NEW: _new,
    Name.WITHDRAWN: _withdrawn,
    Name.JUDGEMENTS: _judgements,
    Name.AGREED: _agreed,
    Name.POSITIONS: _positions,
    Name.MATRIX: _matrix,
    Name.READINGS: _readings,
    Name.COUNTERARGUMENTS: _counterarguments,
    Name.INFERRED: _inferred,
    Name.CONFLICTS: _conflicts,
    Name.FRAMING: _framing,
    Name.TIMELINE: _timeline,
    Name.GAPS: _gaps,
    Name.METHOD: _method,
}
