"""From when to when: the stretches of days that a reader limits a question to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.conversation.understanding.moments import Moment, moments
from assistant.news import Span

_DAY = timedelta(1)
_LEFT = re.compile(
    r"(?<!\w)(?:"
    r"(?P<range>between|zwischen|между|між|entre)"
    r"|(?P<since>since|from|as of|starting|beginning|only since|seit|ab|с|со|начиная с|з|depuis|à partir d[eu]|d[eè]s|desde|a partir de)"
    r"|(?P<after>after|nach|после|після|après|despu[eé]s del?|tras)"
    r"|(?P<before>before|prior to|earlier than|vor|перед|avant|antes del?)"
    r"|(?P<until>until|till|up to|up until|no later than|bis|до|по|jusqu[’']?(?:en|à|au)?|hasta)"
    r"|(?P<within>in|on|during|over|within|for|of|from the|im|am|in der|in den|während|в|во|на|за|en|au|pendant|durante|"
    r"au cours de)"
    r")\s+(?:the\s+|el\s+|le\s+|la\s+|dem\s+|der\s+|den\s+|l[’'])?$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?<!\w)(?:the|el|le|la|les|los|las)\s+$", re.IGNORECASE)
_TO = re.compile(
    r"\s*(?:[-–—]|(?:and|to|until|till|through|und|bis|и|і|по|до|et|au|à|y|al?|hasta)\s)\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Window:
    """A limit of time as the reader wrote it; an open end is None.

    `sure` where it is about when articles were published even in the middle of a longer question: it is counted
    from today, or says from when on. "in 2014" may be when something happened.
    """

    span: Span
    since: date | None
    until: date | None
    sure: bool


def windows(text: str, today: date) -> list[Window]:
    """The limits of time in a text, in order."""
    named = moments(text, today)
    found: list[Window] = []
    place = 0
    while place < len(named):
        one = named[place]
        place += 1
        left = _LEFT.search(text, 0, one.span.start)
        if one.doubtful and not left and one.span.start + len(text) - one.span.end > 4:
            continue
        start = left.start() if left else _start(text, one.span.start)
        if place < len(named) and _TO.fullmatch(text, one.span.end, named[place].span.start):
            other = named[place]
            if left is None or left["range"] or left["since"] or left["within"]:
                place += 1
                ends = sorted((one.first, one.last, other.first, other.last))
                found.append(Window(Span(start, other.span.end), ends[0], ends[-1], sure=True))
                continue
        found.append(_one_sided(one, left, Span(start, one.span.end), today))
    return found


def _one_sided(one: Moment, left: re.Match[str] | None, span: Span, today: date) -> Window:
    match left.lastgroup if left else "within":
        case "since":
            return Window(span, one.first, None, sure=True)
        case "after":
            return Window(span, one.last + _DAY, None, sure=True)
        case "before":
            return Window(span, None, one.first - _DAY, sure=one.recent)
        case "until":
            return Window(span, None, one.last, sure=one.recent)
    # What lasts until today has no end yet.
    return Window(span, one.first, one.last if one.last < today else None, sure=one.recent)


def _start(text: str, start: int) -> int:
    article = _ARTICLE.search(text, 0, start)
    return article.start() if article else start
