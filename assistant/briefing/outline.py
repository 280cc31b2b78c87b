"""A briefing laid out for reading: sections of lines with their marks, the same for every export.

`layout.outline(briefing)` makes it. An export that people read (Markdown, HTML, PDF, DOCX, e-mail) draws the title, the
standing lines, each section in order (title, what it says of itself, its blocks) and the sources, and adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assistant.briefing.document import Source


class Name(StrEnum):
    """The sections in reading order. The value is the title in English."""

    NOTICES = "Changed since this was written"
    BOTTOM_LINE = "Bottom line"
    NEW = "New since the last briefing"
    WITHDRAWN = "No longer borne out"
    JUDGEMENTS = "Judgements of the analyst"
    AGREED = "What is agreed"
    POSITIONS = "Positions"
    MATRIX = "Where the outlets differ"
    READINGS = "Competing interpretations"
    COUNTERARGUMENTS = "Counter-arguments in the sources"
    INFERRED = "Counter-arguments without a source"
    CONFLICTS = "Conflicts of fact"
    FRAMING = "Framing in the outlets' own voice"
    TIMELINE = "Timeline"
    GAPS = "Assumptions, gaps and what would change the picture"
    METHOD = "How this was made"

    @property
    def ours(self) -> bool:
        """Whether its sentences are our own, and so carry no citation."""
        return self in OURS


OURS = frozenset({Name.NOTICES, Name.WITHDRAWN, Name.JUDGEMENTS, Name.INFERRED, Name.GAPS, Name.METHOD})


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence. `marks` are its sources (`3b`); in a section that is not ours there is at least one.

    `lead` stands before it (a day, a role), `tail` after it in our words (the voices, the independent origins).
    `original` is the checked wording where `text` is a translation.
    """

    text: str
    marks: tuple[str, ...] = ()
    lead: str = ""
    tail: str = ""
    original: str = ""

    @property
    def checked(self) -> str:
        return self.original or self.text


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a section: a voice, an issue, a reading. `note` says in our words how it is known."""

    text: str
    note: str = ""
    level: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: every row has as many cells as the header. It holds names, letters of readings and `not stated`."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Line | Heading | Grid


@dataclass(frozen=True, slots=True)
class Section:
    """`says` is what the section says of itself; it stands under the title, and for ours it is never empty."""

    name: Name
    says: str
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        return self.name.value

    @property
    def lines(self) -> Iterator[Line]:
        return (block for block in self.blocks if isinstance(block, Line))


@dataclass(frozen=True, slots=True)
class Outline:
    """`standing` are the lines under the title: as-of time, what was read, filters, whether it is complete."""

    title: str
    standing: tuple[str, ...]
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    language: str = "en"
