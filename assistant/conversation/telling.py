"""What a question was limited to, in sentences for the reader."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from assistant.conversation.understanding.nations import language_name
from assistant.news import Filters, PartKind

_KINDS = {
    PartKind.OPINION: "opinion pieces",
    PartKind.INTERVIEW: "interviews",
    PartKind.REPORT: "reports",
    PartKind.ROUND_UP: "round-ups",
}


_MOST_EXCEPTED = 6


def told(filters: Filters, held: Collection[str] = ()) -> tuple[str, ...]:
    """One sentence for each thing that the reader's words narrowed; `held` are the outlets of the library."""
    return tuple(_told(filters, held))


def _told(filters: Filters, held: Collection[str]) -> Iterator[str]:
    excepted = sorted(set(held) - set(filters.outlets))
    if filters.outlets and len(excepted) <= min(_MOST_EXCEPTED, len(filters.outlets) - 1):
        yield f"Without {listed(excepted)}."
    elif filters.outlets:
        yield f"Only {listed(filters.outlets)}."
    if filters.languages:
        yield f"Only texts in {listed([language_name(code) for code in filters.languages])}."
    if filters.kinds:
        yield f"Only {listed([_KINDS.get(kind, kind.value) for kind in filters.kinds])}."
    if dated := span_of_days(filters.since, filters.until):
        yield f"Only articles published {dated}."


def span_of_days(since: date | None, until: date | None) -> str:
    """ "since 16 November 2026", "on ...", "from ... to ...", "up to ..."; empty where neither end is set."""
    if since and until:
        return f"on {day(since)}" if since == until else f"from {day(since)} to {day(until)}"
    if since:
        return f"since {day(since)}"
    return f"up to {day(until)}" if until else ""


def day(given: date) -> str:
    return f"{given.day} {given:%B %Y}"


def listed(names: Sequence[str], *, most: int = 6) -> str:
    """ "A", "A and B", "A, B and C"; of a long list the first `most` and how many more."""
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1] if names else "")))
