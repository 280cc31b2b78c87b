"""Plain text: everything is kept, and the first line is the title where it looks like one."""

from __future__ import annotations

import re

from assistant.ingest.cleaning import clean
from assistant.ingest.found import Found

_TRAIL = re.compile(r"\s+[»›>]\s+")
_LONGEST_TITLE = 200
_ENDS_LIKE_PROSE = re.compile(r"[.;:,]$")


def from_plain(text: str) -> Found:
    """The whole text, the title line too, so that offsets are those of the cleaned file."""
    text = clean(text)
    return Found(text=text, title=title_line(text))


def title_line(text: str) -> str:
    """The first line where a blank line follows it and it is short and not prose; the last step of a "Home » World" trail."""
    first, _, rest = text.partition("\n\n")
    if not rest or "\n" in first or len(first) > _LONGEST_TITLE or _ENDS_LIKE_PROSE.search(first):
        return ""
    steps = _TRAIL.split(first)
    return (steps[-1] if len(steps) > 2 else first).strip()
