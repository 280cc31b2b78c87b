"""What is configured, what is reachable, and what to do about each problem."""

from __future__ import annotations

import importlib.metadata
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import CounterpointError
from assistant.library.articles import count_articles, count_chunks
from assistant.library.database import open_database, reading
from assistant.library.index import Index
from assistant.settings import Settings
from assistant.wiring import chosen_embedder, chosen_vectors, database_address, known_outlets

DISTRIBUTION = "counterpoint-news"
OUR_NAMES = ("assistant", "vectorstore")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: what was found, and what to do where it is not fine."""

    name: str
    fine: bool
    found: str
    advice: str = ""


def examine(settings: Settings | None = None) -> list[Check]:
    """Every check, in the order in which a problem is best mended; never raises for what it finds."""
    try:
        chosen = settings or Settings.load()
    except CounterpointError as error:
        return [Check("settings", False, str(error), error.hint)]
    looks: list[tuple[str, Callable[[Settings], Check]]] = [
        ("data folder", _data_folder),
        ("library", _library),
        ("outlets", _outlets),
        ("embedder", _embedder),
        ("index", _index),
        ("model", _model),
    ]
    return [_looked(name, look, chosen) for name, look in looks] + [_names(name) for name in OUR_NAMES]


def _looked(name: str, look: Callable[[Settings], Check], settings: Settings) -> Check:
    try:
        return look(settings)
    except CounterpointError as error:
        return Check(name, False, str(error), error.hint)


def _data_folder(settings: Settings) -> Check:
    folder = settings.data_dir
    if not folder.exists():
        return Check("data folder", True, f"{folder} (made when something is added)")
    fine = os.access(folder, os.R_OK | os.W_OK | os.X_OK)
    advice = "" if fine else "Give yourself the right to write there, or set COUNTERPOINT_DATA_DIR."
    return Check("data folder", fine, str(folder), advice)


def _library(settings: Settings) -> Check:
    engine = open_database(database_address(settings))
    try:
        with reading(engine) as connection:
            held, chunks = count_articles(connection), count_chunks(connection)
    finally:
        engine.dispose()
    advice = "" if held else "Add articles with `counterpoint add`, or try `counterpoint demo`."
    return Check("library", True, f"{held} articles, {chunks} chunks", advice)


def _outlets(settings: Settings) -> Check:
    known = known_outlets(settings)
    own = f" and your {settings.outlets_file}" if settings.outlets_file else ""
    return Check("outlets", True, f"{len(known)} known outlets{own}")


def _embedder(settings: Settings) -> Check:
    embedder = chosen_embedder(settings)
    embedder.questions(["Who said what?"])
    return Check("embedder", True, f"{embedder.name}, {embedder.dimensions} dimensions")


def _index(settings: Settings) -> Check:
    engine = open_database(database_address(settings))
    embedder = chosen_embedder(settings)
    vectors = chosen_vectors(settings, embedder)
    try:
        waiting = Index(engine, vectors, embedder).waiting()
        with reading(engine) as connection:
            chunks = count_chunks(connection)
        kept = vectors.count()
    finally:
        vectors.close()
        engine.dispose()
    where = settings.chroma_url or "embedded"
    if waiting or kept != chunks:
        return Check(
            "index",
            False,
            f"{kept} vectors for {chunks} chunks, {waiting} tasks waiting ({where})",
            "It is repaired by the next `add`, `search` or `ask`; or run `counterpoint reindex`.",
        )
    return Check("index", True, f"{kept} vectors ({where})")


def _model(settings: Settings) -> Check:
    if settings.model is None:
        return Check(
            "model",
            True,
            "none: the embedded analyst answers, in the sources' own sentences",
            "To use a language model set COUNTERPOINT_MODEL, and COUNTERPOINT_BASE_URL or COUNTERPOINT_API_KEY.",
        )
    if settings.model.startswith("gguf:"):
        file = Path(settings.model.removeprefix("gguf:"))
        advice = "" if file.is_file() else "Set COUNTERPOINT_MODEL=gguf:PATH to a GGUF file that exists."
        return Check("model", file.is_file(), f"{file} (a local file)", advice)
    return _served_model(settings, settings.model)


def _served_model(settings: Settings, model: str) -> Check:
    """Asks the server which models it has: that costs nothing and needs the same key."""
    import openai

    from assistant.engines.problems import translated

    server = settings.base_url or "https://api.openai.com/v1"
    key = settings.api_key.get_secret_value() if settings.api_key else "none"
    try:
        with openai.OpenAI(base_url=server, api_key=key, timeout=5, max_retries=0) as client:
            served = {one.id for one in client.models.list()}
    except (openai.OpenAIError, ValueError) as problem:
        raise translated(problem, server=server, model=model) from problem
    if model in served:
        return Check("model", True, f"{model} at {server}")
    known = ", ".join(sorted(served)[:8]) or "none"
    return Check(
        "model", False, f"{server} does not list {model}", f"It lists: {known}. Set COUNTERPOINT_MODEL."
    )


def _names(name: str) -> Check:
    """Generic names collide: another distribution that ships the same package would shadow ours."""
    owners = set(importlib.metadata.packages_distributions().get(name, ())) or {DISTRIBUTION}
    others = sorted(owners - {DISTRIBUTION})
    if others:
        return Check(
            f"package {name}",
            False,
            f"also installed by {', '.join(others)}",
            f"Install Counterpoint in an environment of its own: {', '.join(others)} ships the same name.",
        )
    return Check(f"package {name}", True, "ours")
