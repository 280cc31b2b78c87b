"""What a site lets programs read: its robots.txt, by RFC 9309 (longest rule wins, `*` and `$` have their meaning)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.errors import RefusedSource
from assistant.ingest.answers import AnsweredWithError
from assistant.ingest.charsets import decode

if TYPE_CHECKING:
    from protego import Protego

    from assistant.ingest.fetch import Fetcher, Turn

AGENT = "Counterpoint"
LARGEST = 1_000_000  # bytes; RFC 9309 asks for at least 500 KiB


class Rules:
    """One site's rules for us."""

    def __init__(self, text: str) -> None:
        from protego import Protego

        self._said: Protego = Protego.parse(text)

    @classmethod
    def fetched(cls, site: str, fetcher: Fetcher, turn: Turn) -> Rules:
        """The rules of a site, written as https://host. A site without rules allows everything (RFC 9309, 2.3.1.3).

        Raises UnreachableSource where the site does not say whether it has any: then nothing may be read (2.3.1.4).
        """
        try:
            page = fetcher.fetch_changed(f"{site}/robots.txt", accept=_Anything(), turn=turn)
        except AnsweredWithError as answered:
            if 400 <= answered.status < 500 and answered.status != 429:
                return cls("")
            raise
        return cls(decode(page.data, page.charset) if page else "")

    def forbid(self, url: str) -> None:
        """Raises RefusedSource where the site asks programs not to read this address."""
        if not self._said.can_fetch(url, AGENT):
            raise RefusedSource(
                f"The site asks programs not to read {url} (robots.txt).",
                hint="Save the page from your browser and add the file.",
            )

    @property
    def delay(self) -> float:
        """Seconds that the site wants between two requests; 0 where it says nothing."""
        return self._said.crawl_delay(AGENT) or 0.0


class _Anything(frozenset[str]):
    """Every content type: sites send these rules as whatever they like."""

    def __contains__(self, _: object) -> bool:
        return True
