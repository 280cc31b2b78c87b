"""Records of articles (one line of JSONL) by our own keys and those of the common article collections."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.errors import BadInput, UnreadableSource
from assistant.ingest.bylines import distinct, split_authors
from assistant.ingest.dates import parse_date
from assistant.ingest.found import Found
from assistant.news import PartKind

# Our own names first (those of `counterpoint show --json`), then those of Article-Bias-Prediction, of AllSides-like
# collections, of NewsAPI and of trafilatura's JSON.
_TEXT = ("text", "content_original", "content", "body", "maintext", "raw_text")
_TITLE = ("title", "headline")
_OUTLET = ("publisher", "outlet", "source", "source_name", "sitename", "site_name")
_URL = ("url", "link", "canonical_url")
_AUTHORS = ("authors", "author", "byline")
_DATE = ("published", "date", "date_publish", "publish_date", "publishedAt", "published_at")
_LANGUAGE = ("language", "lang")
_OWN_ID = re.compile(r"[0-9a-f]{12}")


def from_line(line: bytes) -> Found:
    """One article from one line of JSONL; raises UnreadableSource with what is wrong with the line."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as problem:
        raise UnreadableSource(
            f"This line is not JSON: {problem}.",
            hint="Each line must be one JSON object with at least a text.",
        ) from problem
    if not isinstance(record, dict):
        raise UnreadableSource(
            f"This line is JSON, but {type(record).__name__} and not an object.",
            hint="Each line must be one JSON object with at least a text.",
        )
    return from_record(record)


def from_json(data: bytes, *, name: str) -> list[Found | BadInput]:
    """The articles of a JSON document: one record or a list of them, each with what is wrong with it."""
    try:
        records = json.loads(data)
    except (ValueError, RecursionError) as problem:
        raise UnreadableSource(
            f"{name} is not JSON: {problem}.", hint="Check that it was saved whole."
        ) from problem
    return [_record_or_error(one) for one in (records if isinstance(records, list) else [records])]


def _record_or_error(record: Any) -> Found | BadInput:
    if not isinstance(record, dict):
        return UnreadableSource(
            f"This record is {type(record).__name__} and not an object.",
            hint="Each record must be one JSON object with at least a text.",
        )
    try:
        return from_record(record)
    except BadInput as error:
        return error


def from_record(record: Mapping[str, Any]) -> Found:
    """One article from a record; `show --json` nests it under "article", which is read too."""
    nested = record.get("article")
    if isinstance(nested, Mapping) and not _words(record, _TEXT):
        record = nested
    text = _words(record, _TEXT)
    if not text.strip():
        raise UnreadableSource(
            f"No text under any of {', '.join(_TEXT)}.", hint="Put the article's text under the key 'text'."
        )
    own_id = _words(record, ("id",))
    return Found(
        text=text,
        title=_words(record, _TITLE),
        outlet=_words(record, _OUTLET),
        authors=_authors(record),
        published=next((day for key in _DATE if (day := parse_date(record.get(key)))), None),
        language=_words(record, _LANGUAGE).strip().lower().replace("_", "-").split("-")[0],
        url=_words(record, _URL).strip() or None,
        origin=_words(record, ("origin",)) or None,
        kind=_kind(record),
        id=own_id if _OWN_ID.fullmatch(own_id) else "",
    )


def _words(record: Mapping[str, Any], keys: Sequence[str]) -> str:
    for key in keys:
        value = record.get(key)
        if isinstance(value, Mapping):  # NewsAPI: {"source": {"name": ...}}
            value = value.get("name")
        if isinstance(value, str) and value.strip():
            return value
    return ""


def _authors(record: Mapping[str, Any]) -> tuple[str, ...]:
    for key in _AUTHORS:
        value = record.get(key)
        if isinstance(value, str) and value.strip():
            return split_authors(value)
        if isinstance(value, list):
            return distinct(name for name in value if isinstance(name, str))
    return ()


def _kind(record: Mapping[str, Any]) -> PartKind:
    try:
        return PartKind(str(record.get("kind", "")))
    except ValueError:
        return PartKind.REPORT
