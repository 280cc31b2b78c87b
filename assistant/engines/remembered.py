"""Replies kept by prompt, model and passages: the same question on the same articles is not paid for twice."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from assistant.engines.around import Around
from assistant.errors import UnwritableFile
from assistant.findings import Usage
from assistant.prompting import ReplyStream, Request, prompt
from assistant.prompting.models import R
from assistant.prompting.reading import objects, read
from assistant.writing import whole_file

MOST = 2_000  # replies kept; about 4 kB each


@dataclass(frozen=True, slots=True)
class RememberingModel(Around):
    """A ChatModel that keeps whole, readable replies in a folder; one that was cut short or stopped is not kept.

    The key is the prompt's words and schema, the model with its `server` and its limit, and every passage.
    Replies quote articles: call `forget` when an article is removed.
    """

    folder: Path
    server: str = ""

    def stream(self, request: Request) -> ReplyStream:
        place = self._place(request)
        with contextlib.suppress(OSError):
            return _Remembered(place.read_text("utf-8"))
        return _Kept(self.chat.stream(request), place, request.prompt)

    def answer(self, request: Request, reply: type[R]) -> tuple[R, Usage]:
        place = self._place(request)
        with contextlib.suppress(OSError, ValueError):
            return read(place.read_text("utf-8"), reply), Usage()
        told, usage = self.chat.answer(request, reply)
        _keep(place, told.model_dump_json())
        return told, usage

    def _place(self, request: Request) -> Path:
        told = f"{self.server}\0{self.chat.name}\0{self.chat.reply_tokens}\0{request.key}"
        return self.folder / f"{hashlib.sha256(told.encode()).hexdigest()}.txt"


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
    prompt: str
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
        if not self.closed and not self.cut_short and _is_readable("".join(text), self.prompt):
            _keep(self.place, "".join(text))

    def close(self) -> None:
        self.closed = True
        self.stream.close()


def _is_readable(text: str, name: str) -> bool:
    """Whether something of the reply is in the agreed form: a model that fell out of it once may not do so again."""
    for found in objects([text]):
        with contextlib.suppress(ValidationError):
            prompt(name).reply.model_validate_json(found)
            return True
    return not text.strip()


def _keep(place: Path, text: str) -> None:
    """Whole or not at all; a full disk costs the memory and not the answer."""
    with contextlib.suppress(OSError, UnwritableFile):
        place.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(place, private=True) as file:
            file.write(text.encode())
        kept = sorted(place.parent.glob("*.txt"), key=lambda one: one.stat().st_mtime)
        for old in kept[:-MOST]:
            old.unlink(missing_ok=True)
