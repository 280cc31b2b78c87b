"""Who is named in an article: full names, and the last names that stand for them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.attribution.abbreviations import OPENERS, words
from assistant.attribution.cues import AUXILIARIES
from assistant.attribution.namewords import (
    HONORIFICS,
    INSTITUTION_WORDS,
    PLACES_THAT_SPEAK,
    PREPOSITIONS,
    ROLES,
    TITLES,
)
from assistant.attribution.remembered import Remembered
from assistant.news import Span, Voice, VoiceKind

_UPPER = "A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁЄІЇҐ"
_PART = rf"[{_UPPER}][\w’'-]*"
_NAME = re.compile(  # begins with one capital, so that the scan leaps from capital to capital
    rf"[{_UPPER}](?<!\w.)"
    rf"(?:(?:(?<=M)(?:r|rs|s)|(?<=D)r|(?<=S)(?:en|gt)|(?<=R)e[pv]|(?<=G)(?:ov|en)|(?<=C)(?:ol|apt)|(?<=L)t|(?<=P)rof)"
    rf"\.\s?[{_UPPER}])?[\w’'-]*"
    rf"(?:[ \u00a0](?:(?:de|von|van|der|den|bin|al|el|da|di|du|la|le|dos)[ \u00a0])?(?:[{_UPPER}]\.|{_PART})){{0,4}}"
)
NOT_NAMES = (
    OPENERS | PREPOSITIONS | frozenset(
        ["nothing", "somebody", "someone", "anybody", "nobody", "everybody", "everyone", "let", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december", "president-elect", "americans", "russians", "ukrainians", "europeans", "republicans", "democrats", "republican", "democrat", "democratic", "white", "black", "thursday’s", "god", "read", "more", "home", "world", "breaking", "update", "number"]
    )
)  # fmt: skip
_NO_LAST_NAMES = NOT_NAMES | INSTITUTION_WORDS | PLACES_THAT_SPEAK | TITLES
_NO_PERSONS = INSTITUTION_WORDS | PLACES_THAT_SPEAK | NOT_NAMES
_POSSESSIVE = re.compile(r"['’]s?$")
_PARTY = re.compile(r"\(?[RDI](?:[-–][A-Z][\w.]*)?\)?,?$")
"""What stands behind a lawmaker's name: "Dean Heller R-Nev"."""
_SHORTENED = re.compile(r"['’](?:ve|re|ll|d|m|t)$", re.IGNORECASE)
_NEVER_FIRST = (
    NOT_NAMES
    | AUXILIARIES
    | words(
        """
    whatever whether whichever whoever wherever whenever yet unless once will would should could may might can must shall
    did does do was were is are has have had photo photos image images video watch exclusive opinion related
    august october december sept oct nov dec feb aug staff labor labour trade treasury energy transportation health
    housing agriculture commerce likely recent half show hide maybe perhaps expect
    """
    )
)
"""Words with a capital, at the beginning of a sentence or behind an office, that open no name."""
_PARTICIPLE = 4
_GIVEN = words(
    "morning sterling irving manning fleming browning harding king ewing ming jing qing ning ying ping ding"
)
_RUN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Named:
    """One place where a person is named."""

    span: Span
    voice: Voice
    full: bool


