"""Who a page says wrote it: linked data, meta tags, then the byline that readers see."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from assistant.ingest.bylines import split_authors
from assistant.ingest.cleaning import one_line

_META = (
    "author",
    "article:author",
    "og:article:author",
    "og:author",
    "parsely-author",
    "sailthru.author",
    "citation_author",
    "dc.creator",
    "dc:creator",
    "dcterms.creator",
    "dc.creator.aut",
    "byl",
    "byline",
    "cxenseparse:author",
    "shareaholic:article_author_name",
    "rbauthors",
    "authors",
    "creator",
)
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:author|autor|auteur|auth|byline|by-?author|writer|verfasser|redakteur|reporter|firma|username)"
    r"(?:s|en|in|e)?(?:$|[\s_-]|name|link|title)|author-?name|article-?author|post-?author|entry-?author|posted-?by|vcard",
    re.IGNORECASE,
)
# Parts of a page that name other people: commentators, other articles' authors, photographers.
_ELSEWHERE = re.compile(
    r"(?:^|[\s_-])(?:comments?(?:list|-list|s-area|-body|-author|-meta)?|kommentare?|sidebar|related|teasers?|recommend\w*|footer"
    r"|widget\w*|newsletter|popular|nav|navigation|menu|author-?(?:bio|box|description)|photo|caption|copyright|breadcrumbs?"
    r"|disqus|respond|most-?read|meistgelesen)(?:$|[\s_-])",
    re.IGNORECASE,
)
_LAYOUT = re.compile(
    r"(?:has|no|with|without|is|left|right|both|content)-(?:sidebar|nav|widget|menu|footer)\S*|sidebar-\S+",
    re.IGNORECASE,
)
_META_LINE = re.compile(
    r"meta|date|info|posted|publish|subline|headline|dateline|time|details|submitted|credit", re.IGNORECASE
)
_BY = re.compile(
    r"(?:^|[\s|•·,–-])(?:(?:written|posted|published|verfasst|geschrieben|veröffentlicht|erstellt)\s+)?"
    r"(?:by|von|par|por|autor(?:in)?\s*:|author\s*:|auteur\s*:|text\s*:|автор\s*:)\s*:?\s+"
    r"((?:[\w.'’-]+(?:\s+|$)){1,4}?)(?=$|[|•·,(–]|\d|\b(?:am|on|in|at|um|le|el|vom|and|und|et|y)\b|\s-\s)",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"\d{4}|\d[.:/]\d|https?:|www\.|@|\b(?:posted|comments?|kommentare?|alle beiträge|all posts|mehr|more|artikel|view|read|share"
    r"|follow|januar|februar|märz|april|june|july|august|september|oktober|november|dezember|updated?|uhr|min)\b",
    re.IGNORECASE,
)
_WORD_ONLY = re.compile(
    r"(?:by|von|veröffentlicht|publiziert|posted|erstellt|geschrieben|author|autor(?:en|in)?|admin|wordpressadmin|editor|no author"
    r"|unknown|redaktion|text|staff|gast|guest|anonymous|profil|kontakt)(?:\s+(?:am|on|von|by))?",
    re.IGNORECASE,
)
_LONGEST = 120


def authors(
    tree: Any, linked: Sequence[str], metas: Mapping[str, Sequence[str]], sites: Iterable[str]
) -> tuple[str, ...]:
    """The authors' names; none where only the site itself is named."""
    own = {_key(site) for site in sites}
    meant = [value for name in _META for value in metas.get(name, ())]
    return (
        _people(linked, own)
        or _people(meant, own)
        or _people(_bylines(tree), set())  # a blog's byline may well be its name
        or _people(_by_phrases(tree), set())
    )


def _people(written: Iterable[str], own: set[str]) -> tuple[str, ...]:
    """The names in the first statement that holds any; lists of one kind are read together."""
    names: list[str] = []
    for line in written:
        for name in split_authors(line):
            if _key(name) not in own and _could_be_name(name):
                names.append(name)
    return tuple({_key(name): name for name in reversed(names)}.values())[::-1]


def _could_be_name(name: str) -> bool:
    return (
        1 < len(name) <= 60
        and len(name.split()) <= 6
        and not _NO_NAME.search(name)
        and not _WORD_ONLY.fullmatch(name)
    )


def _bylines(tree: Any) -> Iterator[str]:
    """The text of the first element marked as the author's, and of its like beside it."""
    for element in tree.iter(
        "a", "span", "div", "p", "address", "em", "strong", "li", "cite", "section", "td", "b", "i"
    ):
        marked = element.get("rel") == "author" or (element.get("itemprop") or "") in ("author", "creator")
        marked = marked or bool(_BYLINE.search(element.get("class") or ""))
        if not marked or _is_elsewhere(element):
            continue
        name = element.find('.//*[@itemprop="name"]')
        text = one_line(" ".join((element if name is None else name).itertext()))
        if text and len(text) <= _LONGEST and _people([text], set()):
            yield text
            return


def _by_phrases(tree: Any) -> Iterator[str]:
    """Names after "by" in short lines of article heads."""
    for element in tree.iter(
        "span", "div", "p", "small", "h4", "h5", "h6", "time", "li", "em", "td", "strong"
    ):
        text = one_line(" ".join(element.itertext()))
        if not 4 < len(text) <= _LONGEST or _is_elsewhere(element):
            continue
        said = _BY.search(text)
        if said and (said.start() < 2 or _META_LINE.search(element.get("class") or "")):
            yield said[1]
            return


def _is_elsewhere(element: Any) -> bool:
    """Whether it lies in comments, teasers or margins."""
    for above in (element, *element.iterancestors()):
        if above.tag in ("footer", "nav", "aside", "figure", "figcaption"):
            return True
        if above.tag in ("body", "html", "main", "article"):
            return False
        if _ELSEWHERE.search(_LAYOUT.sub("", f"{above.get('class') or ''} {above.get('id') or ''}")):
            return True
    return False


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())
