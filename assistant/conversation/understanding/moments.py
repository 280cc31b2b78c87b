"""Days that a reader's words name, counted from the reader's own: a weekday, last week, three days ago, May."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.news import Span
from assistant.wording.dates import MONTHS, WEEKDAYS, Dated, dates
from assistant.wording.numerals import CARDINALS, UNITS
from assistant.wording.tokens import key, keys_of


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of days, both ends included. `recent` says that it is counted from today, `doubtful` that the word
    may be another ("may", "sat") where nothing before it speaks of time."""

    span: Span
    first: date
    last: date
    recent: bool = False
    doubtful: bool = False


# Case forms that stand after a preposition and that texts with dates of their own seldom need.
_CASES = (
    [
        "январе",
        "феврале",
        "марте",
        "апреле",
        "мае",
        "июне",
        "июле",
        "августе",
        "сентябре",
        "октябре",
        "ноябре",
        "декабре",
    ],
    ["понедельника", "вторника", "среды", "четверга", "пятницы", "субботы", "воскресенья"],
)
_MONTHS = MONTHS | {word: number for number, word in enumerate(_CASES[0], 1)}
_WEEKDAYS = WEEKDAYS | {word: number for number, word in enumerate(_CASES[1])}
_NAME = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted({*_MONTHS, *_WEEKDAYS}, key=len, reverse=True))})(?!\w)", re.IGNORECASE
)
_DOUBTFUL = keys_of("may mar mars march mai mayo mei jun sat sun mon wed marte")

_DAYS_AGO = {
    "today|tonight|heute|сегодня|сьогодні|aujourd[’']hui|hoy": 0,
    "yesterday|last night|gestern|вчера|вчора|hier|ayer": 1,
    "(?:the )?day before yesterday|vorgestern|позавчера|позавчора|avant-hier|anteayer": 2,
}
_LAST = r"last|past|previous|letzten?|letzter|letztes|vergangene[nrs]?|vorige[nrs]?|прошл\w+|минул\w+"
_THIS = r"this|the current|diese[rnms]?|эт\w+|ц\w+|cette|ce|cet|esta|este"
_SPANS = {
    "week": r"week|woche|недел[юеия]|тижн\w+|semaine|semana",
    "month": r"month|monats?|месяц\w*|місяц\w*|mois|mes",
    "year": r"year|jahre?s?|год\w?|ро[кц]\w*|année|an|año",
    "weekend": r"weekend|wochenende|выходны\w+|week-end|fin de semana",
}
_SPAN = "|".join(f"(?P<{name}>{words})" for name, words in _SPANS.items())
_PERIOD = re.compile(
    rf"(?<!\w)(?:(?P<last>{_LAST})|(?P<this>{_THIS}))\s+(?:{_SPAN})(?!\w)"
    rf"|(?<!\w)(?:{_SPAN.replace('?P<', '?P<after_')})\s+"
    r"(?:derni[eè]re?|pass[eé]e?|pasad[oa]|[uú]ltim[oa])(?!\w)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?<!\w)(?:(?P<within>(?:the |de[nr] |les |los |las |за |)(?:last|past|letzten|vergangenen|последни[ехй]|"
    r"derni[eè]re?s|[uú]ltim[oa]s)) (?P<n1>\w+) (?P<u1>\w+)"
    r"|(?P<rolling>(?:the|den|die) (?:last|past|letzten?|vergangenen?)) (?P<u0>\w+)"
    r"|(?P<n2>\w+) (?P<u2>\w+) (?:ago|назад|тому)"
    r"|(?:vor|il y a|hace) (?P<n3>\w+) (?P<u3>\w+))(?!\w)",
    re.IGNORECASE,
)
_UNITS = {key(word): unit for word, unit in UNITS.items()}
_LENGTHS = {"day": 1, "week": 7, "month": 30, "year": 365}
_FEW = keys_of("few couple several paar einigen несколько quelques unos algunos")
_PRECEDING = re.compile(rf"(?<!\w)(?:{_LAST})\s+$", re.IGNORECASE)
_FOLLOWING = re.compile(r"\s+(?:derni[eè]re?|pass[eé]e?|pasad[oa]|[uú]ltim[oa])(?!\w)", re.IGNORECASE)


