"""The sections of findings: what is agreed, held, disputed, framed and dated, as lines."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.briefing.contest import Bearing, Case, Contest
from assistant.briefing.laid import Laid
from assistant.briefing.outline import Block, Grid, Heading
from assistant.briefing.saying import SEEN_DIFFERENTLY, access, joined, letter, origins
from assistant.findings import Claim, CounterArgument, Issue, Lane, Position, Stance

NOT_STATED = "not stated"
MOST_SILENT = (
    4  # outlets with a row of their own though they say nothing on any issue; more of them share one
)


def agreed(laid: Laid) -> Iterator[Block]:
    for one in laid.briefing.agreements:
        yield laid.line(one.statement, tail=f"{joined(one.voices)}; {origins(one.origins)}")


def positions(laid: Laid) -> Iterator[Block]:
    for one in laid.briefing.positions:
        yield Heading(one.voice.name, note=_known(one))
        yield from laid.lines(one.claims)


def _known(position: Position) -> str:
    return f"{position.voice.kind.value}, {access(position.access, position.via)}"


def matrix(laid: Laid) -> Iterator[Block]:
    issues = laid.briefing.matrix
    if not issues:
        return
    outlets = list(dict.fromkeys(voice for issue in issues for voice in issue.stances))
    header = ("Outlet", *(f"Issue {number}" for number in range(1, len(issues) + 1)))
    rows = [(outlet, *(cell(issue, outlet) for issue in issues)) for outlet in outlets]
    silent = [row[0] for row in rows if set(row[1:]) == {NOT_STATED}]
    if len(silent) > MOST_SILENT:
        rows = [row for row in rows if row[0] not in silent]
        rows.append((joined(silent, len(silent)), *(NOT_STATED for _ in issues)))
    yield Grid(header, tuple(rows))
    yield from (Heading(f"Issue {number}: {issue.issue}") for number, issue in enumerate(issues, 1))


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


def readings(laid: Laid) -> Iterator[Block]:
    for number, contest in enumerate(laid.briefing.contests, 1):
        yield Heading(f"Issue {number}: {contest.issue}", note="" if contest.opposed else SEEN_DIFFERENTLY)
        yield from _contest(laid, contest)


def _contest(laid: Laid, contest: Contest) -> Iterator[Block]:
    for place, case in enumerate(contest.cases):
        yield Heading(_called(case, place), note=f"held by {joined(case.voices)}", level=2)
        yield from laid.lines(case.claims, lead="at its strongest")
        yield from laid.attributed(contest.bearing_on(place, Bearing.CONSISTENT), lead="for")
        yield from laid.attributed(contest.bearing_on(place, Bearing.INCONSISTENT), lead="against")
    if contest.undecided:
        yield Heading("Does not tell them apart", level=2)
        yield from laid.attributed(contest.undecided)


def _called(case: Case, place: int) -> str:
    """The letter of a reading, and its label unless that only repeats its first sentence."""
    repeats = any(case.label.rstrip("…. ") in claim.text for claim in case.claims[:1])
    return letter(place) if repeats else f"{letter(place)}: {case.label}"


def counterarguments(laid: Laid) -> Iterator[Block]:
    return _counters(laid, Lane.IN_SOURCES)


def inferred(laid: Laid) -> Iterator[Block]:
    return _counters(laid, Lane.INFERRED)


def _counters(laid: Laid, lane: Lane) -> Iterator[Block]:
    told: dict[Claim, list[CounterArgument]] = {}
    for one in laid.briefing.counterarguments:
        if one.lane is lane:
            told.setdefault(one.against, []).append(one)
    for against, counters in told.items():
        yield from laid.attributed([against], lead="against")
        for one in counters:
            yield from laid.lines(
                one.claims, lead="it is answered" if lane is Lane.IN_SOURCES else "inferred"
            )


def conflicts(laid: Laid) -> Iterator[Block]:
    for issue in laid.briefing.conflicts:
        yield Heading(issue.issue)
        for reading in issue.readings:
            for claim in reading.claims:
                yield laid.line(claim, lead=reading.label, tail=joined(reading.voices))


def framing(laid: Laid) -> Iterator[Block]:
    outlet = ""
    for one in laid.briefing.framing:
        if one.outlet != outlet:
            outlet = one.outlet
            yield Heading(outlet)
        yield laid.line(one.claim, lead=one.word)


def timeline(laid: Laid) -> Iterator[Block]:
    for one in laid.briefing.timeline:
        day = f"{one.day.isoformat()}{' (reported)' if one.reported else ''}"
        yield from laid.attributed([one.claim], lead=day)
