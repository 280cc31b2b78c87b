"""Support: how likely it is that the cited words bear the claim out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.wording.tokens import coverage


class SupportScorer(Protocol):
    """Scores a claim against cited sentences; `threshold` is where it starts to count as supported."""

    @property
    def threshold(self) -> float: ...

    def score(self, claim: str, cited: Sequence[str]) -> float:
        """Between 0 (not borne out) and 1; a verbatim claim never comes here."""
        ...


@dataclass(frozen=True, slots=True)
class CoverageSupport:
    """Share of the claim's content words in the best five cited sentences: no model, and the strongest single feature."""

    threshold: float = 0.5

    def score(self, claim: str, cited: Sequence[str]) -> float:
        return coverage(claim, cited)
