"""What a briefing is: frozen findings, and our own sentences where they are named as ours.

Three forms say the same. This one is typed and is the record: `form.document` writes it as JSON and `form.briefing`
reads it back. `outline.outline` lays it out as sections of lines in reading order, which is what every export that
people read draws, and what the linter reads. `markdown` is that outline as text that can be read back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from assistant.briefing.contest import Contest, Judgement
from assistant.findings import Agreement, Checks, Claim, CounterArgument, Engine, Issue, Position, Usage
from assistant.news import EVERYTHING, Filters, Span


class Length(StrEnum):
    ONE_PAGE = "one-page"
    STANDARD = "standard"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Framing:
    """A loaded word that an outlet uses in its own voice, in the sentence where it stands."""

    outlet: str
    word: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class Dated:
    """One entry of the timeline: what a source says happened on `day`; `reported` where only the report is dated."""

    day: date
    claim: Claim
    reported: bool = False


class Turn(StrEnum):
    """What became of a claim since the last briefing."""

    NEW = "new"
    WITHDRAWN = "withdrawn"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One claim of one voice that is new, withdrawn or changed; `before` is what stood in the last briefing.

    `outlet` is the publisher that it was read in. `why` says, in our words, what happened to a withdrawn claim.
    """

    turn: Turn
    voice: str
    outlet: str
    claim: Claim | None = None
    before: Claim | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Differences:
    """What is otherwise than in the briefing `since_id`, which was made at `since`; `unchanged` counts the rest."""

    since_id: str
    since: datetime
    changes: tuple[Change, ...] = ()
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Cited:
    """Words of a source that the briefing rests on: `label` is `a`, `b`, ... within the source."""

    label: str
    span: Span
    quote: str
    voices: tuple[str, ...] = ()
    selected_by: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One article that is cited, as it was when it was read; the mark of its words is number and label: `3b`.

    `outlet` wrote it and `publisher` brought it to us; they differ in a republication, which is then second-hand.
    `kind` is what the article is, `outlet_kind`, `country` and `owner` are what the registry knows. `digest` is the
    SHA-256 of title and text. Articles of one `origin_group` print one text.
    """

    number: int
    article_id: str
    title: str
    publisher: str
    outlet: str
    digest: str
    kind: str = "report"
    published: date | None = None
    language: str = "und"
    url: str | None = None
    authors: tuple[str, ...] = ()
    outlet_kind: str = "unrated"
    country: str = ""
    owner: str = ""
    access: str = "first_hand"
    origin_group: str = ""
    cited: tuple[Cited, ...] = ()

    def marked(self, cited: Cited) -> str:
        return f"{self.number}{cited.label}"


@dataclass(frozen=True, slots=True)
class Read:
    """What was read for the briefing: counts of articles, outlets and voices, and of positions by access."""

    articles: int = 0
    outlets: int = 0
    voices: int = 0
    origins: int = 0
    first_hand: int = 0
    second_hand: int = 0
    third_hand: int = 0
    within: int = 0  # articles of the library within the filters
    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class PromptUsed:
    name: str
    version: int
    digest: str


@dataclass(frozen=True, slots=True)
class Made:
    """How the briefing was made: by which program, analyst and prompts, at what cost, with what refused."""

    engine: Engine
    program: str
    checks: Checks = field(default_factory=Checks)
    prompts: tuple[PromptUsed, ...] = ()
    usage: Usage | None = None
    notes: tuple[str, ...] = ()
    rejected: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Briefing:
    """Everything that one briefing says, in reading order.

    Each Claim passed the gate. Sentences of ours are `scope`, `notices`, `assumptions`, `gaps` and `would_change`, the
    judgements, the counter-arguments of the lane `inferred`, and what `made` tells; they stand in sections that say so.
    `matrix` compares outlets only: rows are issues, a voice that is missing or `not_stated` said nothing.
    `translations` maps the text of a claim to the same in `language`; what was checked is the claim itself.
    """

    id: str
    title: str
    topic: str
    as_of: datetime
    made: Made
    read: Read = Read()
    filters: Filters = EVERYTHING
    length: Length = Length.STANDARD
    language: str = ""
    complete: bool = True
    notices: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    bottom_line: tuple[Claim, ...] = ()
    differences: Differences | None = None
    judgements: tuple[Judgement, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    positions: tuple[Position, ...] = ()
    matrix: tuple[Issue, ...] = ()
    contests: tuple[Contest, ...] = ()
    counterarguments: tuple[CounterArgument, ...] = ()
    conflicts: tuple[Issue, ...] = ()
    framing: tuple[Framing, ...] = ()
    timeline: tuple[Dated, ...] = ()
    not_stated: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    would_change: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    translations: Mapping[str, str] = field(default_factory=dict)

    @property
    def marks(self) -> dict[tuple[str, Span], str]:
        """The mark (`3b`) of every cited place, by article id and span."""
        return {
            (one.article_id, cited.span): one.marked(cited) for one in self.sources for cited in one.cited
        }

    def claims(self) -> Iterator[Claim]:
        """Every claim that is shown, in reading order; the same one comes as often as it is shown."""
        yield from self.bottom_line
        for change in self.differences.changes if self.differences else ():
            yield from (one for one in (change.claim,) if one)
        for judgement in self.judgements:
            yield from judgement.basis
        yield from (one.statement for one in self.agreements)
        for position in self.positions:
            yield from position.claims
        for issue in (*self.matrix, *self.conflicts):
            yield from (claim for reading in issue.readings for claim in reading.claims)
        for contest in self.contests:
            yield from (claim for case in contest.cases for claim in case.claims)
            yield from (one.claim for one in contest.evidence)
        for counter in self.counterarguments:
            yield from (counter.against, *counter.claims)
        yield from (one.claim for one in self.framing)
        yield from (one.claim for one in self.timeline)
