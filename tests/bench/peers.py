"""Adding and asking against LangChain, LlamaIndex and paper-qa: the same articles, the same embedder, the same run.

The articles are those of the AllSides events beside DIR (`allsides_events`), filled up from DIR. Each question is an editors' headline
of one event; the event's own articles are what should be found. `make bench-peers` installs the peers in an environment of their own.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from assistant import Settings, open_assistant
from assistant.news import Article
from tests.bench.__main__ import Line
from tests.bench.reading import first
from tests.evals.events import events, labelled
from vectorstore.embedders import Embedder, embedder

ARTICLES, QUESTIONS, DEPTH = 2_000, 100, 10
CHARACTERS = 900  # of a chunk, for the peers that let us say so; about what ours have
OVERLAP = 100


class Peer(Protocol):
    def add(self, articles: Sequence[Article]) -> None: ...

    def find(self, question: str) -> list[str]:
        """Ids of the articles of the best `DEPTH` passages, in their order."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    question: str
    wanted: frozenset[str]


def run(articles: Path, scale: float) -> Iterator[Line]:
    missing = [name for name in ("llama_index.core", "paperqa") if not _is_here(name)]
    if missing:
        print(f"  left out, since {', '.join(missing)} is not installed: make bench-peers", flush=True)
    pool, asked = _material(articles, int(ARTICLES * scale), int(QUESTIONS * scale))
    for name in ("langchain-chroma", "llama-index-core", "paper-qa"):
        with suppress(PackageNotFoundError):
            print(f"  {name} {version(name)}", flush=True)
    yield Line("articles", len(pool), "")
    yield Line("questions", len(asked), "")
    model = embedder()
    model.passages(["Loaded before the clock starts."])
    outlet_of = {one.id: one.publisher for one in pool}
    makers: dict[str, Any] = {"counterpoint": Counterpoint, "langchain": LangChain}
    makers |= {} if missing else {"llamaindex": LlamaIndex, "paper-qa": PaperQA}
    for name, make in makers.items():
        with tempfile.TemporaryDirectory() as folder:
            peer: Peer = make(Path(folder), model)
            started = time.perf_counter()
            peer.add(pool)
            yield Line(f"{name}: adding", time.perf_counter() - started, "s")
            peer.find(asked[0].question)  # loads what is loaded once
            yield from _measured(name, peer, asked, outlet_of)


def _measured(name: str, peer: Peer, asked: Sequence[Asked], outlet_of: dict[str, str]) -> Iterator[Line]:
    seconds, recall, outlets = [], [], []
    for one in asked:
        started = time.perf_counter()
        found = peer.find(one.question)
        seconds.append(time.perf_counter() - started)
        recall.append(len(one.wanted & set(found)) / len(one.wanted))
        theirs = {outlet_of[id_] for id_ in one.wanted}
        outlets.append(len(theirs & {outlet_of[id_] for id_ in one.wanted & set(found)}) / len(theirs))
    yield Line(f"{name}: one question, median", statistics.median(seconds) * 1000, "ms")
    yield Line(f"{name}: event's articles among the top {DEPTH} passages", statistics.mean(recall), "")
    yield Line(f"{name}: event's outlets among them", statistics.mean(outlets), "")


def _material(articles: Path, size: int, questions: int) -> tuple[list[Article], list[Asked]]:
    folder = articles.parent.parent / "allsides_events"
    told, _ = labelled(folder, None)
    asked, wanted = [], set()
    for event in events(folder, None):
        if len(asked) == questions:
            break
        asked.append(Asked(event["roundup_title"], frozenset(event["article_ids"])))
        wanted |= asked[-1].wanted
    theirs = [one for one in told if one.id in wanted]
    known = {one.title.casefold() for one in told}
    others = (one for one in first(articles, size) if one.title.casefold() not in known)
    pool = theirs + [one for one, _ in zip(others, range(size - len(theirs)), strict=False)]
    return pool, asked


class Counterpoint:
    def __init__(self, folder: Path, _: Embedder) -> None:
        self._assistant = open_assistant(Settings(data_dir=folder))

    def add(self, articles: Sequence[Article]) -> None:
        self._assistant.intake.add(articles)

    def find(self, question: str) -> list[str]:
        return [one.article.id for one in self._assistant.search(question, limit=DEPTH).passages]


