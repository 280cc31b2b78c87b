"""Requests to a model side by side, and their replies line by line as each is complete."""

from __future__ import annotations

import queue
import threading
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field

from pydantic import ValidationError

from assistant.errors import UnreadableReply
from assistant.findings import Usage
from assistant.prompting import ChatModel, Message, ReplyStream, Request, prompt
from assistant.prompting.reading import objects
from assistant.replies import Reply

Asked = tuple[Request, type[Reply]]
"""A request, and the type of each line of its reply."""

MOST_LINES = 60  # of one reply; a model that repeats itself is stopped


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the reply to the request with this index."""

    index: int
    reply: Reply


@dataclass(frozen=True, slots=True)
class Ended:
    """The reply to the request with this index is complete, or broke off with an error."""

    index: int
    usage: Usage
    read: int = 0
    unreadable: int = 0
    cut_short: bool = False
    error: Exception | None = None


def lines(chat: ChatModel, asked: Sequence[Asked], *, concurrency: int) -> Generator[Line | Ended]:
    """What comes back, in the order in which it comes; one Ended for each request.

    Closing this iterator stops every request: those not sent stay unsent. Never raises EngineError;
    an error is in its request's Ended, so that what the others say is not lost.
    """
    work = _Work(chat, list(enumerate(asked)))
    for _ in range(min(concurrency, len(asked))):
        threading.Thread(target=work.run, daemon=True).start()
    try:
        open_requests = len(asked)
        while open_requests:
            item = work.done.get()
            open_requests -= isinstance(item, Ended)
            yield item
    finally:
        work.stop()


@dataclass(slots=True)
class _Work:
    """What the threads of one call share."""

    chat: ChatModel
    waiting: list[tuple[int, Asked]]
    done: queue.SimpleQueue[Line | Ended] = field(default_factory=queue.SimpleQueue)
    streams: list[ReplyStream] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def stop(self) -> None:
        self.stopped.set()
        with self.lock:
            self.waiting.clear()
            for stream in self.streams:
                stream.close()

    def run(self) -> None:
        while True:
            with self.lock:
                if not self.waiting:
                    return
                index, (request, reply) = self.waiting.pop(0)
            try:
                ended = self._ask(index, request, reply)
            except Exception as raised:  # noqa: BLE001  (it travels to the reader's thread, and is raised there)
                ended = Ended(index, Usage(), error=raised)
            self.done.put(ended)

    def _ask(self, index: int, request: Request, reply: type[Reply]) -> Ended:
        """Asks, and once more with the problem where nothing at all could be read."""
        first = self._read(index, request, reply)
        if first.ended.read or first.ended.error or not first.problem or self.stopped.is_set():
            return first.ended
        correction = prompt("correction").render(problem=first.problem).messages
        corrected = request.followed_by(Message("assistant", first.text), *correction)
        again = self._read(index, corrected, reply)
        usage = first.ended.usage + again.ended.usage
        error = again.ended.error
        if error is None and again.problem and not again.ended.read:
            error = UnreadableReply(
                f"{self.chat.name} did not answer {request.prompt!r} in the agreed form: {again.problem}",
                hint="Try a larger model, or one that supports JSON output.",
            )
        return Ended(index, usage, again.ended.read, again.ended.unreadable, again.ended.cut_short, error)

    def _read(self, index: int, request: Request, reply: type[Reply]) -> _Heard:
        stream = self.chat.stream(request)
        with self.lock:
            self.streams.append(stream)
        text: list[str] = []
        read = unreadable = 0
        problem, error = "", None
        try:
            for found in objects(_kept(stream, text)):
                try:
                    line = reply.model_validate_json(found)
                except ValidationError as invalid:
                    unreadable += 1
                    problem = problem or _told(invalid)
                else:
                    read += 1
                    self.done.put(Line(index, line))
                if self.stopped.is_set() or read + unreadable >= MOST_LINES:
                    break
        except Exception as raised:  # noqa: BLE001  (it travels to the reader's thread, and is raised there)
            error = raised
        finally:
            stream.close()
            with self.lock:
                self.streams.remove(stream)
        written = "".join(text)
        if not read and not unreadable and written.strip(" \n`[]") not in {"", "json"}:
            problem = "it holds no JSON object; if there is nothing to say, write nothing."
        # The last line of a reply that was cut short is no fault of the model's.
        cut = stream.cut_short
        unreadable -= bool(cut and unreadable)
        return _Heard(Ended(index, stream.usage, read, unreadable, cut, error), written, problem)


@dataclass(frozen=True, slots=True)
class _Heard:
    ended: Ended
    text: str
    problem: str


def _kept(stream: ReplyStream, text: list[str]) -> Iterator[str]:
    for delta in stream:
        text.append(delta)
        yield delta


def _told(problem: ValidationError) -> str:
    first = problem.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(step) for step in first["loc"]) or "the object"
    return f"{place}: {first['msg']}."
