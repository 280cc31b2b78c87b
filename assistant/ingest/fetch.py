"""Pages from the web: every address is checked on every hop, and exactly the checked one is connected to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: the bytes, the address after redirects, and what the server calls them."""

    url: str
    data: bytes
    content_type: str
    charset: str | None = None


class Fetcher:
    def __init__(self, *, allow_private: bool = False) -> None:
        self.allow_private = allow_private

    def fetch(self, url: str) -> Fetched:
        raise NotImplementedError
