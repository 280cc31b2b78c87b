"""Author fields to names: "By Jane Doe and John Roe, PhD" is two people."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.ingest.cleaning import one_line

_OPENING = re.compile(
    r"^(?:(?:(?:written|posted|published|reviewed|verfasst|geschrieben|veröffentlicht|erstellt|artikel|article|text|ein"
    r" beitrag|eine kolumne|ein kommentar|interview|analyse|analysis|guest post)\s+)?(?:by|von|vom|par|por|di|door|af|av|przez)"
    r"|(?:autor(?:en|in|es|a)?|auteure?s?|authors?|author\(s\)|autore|text(?:\s*(?:&|und)\s*fotos?)?|redacción|source|quelle"
    r"|автор|текст|interview|bericht|reporter)\s*(?=:))\s*:?\s+|^(?:автор|by|von|text|autor|author|auteur)\s*:\s*",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(
    r"\s*(?:[;|\n•·]|\s/\s|\s[–—-]\s)\s*|\s+(?:and|und|et|y|i|и|та|&)\s+|,\s*(?:and|und|et|y)\s+"
)
_CLOSING = re.compile(
    r"\s+(?:(?:am|on|at|um)\s+)?(?:\w+tag,?\s*)?\d.*$|\s+(?:am|on)\s+\w+tag$|\s+(?:chefredakteur(?:in)?|staff writer|shares|for the .*|für .*"
    r"|correspondent|korrespondent(?:in)?|reporter(?:in)?|editor|über autorenseite.*|schließen|mehr)$|^(?:author|autor(?:in)?|auteur|interview"
    r"|reporter|~)\s+",
    re.IGNORECASE,
)
_COMMA = re.compile(r"\s*,\s*")
# Degrees and offices after a name (they are set off by commas and are no people).
_DEGREE = re.compile(
    r"^(?:ph\.?\s?d\.?|m\.?d\.?|m\.?sc\.?|b\.?sc\.?|m\.?a\.?|m\.?b\.?a\.?|r\.?d\.?n?\.?|r\.?n\.?|d\.?o\.?|esq\.?|jr\.?|sr\.?|j\.?d\.?"
    r"|m\.?p\.?h\.?|dr\.?|[ivx]{2,4})$",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?:^|\s)@\w+|\s*\([^)]*\)|\bE-?Mail\b.*$|\S+@\S+\.\w+", re.IGNORECASE)
_LOGIN = re.compile(r"[a-z]+(?:[._][a-z]+)*[._][a-z]{4,}")


def split_authors(written: str) -> tuple[str, ...]:
    """The names of a byline, each once, in order; degrees, handles and addresses left out."""
    line = _OPENING.sub("", one_line(written))
    names: list[str] = []
    for piece in _SEPARATOR.split(_OPENING.sub("", line)):
        parts = [
            _CLOSING.sub("", _HANDLE.sub("", part).strip(" ,;:|*~")).strip() for part in _COMMA.split(piece)
        ]
        names.extend(part for part in parts if part and not _DEGREE.match(part))
    return distinct(names)


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """The names without empty ones and repetitions."""
    kept: dict[str, str] = {}
    for name in names:
        name = one_line(name).strip(" ,;:|")
        if _LOGIN.fullmatch(name):
            name = re.sub(r"[._]", " ", name).title()
        if name:
            kept.setdefault(name.casefold(), name)
    return tuple(kept.values())
