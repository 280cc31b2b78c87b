"""The entries of the list of sources in a briefing's Markdown, one line at a time."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from assistant.briefing.document import Cited, Source
from assistant.ingest.registry import KINDS
from assistant.news import Span

_WORDS = re.compile(
    r'- <a id="(\d+)([a-z]+)"></a>\*\*\1\2\*\* characters (\d+)-(\d+), (.*?)(, as its round-up chose)?: (.*)'
)
_KEY = re.compile(r"- ([A-Z][\w -]*): (.*)")
_KNOWN = re.compile(rf"(.*) \((?:({'|'.join(KINDS)})(?:, )?)?([A-Z]{{2}})?\)")


def source_field(source: Source, line: str, unescaped: Callable[[str], str]) -> Source | None:
    """The source with what this line says of it; None where the line is no line of a source."""
    if words := _WORDS.fullmatch(line):
        if int(words[1]) != source.number or int(words[4]) < int(words[3]):
            return None
        voices = tuple(unescaped(one) for one in words[5].split(" → "))
        cited = Cited(
            words[2],
            Span(int(words[3]), int(words[4])),
            unescaped(words[7]),
            voices,
            voices[0] if words[6] else None,
        )
        return replace(source, cited=(*source.cited, cited))
    told = _KEY.fullmatch(line)
    return _fact(source, told[1], unescaped(told[2]), told[2]) if told else None


def _fact(source: Source, key: str, value: str, as_written: str) -> Source | None:
    match key:
        case "Publisher":
            return _publisher(source, value)
        case "Written by":
            return replace(source, outlet=value)
        case "Authors":
            return replace(source, authors=tuple(value.split(", ")))
        case "Owner":
            return replace(source, owner=value)
        case "Date":
            return replace(source, published=_day(value))
        case "Kind":
            return replace(source, kind=value)
        case "Language":
            return replace(source, language=value)
        case "Access":
            return replace(source, access=value.replace("-", "_"))
        case "Address":
            return replace(source, url=as_written)
        case "Article":
            return replace(source, article_id=value)
        case "SHA-256":
            return replace(source, digest=value)
    return None


def _publisher(source: Source, value: str) -> Source:
    """`NAME`, `NAME (KIND)`, `NAME (COUNTRY)` or `NAME (KIND, COUNTRY)`."""
    known = _KNOWN.fullmatch(value)
    name, kind, country = known.groups() if known else (value, None, None)
    return replace(
        source,
        publisher=name,
        outlet=source.outlet or name,
        outlet_kind=kind or "unrated",
        country=country or "",
    )


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
