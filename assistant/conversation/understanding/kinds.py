"""Sorts of sources that a reader names: articles of a language, a country's press, state media, opinion pieces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from assistant.conversation.understanding.nations import NATION, nation
from assistant.conversation.understanding.outlets import Mention, Shelf
from assistant.ingest.outlets import Outlet
from assistant.news import PartKind, Span

_PRESS = (
    r"(?:(?:news )?(?:media|press|(?:news)?papers?|outlets?|broadcasters?|channels?|stations?)|medien|presse|zeitung(?:en)?|"
    r"sender|сми|змі|медиа|пресс[аыеу]|газет\w*|каналы?|m[eé]dias?|journaux|cha[iî]nes|prensa|medios|peri[oó]dicos?|diarios?)"
)
_TEXTS = (
    r"(?:sources?|articles?|texts?|reports?|coverage|stories|quellen?|artikeln?|texten?|berichten?|источник\w*|стать\w*|статей|"
    r"текст\w*|джерел\w*|textes?|art[ií]culos?|textos?|fuentes?)"
)
_END = r"(?=\s*(?:$|[?.!,;:)]|(?:only|please|bitte|alone|too|as well)\b))"
_TONGUE = re.compile(
    rf"(?<!\w)(?:(?:in|auf|en|на|em)\s+(?P<of>{NATION})(?:\s+(?:language|sprache|языке|мові))?{_END}"
    rf"|по-(?P<how>{NATION})(?!\w)"
    rf"|(?P<speaking>{NATION})(?:[- ](?:language|speaking)|sprachige?[nrs]?|язычн\w+)(?:\s+(?:{_TEXTS}|{_PRESS}))?(?!\w))",
    re.IGNORECASE,
)
_WRITTEN = re.compile(
    rf"(?<!\w)(?:(?P<of>{NATION})\s+{_TEXTS}|{_TEXTS}\s+(?P<after>{NATION}))(?!\w)", re.IGNORECASE
)
_PRINTED = re.compile(
    rf"(?<!\w)(?:(?P<of>{NATION})\s+{_PRESS}|{_PRESS}\s+(?P<after>{NATION}))(?!\w)", re.IGNORECASE
)
_STATE = re.compile(
    rf"(?<!\w)(?:state[- ](?:(?:controlled|run|owned|backed)\s+)?{_PRESS}|staatsmedien|staatliche[nr]? medien|"
    r"государственн\w+ (?:сми|медиа)|госсми|m[eé]dias? d[’']état|medios estatales)(?!\w)",
    re.IGNORECASE,
)
# Sorts that nobody keeps a list of here: "only right-wing papers".
_SORTED = re.compile(
    rf"(?<!\w)(?:only|just|nur|только|seulement|s[oó]lo)\s+(?:the\s+)?(?P<what>(?P<sort>(?!state\b)[\w-]+)\s+{_PRESS})(?!\w)",
    re.IGNORECASE,
)
_PRESS_WORD = re.compile(rf"(?<!\w){_PRESS}$", re.IGNORECASE)
_KINDS = {
    PartKind.OPINION: r"opinions?(?: pieces?| columns?| articles?)?|op-?eds?|editorials?|columns|commentar(?:y|ies)|comment pieces|"
    r"kommentare?n?|leitartikeln?|meinungsbeitr[äa]gen?|колонк\w+|мнени\w+|редакционн\w+ стать\w+|[eé]ditoria(?:l|ux)|"
    r"tribunes|editoriales|columnas|opini[oó]n",
    PartKind.INTERVIEW: r"interviews?|интервью|entretiens?|entrevistas?",
    PartKind.REPORT: r"(?:news |straight )?report(?:s|ing)|news stories|nachrichten|berichten?|новост\w+|репортаж\w*|reportages?|"
    r"noticias|reportajes?",
}
_KIND = {kind: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for kind, words in _KINDS.items()}


def sorts(text: str, shelf: Shelf) -> list[Mention]:
    """Every sort of sources that is named in the text, in order."""
    found: list[Mention] = []
    for one in (*_languages(text), *_presses(text, shelf), *_kinds(text)):
        if not any(one.span.overlaps(known.span) for known in found):
            found.append(one)
    return sorted(found, key=lambda one: one.span)


def is_unsorted(what: str) -> bool:
    """Whether these words name a sort of press that no profile of an outlet tells: neither a country's nor a state's."""
    known = _PRINTED.search(what) or _STATE.search(what)
    return known is None and _PRESS_WORD.search(what) is not None


def _languages(text: str) -> Iterator[Mention]:
    for m in _TONGUE.finditer(text):
        if language := nation(m["of"] or m["how"] or m["speaking"]).language:
            yield Mention(Span(*m.span()), languages=(language,), limits=not m["speaking"])
    for m in _WRITTEN.finditer(text):
        if language := nation(m["of"] or m["after"]).language:
            yield Mention(Span(*m.span()), languages=(language,))


def _presses(text: str, shelf: Shelf) -> Iterator[Mention]:
    for m in _PRINTED.finditer(text):
        yield _press(m, shelf, partial(_is_of, nation(m["of"] or m["after"]).country))
    for m in _SORTED.finditer(text):
        if not re.fullmatch(NATION, m["sort"], re.IGNORECASE):
            yield Mention(Span(*m.span("what")), lacking=(m["what"],))
    for m in _STATE.finditer(text):
        yield _press(m, shelf, lambda profile: profile.controlled)


def _is_of(country: str, profile: Outlet) -> bool:
    return profile.country == country


def _press(m: re.Match[str], shelf: Shelf, fits: Callable[[Outlet], bool]) -> Mention:
    """The outlets of the library whose profile fits, or what the reader called them where none does."""
    profiles = {name: shelf.outlets.find(name) for name in shelf.held}
    names = tuple(sorted(name for name, profile in profiles.items() if profile and fits(profile)))
    return Mention(Span(*m.span()), names, lacking=() if names else (m[0],))


def _kinds(text: str) -> Iterator[Mention]:
    for kind, words in _KIND.items():
        for m in words.finditer(text):
            yield Mention(Span(*m.span()), kinds=(kind,), certain=False)
