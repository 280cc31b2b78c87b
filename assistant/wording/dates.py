"""Calendar dates as far as a text names them: weekday, day, month, year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from assistant.wording.tokens import keys_of

_MONTHS = (
    "january jan januar janvier enero gennaio janeiro januari января январь січня січень",
    "february feb februar février febrero febbraio fevereiro februari февраля февраль лютого",
    "march mar märz mars marzo março maart марта март березня",
    "april apr avril abril aprile апреля апрель квітня",
    "may mai mayo maggio maio mei мая май травня",
    "june jun juni juin junio giugno junho июня июнь червня",
    "july jul juli juillet julio luglio julho июля июль липня",
    "august aug août agosto augustus августа август серпня",
    "september sep sept septembre septiembre settembre setembro сентября сентябрь вересня",
    "october oct oktober octobre octubre ottobre outubro октября октябрь жовтня",
    "november nov novembre noviembre novembro ноября ноябрь листопада",
    "december dec dezember décembre diciembre dicembre dezembro декабря декабрь грудня",
)
_WEEKDAYS = (
    "monday mon montag lundi lunes lunedì понедельник понеділок",
    "tuesday tue tues dienstag mardi martes martedì вторник вівторок",
    "wednesday wed mittwoch mercredi miércoles mercoledì среда среду середа середу",
    "thursday thu thur thurs donnerstag jeudi jueves giovedì четверг четвер",
    "friday fri freitag vendredi viernes venerdì пятница пятницу п’ятниця п’ятницю",
    "saturday sat samstag samedi sábado sabato суббота субботу субота суботу",
    "sunday sun sonntag dimanche domingo domenica воскресенье неділя неділю",
)
MONTHS = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
WEEKDAYS = {word: number for number, words in enumerate(_WEEKDAYS) for word in words.split()}
# Words of other meaning where they stand alone or in lower case.
_NEEDS_CAPITAL = keys_of("may mar mars mai march sat sun mon wed dec jan jun sep oct nov feb mayo mei")
_NEEDS_DAY = keys_of("may mar mars march mai jun sat sun mon wed")

_NAME = "|".join(sorted({*MONTHS}, key=len, reverse=True))
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:1[5-9]|20)\d\d"
_DATE = re.compile(
    rf"(?<![\w])(?:(?P<iso>{_YEAR}-\d\d-\d\d)"
    rf"|(?P<dotted>{_DAY}\.(?:0?[1-9]|1[0-2])\.{_YEAR})"
    rf"|(?P<d1>{_DAY})(?:st|nd|rd|th|\.|er)?\s+(?:of\s+|de\s+)?(?P<m1>{_NAME})\b\.?(?:,?\s+(?:de\s+)?(?P<y1>{_YEAR}))?"
    rf"|(?P<m2>{_NAME})\b\.?\s+(?P<d2>{_DAY})(?:st|nd|rd|th)?(?![\d:%])(?:,?\s+(?P<y2>{_YEAR}))?"
    rf"|(?P<m3>{_NAME})\b\.?(?:,?\s+(?:of\s+|de\s+)?(?P<y3>{_YEAR}))?"
    rf"|(?P<weekday>{'|'.join(sorted({*WEEKDAYS}, key=len, reverse=True))})\b"
    rf"|(?P<year>{_YEAR})(?![\w%]|[.,]\d|\s*(?:people|troops|soldiers|percent|per cent|dollars|euros)))",
    re.IGNORECASE,
)
_START = re.compile(r"(?<!\w)[^\W_]+")  # a date begins with a number, a month or a weekday
_RELATIVE = re.compile(
    r"\b(?:yesterday|today|tonight|this (?:morning|week|month|year)|last (?:night|week|month|year)|gestern|heute|hier|"
    r"aujourd[’']hui|ayer|hoy|ieri|oggi|вчера|сегодня|вчора|сьогодні)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as far as it is named; None where the text leaves a piece out."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    def agrees(self, other: Dated) -> bool:
        """Every piece that self names is named alike by the other."""
        return all(
            mine is None or mine == theirs
            for mine, theirs in (
                (self.year, other.year),
                (self.month, other.month),
                (self.day, other.day),
                (self.weekday, other.weekday),
            )
        )

    def contradicts(self, other: Dated) -> bool:
        """Some piece that both name differs."""
        return any(
            mine is not None and theirs is not None and mine != theirs
            for mine, theirs in (
                (self.year, other.year),
                (self.month, other.month),
                (self.day, other.day),
                (self.weekday, other.weekday),
            )
        )


@lru_cache(maxsize=1_024)
def dates(text: str) -> tuple[Dated, ...]:
    """Every date that a text names, in order; a bare year counts."""
    return tuple(_dates(text))


def _dates(text: str) -> Iterator[Dated]:
    end = 0
    for start in _START.finditer(text):
        word = start[0].casefold()
        if start.start() < end or not (word[0].isdigit() or word in MONTHS or word in WEEKDAYS):
            continue
        m = _DATE.match(text, start.start())
        if m is None:
            continue
        end = m.end()
        here = (m.start(), m.end())
        if m["iso"]:
            year, month, day = (int(piece) for piece in m["iso"].split("-"))
            yield Dated(*here, year, month, day)
        elif m["dotted"]:
            day, month, year = (int(piece) for piece in m["dotted"].split("."))
            yield Dated(*here, year, month, day)
        elif m["weekday"]:
            if m["weekday"].casefold() not in _NEEDS_CAPITAL | _NEEDS_DAY:
                yield Dated(*here, weekday=WEEKDAYS[m["weekday"].casefold()])
        elif m["year"]:
            yield Dated(*here, year=int(m["year"]))
        else:
            named = m["m1"] or m["m2"] or m["m3"]
            day_of, year_of = m["d1"] or m["d2"], m["y1"] or m["y2"] or m["y3"]
            word = named.casefold()
            if word in _NEEDS_CAPITAL and not (named[0].isupper() or m["m1"]):
                continue
            if word in _NEEDS_DAY and not (day_of or year_of):
                continue
            yield Dated(
                *here,
                year=int(year_of) if year_of else None,
                month=MONTHS[word],
                day=int(day_of) if day_of else None,
            )


def meant(text: str, published: date | None) -> tuple[Dated, ...]:
    """The dates that a text names, completed from the day it was published.

    A date without a year may be of the publication's year or the one before; a weekday is the last
    one up to that day; `yesterday`, `today` and their like are the day and the one before it.
    """
    named = dates(text)
    if published is None:
        return named
    completed = list(named)
    for one in named:
        if one.month and not one.year:
            year = published.year - (one.month > published.month)
            completed.append(Dated(one.start, one.end, year, one.month, one.day))
        if one.weekday is not None:
            day = published - timedelta((published.weekday() - one.weekday) % 7)
            completed.append(Dated(one.start, one.end, day.year, day.month, day.day, one.weekday))
    for m in _RELATIVE.finditer(text):
        for day in (published, published - timedelta(1)):
            completed.append(Dated(m.start(), m.end(), day.year, day.month, day.day, day.weekday()))
    return tuple(completed)
