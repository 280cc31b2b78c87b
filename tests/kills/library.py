"""A library in a folder with everything real but the models: SQLite, Chroma, feeds, conversations, briefings."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from assistant.analysis.embedded import EmbeddedAnalyst
from assistant.attribution.sentences import sentences
from assistant.core import Assistant
from assistant.ingest.outlets import Outlets
from assistant.intake import Intake
from assistant.library.database import open_database
from assistant.library.index import Index
from assistant.news import Article
from assistant.retrieval import Retrieval
from assistant.verification.support import CoverageSupport
from tests.making import WordEmbedder, an_article
from tests.test_retrieval import overlap
from vectorstore.chroma import ChromaIndex

TOPIC = "Who warned the town about the harbour wall?"
_OUTLETS = ("Morning Post", "Gazette", "Evening Star", "Harbour Times")
_SAID = (
    "The harbour wall broke on day {n}. The ministry denied that nobody had warned the town of {n} faults.",
    "“We warned the town {n} times,” said Ana Brook, an engineer of the harbour, who blamed the ministry.",
    "The harbour wall will be built anew within {n} weeks, the mayor said. The port stayed closed for {n} days.",
    "A court will hear {n} owners of ships who say that the ministry knew about the wall.",
)


def opened(folder: Path) -> Assistant:
    engine = open_database(f"sqlite:///{folder / 'library.db'}")
    embedder = WordEmbedder()
    index = Index(engine, ChromaIndex.in_folder(folder / "vectors", embedder), embedder)
    outlets = Outlets.packaged()
    return Assistant(
        engine=engine,
        index=index,
        outlets_known=outlets,
        intake=Intake(engine, index, outlets),
        retrieval=Retrieval(engine, index, overlap, floor=0.1),
        analyst=EmbeddedAnalyst(bears, sentences, embedder.passages),
        support=CoverageSupport(),
        reader=lambda _source, _overrides: iter(()),
    )


def bears(question: str, texts: Sequence[str]) -> list[float]:
    return [0.9 if "wall" in text or "warned" in text else 0.1 for text in texts]


def some_articles(chance: random.Random, number: int) -> list[Article]:
    """New articles, reprints of others, and new versions of what stands at the same address."""
    return [_article(chance, chance.randrange(80)) for _ in range(number)]


def _article(chance: random.Random, place: int) -> Article:
    version = chance.randrange(3)
    text = "\n\n".join(one.format(n=place // 2 + 1) for one in _SAID[: 2 + version])
    given = an_article(
        f"{text}\n\n" * 3,
        publisher=_OUTLETS[place % len(_OUTLETS)],
        title=f"Harbour wall {place}",
        url=f"https://news.example/{place}",
    )
    return replace(given, text=given.text.strip(), parts=(), attributions=())
