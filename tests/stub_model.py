"""An OpenAI-compatible chat server for tests: it answers by a script, streams, fails and lies on request."""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Says:
    """The assistant's text, in pieces of `piece` characters; `drop_after` so many, the line goes dead."""

    text: str
    piece: int = 12
    drop_after: int | None = None
    finish: str = "stop"
    usage: bool = True
    pause: float = 0.0
    done: bool = True


@dataclass(frozen=True)
class Fails:
    """An HTTP error with the body that servers give."""

    status: int
    message: str = "it failed"
    code: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str | None = None


Script = Callable[[dict[str, Any]], "Says | Fails | str"]


class StubModel:
    """`address` is for COUNTERPOINT_BASE_URL; `requests` are the bodies received, in order."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.running = 0
        self.most_running = 0
        self.lock = threading.Lock()
        stub = self

        class Handler(_Handler):
            model = stub

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}/v1"


class _Handler(BaseHTTPRequestHandler):
    model: StubModel

    def log_message(self, *_: object) -> None:
        """Tests are quiet."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with self.model.lock:
            self.model.requests.append(body)
            self.model.keys.append(self.headers.get("Authorization"))
            self.model.running += 1
            self.model.most_running = max(self.model.most_running, self.model.running)
        try:
            reply = self.model.script(body)
            if isinstance(reply, Fails):
                self._fail(reply)
            else:
                self._say(Says(reply) if isinstance(reply, str) else reply, body)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the client stopped listening
        finally:
            with self.model.lock:
                self.model.running -= 1

    def _fail(self, reply: Fails) -> None:
        error = {"error": {"message": reply.message, "type": "error", "code": reply.code}}
        raw = (reply.body if reply.body is not None else json.dumps(error)).encode()
        self.send_response(reply.status)
        self.send_header("Content-Type", "application/json" if reply.body is None else "text/html")
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def _say(self, reply: Says, body: dict[str, Any]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.close_connection = True
        text = reply.text if reply.drop_after is None else reply.text[: reply.drop_after]
        self._event(body, {"role": "assistant", "content": ""})
        for start in range(0, len(text), reply.piece):
            time.sleep(reply.pause)
            self._event(body, {"content": text[start : start + reply.piece]})
        if reply.drop_after is not None:
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self._event(body, {}, reply.finish)
        if reply.usage and (body.get("stream_options") or {}).get("include_usage"):
            usage = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
            self._event(body, None, None, usage=usage)
        if reply.done:
            self.wfile.write(b"data: [DONE]\n\n")

    def _event(self, body: dict[str, Any], delta: Any, finish: str | None = None, **more: Any) -> None:
        choices = [] if delta is None else [{"index": 0, "delta": delta, "finish_reason": finish}]
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": body["model"]}
        self.wfile.write(f"data: {json.dumps(chunk | {'choices': choices} | more)}\n\n".encode())
        self.wfile.flush()


@contextmanager
def serving(script: Script) -> Iterator[StubModel]:
    """A stub that answers by `script` until the block ends."""
    stub = StubModel(script)
    thread = threading.Thread(target=stub.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield stub
    finally:
        stub.server.shutdown()
        stub.server.server_close()
        thread.join()


def user_text(body: dict[str, Any]) -> str:
    return str(next(message["content"] for message in body["messages"] if message["role"] == "user"))


def system_text(body: dict[str, Any]) -> str:
    return str(next((m["content"] for m in body["messages"] if m["role"] == "system"), ""))


@dataclass(frozen=True)
class Shown:
    """A source as a model finds it in its prompt."""

    number: int
    labels: dict[str, str]
    text: str


def shown_sources(body: dict[str, Any], tag: str = "source") -> list[Shown]:
    """What stands between the tags of this request, read with the nonce that it is told."""
    nonce = re.search(r"code in the tags is ([0-9a-f]{8})", user_text(body))
    assert nonce is not None
    pattern = rf'<{tag}-{nonce[1]} number="(\d+)"([^>]*)>\n(.*?)\n</{tag}-{nonce[1]}>'
    return [
        Shown(int(number), dict(re.findall(r'(\w+)="([^"]*)"', labels)), text)
        for number, labels, text in re.findall(pattern, user_text(body), re.DOTALL)
    ]


def asked_for(body: dict[str, Any]) -> str:
    """Which prompt this is, by its first sentence."""
    text = system_text(body)
    openings = {
        "positions": "You read news sources and state",
        "issues": "You compare what voices",
        "agreements": "You find what voices",
        "counter": "You find the strongest case against",
        "steelman": "You find the strongest support",
        "inferred": "You argue against a claim",
        "repair": "You correct claims",
        "support": "You check claims against",
        "briefing_judgements": "You are an analyst",
        "attribution": "You read news articles and say",
        "standalone_question": "You rewrite a reader's follow-up",
    }
    return next((name for name, opening in openings.items() if text.startswith(opening)), "")
