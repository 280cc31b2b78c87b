"""Publication dates as documents write them, to calendar dates."""

from __future__ import annotations

import re
from datetime import date, datetime

_ISO = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?=$|[T\sZ+-])")
_FORMATS = (
    "%d %B %Y",
    "%d %b %Y",
    "%B %d, %Y",
    "%b %d, %Y",
    "%B %d %Y",
    "%d.%m.%Y",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%a, %d %b %Y %H:%M:%S %z",
    "%a, %d %b %Y %H:%M:%S %Z",
)


def parse_date(written: object) -> date | None:
    """The calendar date as written, in its own time zone; None for what is not one date (no guess at 03/04/2020)."""
    if isinstance(written, datetime):
        return written.date()
    if isinstance(written, date):
        return written
    if not isinstance(written, str) or not written.strip():
        return None
    found = _ISO.match(written)
    if found:
        try:
            return date(*(int(part) for part in found.groups()))
        except ValueError:
            return None
    for form in _FORMATS:
        try:
            return datetime.strptime(written.strip(), form).date()
        except ValueError:
            continue
    return None
