"""Adding articles against the bare limit, and against a plain LangChain pipeline with the same embedder."""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from assistant import Settings, open_assistant
from assistant.library.chunking import chunks
from assistant.library.index import embedded_text, metadata
from assistant.news import Article
from tests.bench.__main__ import Line
from tests.bench.reading import first
from vectorstore.chroma import ChromaIndex
from vectorstore.embedders import Embedder, embedder
from vectorstore.records import Record

ARTICLES = 2_000


def run(articles: Path, scale: float) -> Iterator[Line]:
    given = first(articles, int(ARTICLES * scale))
    characters = sum(len(one.text) for one in given)
    model = embedder()
    model.passages(["Loaded before the clock starts."])
    with tempfile.TemporaryDirectory() as folder:
        limit = bare(given, model, Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        ours, held = counterpoint(given, Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        plain = langchain(given, model, Path(folder))
    yield Line("articles", len(given), "")
    yield Line("characters", characters, "")
    yield Line("bare limit: embed our chunks, write them to Chroma", limit, "s")
    yield Line("counterpoint add", ours, "s")
    yield Line("plain LangChain: splitter, Chroma.from_texts", plain, "s")
    yield Line("counterpoint against the bare limit", ours / limit, "x", "at most 1.5")
    yield Line("counterpoint against plain LangChain", ours / plain, "x", "below 1")
    yield Line("articles added a second", len(given) / ours, "/s", "9")
    yield Line("articles held", held, "")
    yield Line(
        "peak memory of this process", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, "GB", "1.5"
    )


def counterpoint(given: list[Article], folder: Path) -> tuple[float, int]:
    with open_assistant(Settings(data_dir=folder)) as assistant:
        assistant.index.repair()  # opens Chroma before the clock starts, as for the others
        started = time.perf_counter()
        assistant.intake.add(given)
        return time.perf_counter() - started, len(assistant.articles())


def bare(given: list[Article], model: Embedder, folder: Path) -> float:
    """The same chunks in the same batches, without a library, voices or words."""
    index = ChromaIndex.in_folder(folder, model)
    index.count()
    pieces = [(chunk, article) for article in given for chunk in chunks(article)]
    started = time.perf_counter()
    for start in range(0, len(pieces), 256):
        some = pieces[start : start + 256]
        vectors = model.passages([embedded_text(chunk, article) for chunk, article in some])
        index.upsert(
            Record(chunk.id, vector, metadata(chunk, article))
            for (chunk, article), vector in zip(some, vectors, strict=True)
        )
    seconds = time.perf_counter() - started
    index.close()
    return seconds


def langchain(given: list[Article], model: Embedder, folder: Path) -> float:
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    class Same(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return np.asarray(model.passages(texts)).tolist()  # type: ignore[no-any-return]

        def embed_query(self, text: str) -> list[float]:
            return np.asarray(model.questions([text])[0]).tolist()  # type: ignore[no-any-return]

    started = time.perf_counter()
    splitter = RecursiveCharacterTextSplitter(chunk_size=900, chunk_overlap=0)
    texts, metadatas = [], []
    for article in given:
        for text in splitter.split_text(article.text):
            texts.append(text)
            metadatas.append({"outlet": article.publisher, "title": article.title})
    Chroma.from_texts(texts, Same(), metadatas=metadatas, persist_directory=str(folder))
    return time.perf_counter() - started
