"""Pages from the web: every address is checked on every hop, and exactly the checked one is connected to."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from assistant.errors import CounterpointError, RefusedSource, UnreachableSource, UnreadableSource
from assistant.ingest.addresses import Address, Resolver, checked, resolve
from assistant.ingest.body import read_body
from assistant.ingest.formats import CONTENT_TYPES

if TYPE_CHECKING:
    import httpx

_CONNECT_TRIES = 3  # addresses of one host
_DEFAULT_PORTS = {"http": 80, "https": 443}
_UNSAID = frozenset({"", "application/octet-stream", "binary/octet-stream"})  # the bytes decide
_HEADERS = {
    "User-Agent": "Counterpoint/0.1 (reads single articles for its user)",
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "*",
}
_STATUS_HINTS = {
    401: "The page needs a login. Save it from your browser and add the file.",
    402: "The page must be paid for. Save it from your browser and add the file.",
    403: "The site does not let programs read this page. Save it from your browser and add the file.",
    404: "Check the address: the site has no such page.",
    410: "The page was taken down. An archive may have it.",
    429: "The site asks for fewer requests. Try again later.",
    451: "The page is withheld for legal reasons where you are.",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: the address after redirects, the bytes, and what the server calls them."""

    url: str
    data: bytes
    content_type: str
    charset: str | None = None


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
        end = time.monotonic() + self.deadline
        here = _parsed(url)
        for _ in range(self.redirects + 1):
            addresses = self._checked(here)
            answer = self._ask_any(here, addresses, accept, end)
            if isinstance(answer, Fetched):
                return answer
            here = answer
        raise UnreachableSource(
            f"{url} sends its visitors on more than {self.redirects} times.",
            hint="Add the address where it ends.",
        )

    def _checked(self, url: httpx.URL) -> list[Address]:
        if url.scheme not in _DEFAULT_PORTS:
            raise RefusedSource(
                f"{url.scheme or 'An empty scheme'}: is not fetched, only http and https.",
                hint="Give a web address, or the path of a file without file://.",
            )
        if url.userinfo:
            raise RefusedSource(
                "Addresses with a user name or password are not fetched.",
                hint="Remove everything before the @ in front of the site's name.",
            )
        host, port = url.raw_host.decode("ascii"), _port(url)
        if not host:
            raise RefusedSource(f"{url} names no site.", hint="Write it as https://site.example/page.")
        if not self.allow_private and port not in (80, 443) and port < 1024:
            raise RefusedSource(f"Port {port} is not one of web pages.", hint="Leave the port out.")
        return checked(host, port, resolver=self.resolver, allow_private=self.allow_private)

    def _ask_any(
        self, url: httpx.URL, addresses: list[Address], accept: Collection[str], end: float
    ) -> Fetched | httpx.URL:
        import httpx

        problem: Exception | None = None
        for address in addresses[:_CONNECT_TRIES]:
            try:
                return self._ask(url, address, accept, end)
            except (httpx.ConnectError, httpx.ConnectTimeout) as refused:
                problem = refused
            except httpx.TimeoutException as late:
                raise _too_slow(url) from late
            except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, RuntimeError) as broken:
                if time.monotonic() >= end:
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

    def _ask(
        self, url: httpx.URL, address: Address, accept: Collection[str], end: float
    ) -> Fetched | httpx.URL:
        """One request to one checked address: a page, or where the server sends us."""
        import httpx

        name = url.raw_host.decode("ascii")
        literal = f"[{address}]" if address.version == 6 else str(address)
        remaining = max(0.001, end - time.monotonic())
        request = httpx.Request(
            "GET",
            url.copy_with(host=literal, fragment=None),
            headers={**_HEADERS, "Host": url.netloc.decode("ascii")},
            # The certificate must be for the name, although the connection is to the number.
            extensions={
                "sni_hostname": name,
                "timeout": httpx.Timeout(min(self.patience, remaining)).as_dict(),
            },
        )
        # The bare transport: a client would parse redirects itself, and keep cookies.
        with (
            httpx.HTTPTransport(verify=_tls(), trust_env=False) as transport,
            _closed_at(transport, remaining),
        ):
            answer = transport.handle_request(request)
            answer.request = request
            try:
                return self._page(url, answer, accept, end)
            finally:
                answer.close()

    def _page(
        self, url: httpx.URL, answer: httpx.Response, accept: Collection[str], end: float
    ) -> Fetched | httpx.URL:
        if answer.has_redirect_location:
            return _parsed(answer.headers["Location"], base=url)
        if answer.status_code != 200:
            raise UnreachableSource(
                f"{url.host} answered {answer.status_code} {answer.reason_phrase}.".replace(" .", "."),
                hint=_STATUS_HINTS.get(answer.status_code, "The site has a problem. Try again later."),
            )
        said = answer.headers.get("Content-Type", "")
        kind = said.partition(";")[0].strip().lower()
        if kind not in accept and kind not in _UNSAID:
            raise UnreadableSource(
                f"{url} is {kind}, not an article.", hint="Give the address of a page, a PDF or a text."
            )
        data = read_body(
            answer.iter_raw(),
            answer.headers.get("Content-Encoding", ""),
            largest=self.largest,
            end=end,
            name=str(url),
        )
        return Fetched(str(url), data, "" if kind in _UNSAID else said, answer.charset_encoding)


def _parsed(url: str, base: httpx.URL | None = None) -> httpx.URL:
    import httpx

    # Parsers disagree about these characters (Orange Tsai, "A New Era of SSRF", 2017): no page needs them.
    if any(character.isspace() or not character.isprintable() for character in url.strip()) or "\\" in url:
        raise RefusedSource(
            "The address holds a space, a control character or a backslash.",
            hint="Copy it from the browser again.",
        )
    try:
        found = httpx.URL(url.strip())
        return base.join(found) if base else found
    except (httpx.InvalidURL, ValueError, UnicodeError) as problem:
        raise RefusedSource(
            f"This is not a web address: {problem}.", hint="Copy it from the browser."
        ) from problem


def _port(url: httpx.URL) -> int:
    return url.port or _DEFAULT_PORTS[url.scheme]


class _closed_at:  # noqa: N801
    """Closes the connection when its time is over, so that a server that drips one byte at a time ends too."""

    def __init__(self, transport: httpx.HTTPTransport, seconds: float) -> None:
        self._timer = threading.Timer(seconds, transport.close)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()


@cache
def _tls() -> ssl.SSLContext:
    import httpx

    return httpx.create_ssl_context(trust_env=False)


def _too_slow(url: httpx.URL) -> CounterpointError:
    return UnreachableSource(f"{url.host} took too long to answer.", hint="Try again later.")


def _reason(problem: Exception | None) -> str:
    return str(problem).strip().rstrip(".") or type(problem).__name__
