"""What the process apart can be asked for, by name: a document's bytes and what is known of it, to plain values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from assistant.errors import BadInput
from assistant.ingest import feeds
from assistant.ingest.extract import extract
from assistant.ingest.formats import Format
from assistant.ingest.opml import read_opml
from assistant.ingest.records import from_json

Task = Callable[[bytes, Mapping[str, Any]], Any]


def _article(data: bytes, known: Mapping[str, Any]) -> Any:
    return extract(
        data, Format(known["form"]), name=known["name"], url=known["url"], charset=known["charset"]
    )


def _feed(data: bytes, known: Mapping[str, Any]) -> Any:
    return feeds.parse(data, address=known["address"], charset=known["charset"])


def _feeds(data: bytes, known: Mapping[str, Any]) -> Any:
    return read_opml(data, name=known["name"], charset=known["charset"])


def _advertised(data: bytes, known: Mapping[str, Any]) -> Any:
    return feeds.advertised(data, address=known["address"], charset=known["charset"])


def _records(data: bytes, known: Mapping[str, Any]) -> Any:
    return [
        said(found) if isinstance(found, BadInput) else {"found": found}
        for found in from_json(data, name=known["name"])
    ]


def said(error: BadInput) -> dict[str, str]:
    """An error of ours as plain values."""
    return {"error": type(error).__name__, "message": str(error), "hint": error.hint}


TASKS: dict[str, Task] = {
    "article": _article,
    "records": _records,
    "feed": _feed,
    "feeds": _feeds,
    "advertised": _advertised,
}
