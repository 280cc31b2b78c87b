"""Issue by outlet: who holds which reading, and who says nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.findings import Issue, Position, Stance
from assistant.news import VoiceKind


def matrix(
    issues: Iterable[Issue], outlets: Sequence[str], positions: Iterable[Position]
) -> tuple[Issue, ...]:
    """The issues with a stance for every outlet that was read or is quoted, and for nobody else.

    An outlet that only passes on what others hold does not hold it: it is not stated.
    """
    quoted = [one.voice.name for one in positions if one.voice.kind is VoiceKind.OUTLET]
    rows = list(dict.fromkeys((*outlets, *quoted)))
    return tuple(
        replace(one, stances={outlet: one.stances.get(outlet, Stance.NOT_STATED) for outlet in rows})
        for one in issues
    )
