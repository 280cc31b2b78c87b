"""An HTML page to its article: body by trafilatura, facts by linked data, meta tags, then what readers see."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin, urlsplit

from assistant.errors import RefusedSource, UnreadableSource
from assistant.ingest.body_text import body_text
from assistant.ingest.credits import authors
from assistant.ingest.found import Found
from assistant.ingest.language import detect
from assistant.ingest.linked_data import LinkedData, linked_data
from assistant.ingest.meta_tags import canonical_link, first, meta_tags
from assistant.ingest.published import publication_date
from assistant.ingest.titles import choose_title, site_keys
from assistant.ingest.weblinks import archived, same_site

_LARGEST = 15_000_000  # characters
_SHORTEST = 30  # letters; less is a menu or a notice


def from_html(source: str, url: str | None = None) -> Found:
    """The article of a page; raises UnreadableSource where there is none, RefusedSource for a page past 15 MB.

    The page's word for its own address counts only on its own site: another site's name there says where it was
    taken from.
    """
    if len(source) > _LARGEST:
        raise RefusedSource(
            "The page is larger than 15 MB.", hint="Save the article's text as .txt and add that."
        )
    from trafilatura import load_html

    tree = load_html(source)
    if tree is None:
        raise _no_article(url)
    linked, metas = linked_data(tree), meta_tags(tree)
    canonical = canonical_link(tree) or first(metas, "og:url") or linked.url
    page = url or canonical or None
    site = first(metas, "og:site_name") or linked.publisher
    sites = site_keys(
        [site, linked.publisher, *metas.get("application-name", ())], _host(archived(page or ""))
    )
    title = choose_title(tree, _stated_titles(tree, linked, metas), sites)
    described = [first(metas, name) for name in ("og:description", "description", "twitter:description")]
    text = body_text(tree, described)
    if sum(map(str.isalpha, text)) < _SHORTEST:
        raise _no_article(url)
    return Found(
        text=text,
        title=title,
        site=linked.publisher or site,
        authors=authors(tree, linked.authors, metas, sites),
        published=publication_date(tree, linked.published, metas, page),
        language=_language(tree, linked, metas, text),
        url=_own_address(page, canonical),
        taken_from=_sources(page, canonical, linked),
    )


def _stated_titles(tree: Any, linked: LinkedData, metas: dict[str, list[str]]) -> list[str]:
    names = ("og:title", "twitter:title", "dc.title", "headline", "title")
    element = tree.find(".//head/title")
    stated = [
        linked.headline,
        *(first(metas, name) for name in names[:2]),
        element.text_content() if element is not None else "",
    ]
    return [title for title in [*stated, *(first(metas, name) for name in names[2:])] if title.strip()]


def _own_address(page: str | None, canonical: str) -> str | None:
    if not page or not canonical or not same_site(_host(page), _host(canonical)):
        return page
    # Some sites name their first page as every page's canonical address: all their articles would be one.
    is_front = urlsplit(canonical).path in ("", "/") and urlsplit(page).path not in ("", "/")
    return page if is_front else urljoin(page, canonical)


def _sources(page: str | None, canonical: str, linked: LinkedData) -> tuple[str, ...]:
    addresses = [
        a for a in (canonical, *linked.based_on) if a and page and not same_site(_host(page), _host(a))
    ]
    return tuple(addresses) + ((linked.source_organisation,) if linked.source_organisation else ())


def _language(tree: Any, linked: LinkedData, metas: dict[str, list[str]], text: str) -> str:
    """The detected language, or the declared one of a text too short to tell: templates are often left at "en"."""
    found = detect(text)
    if found != "und":
        return found
    declared = tree.get("lang") or linked.language or first(metas, "og:locale", "language", "dc.language")
    return declared.replace("_", "-").split("-")[0].strip().lower()[:3]


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _no_article(url: str | None) -> UnreadableSource:
    return UnreadableSource(
        f"There is no article in {url or 'this page'}.",
        hint="Pages built by scripts and lists of links hold no text. Save the article as text and add that.",
    )
