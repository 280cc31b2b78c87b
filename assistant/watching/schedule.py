"""When to come back: to a feed that answered, to one that did not, and to an article that could not be read."""

from __future__ import annotations

from datetime import datetime, timedelta

from assistant.errors import CounterpointError, RefusedSource
from assistant.ingest.answers import AnsweredWithError

HOURLY = timedelta(hours=1)
LONGEST_PAUSE = timedelta(days=1)  # between two tries of a feed that does not answer
LONGEST_ASKED = timedelta(days=7)  # what a site's Retry-After can ask for
TRY_AGAIN = (timedelta(minutes=15), timedelta(hours=1), timedelta(hours=6))  # then an article is given up
_GONE = 410
_NOT_FOR_US = frozenset({401, 402, _GONE, 451})


def after_failure(
    now: datetime, error: CounterpointError, *, failures: int, every: timedelta
) -> datetime | None:
    """When a feed that failed `failures` times before is asked again: twice as late each time, None for one that is gone."""
    if isinstance(error, AnsweredWithError) and error.status == _GONE:
        return None
    pause = min(every * (1 << min(failures + 1, 16)), max(LONGEST_PAUSE, every))
    return now + max(pause, _asked_for(error))


def next_try(now: datetime, error: CounterpointError, *, tries: int) -> datetime | None:
    """When an article that failed `tries` times before is tried again; None where it is given up."""
    if isinstance(error, RefusedSource) or tries >= len(TRY_AGAIN):
        return None
    if isinstance(error, AnsweredWithError) and error.status in _NOT_FOR_US:
        return None
    return now + max(TRY_AGAIN[tries], _asked_for(error))


def _asked_for(error: CounterpointError) -> timedelta:
    """How long the site asks to be left alone, within reason."""
    wait = error.wait if isinstance(error, AnsweredWithError) else None
    return min(timedelta(seconds=wait or 0.0), LONGEST_ASKED)
