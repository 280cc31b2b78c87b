"""A guest's manners: one connection to a host, a pause between two requests, and robots.txt obeyed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from assistant.errors import CounterpointError
from assistant.ingest.answers import NOTHING_KNOWN, AnsweredWithError, Validators
from assistant.ingest.fetch import Fetched, Fetcher
from assistant.ingest.formats import CONTENT_TYPES
from assistant.ingest.robots import LARGEST, Rules

DELAY = 2.0  # seconds between the end of one request to a host and the next
_LONGEST_DELAY = 60.0  # a site that asks for more between two pages gets this
_LONGEST_WAIT = 120.0  # seconds to sit out a site's Retry-After; a longer one fails at once
_RULES_HOLD = 24 * 3600.0  # RFC 9309, 2.4
_SILENCE_HOLDS = 300.0  # how long a site whose rules could not be read is left alone


@dataclass(slots=True)
class _Host:
    """One host: whose turn it is, from when on it may be asked again, and its rules by scheme and port."""

    turn: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0
    closed_until: float = 0.0
    delay: float = 0.0
    rules: dict[str, tuple[Rules | CounterpointError, float]] = field(default_factory=dict)


class PoliteFetcher:
    """Fetches as a guest of every host on the way; several threads may use it. Times are seconds of `clock`."""

    def __init__(
        self,
        fetcher: Fetcher,
        *,
        robots: bool = True,
        delay: float = DELAY,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._fetcher = fetcher
        self._robots = robots
        self._delay = delay
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}
        self._naming = threading.Lock()

    def fetch(self, url: str, accept: Collection[str] = CONTENT_TYPES) -> Fetched:
        """The page at an address. Raises what Fetcher.fetch raises, and RefusedSource where robots.txt forbids it."""
        page = self.fetch_changed(url, NOTHING_KNOWN, accept)
        assert page is not None  # noqa: S101 - a page that is not known cannot be unchanged
        return page

    def fetch_changed(
        self, url: str, known: Validators = NOTHING_KNOWN, accept: Collection[str] = CONTENT_TYPES
    ) -> Fetched | None:
        """The same, or None where the page is still the `known` version."""
        return self._fetcher.fetch_changed(url, known, accept, turn=self._allowed_turn)

    @contextmanager
    def _allowed_turn(self, url: str) -> Iterator[None]:
        parts = urlsplit(url)
        host = self._host(parts.hostname or "")
        with host.turn:
            if self._robots:
                self._rules(host, f"{parts.scheme}://{parts.netloc}").forbid(url)
            with self._pause(host, url):
                yield

    @contextmanager
    def _pause(self, host: _Host, url: str) -> Iterator[None]:
        """Waits until the host may be asked, and notes when it may be asked again."""
        closed = host.closed_until - self._clock()
        if closed > _LONGEST_WAIT:
            raise AnsweredWithError(
                f"{urlsplit(url).hostname} asked to be left alone for {closed / 60:.0f} more minutes.",
                hint="Try again later.",
                status=429,
                wait=closed,
            )
        wait = max(host.free_at, host.closed_until) - self._clock()
        if wait > 0:
            self._sleep(wait)
        try:
            yield
        except AnsweredWithError as answered:
            host.closed_until = max(host.closed_until, self._clock() + (answered.wait or 0.0))
            raise
        finally:
            host.free_at = self._clock() + max(self._delay, host.delay)

    def _rules(self, host: _Host, site: str) -> Rules:
        """The site's rules, asked for once a day; the host's turn must be held."""
        known, until = host.rules.get(site, (None, 0.0))
        if known is None or self._clock() >= until:
            known, until = self._asked(host, site)
            host.rules[site] = known, until
        if isinstance(known, CounterpointError):
            raise known.with_traceback(None)
        return known

    def _asked(self, host: _Host, site: str) -> tuple[Rules | CounterpointError, float]:
        fetcher = replace(self._fetcher, largest=LARGEST)
        try:
            rules = Rules.fetched(site, fetcher, lambda url: self._pause(host, url))
        except CounterpointError as silent:
            return silent, self._clock() + _SILENCE_HOLDS
        host.delay = min(rules.delay, _LONGEST_DELAY)
        return rules, self._clock() + _RULES_HOLD

    def _host(self, name: str) -> _Host:
        with self._naming:
            return self._hosts.setdefault(name, _Host())
