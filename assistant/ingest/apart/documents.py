"""Documents to what they say, taken apart in another process: the same functions as those of `extract` and `feeds`."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from assistant.errors import BadInput, RefusedSource, UnreadableSource
from assistant.ingest.apart import limits
from assistant.ingest.apart.process import Ended, Process, slipped, too_large, unlike_a_document
from assistant.ingest.entries import Feed
from assistant.ingest.formats import Format
from assistant.ingest.found import Found
from assistant.ingest.opml import Outline

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")

_SIDE_BY_SIDE = 2  # processes: one hostile page does not hold up every other reader of a server
_RENEWED_AFTER = 1_000  # documents: what a parser's caches and leaks have gathered goes with the process
_ERRORS = {"RefusedSource": RefusedSource, "UnreadableSource": UnreadableSource, "BadInput": BadInput}


def extract(
    data: bytes, form: Format, *, name: str, url: str | None = None, charset: str | None = None
) -> Found:
    """`ingest.extract.extract`. Raises RefusedSource too, where the document takes too long or too much memory."""
    asked = {"task": "article", "form": form.value, "name": name, "url": url, "charset": charset}
    return _believed(Found, _processes().ask(asked, data, name))


def parse(data: bytes, *, address: str, charset: str | None = None) -> Feed:
    """`ingest.feeds.parse`, with the same addition."""
    asked = {"task": "feed", "address": address, "charset": charset}
    return _believed(Feed, _processes().ask(asked, data, address))


def read_opml(data: bytes, *, name: str, charset: str | None = None) -> list[Outline]:
    """`ingest.opml.read_opml`, with the same addition."""
    asked = {"task": "feeds", "name": name, "charset": charset}
    return _believed(list[Outline], _processes().ask(asked, data, name))


def advertised(page: bytes, *, address: str, charset: str | None = None) -> str | None:
    """`ingest.feeds.advertised`, with the same addition."""
    asked = {"task": "advertised", "address": address, "charset": charset}
    found = _processes().ask(asked, page, address)
    return str(found) if found else None


def from_json(data: bytes, *, name: str) -> list[Found | BadInput]:
    """`ingest.records.from_json`, with the same addition."""
    records = _processes().ask({"task": "records", "name": name}, data, name)
    return [
        _ours(record["error"], record, name) if "error" in record else _believed(Found, record["found"])
        for record in records
    ]


def get_ready() -> None:
    """Starts a process, so that it is warm when the page has arrived."""
    _processes().get_ready()


@dataclass(frozen=True, slots=True)
class _Idle:
    """A warm process, how many documents it has read, and since when it waits (a time.monotonic() moment)."""

    process: Process
    read: int = 0
    since: float = field(default_factory=time.monotonic)

    @property
    def usable(self) -> bool:
        """Whether it is there and stays: one that is about to go would take the document with it."""
        return self.process.alive and time.monotonic() - self.since < limits.IDLE / 2


class Processes:
    """Few processes that all threads share: a document waits for one that is free, and a dead one is replaced."""

    def __init__(self, most: int = _SIDE_BY_SIDE, **held_to: Any) -> None:
        self._held_to = held_to  # the limits of `Process`, where they are not the usual ones
        self._turn = threading.Semaphore(most)
        self._lock = threading.Lock()
        self._idle: list[_Idle] = []  # the last is the warmest

    def get_ready(self) -> None:
        if not self._idle:
            self._idle.append(_Idle(self._start("The document")))

    def waiting(self) -> list[Process]:
        """The processes that have nothing to do."""
        return [one.process for one in self._idle]

    def close(self) -> None:
        """Ends those that have nothing to do."""
        while taken := self._taken():
            taken.process.stop()

    def ask(self, request: dict[str, Any], data: bytes, name: str) -> Any:
        """What was found. Raises RefusedSource or UnreadableSource: what the reader says, or how it ended."""
        with self._turn:
            taken = self._taken() or _Idle(self._start(name))
            try:
                answer = taken.process.ask(request, data)
            except Ended as ended:
                raise unlike_a_document(name, ended) from ended
            if answer.get("error") == "MemoryError":
                taken.process.stop()
                raise too_large(name)
            self._give_back(taken)
        if kind := answer.get("error"):
            raise _ours(kind, answer, name)
        return answer["found"]

    def _taken(self) -> _Idle | None:
        with self._lock:
            while self._idle:
                taken = self._idle.pop()
                if taken.usable:
                    return taken
                taken.process.stop()
        return None

    def _give_back(self, taken: _Idle) -> None:
        if taken.read + 1 >= _RENEWED_AFTER:
            taken.process.stop()
            return
        with self._lock:
            self._idle.append(_Idle(taken.process, taken.read + 1))

    def _start(self, name: str) -> Process:
        try:
            return Process(**self._held_to)
        except OSError as problem:
            raise UnreadableSource(
                f"{name} was not read: no process could be started for it ({problem}).",
                hint="Close other programs, then add it again.",
            ) from problem


def _ours(kind: str, document: dict[str, Any], name: str) -> BadInput:
    """The error that another process tells of."""
    error = _ERRORS.get(kind)
    return error(document["message"], hint=document["hint"]) if error else slipped(name, document["message"])


@cache
def _processes() -> Processes:
    return Processes()


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def _believed(kind: type[T], found: object) -> T:
    """The values that another process sent, held to their types."""
    believed: T = _adapter(kind).validate_python(found)  # type: ignore[arg-type] # types are hashable
    return believed
