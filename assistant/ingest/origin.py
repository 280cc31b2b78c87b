"""Who wrote what a page republishes: footers, datelines, bylines and credits, in several languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from assistant.ingest.layout import Line
from assistant.ingest.outlets import Outlets

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
    rf"(?:zuerst\serschienen|ursprünglich\sveröffentlicht|erschienen)\s(?:in|bei|auf|im)\s{_NAME}\s*\.?",
    rf"(?:cet\sarticle\sa\s(?:d['’]abord\s)?été\spublié|publié\sinitialement|initialement\spublié)\s(?:par|dans|sur)\s{_NAME}\s*\.?",
    rf"(?:este\sartículo\sfue\spublicado|publicado\soriginalmente)\s(?:originalmente\s)?(?:en|por)\s{_NAME}\s*\.?",
    rf"(?:оригинал\s(?:статьи|материала)|впервые\sопубликовано|перепечатано\sиз)\s?(?:в|на|:)?\s{_NAME}\s*\.?",
)
_SOURCE = (
    rf"(?:source|via|quelle|fuente|fonte|bron|źródło|источник|джерело|来源|المصدر)s?\s?[:：]\s?{_NAME}\s*\.?",
    rf"(?:(?:story|article|report|text|content)\s)?(?:provided\sby|courtesy\s(?:of\s)?):?\s{_NAME}\s*\.?",
    rf"(?:©|\(c\)|copyright)[\s©]*(?:\(c\)\s)?(?:\d{{4}}\s)?(?:by\s)?{_NAME}(?:,?\s(?:llc|l\.?p|inc|ltd|gmbh|media))?\.?(?:\sall\srights\sreserved\b.*)?\.?",
)
# A tip that the writer thanks for, and no republication: it names nobody's words.
_THANKS = re.compile(r"[\[(]?\s?(?:h/t|hat\stip)\s?:?\s[^\n]{1,80}", re.IGNORECASE)


def _any_of(rules: tuple[str, ...]) -> re.Pattern[str]:
    numbered = (rule.replace("P<name>", f"P<name{number}>") for number, rule in enumerate(rules))
    return re.compile(rf"(?:[*\[(]\s?)?(?:{'|'.join(numbered)})\s?[*\])]?", re.IGNORECASE)


_SAID_CREDIT, _SOURCE_CREDIT = _any_of(_SENTENCE), _any_of(_SOURCE)

# As in: WASHINGTON (AP) — and Berlin (dpa) - and МОСКВА, 5 марта. /ТАСС/.
_DATELINE = re.compile(
    r"(?:[^\W\d_][^()\n/]{0,70}?[\s,.]\s?)?[(/](?P<name>[^()\n/]{2,40})[)/]\s?(?:[-–—:.]|\s)"
)
_AGENCY_END = re.compile(
    r"(?:\((?P<round>[^\W\d_][\w. /-]{1,24})\)|\s/(?P<slashed>[^\W\d_][\w. -]{1,24})/|\s[–—-]\s?(?P<dashed>[^\W\d_][\w. -]{1,24}))\.?$"
)
_BY_AGENCY = re.compile(
    r"(?:By|BY|Von|Par|Por)\s(?:[^\n,|]{3,60}(?:,|\s\||\s[-–—])\s)?(?P<name>[^\n,|]{2,40}?)(?:\s(?:staff|news\sagency|writer|reporter))*\.?"
)
_HEADING = re.compile(
    r"\b(?:insights?|analysis|report(?:ing)?|reprint|story|excerpts?)\sfrom\s(?P<name>[^|–—:\n]{2,40})$",
    re.IGNORECASE,
)


class Strength(Enum):
    """How sure a credit is: the footer of a republished piece, a sentence that says so, a bare source line."""

    FOOTER = "footer"
    SAID = "said"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Credit:
    """A stretch from `start` to the end of its line that says where a piece comes from; no name: from nobody."""

    start: int
    name: str | None
    strength: Strength


def footer(line: Line, outlets: Outlets) -> Credit | None:
    """The credit that ends the line: "... Read Full Article at RT.com"."""
    tail = max(0, len(line.text) - 160)
    ending = line.text[tail:].lower()
    if not any(word in ending for word in _FOOTER_WORDS):
        return None
    if (match := _FOOTER.search(line.text, tail)) is None:
        return None
    name = _known(match["name"], outlets) or _own_form(match["name"])
    return Credit(line.start + match.start(), name, Strength.FOOTER) if name else None


def credit(line: Line, outlets: Outlets) -> Credit | None:
    """The credit that is the whole of the line: "This article first appeared in X."; "Source: X"."""
    if len(line.text) > 320:
        return None
    if (match := _SAID_CREDIT.fullmatch(line.text)) is not None:
        name = _known(given := _name(match), outlets) or _own_form(given)
        return Credit(line.start, name, Strength.SAID) if name else None
    if (match := _SOURCE_CREDIT.fullmatch(line.text)) is not None:
        known = outlets.find(_name(match))
        return Credit(line.start, known.name if known else None, Strength.SOURCE)
    return Credit(line.start, None, Strength.SOURCE) if _THANKS.fullmatch(line.text) else None


def byline_agency(line: str, outlets: Outlets) -> str | None:
    """The agency of a byline ("By Jane Doe, Associated Press", "By Reuters") or of a line that is only its name."""
    if len(line) > 120:
        return None
    match = _BY_AGENCY.fullmatch(line)
    return _agency(match["name"] if match else line, outlets)


def dateline(line: str, outlets: Outlets) -> str | None:
    """The agency in the dateline that opens a report, where the registry knows it as an agency."""
    match = _DATELINE.match(line[:140])
    return _agency(match["name"], outlets) if match else None


def signed(line: str, outlets: Outlets) -> str | None:
    """The agency in brackets or after a dash at the very end of a report: "... am Montag mit. (dpa)"."""
    match = _AGENCY_END.search(line, max(0, len(line) - 32))
    given = next(filter(None, match.groups()), "") if match else ""
    return _agency(given, outlets) if given else None


def heading_origin(heading: str, outlets: Outlets) -> str | None:
    """The known outlet that a heading says the page is from: "... and Insights from POLITICO"."""
    match = _HEADING.search(heading.strip())
    found = outlets.find(match["name"]) if match else None
    return found.name if found else None


def _agency(name: str, outlets: Outlets) -> str | None:
    """The first of one or several agencies ("AFP/dpa"); a person among them makes it a picture's credit."""
    found = [outlets.find(given) for given in re.split(r"/|,\s|\s(?:and|und|et|y|и)\s", name)]
    agencies = [outlet for outlet in found if outlet and outlet.medium == "agency" and not outlet.common]
    return agencies[0].name if agencies and len(agencies) == len(found) else None


_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)
_NOBODY = frozenset(
    ("a", "an", "my", "our", "your", "his", "her", "their", "this", "that", "these", "another", "some")
)


def _name(match: re.Match[str]) -> str:
    return next(value for key, value in match.groupdict().items() if key.startswith("name") and value).strip(
        " .*_»>→"
    )


def _known(given: str, outlets: Outlets) -> str | None:
    """The registry's name for it or for its first words ("The Hill newspaper and on TheHill.com")."""
    words = given.strip(" .*_»>→").split()
    for size in range(len(words), 0, -1):
        if found := outlets.find(" ".join(words[:size])):
            return found.name
    return None


def _own_form(given: str) -> str | None:
    """A name that is in no registry, as given: at most six words that are written as a name is."""
    words = given.strip(" .*_»>→").split()
    if len(words) > 1 and words[0].lower() == "the":
        words = words[1:]
    if not 0 < len(words) <= 6 or words[0].lower() in _NOBODY or (len(words) > 2 and given.isupper()):
        return None
    named = words[0][0].isupper() and words[-1][0].isupper()
    return " ".join(words) if named or (len(words) == 1 and _HOST.fullmatch(words[0])) else None
