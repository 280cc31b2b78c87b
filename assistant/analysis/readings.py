"""Readings of an issue: the claims of each side, and who stands where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.analysis.positions import claims_of
from assistant.analysis.weighing import Weighed, diverse
from assistant.findings import Reading, Stance
from assistant.news import VoiceKind

MOST_CLAIMS = 3


def reading(name: str, members: Sequence[Weighed]) -> Reading | None:
    """One side with its leading claim and the heaviest others; its voices are those whose claims are shown.

    None where no sentence of it can be read alone.
    """
    claims = claims_of(diverse(members, MOST_CLAIMS))
    voices = dict.fromkeys(claim.citations[0].voices[-1] for claim in claims)
    return Reading(name, tuple(voices), claims) if claims else None


def stances(
    readings: Sequence[Reading],
    said: Iterable[tuple[str, int]],
    outlets: Iterable[str],
    *,
    opposed: bool,
) -> dict[str, Stance]:
    """Where each voice of the readings, and each outlet, stands on the issue.

    `said` are voices with the attitudes of their sentences to the point: 1, -1, or 0 where nothing plain says. A voice
    with none is, where the readings exclude each other (`opposed`), for what the first one holds or against it. Mixed:
    it says both. Everybody else: not stated.
    """
    attitudes: dict[str, set[int]] = {}
    for voice, sign in said:
        if sign:
            attitudes.setdefault(voice, set()).add(sign)
    first = set(readings[0].voices)
    rest = {voice for one in readings[1:] for voice in one.voices}
    row = {}
    for voice in dict.fromkeys((*(name for one in readings for name in one.voices), *outlets)):
        signs = attitudes.get(voice) or ({1} if voice in first and opposed else set()) | (
            {-1} if voice in rest and opposed else set()
        )
        row[voice] = _STANCES[frozenset(signs)]
    return row


_STANCES = {
    frozenset({1}): Stance.FOR,
    frozenset({-1}): Stance.AGAINST,
    frozenset({1, -1}): Stance.MIXED,
    frozenset(): Stance.NOT_STATED,
}


def outlets_of(read: Iterable[Weighed]) -> list[str]:
    """The outlets that speak in the sentences, each once."""
    voices = (one.sentence.voice for one in read)
    return list(dict.fromkeys(voice.name for voice in voices if voice.kind is VoiceKind.OUTLET))
