"""What an analyst is given and what it hands back: one protocol, two implementations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from assistant.findings import Claim, CounterArgument, Finding, Note, Position, Usage
from assistant.news import Article, Passage


@dataclass(frozen=True, slots=True)
class Evidence:
    """The passages found for a question, and what the library knows about where they come from.

    `passages` come best first and each article in them carries its parts and attributions.
    `held` names the outlets with an article of their own in the library.
    `origins` maps article id to origin group id: articles that reprint one text share a group.
    """

    passages: tuple[Passage, ...]
    held: frozenset[str] = frozenset()
    origins: Mapping[str, str] = field(default_factory=dict)

    @property
    def articles(self) -> tuple[Article, ...]:
        """Each article once, in the order in which its best passage comes."""
        return tuple({passage.article.id: passage.article for passage in self.passages}.values())

    def origin_of(self, article_id: str) -> str:
        """The origin group of an article; one that is in no group is its own origin."""
        return self.origins.get(article_id, article_id)

    def count_origins(self, article_ids: Iterable[str]) -> int:
        """How many independent origins these articles have: ten reprints are one."""
        return len({self.origin_of(article_id) for article_id in article_ids})


@runtime_checkable
class Analyst(Protocol):
    """Turns evidence into findings. Claims come unchecked; core sends each through the gate.

    Both methods yield as soon as there is something to show and may repeat a voice or an issue:
    core merges. Neither ever invents a voice: every claim's citation lies in an article of the evidence.
    """

    @property
    def name(self) -> str:
        """`embedded` or `prompted`."""
        ...

    @property
    def model(self) -> str | None:
        """The language model that writes, or None where the words are the sources' own."""
        ...

    def analyse(self, question: str, evidence: Evidence) -> Iterator[Finding]:
        """Positions first, then agreements, issues and counter-arguments. Raises EngineError."""
        ...

    def counter(self, claim: str, evidence: Evidence) -> Iterator[CounterArgument | Note | Usage]:
        """The best cases against a claim, strongest first; nothing where no voice opposes it.

        An analyst that asks a model ends with notes on what went wrong, and with what it cost.
        """
        ...


# What only an analyst that asks a model can do besides.


@dataclass(frozen=True, slots=True)
class Refused:
    """A claim that a check refused, why, and whom it is filed under."""

    claim: Claim
    reason: str
    voice: str


@runtime_checkable
class Repairs(Protocol):
    """Can mend claims that a check refused, once."""

    def repair(self, refused: Sequence[Refused], evidence: Evidence) -> tuple[list[Claim | None], Usage]:
        """Each claim mended, or None where it is withdrawn or cannot be mended; and what asking cost."""
        ...


@runtime_checkable
class Compares(Protocol):
    """Can take its positions back as the checks left them, before it compares them: `analyse` in two steps."""

    def positions(self, question: str, evidence: Evidence) -> Iterator[Finding]:
        """What each voice holds. Raises EngineError."""
        ...

    def compared(self, question: str, evidence: Evidence, held: Sequence[Position]) -> Iterator[Finding]:
        """Agreements, issues and counter-arguments over the positions that hold, in the words that hold."""
        ...


@runtime_checkable
class Estimates(Protocol):
    """Can say what an answer will cost before anything is sent."""

    def estimate(self, question: str, evidence: Evidence) -> Usage:
        """About what `analyse` will read, write and cost."""
        ...


@runtime_checkable
class Infers(Protocol):
    """Can argue beyond its sources, in arguments that are labelled so and cite nobody."""

    def inferring(self, *, wanted: bool) -> Analyst:
        """The same analyst, with inferred counter-arguments or without."""
        ...


def noting(findings: Iterable[Finding], told: list[Position]) -> Iterator[Finding]:
    """The findings; the positions among them go to `told` in the order in which they are stated."""
    for finding in findings:
        told += [finding] if isinstance(finding, Position) else []
        yield finding
