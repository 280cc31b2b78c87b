"""RSS 0.9 to 2.0, RDF and Atom out of XML that may be broken or hostile."""

from __future__ import annotations

from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin

from assistant.ingest import feed_text
from assistant.ingest.cleaning import clean, one_line
from assistant.ingest.dates import parse_date
from assistant.ingest.entries import LONGEST_TITLE, MOST_ENTRIES, Entry, not_a_feed, web_address
from assistant.ingest.feed_text import local_name
from assistant.ingest.safe_xml import parsed, xml_text

# Whatever else has no prefix is the feed's own format: RSS has had many namespaces, and most feeds give it none.
_SPACES = {
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/rss/1.0/": "",
    "http://backend.userland.com/rss2": "",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
}
_TITLES = ("title", "dc:title", "media:title")
_NAMES = ("guid", "id")
_PUBLISHED = ("pubdate", "published", "issued", "dc:date", "dcterms:issued", "dcterms:created", "updated")
_REVISED = ("updated", "modified", "dcterms:modified")
_TEXTS = ("content:encoded", "content", "xhtml:body")
_HTML = frozenset({"html", "text/html", "application/xhtml+xml"})
_LITERAL = frozenset({"text", "text/plain"})


def read_xml(data: bytes, address: str, charset: str | None) -> tuple[str, list[Entry], int]:
    """The feed's title, its first MOST_ENTRIES entries, and how many came after. Raises UnreadableSource."""
    root = parsed(xml_text(data, charset))
    if root is None or local_name(root) not in ("rss", "feed", "rdf", "channel"):
        raise not_a_feed(address)
    entries: list[Entry] = []
    title, left_out = "", 0
    for element in root.iter():
        name = _name(element)
        if name in ("item", "entry"):
            if len(entries) < MOST_ENTRIES:
                entries.append(_entry(element, address))
            else:
                left_out += 1
        elif name in _TITLES and not title and _name(element.getparent()) in ("channel", "feed"):
            title = _words(element)
    return title, entries, left_out


def _entry(element: Any, feed_address: str) -> Entry:
    first: dict[str, Any] = {}
    links = []
    for child in element:
        name = _name(child)
        first.setdefault(name, child)
        if name == "link":
            links.append(child)

    def stated(*names: str) -> list[str]:
        return [said for name in names if name in first and (said := _plain(first[name]))]

    titles = [first[name] for name in _TITLES if name in first]
    texts = [first[name] for name in _TEXTS if name in first]
    return Entry(
        key=next(iter(stated(*_NAMES)), "") or _about(element),
        address=_address(element, first, links, feed_address),
        title=_words(titles[0]) if titles else "",
        published=next((day for day in map(_day, stated(*_PUBLISHED)) if day), None),
        revised=next(iter(stated(*_REVISED)), "")[:64],
        text=_text(texts[0]) if texts else "",
    )


def _address(element: Any, first: dict[str, Any], links: list[Any], feed_address: str) -> str:
    """The article's page: the one that a feed service hides, the link, or a guid that is an address."""
    places = [(link, link.get("href") or _plain(link)) for link in links if _leads_to_article(link)]
    if "feedburner:origlink" in first:
        places.insert(0, (element, _plain(first["feedburner:origlink"])))
    if "guid" in first and first["guid"].get("isPermaLink", "true").lower() != "false":
        places.append((element, _plain(first["guid"])))
    places.append((element, _about(element)))
    found = (web_address(written, _base(place, feed_address)) for place, written in places)
    return next((address for address in found if address), "")


def _leads_to_article(link: Any) -> bool:
    return str(link.get("rel", "alternate")).lower() == "alternate"


def _base(element: Any, feed_address: str) -> str:
    try:
        return urljoin(feed_address, str(element.base or ""))
    except ValueError:
        return feed_address


def _about(element: Any) -> str:
    return str(element.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about", ""))


def _name(element: Any) -> str:
    """`item`, `title` or `dc:title`: the name in lower case, with a prefix of ours outside the feed formats."""
    if element is None or not isinstance(element.tag, str):
        return ""
    space, brace, name = element.tag.rpartition("}")
    if not brace:
        return name.lower()  # with its prefix, where the document forgot to declare that
    other = "" if element.prefix is None else f"{element.prefix}:"
    return _SPACES.get(space[1:].lower(), other).lower() + name.lower()


def _plain(element: Any) -> str:
    return one_line("".join(element.itertext()))


def _words(element: Any) -> str:
    """A title in plain words. RSS does not say whether titles are HTML; Atom does, and text stays as it is."""
    if len(element):
        found = feed_text.words_of_tree(element)
    elif _is_html(element):
        found = feed_text.words_of_html(element.text or "")
    else:
        found = one_line(element.text or "")
    return found[:LONGEST_TITLE]


def _text(element: Any) -> str:
    if len(element):
        return feed_text.paragraphs_of_tree(element)
    return (
        feed_text.paragraphs_of_html(element.text or "") if _is_html(element) else clean(element.text or "")
    )


def _is_html(element: Any) -> bool:
    kind = element.get("type", "").lower()
    if kind in _HTML:
        return True
    if kind in _LITERAL or "atom" in element.tag.lower().partition("}")[0]:
        return False
    return feed_text.looks_like_markup(element.text or "")


def _day(written: str) -> date | None:
    if found := parse_date(written):
        return found
    try:
        return parsedate_to_datetime(written).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
