"""Authors that a page names in its text: "By X", "... writes X.", "X writes: ..."."""

from __future__ import annotations

import re

from assistant.ingest.layout import Line

_PARTICLE = r"(?:de|du|da|del|della|di|van|von|der|den|la|le|el|al|bin|ibn|ter|ten|zu|dos)"
_NAME_WORD = r"(?:[^\W\d_a-zß-öø-ÿа-яё](?:\.(?:-?[^\W\d_a-zß-öø-ÿа-яё]\.)*|[\w’'-]{1,30}))"
NAME = rf"{_NAME_WORD}(?:\s(?:{_PARTICLE}\s){{0,2}}{_NAME_WORD}){{1,4}}"
_BY = re.compile(
    r"(?:By|BY|Von|Par|Por|Di|Da|Автор|Текст|Written by|Opinion by|Analysis by|Commentary by)\s?:?\s"
    rf"(?P<names>{NAME}(?:(?:\s?,\s|,?\s(?:and|AND|und|et|y|e|i|и|&)\s){NAME}){{0,5}})"
    r"(?:\s?[,|•·–—-]\s?.{0,100})?"
)
_ROLE = re.compile(
    r"\b(?:correspondents?|reporters?|editors?|writers?|producers?|analysts?|columnists?|staff|bureau|news|press|times|post|bbc|cnn|npr|abc|nbc|cbs|"
    r"tribune|journal|herald|agency|magazine|media|today|reuters|politico|monitoring|redaktion|dpa|afp|тасс|риа)\b",
    re.IGNORECASE,
)
_ROLE_BEFORE = re.compile(
    r"^.*\b(?:correspondent|reporter|editor|writer|producer|analyst|columnist)s?\s", re.IGNORECASE
)
_DECK = re.compile(
    rf"\b(?:writes|argues|schreibt|écrit|escribe|scrive|пишет)\s(?P<name>{NAME})\s?[.,]?(?:\s|$)"
)
_WRITES = re.compile(rf"(?P<name>{NAME})\s(?:writes|schreibt|écrit|escribe|scrive|пишет)\s?:\s?(?P<rest>.*)")
_QUOTES = "\"“”«»„‘'"
_SPLIT = re.compile(r"\s?,\s|,?\s(?:and|AND|und|et|y|e|i|и|&)\s")


def byline(line: Line) -> tuple[str, ...]:
    """The authors of a line that is a byline, else nothing."""
    if len(line.text) > 200 or not (match := _BY.fullmatch(line.text)):
        return ()
    named: list[str] = []
    for given in _SPLIT.split(match["names"]):
        name = _ROLE_BEFORE.sub("", given.strip())
        if named and _ROLE.search(name):
            break  # "Jane Doe, Security Correspondent, BBC News": what comes after the first role is no author
        if name and (not _ROLE.search(name)):
            named.append(name.title() if name.isupper() else name)
    return tuple(named)


def deck_author(line: Line) -> str | None:
    """The author that a line under the headline names: "... writes Tarik Cyril Amar."."""
    if len(line.text) > 400 or not (match := _DECK.search(line.text)):
        return None
    if any(mark in line.text[: match.start()] for mark in _QUOTES[:6]):
        return None  # “It is over,” writes Ann Lee: a report quotes her
    return match["name"]


def writes(line: Line) -> tuple[str, str] | None:
    """Author and what follows, of a line "Fyodor Lukyanov writes: ..." whose words are not a quotation."""
    match = _WRITES.match(line.text[:600])
    if match is None or not match["rest"] or match["rest"][0] in _QUOTES:
        return None
    return match["name"], line.text[match.start("rest") :]
