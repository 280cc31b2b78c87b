"""An analyst and evidence for data sets that bring their own few articles: no library, no retrieval."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence

from assistant.analysis.analyst import Analyst, Evidence
from assistant.findings import Agreement, Claim, CounterArgument, Finding, Issue, Position
from assistant.ingest.outlets import Outlets
from assistant.library.chunking import chunks
from assistant.news import Article, Passage, article_id
from assistant.prompting import ChatModel
from assistant.settings import Settings
from assistant.understanding import understand
from assistant.wiring import chosen_analyst, chosen_embedder, chosen_model


def analyst_named(name: str) -> Analyst:
    """The embedded analyst, or that of the model which the environment's settings name."""
    if name not in ("embedded", "prompted"):
        sys.exit("Only `roundups` has a plain prompt to compare with.")
    settings = Settings.load()
    chat = model() if name == "prompted" else None
    return chosen_analyst(settings, chat, chosen_embedder(settings))


def model() -> ChatModel:
    """The model that the environment's settings name."""
    chat = chosen_model(Settings.load())
    if chat is None:
        sys.exit("Set COUNTERPOINT_MODEL (and COUNTERPOINT_BASE_URL) to measure what a model writes.")
    return chat


def article(publisher: str, title: str, text: str, *, outlets: Outlets) -> Article:
    """An article as the library would read it, with who speaks in each sentence."""
    given = Article(
        article_id(url=None, publisher=publisher, text=text), title, publisher, text, language="en"
    )
    return understand(given, outlets)


def evidence(articles: Sequence[Article]) -> Evidence:
    """Every chunk of the articles as a passage, each as relevant as the next."""
    passages = tuple(Passage(chunk, one, 0.5) for one in articles for chunk in chunks(one))
    return Evidence(passages, frozenset(one.publisher for one in articles))


def shown_claims(findings: Iterable[Finding]) -> Iterator[Claim]:
    """Every claim of an answer's positions, agreements, issues and counter-arguments, repeats kept."""
    for one in findings:
        match one:
            case Position() | CounterArgument():
                yield from one.claims
            case Agreement():
                yield one.statement
            case Issue():
                for reading in one.readings:
                    yield from reading.claims
