"""What a reader's words narrow the library to, and the words that are left when that is taken out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.conversation.understanding.cues import is_bare
from assistant.conversation.understanding.kinds import sorts
from assistant.conversation.understanding.limiting import Role, limit
from assistant.conversation.understanding.outlets import Mention, Shelf
from assistant.conversation.understanding.pointing import subjects
from assistant.conversation.understanding.windows import Window, windows
from assistant.news import EVERYTHING, Filters, Span

_COORDINATED = re.compile(
    r"\s*,?\s*(?:(?:,|/|&|\+|and|or|nor|vs\.?|versus|against|with|than|und|oder|mit|и|или|і|та|або|с|et|ou|avec|y|o|e|con)\s+)?"
    r"(?:(?:the|die|der|das|den|dem|le|la|les|el|los|las|from|in)\s+|l[’'])?",
    re.IGNORECASE,
)
_PUBLISHING = re.compile(
    r"(?<!\w)(?:articles?|reports?|coverage|published|printed|written|write|wrote|artikel|berichte?|veröffentlicht|geschrieben|"
    r"статьи|статей|опубликован\w*|писали|написан\w*|articles|publi[eé]s?|[eé]crit|art[ií]culos|publicad\w+|escrit\w+)(?!\w)",
    re.IGNORECASE,
)
_COMPARING = re.compile(
    r"(?<!\w)(?:compare|vs\.?|versus|vergleich\w*|сравни\w*|compare[rz]?|compara\w*|differ\w*|(?:dis)?agree\w*|"
    r"unterscheid\w*|отлича\w+|расход\w+|diff[eè]r\w+|difier\w+)(?!\w)",
    re.IGNORECASE,
)
_LOOSE = re.compile(r"\s+([?.!,;:])|^[\s,;:.–—-]+|[\s,;:–—-]+$|([,;:])(?=\s*[?.!])")


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What one message names.

    `rest` is the message without the words of limits that it can do without; `bare` says that it asks nothing new.
    """

    rest: str
    bare: bool = False
    outlets: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    excepted: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    window: Window | None = None
    filters: Filters = EVERYTHING

    @property
    def says_something(self) -> bool:
        return self != Narrowing(self.rest, self.bare)

    def over(self, carried: Filters, shelf: Shelf) -> Filters:
        """The filters that were named before, with what is named now in their place."""
        outlets = self.outlets or (() if self.lacking else carried.outlets)
        if self.added:
            outlets = tuple(dict.fromkeys((*outlets, *self.added))) if outlets else ()
        if self.excepted:
            among = outlets or tuple(shelf.held)
            outlets = tuple(sorted(name for name in among if name not in self.excepted))
        if self.window:
            carried = replace(carried, since=self.window.since, until=self.window.until)
        return replace(
            carried,
            outlets=outlets,
            languages=self.filters.languages or carried.languages,
            kinds=self.filters.kinds or carried.kinds,
        )


def narrowing(text: str, shelf: Shelf, today: date) -> Narrowing:
    """Reads the limits out of what a reader typed."""
    times = windows(text, today)
    mentions = [
        one for one in _mentions(text, shelf) if not any(one.span.overlaps(time.span) for time in times)
    ]
    left_over = without(text, [*(one.span for one in mentions), *(one.span for one in times)])
    fragment = is_bare(left_over)
    dated = fragment or _PUBLISHING.search(text) is not None
    window = next((one for one in times if one.sure or dated), None)
    found = Narrowing("", window=window)
    taken, subject = [window.span] if window else [], list[Span]()
    for group in _groups(text, mentions):
        role, span = _role(text, group, fragment=fragment)
        if role is None:
            continue
        found = _with(found, group, role)
        (subject if role is Role.SUBJECT else taken).append(span)
    rest = without(text, taken)
    # "What does the FT say?" after a question asks that question of the FT.
    bare = is_bare(rest) or bool(subject and not subjects(without(text, [*taken, *subject])))
    return replace(found, rest=rest, bare=bare)


def without(text: str, spans: Sequence[Span]) -> str:
    """The text less these stretches, tidied."""
    for span in sorted(spans, key=lambda one: one.start, reverse=True):
        text = f"{text[: span.start]} {text[span.end :]}"
    while (tidied := _LOOSE.sub(r"\1", " ".join(text.split()))) != text:
        text = tidied
    return text


def _mentions(text: str, shelf: Shelf) -> list[Mention]:
    named = sorts(text, shelf)
    outlets = [
        one for one in shelf.mentions(text) if not any(one.span.overlaps(known.span) for known in named)
    ]
    return sorted((*named, *outlets), key=lambda one: one.span)


def _groups(text: str, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Mentions with nothing between them but "and" stand together."""
    groups: list[list[Mention]] = []
    for one in mentions:
        last = groups[-1][-1] if groups else None
        if last and _COORDINATED.fullmatch(text, last.span.end, one.span.start):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _role(text: str, group: Sequence[Mention], *, fragment: bool) -> tuple[Role | None, Span]:
    span = Span(group[0].span.start, group[-1].span.end)
    found = limit(text, span)
    if fragment:
        role = found.role if found and found.role in (Role.EXCEPT, Role.ADD) else Role.LIMIT
        return role, found.span if found else span
    if all(one.limits for one in group):
        return Role.LIMIT, span
    if len(group) > 1 and _COMPARING.search(text) and all(one.certain for one in group):
        return Role.SUBJECT, span
    if found is None or not (found.strong or all(one.certain for one in group)):
        return None, span
    return found.role, found.span


def _with(found: Narrowing, group: Sequence[Mention], role: Role) -> Narrowing:
    held = tuple(dict.fromkeys(name for one in group for name in one.held))
    lacking = tuple(dict.fromkeys(name for one in group for name in one.lacking))
    if role is Role.EXCEPT:
        return replace(found, excepted=(*found.excepted, *held))
    if role is Role.ADD:
        return replace(found, added=(*found.added, *held), lacking=(*found.lacking, *lacking))
    languages = tuple(code for one in group for code in one.languages)
    kinds = tuple(kind for one in group for kind in one.kinds)
    filters = replace(
        found.filters,
        languages=(*found.filters.languages, *languages),
        kinds=(*found.filters.kinds, *kinds),
    )
    return replace(
        found, outlets=(*found.outlets, *held), lacking=(*found.lacking, *lacking), filters=filters
    )
