"""One place where somebody is heard."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.attribution.holders import Holder
from assistant.news import Span


@dataclass(frozen=True, slots=True)
class Report:
    """Someone is heard here: `start` to `end` is where, `holder` is None when nobody is named.

    `after` says that the cue stands behind the words ("..., he said").
    """

    cue: Span
    holder: Holder | None
    start: int
    end: int
    after: bool = False
    outer: int = -1
