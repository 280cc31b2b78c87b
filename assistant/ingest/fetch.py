"""Pages from the web: every address is checked on every hop, and exactly the checked one is connected to."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from assistant.errors import CounterpointError, RefusedSource, UnreachableSource, UnreadableSource
from assistant.ingest.addresses import Address, Resolver, checked, resolve
from assistant.ingest.answers import NOT_MODIFIED, NOTHING_KNOWN, AnsweredWithError, Validators
from assistant.ingest.body import read_body
from assistant.ingest.connections import closed_at, tls
from assistant.ingest.formats import CONTENT_TYPES
from assistant.ingest.urls import WEB_PORTS, is_host, parsed, port_of

if TYPE_CHECKING:
    import httpx

_CONNECT_TRIES = 3  # addresses of one host
_UNSAID = frozenset({"", "application/octet-stream", "binary/octet-stream"})  # the bytes decide
_HEADERS = {
    "User-Agent": "Counterpoint/0.1 (reads single articles for its user)",
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "*",
}

Turn = Callable[[str], AbstractContextManager[object]]
"""Entered around the request to each address on the way, redirects too; may wait, or raise to forbid it."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: the address after redirects, the bytes, and what the server calls them and their version."""

    url: str
    data: bytes
    content_type: str
    charset: str | None = None
    validators: Validators = NOTHING_KNOWN


class Fetches(Protocol):
    """Whatever brings the page at an address."""

    def fetch(self, url: str, accept: Collection[str] = CONTENT_TYPES) -> Fetched: ...


