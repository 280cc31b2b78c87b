"""The only place that chooses implementations: settings in, an open assistant out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.analysis.analyst import Analyst
from assistant.analysis.embedded import EmbeddedAnalyst
from assistant.analysis.opposition import JudgedOpposition, Opposition
from assistant.analysis.weighing import Relevance
from assistant.attribution.sentences import sentences
from assistant.core import Assistant, Reader, nothing_to_load
from assistant.errors import CounterpointError
from assistant.ingest.fetch import Fetcher
from assistant.ingest.language import is_english
from assistant.ingest.outlets import Outlets
from assistant.ingest.polite import PoliteFetcher
from assistant.ingest.sources import Failed, Overrides, read
from assistant.intake import Intake
from assistant.library.database import open_database
from assistant.library.index import Index
from assistant.news import Article
from assistant.relevance import ANSWERABLE, FLOOR, passage_relevance
from assistant.retrieval import Retrieval
from assistant.settings import Settings
from assistant.verification.support import EmbeddedSupport, SupportScorer
from vectorstore.embedders import Embedder, embedder
from vectorstore.embedders.remembered import Remembered
from vectorstore.records import VectorIndex

# What only a model or a feed needs is imported with it: it would cost every start a fifth of a second.
if TYPE_CHECKING:
    from assistant.attribution.prompted import PromptedVoices
    from assistant.conversation.conversations import Conversations
    from assistant.prompting import ChatModel
    from assistant.watching.feeds import Feeds

SAMPLE = Path(__file__).parent / "sample"
SAMPLE_QUESTIONS = (
    "Who is to blame for the dam failure?",
    "Is the river water safe to drink?",
    "Should the mine lose its licence?",
)


def open_assistant(settings: Settings | None = None, *, allow_private: bool = False) -> Assistant:
    """The library of these settings (those of the environment by default), open and ready.

    `allow_private` lets `add` fetch addresses of your own network. Raises BadSettings, LibraryError, StoreError.
    """
    settings = settings or Settings.load()
    engine = open_database(database_address(settings))
    makes_vectors = chosen_embedder(settings)
    index = Index(engine, chosen_vectors(settings, makes_vectors), makes_vectors)
    outlets = known_outlets(settings)
    chat = chosen_model(settings)
    return Assistant(
        engine=engine,
        index=index,
        outlets_known=outlets,
        intake=Intake(engine, index, outlets, chosen_listener(settings, chat, outlets)),
        retrieval=Retrieval(engine, index, passage_relevance, floor=FLOOR, answerable=ANSWERABLE),
        analyst=chosen_analyst(settings, chat, makes_vectors),
        support=chosen_support(chat),
        reader=chosen_reader(outlets, settings, allow_private=allow_private),
        warm=load_readers if chat is None else nothing_to_load,
        forget=partial(forget_replies, settings),
    )


def open_conversations(assistant: Assistant, *, owner: str = "") -> Conversations:
    """The reader's conversations over an open library: follow-ups are read by its model where it has one."""
    from assistant.conversation.conversations import Conversations

    if assistant.analyst.model is None:
        return Conversations(assistant, owner=owner)
    from assistant.analysis.prompted import PromptedAnalyst
    from assistant.conversation.understanding.prompted import PromptedRewriter

    if not isinstance(assistant.analyst, PromptedAnalyst):
        return Conversations(assistant, owner=owner)
    return Conversations(assistant, PromptedRewriter(assistant.analyst.chat), owner=owner)


def sample_sources() -> list[str]:
    """The files of the sample library: a fictional event, told by fictional outlets."""
    return [str(path) for path in sorted(SAMPLE.glob("*.md"))]


def database_address(settings: Settings) -> str:
    if settings.database_url is not None:
        return settings.database_url.get_secret_value()
    return f"sqlite:///{settings.data_dir / 'library.db'}"


def chosen_embedder(settings: Settings) -> Embedder:
    key = settings.api_key.get_secret_value() if settings.api_key else None
    return embedder(settings.embedder, base_url=settings.base_url, api_key=key)


def chosen_vectors(settings: Settings, makes_vectors: Embedder) -> VectorIndex:
    from vectorstore.chroma import ChromaIndex

    if settings.chroma_url:
        key = settings.chroma_key
        headers = {"x-chroma-token": key.get_secret_value()} if key else None
        return ChromaIndex.on_server(settings.chroma_url, makes_vectors, headers=headers)
    return ChromaIndex.in_folder(settings.data_dir / "vectors", makes_vectors)


