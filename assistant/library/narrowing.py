"""Filters as conditions on the table of articles."""

from __future__ import annotations

from sqlalchemy import ColumnElement

from assistant.library.tables import articles
from assistant.news import Filters


def conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """What a row of `articles` must fulfil; empty where nothing is narrowed."""
    found: list[ColumnElement[bool]] = []
    if filters.outlets:
        found.append(articles.c.publisher.in_(filters.outlets) | articles.c.origin.in_(filters.outlets))
    if filters.languages:
        found.append(articles.c.language.in_(filters.languages))
    if filters.kinds:
        found.append(articles.c.kind.in_([kind.value for kind in filters.kinds]))
    if filters.since:
        found.append(articles.c.published >= filters.since)
    if filters.until:
        found.append(articles.c.published <= filters.until)
    return found
