"""Each claim of an answer through the gate: one repair where an analyst can, a model's judgement in batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant import observing
from assistant.analysis.analyst import Analyst, Evidence, Repairs
from assistant.findings import Agreement, Claim, CounterArgument, Finding, Position, Usage
from assistant.news import Voice
from assistant.verification.gate import Gate
from assistant.verification.support import Asked, Judges, SupportScorer

LARGEST_BATCH = 16  # claims; batches double up to here, so that the first claim waits for no other


class Checking:
    """The gate over the articles of the evidence, for one answer. `usage` is what checks and repairs cost."""

    def __init__(self, evidence: Evidence, analyst: Analyst, support: SupportScorer) -> None:
        self._evidence = evidence
        self._repairs = analyst if isinstance(analyst, Repairs) else None
        self._judgement = support.judgement() if isinstance(support, Judges) else None
        self._repaired: Usage | None = None
        known = {article.id: article for article in evidence.articles}
        self._gate = Gate(known.get, support=self._judgement or support, among=tuple(known.values()))

    @property
    def usage(self) -> Usage | None:
        """None where no model was asked."""
        judged = self._judgement.usage if self._judgement and self._judgement.usage.requests else None
        return judged + self._repaired if judged and self._repaired else judged or self._repaired

    def check(self, claim: Claim, voice: Voice | None) -> Claim:
        """The claim with its verdicts, mended once where it failed and that helped."""
        checked = self._checked(claim, voice)
        observing.count("claims", 1, verdict=checked.verdict)
        return checked

    def _checked(self, claim: Claim, voice: Voice | None) -> Claim:
        checked = self._gate.check(claim, voice=voice)
        if checked.supported or self._repairs is None:
            return checked
        reason = next((one.reason for one in checked.citations if one.reason), checked.verdict.value)
        mended, spent = self._repairs.repair(claim, reason, self._evidence)
        self._repaired = self._repaired + spent if self._repaired else spent
        if mended is None:
            return checked
        again = self._gate.check(mended, voice=voice)
        return again if again.supported else checked

    def in_batches(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The findings in their order; those that a model must judge wait for a few others, to be judged together."""
        waiting: list[Finding] = []
        asked: list[Asked] = []
        size = 1
        for finding in findings:
            open_ = self._open(finding)
            if not open_ and not waiting:
                yield finding
                continue
            waiting.append(finding)
            asked += open_
            # What comes after positions compares them, and waits for nothing.
            if len(asked) >= size or not isinstance(finding, Position):
                yield from self._judged(waiting, asked)
                waiting, asked, size = [], [], min(2 * size, LARGEST_BATCH)
        yield from self._judged(waiting, asked)

    def _judged(self, waiting: list[Finding], asked: list[Asked]) -> list[Finding]:
        if self._judgement and asked:
            self._judgement.consider(asked)
        return waiting

    def _open(self, finding: Finding) -> list[Asked]:
        """What of this finding a model must be asked."""
        if self._judgement is None:
            return []
        asked = [self._gate.asks(claim, voice) for claim, voice in _claims(finding)]
        return [one for one in asked if one and self._judgement.is_open(*one)]


def _claims(finding: Finding) -> Iterator[tuple[Claim, Voice | None]]:
    """The claims that a finding brings; the readings of an issue reuse those of positions."""
    match finding:
        case Position():
            yield from ((claim, finding.voice) for claim in finding.claims)
        case Agreement():
            yield finding.statement, None
        case CounterArgument():
            yield from ((claim, None) for claim in (finding.against, *finding.claims))
