"""Author fields to names: "By Jane Doe and John Roe, Reuters" is two people."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.ingest.cleaning import one_line

_SEPARATORS = re.compile(r"\s*[;|\n]\s*|\s*,\s*(?=\S+\s+\S)|\s+(?:and|und|et|y|и|та|&)\s+")


def split_authors(written: str) -> tuple[str, ...]:
    """The names of a byline, each once, in order."""
    line = re.sub(
        r"^\s*(?:by|von|par|por|di|door|автор:?)\s*:?\s+", "", one_line(written), flags=re.IGNORECASE
    )
    return distinct(_SEPARATORS.split(line))


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """The names without empty ones and repetitions."""
    kept: dict[str, str] = {}
    for name in names:
        name = one_line(name).strip(" ,;")
        if name:
            kept.setdefault(name.casefold(), name)
    return tuple(kept.values())
