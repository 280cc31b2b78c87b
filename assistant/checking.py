"""Each claim of an answer through the gate: a model's judgement in batches, and one repair for all that fail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from assistant import observing
from assistant.analysis.analyst import Analyst, Compares, Evidence, Refused, Repairs, noting
from assistant.findings import Agreement, Claim, CounterArgument, Estimate, Finding, Position, Usage
from assistant.news import Voice
from assistant.verification.gate import Gate
from assistant.verification.support import LARGEST_BATCH, Asked, Judges, SupportScorer


class Checking:
    """The gate over the articles of the evidence, for one answer. `usage` is what checks and repairs cost."""

    def __init__(self, evidence: Evidence, analyst: Analyst, support: SupportScorer) -> None:
        self._evidence = evidence
        self._analyst = analyst
        self._repairs = analyst if isinstance(analyst, Repairs) else None
        self._judgement = support.judgement() if isinstance(support, Judges) else None
        self._repaired: Usage | None = None
        self._tried: dict[tuple[Claim, Voice | None], Claim] = {}
        self._held: dict[Claim, Voice] = {}
        known = {article.id: article for article in evidence.articles}
        self._gate = Gate(known.get, support=self._judgement or support, among=tuple(known.values()))

    @property
    def usage(self) -> Usage | None:
        """None where no model was asked."""
        judged = self._judgement.usage if self._judgement and self._judgement.usage.requests else None
        return judged + self._repaired if judged and self._repaired else judged or self._repaired

    @property
    def notes(self) -> tuple[str, ...]:
        """That words alone decided, where a model should have judged and did not answer."""
        if not self._judgement or not (in_vain := self._judgement.in_vain):
            return ()
        why = next(iter(in_vain.values()))
        return (
            f"Not judged by the model, held to the cited words by rules alone: {len(in_vain)} claim(s). {why}",
        )

    def check(self, claim: Claim, voice: Voice | None) -> Claim:
        """The claim with its verdicts, in the words into which it was mended where it failed and that helped."""
        checked = self._checked(claim, voice)
        observing.count("claims", 1, verdict=checked.verdict)
        return checked

    def _checked(self, claim: Claim, voice: Voice | None) -> Claim:
        return self._settled(claim, voice) or self._gate.check(claim, voice=voice)

    def findings(self, question: str) -> Iterator[Finding]:
        """Everything that the analyst finds, in batches; what it compares in a second step are the claims that hold by then."""
        if not isinstance(self._analyst, Compares):
            yield from self.in_batches(self._analyst.analyse(question, self._evidence))
            return
        told: list[Position] = []
        yield from self.in_batches(noting(self._analyst.positions(question, self._evidence), told))
        held = [one for position in told if (one := self._holding(position)).claims]
        yield from self.in_batches(self._analyst.compared(question, self._evidence, held))

    def _holding(self, position: Position) -> Position:
        """The position with those of its claims that hold, in the words in which they do."""
        checked = [self._checked(claim, position.voice) for claim in position.claims]
        claims = tuple(claim for claim in checked if claim.supported)
        self._held |= dict.fromkeys(claims, position.voice)
        return replace(position, claims=claims)

    def in_batches(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The findings; those that a model must judge wait for a few others, to be judged together.

        Batches double, so that the first claim waits for no other. Those that fail come behind those that hold, mended together: one more request, and not one for each.
        """
        waiting: list[Finding] = []
        failed: list[Finding] = []
        asked: list[Asked] = []
        size, positions = 1, True
        for finding in findings:
            if positions and not isinstance(finding, Position | Estimate):
                # What follows compares the positions, so these come first.
                yield from self._judged(waiting, asked, failed)
                yield from self._mended(failed)
                waiting, failed, asked, positions = [], [], [], False
            if not any(True for _ in self._claims(finding)):
                yield finding
                continue
            waiting.append(finding)
            asked += self._open(finding)
            if not asked or len(asked) >= size:
                size = min(2 * size, LARGEST_BATCH) if asked else size
                yield from self._judged(waiting, asked, failed)
                waiting, asked = [], []
        yield from self._judged(waiting, asked, failed)
        yield from self._mended(failed)

    def _judged(self, waiting: list[Finding], asked: list[Asked], failed: list[Finding]) -> Iterator[Finding]:
        """What holds of the findings, or cannot be mended; the others go to `failed`."""
        if self._judgement and asked:
            self._judgement.consider(asked)
        for finding in waiting:
            if self._repairs and self._refused(finding):
                failed.append(finding)
            else:
                yield finding

    def _mended(self, failed: list[Finding]) -> list[Finding]:
        """The findings, after one try to mend each of their claims that fails."""
        refused = dict.fromkeys(one for finding in failed for one in self._refused(finding))
        if not refused or self._repairs is None:
            return failed
        told = [self._told(claim, voice) for claim, voice in refused]
        mended, spent = self._repairs.repair(told, self._evidence)
        self._repaired = self._repaired + spent if self._repaired else spent
        tried = {key: new for key, new in zip(refused, mended, strict=True) if new is not None}
        if self._judgement:
            asked = [self._gate.asks(new, voice) for (_, voice), new in tried.items()]
            self._judgement.consider([one for one in asked if one and self._judgement.is_open(*one)])
        for claim, voice in refused:
            again = self._gate.check(tried.get((claim, voice), claim), voice=voice)
            self._tried[claim, voice] = again if again.supported else self._gate.check(claim, voice=voice)
        return failed

    def _told(self, claim: Claim, voice: Voice | None) -> Refused:
        checked = self._gate.check(claim, voice=voice)
        reason = next((one.reason for one in checked.citations if one.reason), checked.verdict.value)
        return Refused(claim, reason, whose.name if (whose := voice or claim.speaker) else "")

    def _refused(self, finding: Finding) -> list[tuple[Claim, Voice | None]]:
        """The claims of this finding that fail and were not yet tried to mend; an agreement is of several voices and stays."""
        if isinstance(finding, Agreement):
            return []
        return [
            (claim, voice)
            for claim, voice in self._claims(finding)
            if claim.citations
            and not self._settled(claim, voice)
            and not self._gate.check(claim, voice=voice).supported
        ]

    def _settled(self, claim: Claim, voice: Voice | None) -> Claim | None:
        """What came of a claim that was tried to mend; one without a voice of its own is that of whoever holds it."""
        return next(
            (
                done
                for (one, whose), done in self._tried.items()
                if one == claim and (voice is None or whose is None or whose.name == voice.name)
            ),
            None,
        )

    def _open(self, finding: Finding) -> list[Asked]:
        """What of this finding a model must be asked."""
        if self._judgement is None:
            return []
        fresh = (one for one in self._claims(finding) if not self._settled(*one))
        asked = [self._gate.asks(claim, voice) for claim, voice in fresh]
        return [one for one in asked if one and self._judgement.is_open(*one)]

    def _claims(self, finding: Finding) -> Iterator[tuple[Claim, Voice | None]]:
        """The claims that a finding brings, with whose each is; the readings of an issue reuse those of positions."""
        match finding:
            case Position():
                self._held |= dict.fromkeys(finding.claims, finding.voice)
                yield from ((claim, finding.voice) for claim in finding.claims)
            case Agreement():  # each voice must bear the statement out by itself
                yield from ((one, None) for one in finding.statement.by_voice())
            case CounterArgument():
                yield from (
                    (claim, self._held.get(claim, claim.speaker))
                    for claim in (finding.against, *finding.claims)
                )
