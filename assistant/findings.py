"""What an answer is made of: claims with checked citations, and how they are grouped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.news import Access, Span, Voice


class Verdict(StrEnum):
    """What verification found; only `exact` holds. `unchecked` is what an analyst hands in."""

    UNCHECKED = "unchecked"
    EXACT = "exact"
    ALTERED = "altered"
    MISATTRIBUTED = "misattributed"
    FABRICATED = "fabricated"
    UNGROUNDED = "ungrounded"
    UNSUPPORTED = "unsupported"

    @property
    def holds(self) -> bool:
        return self is Verdict.EXACT


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a claim's words stand: `quote` is the article's exact text at `span`.

    `voices` is the chain of names from the publisher to the speaker at that place. `selected_by` names the
    outlet whose round-up chose these words of another voice.
    """

    article_id: str
    span: Span
    quote: str
    voices: tuple[str, ...] = ()
    title: str = ""
    publisher: str = ""
    url: str | None = None
    verdict: Verdict = Verdict.UNCHECKED
    reason: str = ""
    selected_by: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence that we show, with the places that it rests on."""

    text: str
    citations: tuple[Citation, ...] = ()

    @property
    def supported(self) -> bool:
        return bool(self.citations) and all(c.verdict.holds for c in self.citations)

    @property
    def verdict(self) -> Verdict:
        """The first verdict that does not hold, or exact; a claim without citations is unsupported."""
        if not self.citations:
            return Verdict.UNSUPPORTED
        return next((c.verdict for c in self.citations if not c.verdict.holds), Verdict.EXACT)

    def by_voice(self) -> tuple[Claim, ...]:
        """The claim once for each voice and article, with all that this voice says there: one sentence may name whom
        the next one means."""
        theirs: dict[tuple[str, tuple[str, ...]], list[Citation]] = {}
        for one in self.citations:
            theirs.setdefault((one.article_id, one.voices), []).append(one)
        return tuple(Claim(self.text, tuple(found)) for found in theirs.values())

    @property
    def speaker(self) -> Voice | None:
        """Who speaks in the first place that it rests on; None where it rests on nothing."""
        return next((Voice(c.voices[-1]) for c in self.citations if c.voices), None)


@dataclass(frozen=True, slots=True)
class Position:
    """What one voice holds on the question, and how we know that voice."""

    voice: Voice
    access: Access
    via: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """A statement that several voices share, counted in independent origins."""

    statement: Claim
    voices: tuple[str, ...]
    origins: int


class Stance(StrEnum):
    FOR = "for"
    AGAINST = "against"
    MIXED = "mixed"
    NOT_STATED = "not_stated"


@dataclass(frozen=True, slots=True)
class Reading:
    """One interpretation of an issue, and who holds it."""

    label: str
    voices: tuple[str, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """A point on which positions can be compared; `stances` is one row of the matrix."""

    issue: str
    readings: tuple[Reading, ...]
    stances: Mapping[str, Stance]

    def heard(self, voice: str) -> bool:
        """Whether the voice speaks on it, be it for a side or for none."""
        stands = self.stances.get(voice, Stance.NOT_STATED) is not Stance.NOT_STATED
        return stands or any(voice in reading.voices for reading in self.readings)


class Lane(StrEnum):
    IN_SOURCES = "in_sources"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class CounterArgument:
    """The best case against a claim; an inferred one has no citation and is labelled so."""

    against: Claim
    lane: Lane
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Something the reader should know about how an answer came about; never evidence."""

    text: str


@dataclass(frozen=True, slots=True)
class Usage:
    """What a model read and wrote; `cost` is None where no price is set, `estimated` where it was not counted."""

    requests: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float | None = None
    estimated: bool = False

    def __add__(self, other: Usage) -> Usage:
        known = [cost for cost in (self.cost, other.cost) if cost is not None]
        return Usage(
            self.requests + other.requests,
            self.prompt_tokens + other.prompt_tokens,
            self.completion_tokens + other.completion_tokens,
            sum(known) if known else None,
            self.estimated or other.estimated,
        )


@dataclass(frozen=True, slots=True)
class Estimate:
    """About what an answer will read, write and cost; comes before the first request."""

    usage: Usage


Finding = Position | Agreement | Issue | CounterArgument | Note | Estimate | Usage


@dataclass(frozen=True, slots=True)
class Checks:
    """The tally of one answer: claims made, shown, and rejected by reason."""

    claims: int = 0
    shown: int = 0
    rejected: Mapping[str, int] = field(default_factory=dict)

    def with_claim(self, claim: Claim) -> Checks:
        if claim.supported:
            return Checks(self.claims + 1, self.shown + 1, self.rejected)
        rejected = Counter(self.rejected)
        rejected[claim.verdict.value] += 1
        return Checks(self.claims + 1, self.shown, dict(rejected))


@dataclass(frozen=True, slots=True)
class Engine:
    """Who answered: which analyst, model and embedder."""

    analyst: str
    model: str | None
    embedder: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything found on one question.

    `not_stated` are outlets of the library of which the answer cites nothing; `absent` are outlets that it
    knows only through others, because the library holds no article of their own. `estimate` is what was expected
    before a model was asked, `usage` what it came to, checks and repairs included; both None without a model.
    """

    question: str
    engine: Engine
    positions: tuple[Position, ...] = ()
    not_stated: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    issues: tuple[Issue, ...] = ()
    counterarguments: tuple[CounterArgument, ...] = ()
    checks: Checks = Checks()
    rejected: tuple[Claim, ...] = ()
    notes: tuple[str, ...] = ()
    estimate: Usage | None = None
    usage: Usage | None = None

    @property
    def claims(self) -> Iterator[Claim]:
        """Every claim that is shown, in reading order: one that stands in two places comes twice."""
        for position in self.positions:
            yield from position.claims
        for agreement in self.agreements:
            yield agreement.statement
        for issue in self.issues:
            for reading in issue.readings:
                yield from reading.claims
        for counter in self.counterarguments:
            yield counter.against
            yield from counter.claims