def known_outlets(settings: Settings) -> Outlets:
    """The packaged registry, then that of the sample library, then the reader's own, each winning over the last."""
    outlets = Outlets.packaged().with_file(SAMPLE / "outlets.toml")
    return outlets.with_file(settings.outlets_file) if settings.outlets_file else outlets


def chosen_reader(outlets: Outlets, settings: Settings, *, allow_private: bool) -> Reader:
    """Reads what the reader names at once, and what a feed announces with a guest's manners."""
    fetcher = Fetcher(allow_private=allow_private)
    guest = chosen_guest(settings, allow_private=allow_private)

    def reader(source: str, overrides: Overrides) -> Iterator[Article | Failed]:
        return read(source, overrides, fetcher=fetcher, outlets=outlets, guest=guest)

    return reader


def chosen_guest(settings: Settings, *, allow_private: bool) -> PoliteFetcher:
    return PoliteFetcher(
        Fetcher(allow_private=allow_private), robots=settings.obey_robots, delay=settings.fetch_delay
    )


def second_look(makes_vectors: Embedder) -> Relevance:
    """For the sentences of an answer: English ones are read again by the packaged cross-encoder."""
    from vectorstore.relevance import TwoStage
    from vectorstore.rerankers import EnglishReranker

    return TwoStage(makes_vectors, EnglishReranker(), reads=is_english)


def load_readers() -> None:
    """Loads the model that reads an English answer's sentences; if it cannot be loaded, its first use says so."""
    from vectorstore.rerankers import EnglishReranker

    with suppress(CounterpointError):
        EnglishReranker().load()


def judged_opposition() -> Opposition:
    """Wording that opposes a claim, held to the trained reader where both are English."""
    from vectorstore.embedders.bge_depths import BgeDepths
    from vectorstore.opposition import Opposition as Trained

    trained = Trained(Remembered(BgeDepths()))
    return JudgedOpposition(
        lambda claim, texts: trained.stances(claim, texts).tolist(), trained.on_the_subject, is_english
    )


def replies_folder(settings: Settings) -> Path:
    return settings.data_dir / "replies"


def forget_replies(settings: Settings) -> None:
    from assistant.engines.remembered import forget

    forget(replies_folder(settings))


def chosen_model(settings: Settings) -> ChatModel | None:
    """The model of the settings, which keeps its replies unless that is switched off; None where none is set."""
    if settings.model is None:
        return None
    from assistant.engines import open_model
    from assistant.engines.observed import ObservedModel
    from assistant.engines.remembered import RememberingModel

    opened = open_model(settings)
    if opened is None:
        return None
    chat = ObservedModel(opened)
    if not settings.keep_replies:
        return chat
    return RememberingModel(chat, replies_folder(settings), server=settings.base_url or str(settings.model))


def chosen_analyst(settings: Settings, chat: ChatModel | None, makes_vectors: Embedder) -> Analyst:
    """The prompted analyst where a model is set, else the embedded one."""
    if chat is None:
        vectors = Remembered(makes_vectors)
        return EmbeddedAnalyst(
            second_look(vectors), sentences, vectors.passages, opposition=judged_opposition()
        )
    from assistant.analysis.prompted import PromptedAnalyst

    return PromptedAnalyst(chat, settings.concurrency)


def chosen_listener(settings: Settings, chat: ChatModel | None, outlets: Outlets) -> PromptedVoices | None:
    """What asks the model who speaks in unclear sentences; None unless that is switched on."""
    if chat is None or not settings.model_hears:
        return None
    from assistant.attribution.prompted import PromptedVoices

    return PromptedVoices(chat, outlets)


def chosen_support(chat: ChatModel | None) -> SupportScorer:
    """A model judges what is no copy where one is set; the embedded scorer does without."""
    from vectorstore.word_vectors import WordVectors

    embedded = EmbeddedSupport(WordVectors().aligned, is_english)
    if chat is None:
        return embedded
    from assistant.verification.judged import PromptedSupport

    return PromptedSupport(chat, embedded)


def open_feeds(
    assistant: Assistant,
    settings: Settings | None = None,
    *,
    every: timedelta | None = None,
    allow_private: bool = False,
) -> Feeds:
    """The feeds that an open library follows; each is asked once in `every`, hourly by default."""
    from assistant.watching.feeds import Feeds
    from assistant.watching.schedule import HOURLY

    guest = chosen_guest(settings or Settings.load(), allow_private=allow_private)
    return Feeds(assistant, guest, every or HOURLY)
