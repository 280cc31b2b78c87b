"""What a page says about itself in JSON-LD (schema.org NewsArticle and its kin)."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.ingest.bylines import distinct
from assistant.ingest.cleaning import one_line
from assistant.ingest.dates import parse_date

_ARTICLES = re.compile(r"(?:Article|Posting|Report|Review|Recipe)$")
_PAGES = re.compile(r"(?:^WebPage|Page)$")
_LARGEST = 500_000  # characters of one script; longer ones are product catalogues
_DEEPEST = 12
_SCRIPT = ".//script[@type]"
_COMMENTS = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/)\s*;?\s*$"
)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")


@dataclass(frozen=True, slots=True)
class LinkedData:
    """The article's own statement; an empty field was not stated. `based_on` are addresses of what it is taken from."""

    type: str = ""
    headline: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: date | None = None
    language: str = ""
    url: str = ""
    based_on: tuple[str, ...] = ()
    source_organisation: str = ""
    body: str = ""


def linked_data(tree: Any) -> LinkedData:
    """The first article among a page's JSON-LD blocks, filled up from its web page; empty where there is none."""
    nodes = [node for script in tree.iterfind(_SCRIPT) for node in _nodes(script)]
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    article = next((node for node in nodes if _is(node, _ARTICLES)), None)
    page = next((node for node in nodes if _is(node, _PAGES)), None)
    chosen = article or page
    if chosen is None:
        return LinkedData()
    published = parse_date(chosen.get("datePublished")) or parse_date(chosen.get("dateCreated"))
    return LinkedData(
        type=_types(chosen)[0],
        headline=_words(chosen.get("headline")) or (_words(chosen.get("name")) if article else ""),
        authors=distinct(_people(chosen.get("author") or chosen.get("creator"), by_id)),
        publisher=next(_people(chosen.get("publisher"), by_id), ""),
        published=published or (parse_date(page.get("datePublished")) if page else None),
        language=_words(chosen.get("inLanguage")),
        url=_address(chosen.get("url")) or _address(chosen.get("mainEntityOfPage")),
        based_on=tuple(
            filter(None, map(_address, _listed(chosen.get("isBasedOn") or chosen.get("isBasedOnUrl"))))
        ),
        source_organisation=next(_people(chosen.get("sourceOrganization"), by_id), ""),
        body=html.unescape(str(chosen.get("articleBody") or "")) if article else "",
    )


def _nodes(script: Any) -> Iterator[Mapping[str, Any]]:
    if "ld+json" not in (script.get("type") or "").lower():
        return
    source = _COMMENTS.sub("", script.text or "")
    if len(source) > _LARGEST:
        return
    for attempt in (source, _TRAILING_COMMA.sub(r"\1", source)):
        try:
            yield from _flattened(json.loads(attempt, strict=False), 0)
        except (ValueError, RecursionError):
            continue
        return


def _flattened(value: object, depth: int) -> Iterator[Mapping[str, Any]]:
    """Every node, outer ones first, so that the article comes before what it mentions."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _flattened(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
            if key in value:
                yield from _flattened(value[key], depth + 1)
        for key in ("author", "publisher"):
            if isinstance(value.get(key), dict | list):
                yield from _flattened(value[key], depth + 1)


def _types(node: Mapping[str, Any]) -> list[str]:
    return [str(kind).rsplit("/", 1)[-1] for kind in _listed(node.get("@type"))] or [""]


def _is(node: Mapping[str, Any], kinds: re.Pattern[str]) -> bool:
    return any(kinds.search(kind) for kind in _types(node))


def _listed(value: object) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _words(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or ""
    return one_line(html.unescape(value)) if isinstance(value, str) else ""


def _address(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url") or ""
    return (
        value.strip() if isinstance(value, str) and value.strip().startswith(("http://", "https://")) else ""
    )


def _people(value: object, by_id: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """The names of persons or organisations, references looked up."""
    for item in _listed(value):
        if isinstance(item, str):
            if not item.startswith(("http://", "https://", "#")):
                yield _words(item)
        elif isinstance(item, dict):
            names = item.get("name") or by_id.get(str(item.get("@id")), {}).get("name")
            for name in _listed(names):
                if isinstance(name, str):
                    yield _words(name)
