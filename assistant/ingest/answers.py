"""What a site's answer says besides the page: whether it changed, why it was refused, when to come back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from assistant.errors import UnreachableSource

NOT_MODIFIED = 304
_LONGEST_VALIDATOR = 500  # characters; a longer one is not sent back
_HINTS = {
    401: "The page needs a login. Save it from your browser and add the file.",
    402: "The page must be paid for. Save it from your browser and add the file.",
    403: "The site does not let programs read this page. Save it from your browser and add the file.",
    404: "Check the address: the site has no such page.",
    410: "The page was taken down. An archive may have it.",
    429: "The site asks for fewer requests. Try again later.",
    451: "The page is withheld for legal reasons where you are.",
}


@dataclass(frozen=True, slots=True)
class Validators:
    """The version of a page that we have, in the site's own marks (RFC 9110, section 8.8)."""

    etag: str | None = None
    modified: str | None = None

    @classmethod
    def of(cls, headers: Mapping[str, str]) -> Validators:
        return cls(_short(headers.get("ETag")), _short(headers.get("Last-Modified")))

    @property
    def headers(self) -> dict[str, str]:
        """What asks for the page only if it is another version now."""
        said = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in said.items() if value}


NOTHING_KNOWN = Validators()


class AnsweredWithError(UnreachableSource):
    """The site answered, and not with the page. `status` is HTTP's; `wait` is for how many seconds it asks, if it does."""

    def __init__(self, message: str, *, hint: str, status: int, wait: float | None = None) -> None:
        super().__init__(message, hint=hint)
        self.status = status
        self.wait = wait

    @classmethod
    def of(cls, host: str, status: int, phrase: str, headers: Mapping[str, str]) -> AnsweredWithError:
        said = f"{host} answered {status} {phrase}".rstrip()
        hint = _HINTS.get(status, "The site has a problem. Try again later.")
        return cls(f"{said}.", hint=hint, status=status, wait=asked_to_wait(headers))


def asked_to_wait(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """The seconds of a Retry-After header, from the site's own clock where it states one; None without one."""
    said = headers.get("Retry-After", "").strip()
    if said.isascii() and said.isdigit():
        return float(said[:9])
    until = _moment(said)
    if until is None:
        return None
    since = _moment(headers.get("Date", "")) or now or datetime.now(UTC)
    return max(0.0, (until - since).total_seconds())


def _moment(said: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _short(said: str | None) -> str | None:
    return (
        said if said and len(said) <= _LONGEST_VALIDATOR and said.isascii() and said.isprintable() else None
    )
