"""The headline of a page: the heading that readers see, told apart from the site's name by what the page states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any

from assistant.ingest.cleaning import one_line

_SEPARATOR = re.compile(
    r"\s+[|│–—·•»«›‹:~⋆*-]+\s+|\s*[|│»«·•]\s*|(?<=[\u3040-\u9fff！？])[-_—](?=[\u3040-\u9fff])"
)
_LONGEST = 400
_SHORTEST_STATED = 12  # characters; shorter statements are sections ("Politics") as often as headlines
_LONGEST_SITE = 6  # words; some pages put their headline into application-name
_SHORTEST_HOST = 6  # letters; shorter ones are words of headlines ("zeit", "stern")
_WORD = re.compile(r"\w+")
_HOME = re.compile(r"^(?:https?://[^/]+)?/?(?:index\.\w+)?$|/https?://[^/]+/?$")
_UNSEEN = frozenset({"style", "script", "svg", "button", "noscript"})
# What stands in a heading's element without being the headline: the kicker above it, in the words of stylesheets.
_BESIDE = re.compile(
    r"kicker|overline|over-?title|dachzeile|eyebrow|topline|roofline|spitzmarke|sub-?title|sub-?head|label|badge|pre-?title"
    r"|antetitulo|surtitre|visually-?hidden|sr-only|screen-?reader|headline__?(?:topic|tag)",
    re.IGNORECASE,
)


def choose_title(tree: Any, stated: Sequence[str], site_names: Iterable[str]) -> str:
    """The headline; `stated` are the page's own statements of it, best first, `site_names` what is not one.

    A first heading that the page also states is it. A heading that only adds a kicker to a statement gives way to the
    statement; lower headings count where the first ones name the site.
    """
    sites = {_key(name) for name in site_names} - {""}
    uncut = [title for title in map(one_line, stated) if not title.endswith(("...", "…"))]
    whole = [clear for title in uncut or stated if (clear := without_site(one_line(title), sites))]
    first = [text for text in _headings(tree, "h1") if _key(text) not in sites]
    lower = [*_headings(tree, "h2"), *_headings(tree, "h3")]
    for text in first:
        for title in whole:
            inner = _within(text, title)
            if inner:
                return inner
    said = {_key(title) for title in [*stated, *whole]} - sites - {""}
    parts = {_key(part) for title in whole for part in _parts(title)} - sites - {""}
    for named in (said, parts):
        matching = [text for text in first if _key(text) in named and _says_enough(text, whole)]
        matching = matching or [text for text in lower if _key(text) in named and _says_enough(text, whole)]
        if matching:
            return max(matching, key=len)
    near = max(first, key=lambda text: _likeness(text, whole), default="")
    if near and _likeness(near, whole) >= 0.4:
        return near
    if len(first) == 1 and _says_enough(first[0], whole):
        return first[0]
    return next(iter([*whole, *first]), "")


def without_site(title: str, sites: set[str]) -> str:
    """The title without the segments that name the site; empty where nothing else is left."""
    parts = _SEPARATOR.split(title)
    kept = [number for number, part in enumerate(parts) if _key(part) and not _is_site(part, sites)]
    if not kept:
        return ""
    if len(kept) == len(parts):
        return title
    first, last = kept[0], kept[-1]
    start = title.index(parts[first])
    return title[start : title.rindex(parts[last]) + len(parts[last])].strip()


def _is_site(part: str, sites: set[str]) -> bool:
    """Whether a segment names the site: one of its names, or a short one that holds its host, "The Harbour Post"."""
    words = _WORD.findall(part.casefold())
    joined = "".join(words)
    hosts = (site for site in sites if " " not in site and len(site) >= _SHORTEST_HOST)
    return " ".join(words) in sites or any(
        host in joined and len(joined) <= 2.5 * len(host) for host in hosts
    )


def site_keys(names: Iterable[str], host: str) -> set[str]:
    """What names the site: its own names (none longer than six words), and its host with and without www and ending."""
    host = host.removeprefix("www.")
    labels = host.split(".")
    stated = (name for name in names if len(name.split()) <= _LONGEST_SITE)
    return {name for name in (*stated, host, ".".join(labels[:-1]), *labels[-2:-1]) if name}


def _parts(title: str) -> Iterator[str]:
    pieces = _SEPARATOR.split(title)
    cuts = [0, *(m.start() for m in _SEPARATOR.finditer(title)), len(title)]
    yield from pieces
    for start, end in combinations(cuts, 2):
        yield _SEPARATOR.sub("", title[start:end], count=1) if start else title[:end]


def _headings(tree: Any, tag: str) -> list[str]:
    found = []
    for heading in tree.iter(tag):
        if tag == "h1" and any(_HOME.search(link.get("href") or "/page") for link in heading.iter("a")):
            continue  # the site's name, which leads to its first page
        words = one_line(_joined(_visible(heading))).lstrip(":|–—-•» ")
        if 2 < len(words) <= _LONGEST:
            found.append(words)
    return list(dict.fromkeys(found))


def _joined(pieces: Iterable[str]) -> str:
    """The pieces with spaces between them, as stylesheets show them, but none before a colon or comma."""
    return "".join(piece if piece.startswith((":", ",", ".", ";")) else f" {piece}" for piece in pieces)


def _visible(element: Any) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        if (
            isinstance(child.tag, str)
            and child.tag not in _UNSEEN
            and not _BESIDE.search(child.get("class") or "")
        ):
            yield from _visible(child)
        if child.tail:
            yield child.tail


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _within(heading: str, title: str) -> str:
    """The heading's own characters for the title, where it adds a kicker before or a second line after; else empty."""
    long, short = list(_WORD.finditer(heading)), _WORD.findall(title.casefold())
    words = [word[0].casefold() for word in long]
    if len(title) < _SHORTEST_STATED or len(words) <= len(short):
        return ""
    if words[-len(short) :] == short:
        start = long[-len(short)].start()
        while start and not heading[start - 1].isspace():
            start -= 1
        return heading[start:]
    if words[: len(short)] == short:
        rest = heading[long[len(short) - 1].end() :]
        second_line = len(words) - len(short) >= 4 and long[len(short)][0][0].isupper()
        if _SEPARATOR.match(rest) or second_line:
            return title
    return ""


def _says_enough(heading: str, whole: Sequence[str]) -> bool:
    """Whether it is long enough for a headline, or all that there is: "News" is the name of a section."""
    return len(heading) >= _SHORTEST_STATED or all(len(title) < 2 * len(heading) for title in whole)


def _likeness(text: str, stated: Sequence[str]) -> float:
    """The largest Dice coefficient of the words of the heading and of a statement."""
    words = set(_WORD.findall(text.casefold()))
    others = [set(_WORD.findall(title.casefold())) for title in stated]
    return max((2 * len(words & other) / max(1, len(words) + len(other)) for other in others), default=0.0)
