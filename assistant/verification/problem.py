"""What a check found wrong: a verdict that does not hold, and the reason in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.findings import Verdict


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason for which a claim or a citation is not shown as supported."""

    verdict: Verdict
    reason: str

    def __post_init__(self) -> None:
        if self.verdict.holds:
            raise ValueError("a problem cannot hold")
