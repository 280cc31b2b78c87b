"""Who wrote what a page republishes: footers, datelines, bylines and credits, in several languages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.ingest.outlets import Outlets
from assistant.news import Span

_NAME = r"(?P<name>[^\s.,;:()|«»“”\"][^,;:()|«»“”\"\n]{0,60}?)"
_PIECE = r"(?:article|story|piece|report|post|essay|column|op-?ed|commentary|analysis|interview|text|blog)"
_END = r"(?:\s(?:on|in)\s(?:\d|january|february|march|april|may|june|july|august|september|october|november|december)[^\n]{0,30})?(?:\s(?:and|with)\s[^\n]{0,120})?\s*[.!»]*"

# What ends a piece and names where it came from; may stand at the end of a paragraph.
_FOOTER = re.compile(
    rf"(?:read|view|see|continue\sreading)\s(?:the\s)?(?:full|original|entire|complete|rest\sof\sthe|rest\sof\sthis)\s(?:{_PIECE}\s)?"
    rf"(?:here\s)?(?:at|on|in|from|via)\s{_NAME}\s*[.»>→]*$",
    re.IGNORECASE,
)
_FOOTER_WORDS = ("full ", "original ", "entire ", "complete ", "rest of ")
_SENTENCE = (
    rf"(?:(?:an?\s(?:earlier\s)?version\sof\s)?(?:this|the|a)\s(?:\w+\s)?{_PIECE}|it)\s(?:was\s)?(?:first|originally|previously)\s"
    rf"(?:appeared|published|printed|posted|ran|aired|featured|written|produced|released)(?:\s(?:here|online))?\s(?:in|on|by|at|for|with)\s{_NAME}{_END}",
    rf"(?:first|originally|previously)\s(?:appeared|published|printed|posted)\s(?:in|on|by|at)\s{_NAME}{_END}",
    rf"the\spost\s.{{1,200}}\s(?:first\s)?appeared\s(?:first\s)?on\s{_NAME}{_END}",
    rf"(?:this\s{_PIECE}\s(?:is|was|has\sbeen)\s)?(?:re-?published|reprinted|reproduced|syndicated|reposted|cross-?posted)\s(?:here\s)?(?:with\s(?:the\s)?(?:kind\s)?permission\s)?"
    rf"(?:from|of|by|courtesy\sof)\s{_NAME}(?:\sunder\s[^\n]{{0,120}})?{_END}",
    rf"(?:reprinted|published|used)\s(?:here\s)?(?:with|by)\s(?:the\s)?(?:kind\s)?permission\s(?:of|from)\s{_NAME}{_END}",
    rf"(?:source|via|h/t|hat\stip|courtesy(?:\sof)?|provided\sby|content\sby|quelle|fuente|fonte|bron|źródło|источник|джерело|来源|المصدر)\s?[:：]?\s{_NAME}\s*\.?",
    rf"(?:zuerst\serschienen|ursprünglich\sveröffentlicht|erschienen)\s(?:in|bei|auf|im)\s{_NAME}\s*\.?",
    rf"(?:cet\sarticle\sa\s(?:d['’]abord\s)?été\spublié|publié\sinitialement|initialement\spublié)\s(?:par|dans|sur)\s{_NAME}\s*\.?",
    rf"(?:este\sartículo\sfue\spublicado|publicado\soriginalmente)\s(?:originalmente\s)?(?:en|por)\s{_NAME}\s*\.?",
    rf"(?:оригинал\s(?:статьи|материала)|впервые\sопубликовано|перепечатано\sиз)\s?(?:в|на|:)?\s{_NAME}\s*\.?",
)
_CREDIT = re.compile(
    rf"(?:[*\[(]\s?)?(?:{'|'.join(re.sub('P<name>', f'P<name{i}>', rule) for i, rule in enumerate(_SENTENCE))})\s?[*\])]?",
    re.IGNORECASE,
)

# As in: WASHINGTON (AP) — and Berlin (dpa) - and МОСКВА, 5 марта. /ТАСС/.
_DATELINE = re.compile(
    r"(?:[^\W\d_][^()\n/]{0,70}?[\s,.]\s?)?[(/](?P<name>[^()\n/]{2,40})[)/]\s?(?:[-–—:.]|\s)"
)
_AGENCY_END = re.compile(r"[\s–—-][(/\[]?(?P<name>[^\W\d_][\w. -]{1,24}?)[)/\]]?\.?$")
_HEADING = re.compile(
    r"\b(?:insights?|analysis|report(?:ing)?|reprint|story|excerpts?)\sfrom\s(?P<name>[^|–—:\n]{2,40})$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Credit:
    """A stretch that names where a piece comes from: the words of the credit, and the name in them."""

    span: Span
    name: str


def footer(line: str, at: int, outlets: Outlets) -> Credit | None:
    """The credit that ends the line ("... Read Full Article at RT.com"); offsets are counted from `at`."""
    tail = max(0, len(line) - 160)
    ending = line[tail:].lower()
    if not any(word in ending for word in _FOOTER_WORDS):
        return None
    if (match := _FOOTER.search(line, tail)) is None:
        return None
    name = _named(match["name"], outlets)
    return Credit(Span(at + match.start(), at + len(line)), name) if name else None


def credit(line: str, at: int, outlets: Outlets) -> Credit | None:
    """The credit that is the whole of the line ("This article first appeared in X.")."""
    if len(line) > 320 or (match := _CREDIT.fullmatch(line)) is None:
        return None
    given = next((value for key, value in match.groupdict().items() if key.startswith("name") and value), "")
    name = _named(given, outlets)
    return Credit(Span(at, at + len(line)), name) if name else None


def dateline(line: str, outlets: Outlets) -> str | None:
    """The agency in the dateline that opens a report, where the registry knows it as an agency."""
    match = _DATELINE.match(line[:140])
    return _agency(match["name"], outlets) if match else None


def signed(line: str, outlets: Outlets) -> str | None:
    """The agency in brackets or after a dash at the very end of a report: "... am Montag mit. (dpa)"."""
    match = _AGENCY_END.search(line, max(0, len(line) - 32))
    return _agency(match["name"], outlets) if match else None


def heading_origin(heading: str, outlets: Outlets) -> str | None:
    """The known outlet that a heading says the page is from: "... and Insights from POLITICO"."""
    match = _HEADING.search(heading.strip())
    found = outlets.find(match["name"]) if match else None
    return found.name if found else None


def _agency(name: str, outlets: Outlets) -> str | None:
    for given in re.split(r"[/,]|\sand\s|\sund\s", name):
        found = outlets.find(given)
        if found and found.medium == "agency":
            return found.name
    return None


def _named(given: str, outlets: Outlets) -> str | None:
    """The registry's name, or a name of its own form (capitals, at most six words); nothing for plain words."""
    given = given.strip(" .*_»>→")
    if found := outlets.find(given):
        return found.name
    words = given.split()
    for size in range(len(words) - 1, 0, -1):
        if found := outlets.find(" ".join(words[:size])):
            return found.name
    looks_named = (
        0 < len(words) <= 6
        and (words[0][0].isupper() or words[0].lower() == "the")
        and words[-1][0].isupper()
    )
    is_host = len(words) == 1 and "." in given
    return given if looks_named or is_host else None
