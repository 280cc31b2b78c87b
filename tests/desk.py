"""A small library that answers at once, for the tests of the pages: real articles and findings, no index, no model."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Engine as Database

from assistant.errors import CounterpointError, UnknownArticle
from assistant.findings import (
    Agreement,
    Answer,
    Checks,
    Citation,
    Claim,
    CounterArgument,
    Engine,
    Finding,
    Issue,
    Lane,
    Position,
    Reading,
    Stance,
    Verdict,
)
from assistant.ingest.outlets import Outlets
from assistant.library.articles import Extent, HeardOutlet, Listed
from assistant.library.database import open_database
from assistant.library.quoting import Quoting
from assistant.news import (
    EVERYTHING,
    Access,
    Article,
    Attribution,
    Filters,
    Mode,
    PartKind,
    Span,
    Voice,
    VoiceKind,
)
from tests.making import WordEmbedder, keep

COURANT = Voice("The Ledvar Courant")
GAZETTE = Voice("Steenhaven Gazette")
VARTOS = Voice("Emil Vartos", VoiceKind.PERSON)
QUESTION = "Who is to blame for the dam failure?"


def article(id_: str, publisher: str, title: str, text: str, **more: Any) -> Article:
    return Article(id=id_, title=title, publisher=publisher, text=text, **more)


def citation(article: Article, quote: str, *voices: str, verdict: Verdict = Verdict.EXACT) -> Citation:
    start = article.text.index(quote)
    return Citation(
        article.id,
        Span(start, start + len(quote)),
        quote,
        voices or (article.publisher,),
        article.title,
        article.publisher,
        article.url,
        verdict,
    )


def claim(article: Article, quote: str, *voices: str) -> Claim:
    return Claim(quote, (citation(article, quote, *voices),))


def _attributed(one: Article, quote: str, *chain: Voice) -> Article:
    start = one.text.index(quote)
    span = Span(start, start + len(quote))
    return Article(
        **{
            **{name: getattr(one, name) for name in Article.__dataclass_fields__},
            "attributions": (*one.attributions, Attribution(span, chain, Mode.DIRECT)),
        }
    )


WARNED = article(
    "aaaa00000001",
    COURANT.name,
    "Inspector warned of the dam",
    "The inspectorate warned of the dam in September.\n\nThe ministry did not answer the warning.",
    url="https://ledvarcourant.example/warned",
    published=date(2025, 10, 9),
    language="en",
)
ROUND_UP = _attributed(
    article(
        "bbbb00000002",
        "Corvania One",
        "World press on Stolmar",
        "Foreign media reacted.\n\nThe Steenhaven Gazette claimed that a message came “eight hours” late. "
        "The government rejects that.",
        url="https://corvaniaone.example/press",
        published=date(2025, 10, 10),
        language="en",
    ),
    "The Steenhaven Gazette claimed that a message came “eight hours” late.",
    Voice("Corvania One"),
    GAZETTE,
)
FANAL = article(
    "cccc00000003", "Le Fanal", "Sarrault plaide", "La pluie seule explique la rupture.", language="fr"
)


def findings() -> list[Finding]:
    first = claim(WARNED, "The ministry did not answer the warning.")
    second = claim(
        ROUND_UP,
        "The Steenhaven Gazette claimed that a message came “eight hours” late.",
        "Corvania One",
        GAZETTE.name,
    )
    rain = claim(FANAL, "La pluie seule explique la rupture.")
    return [
        Position(COURANT, Access.FIRST_HAND, (), (first,)),
        Position(GAZETTE, Access.SECOND_HAND, ("Corvania One",), (second,)),
        Agreement(
            claim(WARNED, "The inspectorate warned of the dam in September."), (COURANT.name, GAZETTE.name), 2
        ),
        Issue(
            "Was the failure foreseen?",
            (
                Reading("It was foreseen", (COURANT.name,), (first,)),
                Reading("Nobody could know", ("Le Fanal",), (rain,)),
            ),
            {COURANT.name: Stance.FOR, "Le Fanal": Stance.AGAINST, GAZETTE.name: Stance.NOT_STATED},
        ),
        CounterArgument(first, Lane.IN_SOURCES, (rain,)),
    ]


def answer(question: str = QUESTION) -> Answer:
    found = findings()
    invented = Claim("A minister resigned.", (citation(WARNED, "the dam", verdict=Verdict.UNGROUNDED),))
    return Answer(
        question=question,
        engine=Engine("embedded", None, "packaged"),
        positions=tuple(one for one in found if isinstance(one, Position)),
        not_stated=("The Morning Bell",),
        agreements=tuple(one for one in found if isinstance(one, Agreement)),
        issues=tuple(one for one in found if isinstance(one, Issue)),
        counterarguments=tuple(one for one in found if isinstance(one, CounterArgument)),
        checks=Checks(5, 4, {"ungrounded": 1}),
        rejected=(invented,),
    )


def _set() -> threading.Event:
    event = threading.Event()
    event.set()
    return event


@cache
def _filled() -> Path:
    """A database of the newest schema with the articles that the answer cites, made once."""
    path = Path(tempfile.mkdtemp(prefix="counterpoint-desk-")) / "library.db"
    database = open_database(f"sqlite:///{path}")
    keep(database, WARNED, ROUND_UP, FANAL)
    database.dispose()
    return path


@dataclass
class Desk:
    """Stands where Assistant does; `broken` is raised instead of an answer."""

    held_articles: list[Article] = field(default_factory=lambda: [WARNED, ROUND_UP, FANAL])
    broken: CounterpointError | None = None
    model: str | None = None
    waiting: int = 0  # passages that the index has not read
    going_on: threading.Event = field(
        default_factory=_set
    )  # where it is not set, an answer waits after its first finding
    asked: list[tuple[str, Filters]] = field(default_factory=list)
    added: list[tuple[Sequence[str], Any]] = field(default_factory=list)
    edited: list[tuple[str, Any]] = field(default_factory=list)

    outlets_known: Outlets = field(default_factory=lambda: Outlets([]))

    @cached_property
    def engine(self) -> Database:
        """A database of its own, for the conversations."""
        copied = Path(tempfile.mkdtemp(prefix="counterpoint-desk-")) / "library.db"
        shutil.copy(_filled(), copied)
        return open_database(f"sqlite:///{copied}")

    @property
    def index(self) -> Any:
        return SimpleNamespace(embedder=WordEmbedder(), waiting=lambda: self.waiting)

    @property
    def analyst(self) -> Any:
        return SimpleNamespace(name="prompted" if self.model else "embedded", model=self.model)

    def asking(self, question: str, *, filters: Filters = EVERYTHING) -> Iterator[Finding | Answer]:
        self.asked.append((question, filters))
        found = findings()
        yield found[0]
        self.going_on.wait(60)
        if self.broken:
            raise self.broken
        yield from found[1:]
        yield answer(question)

    def article(self, id_: str) -> Article:
        for one in self.held_articles:
            if one.id == id_:
                return one
        raise UnknownArticle(f"No article has the id {id_}.", hint="`counterpoint articles` lists them.")

    def reprints(self, id_: str) -> list[Article]:
        return []

    def edit(self, id_: str, given: Any) -> Article:
        self.edited.append((id_, given))
        return self.article(id_)

    def related(self, id_: str, limit: int = 10) -> list[Listed]:
        return [one for one in self.articles() if one.id != id_][:limit]

    def events(self, filters: Filters = EVERYTHING) -> list[tuple[Listed, ...]]:
        return [tuple(self.articles()[:2])]

    def articles(self, filters: Filters = EVERYTHING) -> list[Listed]:
        return [
            Listed(
                id=one.id,
                title=one.title,
                publisher=one.publisher,
                origin=one.origin,
                published=one.published,
                url=one.url,
                language=one.language,
                kind=one.kind,
                origin_group=one.id,
                chunks=1,
            )
            for one in self.held_articles
            if not filters.outlets or one.publisher in filters.outlets
        ]

    def count(self) -> int:
        return len(self.held_articles)

    def held(self, filters: Filters = EVERYTHING) -> dict[str, int]:
        return {one.publisher: 1 for one in self.held_articles}

    def holds(self, filters: Filters = EVERYTHING) -> bool:
        return bool(self.held(filters))

    def outlets(self) -> list[HeardOutlet]:
        own = [HeardOutlet(name, number) for name, number in self.held().items()]
        return [*own, HeardOutlet(GAZETTE.name, 0, ("Corvania One",))]

    def extent(self) -> Extent:
        return Extent(
            date(2025, 10, 9), date(2025, 10, 10), ("en", "fr"), (PartKind.OPINION, PartKind.REPORT)
        )

    def quoting(self, filters: Filters = EVERYTHING) -> list[Quoting]:
        return [Quoting("Corvania One", GAZETTE, 3, 1), Quoting("Corvania One", VARTOS, 1, 1)]

    def reindex(self, progress: Any) -> int:
        progress(3, 10)
        self.going_on.wait(60)
        return 10

    @property
    def intake(self) -> Any:
        return SimpleNamespace(add=self._put_back)

    def _put_back(self, given: Iterator[Article]) -> None:
        self.held_articles = [*self.held_articles, *given]

    def remove(self, ids: Sequence[str]) -> list[str]:
        gone = [self.article(id_) for id_ in ids]
        self.held_articles = [one for one in self.held_articles if one not in gone]
        return [one.title for one in gone]

    def add(self, sources: Sequence[str], *, overrides: Any = None, progress: Any = None) -> Any:
        from assistant.intake import Added

        self.added.append((tuple(sources), overrides))
        self.held_articles = [WARNED, ROUND_UP, FANAL]
        return Added(added=tuple(one.id for one in self.held_articles))
