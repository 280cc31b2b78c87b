"""Competing interpretations: each reading at its strongest, and what the evidence says of each (Heuer 1999, chapter 8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.analysis.facts import facts
from assistant.analysis.opposition import topic
from assistant.briefing.contest import Bearing, Case, Contest, Evidence
from assistant.findings import Answer, Claim, CounterArgument, Issue, Lane, Reading, Stance

OF_A_READING = 1  # sentences that state a reading at its strongest; the others are evidence
UNDECIDED = 2
ENOUGH = 2  # issues, so that a briefing sets something side by side where nobody is opposed
_ON_IT = 0.2  # how much a sentence shares with both readings to bear on the issue at all


def is_conflict_of_fact(issue: Issue) -> bool:
    """Whether the readings are values: each is called by a figure or a day that its own claim gives."""
    return len(issue.readings) > 1 and all(_is_value(one) for one in issue.readings)


def _is_value(reading: Reading) -> bool:
    return any(fact.shown == reading.label for claim in reading.claims for fact in facts(claim.text))


def is_contested(issue: Issue) -> bool:
    """Whether somebody stands for one reading and somebody else against it."""
    held = set(issue.stances.values())
    return len(issue.readings) > 1 and Stance.FOR in held and Stance.AGAINST in held


def worth_showing(
    issues: Sequence[Issue], counterarguments: Sequence[CounterArgument], most: int
) -> list[Issue]:
    """The contested issues, then those on which somebody is answered, and others only up to `ENOUGH`."""
    answered = {one.against for one in counterarguments if one.lane is Lane.IN_SOURCES}

    def contest(issue: Issue) -> int:
        return 2 * is_contested(issue) + any(
            claim in answered for one in issue.readings for claim in one.claims
        )

    ranked = sorted(issues, key=lambda issue: -contest(issue))
    strong = [one for one in ranked if contest(one)]
    return (strong if len(strong) >= ENOUGH else ranked[:ENOUGH])[:most]


def contests(answer: Answer, issues: Iterable[Issue]) -> Iterator[Contest]:
    """The issues as competing interpretations, with the claims of the answer as evidence on them."""
    others = tuple(dict.fromkeys(claim for one in answer.positions for claim in one.claims))
    for issue in issues:
        cases = tuple(_case(one) for one in issue.readings)
        told = {claim for one in cases for claim in one.claims}
        evidence = [
            *_of_the_readings(issue, told),
            *_refuting(issue, _of_this(issue, answer), told),
        ]
        told |= {one.claim for one in evidence}
        evidence += _undecided(cases, others, told)
        weighed = tuple(_merged(evidence))
        opposed = is_contested(issue) or any(Bearing.INCONSISTENT in one.bearings for one in weighed)
        yield Contest(issue.issue, cases, weighed, opposed)


def unanswered_above(
    counterarguments: Iterable[CounterArgument], contests: Sequence[Contest]
) -> Iterator[CounterArgument]:
    """The counter-arguments that the interpretations do not show already, one of each pair that face each other."""
    shown = [
        {*(claim for case in one.cases for claim in case.claims), *(found.claim for found in one.evidence)}
        for one in contests
    ]
    told: set[tuple[Claim, Claim]] = set()
    for one in counterarguments:
        fresh = tuple(
            claim
            for claim in one.claims
            if (claim, one.against) not in told and not any({claim, one.against} <= those for those in shown)
        )
        told |= {(one.against, claim) for claim in fresh}
        if fresh:
            yield replace(one, claims=fresh)


def _case(reading: Reading) -> Case:
    return Case(reading.label, reading.voices, reading.claims[:OF_A_READING])


def _of_the_readings(issue: Issue, told: set[Claim]) -> Iterator[Evidence]:
    """Further claims of those who hold a reading: consistent with it, and against another only where they refute it."""
    for place, reading in enumerate(issue.readings):
        for claim in reading.claims[OF_A_READING:]:
            if claim not in told:
                yield Evidence(claim, _bearings(len(issue.readings), place, Bearing.CONSISTENT))


def _of_this(issue: Issue, answer: Answer) -> list[CounterArgument]:
    """The counter-arguments that bear on this issue: a claim that several issues show is answered on each by its own."""
    shown = Counter(
        claim for one in answer.issues for claim in {claim for each in one.readings for claim in each.claims}
    )
    own = {claim for reading in issue.readings for claim in reading.claims}
    return [
        replace(one, claims=tuple(claim for claim in one.claims if shown[one.against] < 2 or claim in own))
        for one in answer.counterarguments
    ]


def _refuting(
    issue: Issue, counterarguments: Iterable[CounterArgument], told: set[Claim]
) -> Iterator[Evidence]:
    for one in counterarguments:
        if one.lane is not Lane.IN_SOURCES:
            continue
        for place, reading in enumerate(issue.readings):
            if one.against in reading.claims:
                for claim in one.claims:
                    if claim not in told:
                        yield Evidence(claim, _bearings(len(issue.readings), place, Bearing.INCONSISTENT))


def _undecided(cases: Sequence[Case], others: Sequence[Claim], told: set[Claim]) -> list[Evidence]:
    """Claims on the same subject as every reading that speak for none of them more than for another."""
    found = []
    for claim in others:
        if claim in told:
            continue
        shared = min(topic(claim.text, one.claims[0].text) for one in cases if one.claims)
        if shared >= _ON_IT:
            found.append((shared, Evidence(claim, (Bearing.NEITHER,) * len(cases))))
    found.sort(key=lambda one: -one[0])
    return [one for _, one in found[:UNDECIDED]]


def _bearings(number: int, place: int, bearing: Bearing) -> tuple[Bearing, ...]:
    return tuple(bearing if each == place else Bearing.NEITHER for each in range(number))


def _merged(evidence: Iterable[Evidence]) -> Iterator[Evidence]:
    """One piece of evidence for each claim, with all that it says of the readings."""
    by_claim: dict[Claim, Evidence] = {}
    for one in evidence:
        known = by_claim.get(one.claim)
        if known is None:
            by_claim[one.claim] = one
            continue
        pairs = zip(known.bearings, one.bearings, strict=True)
        both = tuple(new if old is Bearing.NEITHER else old for old, new in pairs)
        by_claim[one.claim] = replace(known, bearings=both)
    yield from by_claim.values()
