"""Chat models chosen from settings. Nothing is imported, sent or started before a model is used."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from assistant.engines.served import ServedModel
from assistant.errors import BadSettings
from assistant.prompting import ChatModel
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_openai import ChatOpenAI

OPENAI = "https://api.openai.com/v1"
GGUF = "gguf:"


def open_model(settings: Settings) -> ChatModel | None:
    """The model of the settings; None where none is set. Raises BadSettings."""
    if settings.model is None:
        return None
    if settings.model.startswith(GGUF):
        return _from_file(settings, Path(settings.model.removeprefix(GGUF)).expanduser())
    return _from_server(settings, settings.model)


def _from_server(settings: Settings, name: str) -> ChatModel:
    if settings.base_url is None and settings.api_key is None:
        raise BadSettings(
            f"The model {name!r} at OpenAI needs a key.",
            hint="Set COUNTERPOINT_API_KEY, or COUNTERPOINT_BASE_URL for a server that needs none "
            "(Ollama: http://127.0.0.1:11434/v1).",
        )
    base_url = settings.base_url or OPENAI
    key = settings.api_key.get_secret_value() if settings.api_key else "none"
    return ServedModel(
        name=name,
        server=urlsplit(base_url).netloc,
        connect=lambda: _connected(name, base_url, key, settings.timeout),
        context_tokens=settings.context_tokens,
        reply_tokens=settings.reply_tokens,
        # OpenAI's newest models know only the longer name, and servers at home only the shorter.
        limit="max_completion_tokens" if base_url == OPENAI else "max_tokens",
        price_in=settings.price_in,
        price_out=settings.price_out,
    )


def _from_file(settings: Settings, path: Path) -> ChatModel:
    from assistant.engines.local import checked, serve

    checked(path)

    def connect() -> ChatOpenAI:
        address, key = serve(path, context_tokens=settings.context_tokens, readers=settings.concurrency)
        return _connected(path.stem, address, key, settings.timeout)

    return ServedModel(
        name=path.stem,
        server=f"the model in {path.name}",
        connect=connect,
        context_tokens=settings.context_tokens,
        reply_tokens=settings.reply_tokens,
    )


def _connected(name: str, base_url: str, key: str, timeout: float) -> ChatOpenAI:
    from langchain_openai import ChatOpenAI

    return ChatOpenAI(
        model=name,
        # Always named: else langchain would take a LangSmith gateway from the environment.
        base_url=base_url,
        api_key=key,  # type: ignore[arg-type]
        timeout=timeout,
        max_retries=0,  # ours can be cancelled
        use_responses_api=None if base_url == OPENAI else False,
    )
