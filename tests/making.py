"""Small true values for tests: articles, an embedder that needs no model, an open library in a folder."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import URL, Engine, make_url

from assistant.library.chunking import chunks
from assistant.library.database import open_database, writing
from assistant.library.index import Index
from assistant.library.keeping import Kept, Outcome, put
from assistant.library.rows import fingerprint
from assistant.news import Article, Attribution, Mode, Part, Span, Voice, VoiceKind, article_id
from tests.team import NAMED, database_for
from vectorstore.memory import MemoryIndex
from vectorstore.records import VectorIndex

TEXT = (
    "The harbour wall broke at dawn. The ministry said that nobody was hurt. "
    "“We warned them for years,” said Ana Brook, an engineer."
)


def an_article(
    text: str = TEXT,
    *,
    publisher: str = "Morning Post",
    title: str = "Harbour wall breaks",
    url: str | None = None,
    published: date | None = date(2025, 3, 4),
    language: str = "en",
    origin: str | None = None,
) -> Article:
    """An article as a source gives it, with one part and its publisher's own voice throughout."""
    article = Article(
        id=article_id(url=url, publisher=publisher, text=text),
        title=title,
        publisher=publisher,
        text=text,
        url=url,
        published=published,
        language=language,
        origin=origin,
    )
    own = Attribution(Span(0, len(text)), (Voice(publisher, VoiceKind.OUTLET),), Mode.OWN)
    return replace(article, parts=(Part(Span(0, len(text))),), attributions=(own,))


OPENED: list[Engine] = []  # closed after each test, lest a server run out of connections


class WordEmbedder:
    """Bags of hashed words: texts with the same words are near; no model, always the same."""

    name = "words"
    dimensions = 64

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        found = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.casefold().split():
                place = int.from_bytes(hashlib.sha256(word.strip(".,“”?").encode()).digest()[:4], "big")
                found[row, place % self.dimensions] += 1.0
            found[row, 0] += 1e-3
        return found / np.linalg.norm(found, axis=1, keepdims=True)

    questions = passages


def database_address(folder: Path) -> str | URL:
    """Where the library of this folder is kept: in a file there, or on the PostgreSQL that the run names."""
    if server := os.environ.get(NAMED):
        return database_for(folder, make_url(server))
    return f"sqlite:///{folder / 'library.db'}"


def a_library(folder: Path, vectors: VectorIndex | None = None) -> tuple[Engine, Index]:
    engine = open_database(database_address(folder))
    OPENED.append(engine)
    return engine, Index(engine, vectors if vectors is not None else MemoryIndex(), WordEmbedder())


def kept(article: Article) -> Kept:
    return Kept(article, chunks(article), article, fingerprint(article))


def keep(engine: Engine, *articles: Article) -> dict[str, Outcome]:
    with writing(engine) as connection:
        return put(connection, [kept(article) for article in articles])
