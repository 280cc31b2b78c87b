"""Russian and Ukrainian names in the case that "according to" asks for, back in the form in which they stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BODIES = {
    "кремл": "Кремль", "мид": "МИД", "генштаб": "Генштаб", "минобороны": "Минобороны", "міноборони": "Міноборони",
    "госдум": "Госдума", "дум": "Дума", "правительств": "правительство", "министерств": "министерство", "полици": "полиция",
    "прокуратур": "прокуратура", "еврокомисси": "Еврокомиссия", "центробанк": "Центробанк", "пентагон": "Пентагон",
    "роспотребнадзор": "Роспотребнадзор", "уряд": "уряд", "поліці": "поліція", "міністерств": "міністерство",
    "єврокомісі": "Єврокомісія", "нацбанк": "Нацбанк", "мзс": "МЗС", "сбу": "СБУ", "фсб": "ФСБ", "нато": "НАТО",
    "оон": "ООН", "ес": "ЕС", "єс": "ЄС", "мвд": "МВД", "мвс": "МВС", "мчс": "МЧС", "дснс": "ДСНС",
}  # fmt: skip
"""What authorities are called, by the part of the word that does not bend."""

_NAMES = {
    "Павла": "Павел", "Петра": "Пётр", "Льва": "Лев", "Игоря": "Игорь", "Никиты": "Никита", "Ильи": "Илья",
}  # fmt: skip
_UKRAINIAN_NAMES = {
    "Павла": "Павло", "Петра": "Петро", "Дмитра": "Дмитро", "Михайла": "Михайло", "Ігоря": "Ігор", "Миколи": "Микола",
    "Іллі": "Ілля", "Сергія": "Сергій", "Андрія": "Андрій", "Юрія": "Юрій", "Олексія": "Олексій", "Данила": "Данило",
}  # fmt: skip
_UKRAINIAN = re.compile(r"[іїєґ]")
_ENDING = re.compile(r"[а-яіїєґ]{0,3}$")
_MASCULINE = (
    ("ского", "ский"), ("цкого", "цкий"), ("ського", "ський"), ("цького", "цький"), ("ова", "ов"), ("ева", "ев"), ("єва", "єв"),
    ("ёва", "ёв"), ("ина", "ин"), ("іна", "ін"), ("ого", "ый"), ("его", "ий"),
)  # fmt: skip
_NOUNS = {
    "источника": "источник", "источников": "источники", "эксперта": "эксперт", "экспертов": "эксперты", "чиновника": "чиновник",
    "чиновников": "чиновники", "аналитика": "аналитик", "аналитиков": "аналитики", "представителя": "представитель",
    "джерела": "джерело", "джерел": "джерела", "експерта": "експерт", "експертів": "експерти", "посадовця": "посадовець",
    "посадовців": "посадовці", "представника": "представник", "аналітика": "аналітик", "аналітиків": "аналітики",
}  # fmt: skip


def body(word: str) -> str | None:
    """The authority that a word in any case names: "Кремле" is Кремль; None for any other word."""
    low = word.casefold()
    for stem, name in _BODIES.items():
        if low.startswith(stem) and len(low) - len(stem) <= (3 if len(stem) > 3 else 1):
            return name
    return None


def somebody(word: str) -> str | None:
    """ "источника" as "источник"; None where the word is no such noun."""
    return _NOUNS.get(word.casefold())


def person(name: str, known: Iterable[str]) -> str:
    """The name as the article gives it elsewhere, else by its endings; as it is written where these leave a doubt."""
    parts = name.split()
    for other in known:
        theirs = other.split()
        if other != name and len(theirs) == len(parts) and all(map(_bends_to, parts, theirs)):
            return other
    if len(parts) != 2:
        return name
    first, last = parts
    ukrainian = _UKRAINIAN.search(name) is not None
    given = (_UKRAINIAN_NAMES if ukrainian or first in ("Дмитра", "Михайла", "Миколи") else _NAMES).get(first)
    if given is None and first.endswith(("ы", "ги", "ки", "ии", "ії", "ни")):
        given = first[:-1] + ("я" if first.endswith(("ии", "ії")) else "а")
        return f"{given} {_woman(last)}"
    if given is None:
        given = _man(first)
    return f"{given} {_surname(last, ukrainian=ukrainian)}" if given is not None else name


def _bends_to(word: str, other: str) -> bool:
    """Whether two words differ in their ending alone."""
    return (
        word[:3] == other[:3]
        and _ENDING.sub("", word.rstrip("ьй"))[:4] == _ENDING.sub("", other.rstrip("ьй"))[:4]
        and abs(len(word) - len(other)) <= 2
    )


def _woman(last: str) -> str:
    """A woman's last name: "Ивановой" is Иванова, "Шевченко" stays."""
    if last.endswith(("ской", "цкой")):
        return last[:-2] + "ая"
    return last[:-2] + "а" if last.endswith(("ой", "ої")) else last


def _man(first: str) -> str | None:
    """A man's given name; None for one that does not bend or whose ending tells too little."""
    if first.endswith(("ея", "ия", "ая", "ія")):
        return first[:-1] + "й"
    return first[:-1] if first.endswith("а") and first[-2:-1] not in "аеиоуыэюяіїє" else None


def _surname(last: str, *, ukrainian: bool) -> str:
    for ending, plain in _MASCULINE:
        if last.endswith(ending):
            return last[: -len(ending)] + ("ий" if ukrainian and plain == "ый" else plain)
    if last.endswith(("ы", "и")):
        return last[:-1] + "а"
    return last[:-1] if last.endswith("а") and len(last) > 3 else last
