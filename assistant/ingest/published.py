"""The day on which a page was published: stated by the page, else found in it by htmldate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from assistant.ingest.dates import parse_date
from assistant.ingest.meta_tags import Metas

_META = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "article.published",
    "datepublished",
    "date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dc.date.created",
    "dcterms.created",
    "dcterms.date",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "citation_date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "displaydate",
    "cxenseparse:recs:publishtime",
)
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?([0-3]\d)(?=\D|$)")


def publication_date(tree: Any, linked: date | None, metas: Metas, url: str | None) -> date | None:
    """The calendar date, None where the page shows none.

    A statement one day from the date in the address is in another time zone (midnight UTC), so the address has the
    reader's day. What this scores stands in docs/scorecard.md (`python -m tests.evals extraction`).
    """
    stated = linked or next(_stated(metas), None)
    addressed = _in_address(url or "")
    if stated:
        return addressed if addressed and abs((stated - addressed).days) == 1 else stated
    return addressed or _visible(tree, url)


def _stated(metas: Metas) -> Iterator[date]:
    for name in _META:
        for written in metas.get(name, ()):
            day = parse_date(written)
            if day:
                yield day


def _in_address(url: str) -> date | None:
    found = _IN_ADDRESS.search(url)
    return parse_date("-".join(found.groups())) if found else None


def _visible(tree: Any, url: str | None) -> date | None:
    from htmldate import find_date

    return parse_date(find_date(tree, original_date=True, extensive_search=True, url=url))