class LangChain:
    def __init__(self, folder: Path, model: Embedder) -> None:
        from langchain_chroma import Chroma
        from langchain_core.embeddings import Embeddings

        class Same(Embeddings):
            def embed_documents(self, texts: list[str]) -> list[list[float]]:
                return _lists(model.passages(texts))

            def embed_query(self, text: str) -> list[float]:
                return _lists(model.questions([text]))[0]

        self._store = Chroma(embedding_function=Same(), persist_directory=str(folder))

    def add(self, articles: Sequence[Article]) -> None:
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        splitter = RecursiveCharacterTextSplitter(chunk_size=CHARACTERS, chunk_overlap=OVERLAP)
        for start in range(0, len(articles), 100):
            cut = [
                (one.id, text)
                for one in articles[start : start + 100]
                for text in splitter.split_text(one.text)
            ]
            self._store.add_texts([text for _, text in cut], [{"article": id_} for id_, _ in cut])

    def find(self, question: str) -> list[str]:
        return [one.metadata["article"] for one in self._store.similarity_search(question, DEPTH)]


class LlamaIndex:
    def __init__(self, folder: Path, model: Embedder) -> None:
        import chromadb
        from llama_index.core import StorageContext, VectorStoreIndex
        from llama_index.core.embeddings import BaseEmbedding
        from llama_index.core.node_parser import SentenceSplitter
        from llama_index.vector_stores.chroma import ChromaVectorStore

        class Same(BaseEmbedding):
            def _get_query_embedding(self, query: str) -> list[float]:
                return _lists(model.questions([query]))[0]

            async def _aget_query_embedding(self, query: str) -> list[float]:
                return self._get_query_embedding(query)

            def _get_text_embedding(self, text: str) -> list[float]:
                return _lists(model.passages([text]))[0]

            def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
                return _lists(model.passages(texts))

        collection = chromadb.PersistentClient(str(folder)).create_collection("peer", embedding_function=None)
        storage = StorageContext.from_defaults(vector_store=ChromaVectorStore(chroma_collection=collection))
        # Its splitter counts tokens, about four characters each; words stand in, since its own counter asks the network.
        splitter = SentenceSplitter(
            chunk_size=CHARACTERS // 6, chunk_overlap=OVERLAP // 6, tokenizer=lambda text: text.split()
        )
        self._index = VectorStoreIndex(
            [], storage_context=storage, embed_model=Same(embed_batch_size=100), transformations=[splitter]
        )

    def add(self, articles: Sequence[Article]) -> None:
        from llama_index.core import Document

        for start in range(0, len(articles), 100):
            some = articles[start : start + 100]
            documents = [Document(text=one.text, metadata={"article": one.id}) for one in some]
            self._index.insert_nodes(
                [node for transform in self._index._transformations for node in transform(documents)]
            )

    def find(self, question: str) -> list[str]:
        found = self._index.as_retriever(similarity_top_k=DEPTH).retrieve(question)
        return [one.metadata["article"] for one in found]


class PaperQA:
    """Its own index is a matrix in memory; nothing of it is kept when the program ends."""

    def __init__(self, _: Path, model: Embedder) -> None:
        from lmi.embeddings import EmbeddingModel
        from paperqa import Docs
        from paperqa import Settings as Theirs

        class Same(EmbeddingModel):
            async def embed_documents(self, texts: list[str]) -> list[list[float]]:
                return _lists(model.passages(texts))

        self._docs, self._model, self._settings = Docs(), Same(name="same"), Theirs()

    def add(self, articles: Sequence[Article]) -> None:
        asyncio.run(self._added(articles))

    async def _added(self, articles: Sequence[Article]) -> None:
        from paperqa.types import Doc, Text

        for one in articles:
            doc = Doc(docname=one.id, dockey=one.id, citation=one.title or one.id)
            # Cut as its reader cuts by characters; the reader itself asks the network for a tokenizer, needed or not.
            starts = range(0, max(1, len(one.text) - OVERLAP), CHARACTERS - OVERLAP)
            texts = [
                Text(text=one.text[start : start + CHARACTERS], name=f"{one.id} chunk {number}", doc=doc)
                for number, start in enumerate(starts, 1)
            ]
            await self._docs.aadd_texts(texts, doc, self._settings, self._model)

    def find(self, question: str) -> list[str]:
        found = asyncio.run(self._docs.retrieve_texts(question, DEPTH, self._settings, self._model))
        return [str(one.doc.dockey) for one in found]


def _lists(vectors: Any) -> list[list[float]]:
    return np.asarray(vectors).tolist()  # type: ignore[no-any-return]


def _is_here(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False
