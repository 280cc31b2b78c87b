"""Every request to a model as one operation: how long, which prompt, how many tokens; never its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant import observing
from assistant.engines.around import Around
from assistant.findings import Usage
from assistant.observing import Operation
from assistant.prompting import ReplyStream, Request
from assistant.prompting.models import R


@dataclass(frozen=True, slots=True)
class ObservedModel(Around):
    """A ChatModel whose requests are told to the log and to OpenTelemetry."""

    def stream(self, request: Request) -> ReplyStream:
        return _Observed(self.chat.stream(request), request)

    def answer(self, request: Request, reply: type[R]) -> tuple[R, Usage]:
        with observing.operation("model request", **_named(request)) as one:
            told, usage = self.chat.answer(request, reply)
            one.note(_spent(usage))
        return told, usage


@dataclass(frozen=True, slots=True)
class _Observed:
    told: ReplyStream
    request: Request

    @property
    def usage(self) -> Usage:
        return self.told.usage

    @property
    def cut_short(self) -> bool:
        return self.told.cut_short

    def __iter__(self) -> Iterator[str]:
        asked = Operation("model request", _named(self.request))
        return observing.observed_pieces(asked, iter(self.told), at_the_end=lambda: _spent(self.usage))

    def close(self) -> None:
        self.told.close()


def _named(request: Request) -> dict[str, observing.Fact]:
    return {"prompt": request.prompt, "version": request.version}


def _spent(usage: Usage) -> dict[str, observing.Fact]:
    observing.count("tokens", usage.prompt_tokens, direction="read")
    observing.count("tokens", usage.completion_tokens, direction="written")
    return {"requests": usage.requests, "read": usage.prompt_tokens, "written": usage.completion_tokens}
