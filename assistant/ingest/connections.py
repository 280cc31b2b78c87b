"""One connection: when it is over, and whom it trusts."""

from __future__ import annotations

import ssl
import threading
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx


class closed_at:  # noqa: N801
    """Closes the connection when its time is over, so that a server that drips one byte at a time ends too."""

    def __init__(self, transport: httpx.HTTPTransport, seconds: float) -> None:
        self._timer = threading.Timer(seconds, transport.close)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()


@cache
def tls() -> ssl.SSLContext:
    """The certificates that httpx trusts, without those that the environment may add."""
    import httpx

    return httpx.create_ssl_context(trust_env=False)