def moments(text: str, today: date) -> list[Moment]:
    """Every stretch of days that the text names, in order and without overlap."""
    found: list[Moment] = []
    for one in (*_relative(text, today), *_named(text, today), *_bare(text, today)):
        if not any(one.span.overlaps(known.span) for known in found):
            found.append(one)
    return sorted(found, key=lambda one: one.span)


def _relative(text: str, today: date) -> Iterator[Moment]:
    for m in _COUNTED.finditer(text):
        number, unit = m["n1"] or m["n2"] or m["n3"] or "1", m["u0"] or m["u1"] or m["u2"] or m["u3"]
        days = _number(number) * _LENGTHS.get(_UNITS.get(key(unit), ""), 0)
        if 0 < days < 36_500:
            first = today - timedelta(days)
            lasting = m["within"] or m["rolling"]
            yield Moment(Span(*m.span()), first, today if lasting else first, recent=True)
    for words, ago in reversed(_DAYS_AGO.items()):
        for m in re.finditer(rf"(?<![\w-])(?:{words})(?!\w)", text, re.IGNORECASE):
            day = today - timedelta(ago)
            yield Moment(Span(*m.span()), day, day, recent=True)
    for m in _PERIOD.finditer(text):
        unit = next(name for name in _SPANS if m[name] or m[f"after_{name}"])
        first, last = _period(unit, today, before=not m["this"])
        yield Moment(Span(*m.span()), first, last, recent=True)


def _period(unit: str, today: date, *, before: bool) -> tuple[date, date]:
    """The calendar's week, month or year of today, or the one before it; a weekend is the last one begun."""
    monday = today - timedelta(today.weekday())
    match unit:
        case "week":
            first = monday - timedelta(7) if before else monday
            return first, first + timedelta(6)
        case "month":
            first = (today.replace(day=1) - timedelta(1) if before else today).replace(day=1)
            return first, first.replace(day=monthrange(first.year, first.month)[1])
        case "year":
            year = today.year - before
            return date(year, 1, 1), date(year, 12, 31)
    saturday = monday + timedelta(5) if today.weekday() >= 5 and not before else monday - timedelta(2)
    return saturday, saturday + timedelta(1)


def _named(text: str, today: date) -> Iterator[Moment]:
    for one in dates(text):
        if (stretch := _days_of(one, today)) is not None:
            weekday = one.weekday is not None
            before = _PRECEDING.search(text, 0, one.start) if weekday else None
            after = _FOLLOWING.match(text, one.end) if weekday else None
            if (before or after) and stretch[0] == today:  # "last Monday" is never today
                stretch = (today - timedelta(7), today - timedelta(7))
            span = Span(before.start() if before else one.start, after.end() if after else one.end)
            yield Moment(span, *stretch, recent=weekday)


def _bare(text: str, today: date) -> Iterator[Moment]:
    """Names of months and weekdays that stand alone, in small letters too."""
    read = [Span(one.start, one.end) for one in dates(text)]
    for m in _NAME.finditer(text):
        if any(span.overlaps(Span(*m.span())) for span in read):
            continue
        word = m[0].casefold()
        month, weekday = _MONTHS.get(word), _WEEKDAYS.get(word)
        if (stretch := _days_of(Dated(*m.span(), month=month, weekday=weekday), today)) is not None:
            doubtful = key(word) in _DOUBTFUL
            yield Moment(Span(*m.span()), *stretch, recent=weekday is not None, doubtful=doubtful)


def _days_of(one: Dated, today: date) -> tuple[date, date] | None:
    """The days that a date means; without a year the last such day or month up to today. None for an impossible one."""
    try:
        if one.month is None and one.weekday is not None:
            day = today - timedelta((today.weekday() - one.weekday) % 7)
            return day, day
        if one.month is None:
            return (date(one.year, 1, 1), date(one.year, 12, 31)) if one.year else None
        year = one.year or today.year - ((one.month, one.day or 1) > (today.month, today.day))
        if one.day:
            return (day := date(year, one.month, one.day)), day
        return date(year, one.month, 1), date(year, one.month, monthrange(year, one.month)[1])
    except ValueError:
        return None


def _number(word: str) -> int:
    if word.isdigit():
        return int(word) if len(word) < 6 else 0
    return 3 if key(word) in _FEW else int(CARDINALS.get(key(word), 1 if key(word) in _ONE else 0))


_ONE = keys_of("one a an ein einen einem einer une un uno una один одну")