@dataclass(frozen=True, slots=True)
class _Errand:
    """What one page is asked for with, and until when (a time.monotonic() moment)."""

    accept: Collection[str]
    known: Validators
    end: float


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches public http(s) pages without cookies, credentials or a proxy.

    Proxies of the environment are not used: a proxy resolves the name again and so undoes the pinned address.
    Sizes are bytes after decompression, times are seconds. `resolver` is a host and port to addresses.
    """

    allow_private: bool = False
    resolver: Resolver = resolve
    redirects: int = 8
    largest: int = 25_000_000
    patience: float = 15.0  # for one connect or read
    deadline: float = 45.0  # for the whole page, redirects too

    def fetch(self, url: str, accept: Collection[str] = CONTENT_TYPES) -> Fetched:
        """The page at an address. Raises RefusedSource, UnreachableSource or UnreadableSource, each with a hint.

        `accept` holds the content types that are read; bytes without a type are accepted too.
        """
        page = self.fetch_changed(url, NOTHING_KNOWN, accept)
        assert page is not None  # noqa: S101 - a page that is not known cannot be unchanged
        return page

    def fetch_changed(
        self,
        url: str,
        known: Validators = NOTHING_KNOWN,
        accept: Collection[str] = CONTENT_TYPES,
        *,
        turn: Turn = nullcontext,
    ) -> Fetched | None:
        """The same, or None where the site says that the page is still the `known` version.

        The time that `turn` waits is not counted against the deadline.
        """
        left = self.deadline
        here = parsed(url)
        for _ in range(self.redirects + 1):
            addresses = self._checked(here)
            with turn(str(here)):
                started = time.monotonic()
                answer = self._ask_any(here, addresses, _Errand(accept, known, started + left))
                left -= time.monotonic() - started
            if answer is None or isinstance(answer, Fetched):
                return answer
            here = answer
        raise UnreachableSource(
            f"{url} sends its visitors on more than {self.redirects} times.",
            hint="Add the address where it ends.",
        )

    def _checked(self, url: httpx.URL) -> list[Address]:
        if url.scheme not in WEB_PORTS:
            raise RefusedSource(
                f"{url.scheme or 'An empty scheme'}: is not fetched, only http and https.",
                hint="Give a web address, or the path of a file without file://.",
            )
        if url.userinfo:
            raise RefusedSource(
                "Addresses with a user name or password are not fetched.",
                hint="Remove everything before the @ in front of the site's name.",
            )
        host, port = url.raw_host.decode("ascii"), port_of(url)
        if not is_host(host):
            raise RefusedSource(f"{url} names no site.", hint="Write it as https://site.example/page.")
        allowed = range(1 if self.allow_private else 1024, 65_536)
        if port not in WEB_PORTS.values() and port not in allowed:
            raise RefusedSource(f"Port {port} is not one of web pages.", hint="Leave the port out.")
        return checked(host, port, resolver=self.resolver, allow_private=self.allow_private)

    def _ask_any(
        self, url: httpx.URL, addresses: list[Address], errand: _Errand
    ) -> Fetched | httpx.URL | None:
        import httpx

        problem: Exception | None = None
        for address in addresses[:_CONNECT_TRIES]:
            try:
                return self._ask(url, address, errand)
            except (httpx.ConnectError, httpx.ConnectTimeout) as refused:
                problem = refused
            except httpx.TimeoutException as late:
                raise _too_slow(url) from late
            except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, RuntimeError) as broken:
                if time.monotonic() >= errand.end:
                    raise _too_slow(url) from broken
                raise UnreachableSource(
                    f"{url.host} broke off: {_reason(broken)}.",
                    hint="Try again, or save the page from your browser.",
                ) from broken
        if isinstance(problem, httpx.ConnectTimeout):
            raise _too_slow(url) from problem
        if "CERTIFICATE_VERIFY_FAILED" in str(problem):
            raise UnreachableSource(
                f"{url.host} could not prove that it is {url.host}: {_reason(problem)}.",
                hint="The site's certificate is not valid. Save the page from your browser if you trust it.",
            ) from problem
        raise UnreachableSource(
            f"{url.host} did not answer: {_reason(problem)}.", hint="Check your connection and the address."
        ) from problem

    def _ask(self, url: httpx.URL, address: Address, errand: _Errand) -> Fetched | httpx.URL | None:
        """One request to one checked address: a page, or where the server sends us, or None: nothing new."""
        import httpx

        name = url.raw_host.decode("ascii")
        literal = f"[{address}]" if address.version == 6 else str(address)
        remaining = max(0.001, errand.end - time.monotonic())
        request = httpx.Request(
            "GET",
            url.copy_with(host=literal, fragment=None),
            headers={**_HEADERS, **errand.known.headers, "Host": url.netloc.decode("ascii")},
            # The certificate must be for the name, although the connection is to the number.
            extensions={
                "sni_hostname": name,
                "timeout": httpx.Timeout(min(self.patience, remaining)).as_dict(),
            },
        )
        # The bare transport: a client would parse redirects itself, and keep cookies.
        with (
            httpx.HTTPTransport(verify=tls(), trust_env=False) as transport,
            closed_at(transport, remaining),
        ):
            answer = transport.handle_request(request)
            answer.request = request
            try:
                return self._page(url, answer, errand)
            finally:
                answer.close()

    def _page(self, url: httpx.URL, answer: httpx.Response, errand: _Errand) -> Fetched | httpx.URL | None:
        if answer.has_redirect_location:
            return parsed(answer.headers["Location"], base=url)
        if answer.status_code == NOT_MODIFIED and errand.known.headers:
            return None
        if answer.status_code != 200:
            raise AnsweredWithError.of(url.host, answer.status_code, answer.reason_phrase, answer.headers)
        said = answer.headers.get("Content-Type", "")
        kind = said.partition(";")[0].strip().lower()
        if kind not in errand.accept and kind not in _UNSAID:
            raise UnreadableSource(
                f"{url} is {kind}, not an article.", hint="Give the address of a page, a PDF or a text."
            )
        data = read_body(
            answer.iter_raw(),
            answer.headers.get("Content-Encoding", ""),
            largest=self.largest,
            end=errand.end,
            name=str(url),
        )
        return Fetched(
            str(url),
            data,
            "" if kind in _UNSAID else said,
            answer.charset_encoding,
            Validators.of(answer.headers),
        )


def _too_slow(url: httpx.URL) -> CounterpointError:
    return UnreachableSource(f"{url.host} took too long to answer.", hint="Try again later.")


def _reason(problem: Exception | None) -> str:
    return str(problem).strip().rstrip(".") or type(problem).__name__
