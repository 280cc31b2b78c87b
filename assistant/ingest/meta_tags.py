"""A page's meta tags and the links of its head."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.ingest.cleaning import one_line

Metas = Mapping[str, list[str]]


def meta_tags(tree: Any) -> dict[str, list[str]]:
    """Every meta value by its property, name or itemprop in lower case, in the page's order."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = (
            (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        )
        content = one_line(element.get("content") or "")
        if name and content:
            found.setdefault(name, []).append(content)
    return found


def first(metas: Metas, *names: str) -> str:
    """The first value of the first name that has one; empty where none has."""
    return next((metas[name][0] for name in names if metas.get(name)), "")


def canonical_link(tree: Any) -> str:
    """The address that the page calls its own, empty where it is relative or missing."""
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            href = (link.get("href") or "").strip()
            if href.startswith(("http://", "https://")):
                return str(href)
    return ""