class People:
    """The persons that a text names, in order."""

    def __init__(self, text: str, outlets: Sequence[Span]) -> None:
        """`outlets` are where outlets are named: no person is found inside those."""
        self._text = text
        self._taken = [span.start for span in outlets]
        self._taken_ends = [span.end for span in outlets]
        self._full: dict[str, list[tuple[int, str]]] = {}
        singles: list[tuple[int, int, str]] = []
        self.named: list[Named] = []
        for match in _NAME.finditer(text):
            run = match[0]
            if " " not in run and "." not in run and "\u00a0" not in run:
                if name := _LAST_NAMES[run]:
                    singles.append((*match.span(), name))
                continue
            begin = match.start()
            for first, last, name in _PERSONS[run]:
                if self._is_outlet(begin + first, begin + last):
                    continue
                if " " in name:
                    span = Span(begin + first, begin + last)
                    self._full.setdefault(name.rsplit(" ", 1)[1].casefold(), []).append((span.start, name))
                    whole = self.whole(name, span.start)
                    self.named.append(Named(span, Voice(whole, VoiceKind.PERSON), True))
                else:
                    singles.append((begin + first, begin + last, name))
        for start, end, name in singles:
            if name.casefold() in self._full and not self._is_outlet(start, end):
                full = self.full_name(name, start) or name
                self.named.append(Named(Span(start, end), Voice(full, VoiceKind.PERSON), False))
        self.named.sort(key=lambda one: one.span.start)
        self._starts = [one.span.start for one in self.named]

    def _is_outlet(self, start: int, end: int) -> bool:
        at = bisect_right(self._taken, end - 1) - 1
        return at >= 0 and self._taken_ends[at] > start

    def full_name(self, last: str, before: int) -> str | None:
        """The full name for which a last name stands at an offset: the nearest before it, else the first after."""
        known = self._full.get(last.casefold())
        if not known:
            return None
        at = bisect_right(known, (before, "\U0010ffff")) - 1
        return self.whole(known[max(at, 0)][1], before)

    def whole(self, name: str, at: int) -> str:
        """The one form for all forms of a name: "Trump" and "Donald J. Trump" are the first full form of it."""
        first, _, last = name.partition(" ")[0], *name.rpartition(" ")[1:]
        known = self._full.get(last.casefold(), ())
        if " " not in name:
            return self.full_name(name, at) or name
        return next((one for _, one in known if one.partition(" ")[0] == first), name)

    def often(self, span: Span) -> bool:
        """Whether the person who is named there is named inside sentences too."""
        return any(one.voice in self._running for one in self.between(span.start, span.end))

    @cached_property
    def _running(self) -> set[Voice]:
        return {one.voice for one in self.named if self._in_running_text(one.span)}

    def _in_running_text(self, span: Span) -> bool:
        before = self._text[max(0, span.start - 2) : span.start]
        return len(before) == 2 and (before[0].islower() or before[0] == ",") and before[1].isspace()

    def between(self, start: int, end: int) -> list[Named]:
        """The persons named from `start` to before `end`."""
        return self.named[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def _last_name(word: str) -> str:
    """The word without its possessive where it may be a last name, else nothing."""
    name = _POSSESSIVE.sub("", word)
    return name if len(name) > 2 and not name.isupper() and name.casefold() not in _NO_LAST_NAMES else ""


def person_name(name: str) -> str:
    """A person's name without titles, possessive and stray punctuation; empty when nothing is left."""
    parts = [
        _POSSESSIVE.sub("", part).strip('.,;:()[]"“”') if "." not in part[1:2] else part
        for part in name.split()
    ]
    while parts and (parts[0].casefold() in TITLES or parts[0].casefold().rstrip(".") in HONORIFICS):
        parts = parts[1:]
    titled = [at for at, part in enumerate(parts[:-1]) if part.casefold() in TITLES | ROLES]
    parts = [part for part in (parts[titled[-1] + 1 :] if titled else parts) if part]
    while len(parts) > 1 and opens_no_name(parts[0]):
        parts = parts[1:]
    while len(parts) > 1 and _PARTY.match(parts[-1]):
        parts = parts[:-1]
    return "" if any(_SHORTENED.search(part) for part in parts) else " ".join(parts)


def opens_no_name(word: str) -> bool:
    """Whether a word with a capital before a name is none: "Yet Obama", "Attacking Clinton", "October Clinton"."""
    low = word.casefold()
    return low in _NEVER_FIRST or (low.endswith("ing") and len(low) > _PARTICIPLE and low not in _GIVEN)


def _persons(run: str, start: int = 0) -> list[tuple[int, int, str]]:
    """The persons' names inside a run of capitalised words that begins at `start`, where they begin and end."""
    if run.startswith(("Dr.", "Mr.", "Ms.")) and len(run) > 3 and run[3] != " ":
        start, run = start + 3, run[3:]
    parts = list(_RUN.finditer(run))
    first, last = 0, len(parts)
    while first < last and _DROPPED[parts[first][0]]:
        first += 1
    while last > first + 1 and _PARTY.match(parts[last - 1][0]):
        last -= 1
    titled = [at for at in range(first, last - 1) if parts[at][0].casefold() in TITLES | ROLES]
    first = titled[-1] + 1 if titled else first
    if first == last:
        return []
    possessive = next((i for i in range(first, last) if parts[i][0].endswith(("’s", "'s"))), None)
    if possessive is not None and possessive < last - 1:
        return [
            *_persons(run[parts[first].start() : parts[possessive].end()], start + parts[first].start()),
            *_persons(run[parts[possessive + 1].start() :], start + parts[possessive + 1].start()),
        ]
    chosen = parts[first:last]
    while len(chosen) > 1 and _shouted(chosen[0][0]) and not _shouted(chosen[-1][0]):
        chosen = chosen[1:]  # "MUST WATCH Lee defends" on a video
    if len(chosen) > 3 and not any("." in part[0] for part in chosen) and run[chosen[0].start() :].istitle():
        return []  # a headline: "North Korea Tension Prompts Lee"
    bare = [_BARE[part[0]] for part in chosen]
    if any(low in _NO_PERSONS for _, low in bare):
        return []
    if len(chosen) > 1 and all(part[0].isupper() and len(part[0]) > 2 for part in chosen) and len(chosen) > 3:
        return []
    name = " ".join(word for word, _ in bare)
    if len(chosen) == 1 and (name.isupper() or len(name) < 3):
        return []
    return [(start + chosen[0].start(), start + chosen[-1].end(), name)]


def _shouted(word: str) -> bool:
    return word.isupper() and len(word) > 2


def _drop(part: str) -> bool:
    low = part.casefold().rstrip(".")
    if low == "state":  # the last word of an office: "Secretary of State John Kerry"
        return True
    return low in TITLES or low in HONORIFICS or opens_no_name(low) or _POSSESSIVE.sub("", low) in NOT_NAMES


def _bare(part: str) -> tuple[str, str]:
    """A word without its possessive, as written and folded."""
    word = _POSSESSIVE.sub("", part)
    return word, word.casefold()


_LAST_NAMES = Remembered(_last_name)
_DROPPED = Remembered(_drop)
_BARE = Remembered(_bare)
_PERSONS = Remembered(_persons)
