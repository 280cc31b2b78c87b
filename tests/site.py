"""A web site of the test's own on 127.0.0.1, and fetchers that may ask it under any name."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from assistant.ingest.fetch import Fetcher

PAGE = b"<html><body><article><p>The bridge was opened on Monday.</p></article></body></html>"


@dataclass
class Site:
    port: int = 0
    pages: dict[str, Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=dict)
    seen: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str = "/", host: str = "news.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def serve(self, path: str, body: bytes = PAGE, status: int = 200, **headers: str) -> str:
        said = {
            "Content-Type": "text/html",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }

        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            for name, value in said.items():
                if value:
                    request.send_header(name, value)
            request.end_headers()
            request.wfile.write(body)

        self.pages[path] = answer
        return self.url(path)


@contextmanager
def served() -> Iterator[Site]:
    """A site that answers until the block ends; what is asked stands in `seen`."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.seen.append((self.path, dict(self.headers)))
            site.pages.get(self.path, lambda request: request.send_error(404))(self)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield site
    server.shutdown()
    thread.join()
    server.server_close()


def local(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


def trusting(**limits: float) -> Fetcher:
    return Fetcher(allow_private=True, resolver=local, **limits)  # type: ignore[arg-type]
