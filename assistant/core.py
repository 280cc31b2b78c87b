"""The program's verbs over one library: add, list, show, remove, search, ask, counter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import chain
from threading import Thread

from sqlalchemy import Engine

from assistant import observing
from assistant.analysis.analyst import Analyst, Estimates, Evidence, Infers
from assistant.assembly import Assembly
from assistant.attribution.same_person import under_one_name
from assistant.checking import Checking
from assistant.errors import BadInput
from assistant.findings import Answer, Claim, CounterArgument, Finding, Note, Usage
from assistant.findings import Engine as AnsweredBy
from assistant.ingest.outlets import Outlets
from assistant.ingest.sources import Failed, Overrides
from assistant.intake import Added, Intake
from assistant.library import articles, grouping, keeping, quoting
from assistant.library.articles import Extent, HeardOutlet, Listed
from assistant.library.database import reading, writing
from assistant.library.index import Index
from assistant.library.quoting import Quoting
from assistant.neighbours import Neighbours
from assistant.news import EVERYTHING, Article, Filters
from assistant.questions import STOPPED, asked, nothing_found, told_of
from assistant.retrieval import PASSAGES, Found, Retrieval
from assistant.verification.support import SupportScorer

Reader = Callable[[str, Overrides], Iterator[Article | Failed]]
"""Reads one source: a file, folder, URL or `-`."""


def _quiet(_: object, __: object = None) -> None:
    """Nobody is watching."""


def nothing_to_load() -> None:
    """The analyst has no models of its own."""


def _nothing_kept() -> None:
    """No words of articles are kept outside the library."""


@dataclass(frozen=True, slots=True)
class Assistant:
    """One open library and everything that can be asked of it. Made by `open_assistant`; close it after use."""

    engine: Engine
    index: Index
    outlets_known: Outlets
    intake: Intake
    retrieval: Retrieval
    analyst: Analyst
    support: SupportScorer
    reader: Reader
    warm: Callable[[], None] = nothing_to_load
    """Loads what an answer will need, while the passages are looked for."""
    forget: Callable[[], None] = _nothing_kept
    """Drops what is kept of articles' words beside the library: a model's replies."""

    @observing.timed("add", lambda added: added.counts)
    def add(
        self,
        sources: Iterable[str],
        *,
        overrides: Overrides | None = None,
        progress: Callable[[Added], None] = _quiet,
    ) -> Added:
        """Adds files, folders, URLs or `-`; bad items are listed in `failed`, good ones go in."""
        given = overrides or Overrides()
        return self.intake.add(chain.from_iterable(self.reader(one, given) for one in sources), progress)

    def articles(self, filters: Filters = EVERYTHING) -> list[Listed]:
        """Every article within the filters, newest first."""
        with reading(self.engine) as connection:
            return articles.list_articles(connection, filters)

    def article(self, id_: str) -> Article:
        """The article with this id, or whose id begins so. Raises UnknownArticle."""
        with reading(self.engine) as connection:
            return articles.find_article(connection, id_)

    def reprints(self, id_: str) -> list[Article]:
        """The other articles that print the same text, in the order in which they were added."""
        with reading(self.engine) as connection:
            ids = grouping.reprints(connection, id_)
            held = articles.articles_by_id(connection, ids)
        return [held[one] for one in ids]

    @observing.timed("remove", lambda titles: {"articles": len(titles)})
    def remove(self, ids: Sequence[str]) -> list[str]:
        """Removes articles and returns their titles; all of them or, where one is unknown, none."""
        with writing(self.engine) as connection:
            found = [articles.find_article(connection, id_) for id_ in ids]
            titles = [keeping.remove(connection, id_) for id_ in dict.fromkeys(one.id for one in found)]
        self.index.catch_up()
        self.forget()
        return titles

    def edit(self, id_: str, given: Overrides) -> Article:
        """Corrects what is known of an article and reads its voices anew; fields that are empty stay as they are.

        A correction stays when the source is added again. Raises UnknownArticle.
        """
        found = self.article(id_)
        self.intake.correct(found.id, given)
        self.forget()
        return self.article(found.id)

    def related(self, id_: str, limit: int = 10) -> list[Listed]:
        """Other articles that tell of the same event, most likely first; reprints of this one are left out."""
        return Neighbours(self.engine, self.index).related(self.article(id_), limit)

    def events(self, filters: Filters = EVERYTHING) -> list[tuple[Listed, ...]]:
        """Articles within the filters by the event that they tell of, the latest event first.

        Articles that stand alone are left out. Of more than `neighbours.MOST` articles the newest are read.
        """
        return Neighbours(self.engine, self.index).events(self.articles(filters))

    def outlets(self) -> list[HeardOutlet]:
        """Outlets that publish in the library, and those that are only quoted there."""
        with reading(self.engine) as connection:
            return articles.heard_outlets(connection)

    def quoting(self, filters: Filters = EVERYTHING) -> list[Quoting]:
        """Which outlet lets which named voice speak within the filters, most often heard first."""
        with reading(self.engine) as connection:
            return quoting.quoting(connection, filters)

    def extent(self) -> Extent:
        """The days, languages and kinds of article that the library can be narrowed to."""
        with reading(self.engine) as connection:
            return articles.extent(connection)

    def count(self) -> int:
        """How many articles are held."""
        with reading(self.engine) as connection:
            return articles.count_articles(connection)

    def held(self, filters: Filters = EVERYTHING) -> dict[str, int]:
        """Outlets with articles of their own, and how many."""
        with reading(self.engine) as connection:
            return articles.publishers(connection, filters)

    def holds(self, filters: Filters = EVERYTHING) -> bool:
        """Whether any article lies within the filters."""
        with reading(self.engine) as connection:
            return articles.any_within(connection, filters)

    @observing.timed("search", lambda found: {"passages": len(found.passages)})
    def search(self, question: str, *, filters: Filters = EVERYTHING, limit: int = PASSAGES) -> Found:
        """Passages that bear on the question, best first. Raises BadInput on an empty question."""
        question = asked(question)
        # A cold start loads the embedder and opens Chroma at the same time: a second less to wait.
        with ThreadPoolExecutor(1, "embedder") as background:
            loading = background.submit(self.index.embedder.questions, [question])
            self.index.repair()
            [vector] = loading.result()
        return self.retrieval.find(question, vector, filters=filters, limit=limit)

    def ask(self, question: str, *, filters: Filters = EVERYTHING) -> Answer:
        """Everything that the library says on the question, each claim checked. Raises BadInput, EngineError."""
        answer: Answer | None = None
        for one in self.asking(question, filters=filters):
            answer = one if isinstance(one, Answer) else answer
        assert answer is not None  # noqa: S101 - asking always ends with an answer
        return answer

    @observing.streamed("ask", told_of)
    def asking(
        self, question: str, *, filters: Filters = EVERYTHING, found: Found | None = None
    ) -> Iterator[Finding | Answer]:
        """The same as `ask`, piece by piece: each finding as soon as it is checked, and last the Answer.

        `found` are passages that a search gave before, for whoever reads more or others of them.
        Interrupted from the keyboard, it ends with an Answer of what was found so far, and says so.
        """
        question = asked(question)
        Thread(target=self.warm, name="warm", daemon=True).start()
        found = found or self.search(question, filters=filters)
        evidence = self.evidence(found)
        held = frozenset(self.held(filters)) if filters.narrows else evidence.held
        checking = Checking(evidence, self.analyst, self.support)
        assembly = Assembly(checking.check, evidence.count_origins)
        notes = [] if found.passages else [nothing_found(found, held, filters)]
        try:
            for finding in checking.findings(question) if found.passages else ():
                if (kept := assembly.add(finding)) is not None:
                    yield kept
        except KeyboardInterrupt:
            notes.append(STOPPED)
        yield assembly.answer(
            question,
            engine=self._answered_by(),
            held=held,
            library=evidence.held,
            notes=[*notes, *checking.notes],
            checking=checking.usage,
        )

    def counter(self, claim: str, *, filters: Filters = EVERYTHING) -> Iterator[CounterArgument]:
        """The best cases against a claim that the reader types, strongest first; none where nobody opposes it."""
        return (one for one in self.countering(claim, filters=filters) if isinstance(one, CounterArgument))

    @observing.streamed("counter", told_of)
    def countering(
        self, claim: str, *, filters: Filters = EVERYTHING
    ) -> Iterator[CounterArgument | Note | Usage]:
        """The same as `counter`, with notes on what went wrong and last, where a model was asked, what it cost."""
        claim = asked(claim)
        found = self.search(claim, filters=filters)
        evidence = self.evidence(found)
        checking = Checking(evidence, self.analyst, self.support)
        assembly = Assembly(checking.check)
        spent: Usage | None = None
        for finding in checking.in_batches(self.analyst.counter(claim, evidence)):
            kept = assembly.add(finding)
            if isinstance(finding, CounterArgument):
                # Where the claim at its strongest fails a check, the argument still stands against the reader's words.
                kept = kept or assembly.add(replace(finding, against=Claim(claim)))
            if isinstance(kept, Usage):
                spent = kept
            elif isinstance(kept, CounterArgument | Note):
                yield kept
        if usage := spent + checking.usage if spent and checking.usage else spent or checking.usage:
            yield usage

    def estimate(self, question: str, *, filters: Filters = EVERYTHING) -> Usage | None:
        """About what `ask` would read, write and cost, with nothing sent; None where no model answers."""
        question = asked(question)
        if not isinstance(self.analyst, Estimates):
            return None
        return self.analyst.estimate(question, self.evidence(self.search(question, filters=filters)))

    def inferring(self, *, wanted: bool = True) -> Assistant:
        """The same library with the model's own counter-arguments, labelled as such, or without. Raises BadInput."""
        if isinstance(self.analyst, Infers):
            return replace(self, analyst=self.analyst.inferring(wanted=wanted))
        if not wanted:
            return self
        raise BadInput(
            "Only a language model can argue beyond the sources.",
            hint="Set COUNTERPOINT_MODEL, or ask without inferred arguments.",
        )

    @observing.timed("reindex", lambda chunks: {"chunks": chunks})
    def reindex(self, progress: Callable[[int, int], None] = _quiet, *, reread: bool = True) -> int:
        """Reads every article's voices anew and makes every vector anew; returns how many chunks there are."""
        if reread:
            self.intake.reread(_quiet)
        return self.index.rebuild(progress)

    def close(self) -> None:
        self.index.vectors.close()
        self.engine.dispose()

    def __enter__(self) -> Assistant:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def evidence(self, found: Found) -> Evidence:
        """The passages with what the library knows of where they come from: what an analyst is given.

        A person is one voice in them, also where the articles use two names.
        """
        ids = {passage.article.id for passage in found.passages}
        with reading(self.engine) as connection:
            origins = grouping.origin_groups(connection, ids)
            held = frozenset(articles.publishers(connection))
        return Evidence(passages=under_one_name(found.passages), held=held, origins=origins)

    def _answered_by(self) -> AnsweredBy:
        return AnsweredBy(self.analyst.name, self.analyst.model, self.index.embedder.name)
