"""The reports of a unit: who is heard, and which report stands inside the clause of another."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.attribution import abroad
from assistant.attribution.cues import ACCORDING, BELIEFS, CUES, NOUNS
from assistant.attribution.faint import Ear
from assistant.attribution.holders import Holders
from assistant.attribution.reading import report_at, speaks
from assistant.attribution.report import Report
from assistant.attribution.scene import Scene
from assistant.attribution.units import Unit

TRIGGERS: frozenset[str] = frozenset((*CUES, *NOUNS, *ACCORDING, "according"))
"""The words for which an English sentence is worth reading."""

TRIGGERS_ABROAD = TRIGGERS | abroad.TRIGGERS
"""The same for other languages: German ends with "..., so Quist"."""

_TIES = frozenset((",", ";", "—", "–", "and", "but", "while", "whereas", "although", "though", "as"))


@dataclass(frozen=True, slots=True)
class Heard:
    """The reports of one unit in order; `withheld` when it says that somebody did not or might say something."""

    reports: list[Report]
    withheld: bool = False


def hear(unit: Unit, text: str, holders: Holders, ear: Ear | None = None) -> Heard:
    """The reports of one unit; `outer` of each is the number of the report inside which it stands.

    With an ear, a word that may be a cue or none ("order", "show") counts only where the tagger finds it likely.
    """
    triggers = TRIGGERS if ear is not None else TRIGGERS_ABROAD
    if triggers.isdisjoint(unit.low):
        return Heard([])
    found: list[Report] = []
    scene = Scene(unit, text, holders, ear)
    for at, word in enumerate(unit.low):
        if word not in triggers:
            continue
        report = report_at(scene, at, found)
        if report is None or (report.holder is None and not speaks(scene, at)):
            continue
        if not any(report.cue.overlaps(one.cue) for one in found):
            found.append(report)
    return Heard(_nested(found, text), scene.withheld and not found)


def _nested(found: list[Report], text: str) -> list[Report]:
    """Which reports stand inside the clause of another: "X reported that Y said".

    What somebody inside such a clause believes or expects stays with the one who reports it.
    """
    kept: list[Report] = []
    for report in found:
        before = next((one for one in reversed(kept) if one.holder is not None), None)
        if (
            before is None
            or report.holder is None
            or report.after
            or before.after
            or report.start < before.cue.end
        ):
            kept.append(report)
            continue
        between = text[before.cue.end : report.start].strip().lower()
        tied = between.rsplit(None, 1)[-1] if between else ""
        clause = between.startswith("that ") or tied == "that"
        inside = (clause and tied not in _TIES and not between.endswith((",", ";", ":"))) or tied == "with"
        if inside and report.cue.of(text).lower() in BELIEFS:
            continue
        same = before.holder is not None and before.holder.voice == report.holder.voice
        kept.append(replace(report, outer=kept.index(before)) if inside and not same else report)
    return kept
