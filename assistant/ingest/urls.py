"""Web addresses as they are asked for, in one reading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.errors import RefusedSource

if TYPE_CHECKING:
    import httpx

_NAME = re.compile(r"(?:[\w-]{1,63}\.)*[\w-]{1,63}\.?", re.ASCII)
_IPV6 = re.compile(r"\[?[0-9a-fA-F.]*:[0-9a-fA-F:.]*(?:%[\w.-]+)?\]?", re.ASCII)
WEB_PORTS = {"http": 80, "https": 443}


def parsed(url: str, base: httpx.URL | None = None) -> httpx.URL:
    """The address, seen from `base` where it is relative. Raises RefusedSource where parsers could disagree about it."""
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


def port_of(url: httpx.URL) -> int:
    """The port that is connected to: the one of the scheme where none is written."""
    return WEB_PORTS[url.scheme] if url.port is None else url.port


def is_host(written: str) -> bool:
    """Whether it can be the name of a site or an address: labels of letters, digits, - and _, or IPv6 in brackets."""
    return bool(_NAME.fullmatch(written) or _IPV6.fullmatch(written))
