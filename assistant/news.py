"""What an article is, and who speaks in it: frozen values over the standard library only."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Start and end character offsets into one article's text, end excluded."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


class VoiceKind(StrEnum):
    OUTLET = "outlet"
    PERSON = "person"
    INSTITUTION = "institution"
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Voice:
    """Whoever a sentence speaks for. Two voices are the same when name and kind are."""

    name: str
    kind: VoiceKind = VoiceKind.OUTLET


class Mode(StrEnum):
    """How the last voice of a chain is heard."""

    OWN = "own"
    DIRECT = "direct"
    INDIRECT = "indirect"
    UNCLEAR = "unclear"


class ReadBy(StrEnum):
    """Who found an attribution: the rules (and the tagger they ask), or a language model held to the article's words."""

    RULES = "rules"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Attribution:
    """A stretch of text, and the chain of voices from the publisher to whoever is speaking.

    `chain[0]` is the publisher, or the origin where a republication names one; `chain[-1]` speaks.
    """

    span: Span
    chain: tuple[Voice, ...]
    mode: Mode = Mode.OWN
    cue: Span | None = None
    read_by: ReadBy = ReadBy.RULES

    @property
    def speaker(self) -> Voice:
        return self.chain[-1]


class PartKind(StrEnum):
    REPORT = "report"
    OPINION = "opinion"
    INTERVIEW = "interview"
    ROUND_UP = "round_up"
    ADVERTISEMENT = "advertisement"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a page: a page may hold several, each with its own author and origin."""

    span: Span
    kind: PartKind = PartKind.REPORT
    title: str = ""
    authors: tuple[str, ...] = ()
    origin: str | None = None


class Access(StrEnum):
    """How we know a voice: through its own article, through one other outlet, or through two."""

    FIRST_HAND = "first_hand"
    SECOND_HAND = "second_hand"
    THIRD_HAND = "third_hand"


@dataclass(frozen=True, slots=True)
class Article:
    """One text of one publisher; every offset in the program points into `text`.

    `id` is stable for a canonical URL, so that a changed page is a new version of the same article.
    `origin` names the outlet that wrote it where `publisher` is only the channel.
    """

    id: str
    title: str
    publisher: str
    text: str
    url: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    language: str = "und"
    origin: str | None = None
    kind: PartKind = PartKind.REPORT
    parts: tuple[Part, ...] = field(default=(), repr=False)
    attributions: tuple[Attribution, ...] = field(default=(), repr=False)

    @property
    def digest(self) -> str:
        """SHA-256 of title and text: the same digest means that nothing changed."""
        return hashlib.sha256(f"{self.title}\0{self.text}".encode()).hexdigest()

    @property
    def outlet(self) -> str:
        """The outlet whose words these are: the origin of a republication, else the publisher."""
        return self.origin or self.publisher

    def words(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def title_at(self, span: Span) -> str:
        """The headline of the piece that the span lies in: a page may hold several."""
        return next((one.title for one in self.parts if one.title and one.span.overlaps(span)), self.title)

    def voices_in(self, span: Span) -> tuple[str, ...]:
        """Names of the voices that speak inside the span, publisher first, each once."""
        return names(
            voice
            for attribution in self.attributions
            if attribution.span.overlaps(span)
            for voice in attribution.chain
        )


def names(voices: Iterable[Voice]) -> tuple[str, ...]:
    """Each voice's name once, in the order in which they first come."""
    return tuple(dict.fromkeys(voice.name for voice in voices))


def article_id(*, url: str | None, publisher: str, text: str) -> str:
    """Twelve hexadecimal digits: of the canonical URL where there is one, else of publisher and text."""
    identity = f"url\0{url}" if url else f"text\0{publisher}\0{text}"
    return hashlib.sha256(identity.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Chunk:
    """What is embedded: whole sentences of one article, `article.text[span]` exactly."""

    article_id: str
    number: int
    span: Span
    text: str
    voices: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return f"{self.article_id}:{self.number}"


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk found for a question, with its article and its relevance (0 to 1, higher is nearer)."""

    chunk: Chunk
    article: Article
    relevance: float

    @property
    def text(self) -> str:
        return self.chunk.text

    @property
    def span(self) -> Span:
        return self.chunk.span


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader narrowed the library to; an empty field narrows nothing."""

    outlets: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    languages: tuple[str, ...] = ()
    kinds: tuple[PartKind, ...] = ()

    @property
    def narrows(self) -> bool:
        return self != EVERYTHING


EVERYTHING = Filters()
