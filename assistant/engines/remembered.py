"""Replies kept by prompt, model and passages: the same question on the same articles is not paid for twice."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from assistant.findings import Usage
from assistant.prompting import ChatModel, ReplyStream, Request
from assistant.prompting.models import R

MOST = 2_000  # replies kept; about 4 kB each


@dataclass(frozen=True, slots=True)
class RememberingModel:
    """A ChatModel that keeps whole replies in a folder; one that was cut short or stopped is not kept.

    Replies quote articles: call `forget` when an article is removed.
    """

    chat: ChatModel
    folder: Path

    @property
    def name(self) -> str:
        return self.chat.name

    @property
    def context_tokens(self) -> int:
        return self.chat.context_tokens

    @property
    def reply_tokens(self) -> int:
        return self.chat.reply_tokens

    def stream(self, request: Request) -> ReplyStream:
        told = f"{self.chat.name}\0{self.chat.reply_tokens}\0{request.key}"
        place = self.folder / f"{hashlib.sha256(told.encode()).hexdigest()}.txt"
        with contextlib.suppress(OSError):
            return _Remembered(place.read_text("utf-8"))
        return _Kept(self.chat.stream(request), place)

    def answer(self, request: Request, reply: type[R]) -> tuple[R, Usage]:
        return self.chat.answer(request, reply)

    def price(self, prompt_tokens: int, completion_tokens: int) -> float | None:
        return self.chat.price(prompt_tokens, completion_tokens)


def forget(folder: Path) -> None:
    """Every kept reply is gone."""
    for place in folder.glob("*.txt"):
        place.unlink(missing_ok=True)


@dataclass(slots=True)
class _Remembered:
    text: str
    cut_short: bool = False
    usage: Usage = field(default_factory=Usage)
    closed: bool = False

    def __iter__(self) -> Iterator[str]:
        if not self.closed:
            yield self.text

    def close(self) -> None:
        self.closed = True


@dataclass(slots=True)
class _Kept:
    """A reply on its way, kept when it has come whole."""

    stream: ReplyStream
    place: Path
    closed: bool = False

    @property
    def usage(self) -> Usage:
        return self.stream.usage

    @property
    def cut_short(self) -> bool:
        return self.stream.cut_short

    def __iter__(self) -> Iterator[str]:
        text: list[str] = []
        for delta in self.stream:
            text.append(delta)
            yield delta
        if not self.closed and not self.cut_short:
            _keep(self.place, "".join(text))

    def close(self) -> None:
        self.closed = True
        self.stream.close()


def _keep(place: Path, text: str) -> None:
    """Whole or not at all; a full disk costs the memory and not the answer."""
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(place)
        kept = sorted(place.parent.glob("*.txt"), key=lambda one: one.stat().st_mtime)
        for old in kept[:-MOST]:
            old.unlink(missing_ok=True)
