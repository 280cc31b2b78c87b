"""Addresses as names of articles: one spelling for one page."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

# Query parameters that count clicks and choose no content (the common core of the ClearURLs and Firefox lists).
_TRACKING = {
    "fbclid",
    "gclid",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "igshid",
    "mc_cid",
    "mc_eid",
    "twclid",
}
_TRACKING_PREFIXES = (
    "utm_",
    "at_campaign",
    "at_medium",
    "at_custom",
    "ns_campaign",
    "ns_mchannel",
    "ns_source",
)
_PREFIX = re.compile(r"^(?:www\d?|m|mobile|amp)\.")
_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d+[a-z_]*/(https?:/.*)")
_DEFAULT_PORTS = {"http": 80, "https": 443}


def canonical_url(url: str) -> str | None:
    """The address without fragment, tracking parameters and default port, host in lower case; None if not http(s)."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS or not host:
        return None
    if ":" in host:
        host = f"[{host}]"
    netloc = host if port in (None, _DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    query = parts.query
    if any(_is_tracking(name) for name, _ in parse_qsl(query, keep_blank_values=True)):
        kept = [(n, v) for n, v in parse_qsl(query, keep_blank_values=True) if not _is_tracking(n)]
        query = urlencode(kept)
    return urlunsplit((scheme, netloc, quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._"), query, ""))


def same_site(one: str, other: str) -> bool:
    """Whether two hosts are one site: the same but for www, m or amp, or one inside the other."""
    first, second = _plain_host(one), _plain_host(other)
    return first == second or first.endswith(f".{second}") or second.endswith(f".{first}")


def archived(url: str) -> str:
    """The address that a page of an archive is a copy of, else the address itself."""
    found = _ARCHIVED.match(url)
    return found[1] if found else url


def _plain_host(host: str) -> str:
    return _PREFIX.sub("", host.lower())


def _is_tracking(name: str) -> bool:
    return name.lower() in _TRACKING or name.lower().startswith(_TRACKING_PREFIXES)
