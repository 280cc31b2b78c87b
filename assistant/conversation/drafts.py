"""The answer so far: findings that have passed the checks, folded together as they come."""

from __future__ import annotations

from dataclasses import replace

from assistant.findings import (
    Agreement,
    Answer,
    CounterArgument,
    Estimate,
    Finding,
    Issue,
    Note,
    Position,
    Usage,
)


def grown(answer: Answer, finding: Finding) -> Answer:
    """The answer with one more finding; what belongs to a known voice or issue goes to it."""
    match finding:
        case Position():
            return replace(answer, positions=_positions(answer.positions, finding))
        case Agreement():
            return replace(answer, agreements=(*answer.agreements, finding))
        case Issue():
            others = tuple(one for one in answer.issues if one.issue != finding.issue)
            return replace(answer, issues=(*others, finding))
        case CounterArgument():
            return replace(answer, counterarguments=(*answer.counterarguments, finding))
        case Note():
            return replace(answer, notes=(*answer.notes, finding.text))
        case Estimate():
            return replace(answer, estimate=finding.usage)
        case Usage():
            return replace(answer, usage=finding)


def _positions(known: tuple[Position, ...], fresh: Position) -> tuple[Position, ...]:
    def same(one: Position) -> bool:
        return (one.voice, one.access, one.via) == (fresh.voice, fresh.access, fresh.via)

    if not any(same(one) for one in known):
        return (*known, fresh)
    return tuple(
        replace(one, claims=tuple(dict.fromkeys((*one.claims, *fresh.claims)))) if same(one) else one
        for one in known
    )
