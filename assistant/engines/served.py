"""A chat model behind an OpenAI-compatible server: OpenAI, vLLM, llama.cpp, Ollama and others."""

from __future__ import annotations

import contextvars
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.errors import EngineError, EngineUnreachable, UnreadableReply
from assistant.findings import Usage
from assistant.prompting import Message, Request, estimated_tokens, prompt
from assistant.prompting.models import R
from assistant.prompting.reading import read, without_thoughts

if TYPE_CHECKING:
    from langchain_core.messages import AIMessageChunk
    from langchain_openai import ChatOpenAI

# LangChain and the tracer take seconds to import: only when a model is first used.


@dataclass(slots=True)
class ServedModel:
    """A ChatModel over LangChain's ChatOpenAI; what its server refuses is remembered and left out.

    `connect` is called once, when the model is first used; `server` names it in messages.
    `limit` is what the server calls the limit of tokens in a reply.
    """

    name: str
    server: str
    connect: Callable[[], ChatOpenAI]
    context_tokens: int
    reply_tokens: int
    limit: str = "max_tokens"
    price_in: float | None = None
    price_out: float | None = None
    refused: set[str] = field(default_factory=set)
    _chat: ChatOpenAI | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def chat(self) -> ChatOpenAI:
        with self._lock:
            if self._chat is None:
                self._chat = self.connect()
            return self._chat

    def stream(self, request: Request) -> ServedReply:
        """The reply as it is written. Raises EngineError while it is read."""
        return ServedReply(self, request, None)

    def answer(self, request: Request, reply: type[R]) -> tuple[R, Usage]:
        """One reply of the agreed type, after one correction where it is needed. Raises UnreadableReply."""
        text, usage = self._written(request, reply)
        try:
            return read(text, reply), usage
        except ValueError as problem:
            correction = prompt("correction").render(problem=str(problem)).messages
        text, more = self._written(request.followed_by(Message("assistant", text), *correction), reply)
        try:
            return read(text, reply), usage + more
        except ValueError as problem:
            raise UnreadableReply(
                f"{self.name} did not answer {request.prompt!r} in the agreed form: {problem}",
                hint="Try a larger model, or one that supports JSON output.",
            ) from problem

    def _written(self, request: Request, reply: type[R]) -> tuple[str, Usage]:
        stream = ServedReply(self, request, reply.model_json_schema())
        return "".join(stream), stream.usage

    def price(self, prompt_tokens: int, completion_tokens: int) -> float | None:
        if self.price_in is None and self.price_out is None:
            return None
        return (prompt_tokens * (self.price_in or 0) + completion_tokens * (self.price_out or 0)) / 1_000_000

    def options(self, schema: dict[str, Any] | None) -> dict[str, Any]:
        """What we would like of the server, without what it has refused before."""
        wanted: dict[str, Any] = {"temperature": 0, self.limit: self.reply_tokens}
        if schema is not None:
            wanted["response_format"] = {
                "type": "json_schema",
                "json_schema": {"name": "reply", "schema": schema},
            }
        wanted["stream_options"] = {"include_usage": True}
        return {name: value for name, value in wanted.items() if name not in self.refused}


class ServedReply:
    """One reply being written. Not shared between threads, but `close` may come from another one."""

    def __init__(self, model: ServedModel, request: Request, schema: dict[str, Any] | None) -> None:
        self._model = model
        self._request = request
        self._schema = schema
        self._closed = threading.Event()
        self._counted: tuple[int, int] | None = None
        self._sent = 0
        self._written = ""
        self.finish: str | None = None

    @property
    def cut_short(self) -> bool:
        return self.finish == "length"

    @property
    def usage(self) -> Usage:
        """What the server counted, else our estimate; nothing for a reply that was never asked for."""
        if not self._sent:
            return Usage()
        counted = self._counted or (self._request.tokens, estimated_tokens(self._written))
        return Usage(1, *counted, self._model.price(*counted), estimated=self._counted is None)

    def close(self) -> None:
        """Stop: nothing more is asked for, and the running request ends at its next piece."""
        self._closed.set()

    def __iter__(self) -> Iterator[str]:
        return without_thoughts(self._pieces())

    def _pieces(self) -> Iterator[str]:
        from assistant.engines.problems import pause, refused_option, translated

        tried, model = 0, self._model
        while not self._closed.is_set():
            options = model.options(self._schema)
            tried += 1
            try:
                yield from self._attempt(options)
            except Exception as problem:  # noqa: BLE001  (this is where foreign exceptions enter)
                started = bool(self._written)
                option = None if started else refused_option(problem, set(options))
                wait = None if started else pause(problem, tried)
                if option is not None:
                    model.refused.add(option)
                    tried -= 1
                elif wait is not None:
                    self._closed.wait(wait)
                else:
                    error = translated(problem, server=model.server, model=model.name, started=started)
                    raise error from (None if error is problem else problem)
            else:
                return

    def _attempt(self, options: dict[str, Any]) -> Iterator[str]:
        self._sent += 1
        # An empty context: neither a tracer nor a callback of the surrounding program sees article text.
        context = contextvars.Context()
        chunks = context.run(self._chunks, options)
        try:
            while (chunk := context.run(next, chunks, None)) is not None:
                self._note(chunk)
                if self._closed.is_set():
                    return
                if text := str(chunk.text):
                    self._written += text
                    yield text
        finally:
            context.run(chunks.close)
        if self.finish == "content_filter":
            raise EngineError(
                f"{self._model.name} declined to answer.", hint="Put the question in other words."
            )
        if self.finish is None:
            # A server that dies closes the connection; to HTTP that is a normal end.
            raise EngineUnreachable(
                f"{self._model.server} stopped in the middle of a reply.",
                hint="What was shown stays. Ask again for the rest.",
            )

    def _chunks(self, options: dict[str, Any]) -> Any:
        from langsmith.run_helpers import tracing_context

        messages = [(message.role, message.text) for message in self._request.messages]

        def untraced() -> Iterator[AIMessageChunk]:
            # LANGSMITH_TRACING in the environment would send every prompt to a third party.
            with tracing_context(enabled=False):
                # As extra_body, options reach the server as they are; langchain rewrites some of its own.
                yield from self._model.chat.stream(messages, extra_body=options, stream_usage=False)

        return untraced()

    def _note(self, chunk: AIMessageChunk) -> None:
        if counted := chunk.usage_metadata:
            self._counted = (counted["input_tokens"], counted["output_tokens"])
        self.finish = chunk.response_metadata.get("finish_reason") or self.finish
