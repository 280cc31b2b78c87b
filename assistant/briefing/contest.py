"""Competing readings of one issue with the evidence for and against each, and what an analyst concludes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.findings import Claim


class Bearing(StrEnum):
    """What one piece of evidence says of one reading: analysis of competing hypotheses (Heuer 1999, chapter 8)."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim, and its bearing on each reading of an issue, in the order of the readings."""

    claim: Claim
    bearings: tuple[Bearing, ...]

    @property
    def discriminates(self) -> bool:
        """Whether it speaks more for one reading than for another."""
        return len(set(self.bearings)) > 1


@dataclass(frozen=True, slots=True)
class Case:
    """One reading at its strongest: who holds it, and their best sentence first."""

    label: str
    voices: tuple[str, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Contest:
    """The competing interpretations of one issue, and the evidence with its bearing on each of them.

    `opposed` says whether the readings are shown to exclude each other; otherwise they only differ.
    """

    issue: str
    cases: tuple[Case, ...]
    evidence: tuple[Evidence, ...] = ()
    opposed: bool = True

    def bearing_on(self, place: int, bearing: Bearing) -> tuple[Claim, ...]:
        """Evidence that tells the readings apart and bears so on the reading at this place."""
        told = (one for one in self.evidence if one.discriminates)
        return tuple(one.claim for one in told if one.bearings[place] is bearing)

    @property
    def undecided(self) -> tuple[Claim, ...]:
        """Evidence that says the same of every reading, and so decides nothing between them."""
        return tuple(one.claim for one in self.evidence if not one.discriminates)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the analyst concludes: a likelihood sentence (ICD 203 words), how confident it is, and on what it rests.

    Only the prompted analyst judges. `text` holds exactly one likelihood expression, `confidence` is a sentence of
    its own and holds none; neither is sourced, `basis` is.
    """

    text: str
    confidence: str
    basis: tuple[Claim, ...]
