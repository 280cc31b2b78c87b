"""Chat models chosen from settings. LangChain is imported only when a model is opened."""

from __future__ import annotations

from assistant.errors import BadSettings
from assistant.prompting import ChatModel
from assistant.settings import Settings

GGUF = "gguf:"


def open_model(settings: Settings) -> ChatModel | None:
    """The model of the settings; None where none is set. Sends nothing. Raises BadSettings."""
    if settings.model is None:
        return None
    if settings.model.startswith(GGUF):
        raise NotImplementedError
    return _served(settings, settings.model)


def _served(settings: Settings, name: str) -> ChatModel:
    from langchain_openai import ChatOpenAI

    from assistant.engines.served import OPENAI, ServedModel

    if settings.base_url is None and settings.api_key is None:
        raise BadSettings(
            f"The model {name!r} at OpenAI needs a key.",
            hint="Set COUNTERPOINT_API_KEY, or COUNTERPOINT_BASE_URL for a server that needs none "
            "(Ollama: http://127.0.0.1:11434/v1).",
        )
    base_url = settings.base_url or OPENAI
    chat = ChatOpenAI(
        model=name,
        # Always named: else langchain would take a LangSmith gateway from the environment.
        base_url=base_url,
        api_key=settings.api_key or "none",  # type: ignore[arg-type]
        timeout=settings.timeout,
        max_retries=0,  # ours can be cancelled, and say why they wait
        use_responses_api=None if settings.base_url is None else False,
    )
    return ServedModel(
        name=name,
        chat=chat,
        base_url=base_url,
        context_tokens=settings.context_tokens,
        reply_tokens=settings.reply_tokens,
        price_in=settings.price_in,
        price_out=settings.price_out,
    )
