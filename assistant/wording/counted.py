"""Numbers in words: `thirty-one`, `einunddreißig`, `quatre-vingt-dix`, `treinta y uno`, `двести пять`, whole and in order.

A number is read as far as its words go on making one: a unit after a ten, anything below a hundred after a hundred,
anything below a thousand after a thousand. `Two, three` and `thirty and one` are two numbers each.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.wording.numerals import AMBIGUOUS, CARDINALS, HUNDREDS, SCALES

_ONES = frozenset(
    [
        "one",
        "ein",
        "eins",
        "eine",
        "une",
        "un",
        "uno",
        "una",
        "um",
        "een",
        "één",
        "один",
        "одна",
        "одне",
        "одну",
        "одного",
        "uno",
    ]
)
_NEXT = re.compile(r"([-–‑]| |\u00a0|\u202f)?([^\W\d_]+(?:[’'][^\W\d_]+)?)")
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_AFTER_TEN = frozenset(("et", "y", "e", "и"))
_AFTER_HUNDRED = frozenset(("and", "und", "et", "y", "e", "и"))
# Between the pieces of one written word, in German, Dutch and Italian.
_TENS_GLUED = ("vent", "trent", "quarant", "cinquant", "sessant", "settant", "ottant", "novant")
_GLUE = ("und", "en", "ën")
_LARGEST = 1_000_000  # compounds in one word go no further in the news


def counted(text: str, start: int) -> tuple[int, int] | None:
    """The whole number whose words begin at `start`, and where it ends; None where no number begins there.

    A word that also means something else (`elf`, `sept`) begins none, and neither does a lone `one` or `hundred`.
    """
    first = _WORD.match(text, start)
    if first is None:
        return None
    word = first[0].casefold()
    value = _atom(word)
    if value is None or word in AMBIGUOUS:
        return None
    number, end, words = _Sum(value, word), first.end(), 1
    while (step := _step(text, end, number)) is not None:
        end, words = step, words + 1
    if words == 1 and (word in _ONES or word in SCALES):
        return None
    return number.value, end


class _Sum:
    """A number in the making: what is below the next thousand, and what is above."""

    def __init__(self, value: int, word: str) -> None:
        self.above, self.below = (value, 0) if value >= 1_000 else (0, value)
        self.last = word

    @property
    def value(self) -> int:
        return self.above + self.below

    def takes(self, value: int, word: str) -> bool:
        """Adds the next word where it goes on with the same number."""
        below = self.below
        if value >= 1_000:
            if not below or (self.above and value >= self.above):
                return False
            self.above, self.below = self.above + below * value, 0
        elif value == 100 and word in SCALES:
            # English `two cents` is money; French `deux cents` is two hundred.
            if not 1 <= below < 10 or (word in ("cent", "cents") and self.last not in HUNDREDS):
                return False
            self.below = below * 100
        elif value == 20 and self.last == "quatre" and below % 100 == 4:
            self.below = below + 76
        elif (self.above and not below and value < 1_000) or _goes_on(below, value):
            self.below = below + value
        else:
            return False
        self.last = word
        return True


def _goes_on(below: int, value: int) -> bool:
    tens = below % 100
    if below and tens == 0:
        return value < 100
    if value < 10:
        return tens % 10 == 0 and tens >= 20
    # soixante-dix, quatre-vingt-dix
    return 10 <= value < 20 and tens in (60, 80) and below % 10 == 0


def _step(text: str, end: int, number: _Sum) -> int | None:
    """Where the number ends with its next word, which is added; None where it goes no further."""
    following = _NEXT.match(text, end)
    if following is None or following[1] is None:
        return None
    word = following[2].casefold()
    between = (
        _AFTER_HUNDRED if number.below % 100 == 0 else _AFTER_TEN if number.below >= 20 else frozenset[str]()
    )
    if word in between:
        after = _NEXT.match(text, following.end())
        if after is None or after[1] is None:
            return None
        value = _atom(after[2].casefold())
        if value is None or value >= 100 or not number.takes(value, after[2].casefold()):
            return None
        return after.end()
    value = _atom(word)
    return following.end() if value is not None and number.takes(value, word) else None


def _atom(word: str) -> int | None:
    """What one written word counts, compounds included."""
    if word in CARDINALS:
        return CARDINALS[word]
    if word in SCALES and SCALES[word] >= 100 and len(word) > 2:
        return SCALES[word]
    return 1 if word in _ONES else _compound(word)


@lru_cache(maxsize=4_096)
def _compound(word: str) -> int | None:
    """A number written as one word: `einunddreißig`, `zweihundertfünf`, `ventitré`, `eenendertig`."""
    if len(word) < 6:
        return None
    value = _split(word.replace("tré", "tre"), None)
    return value if value is not None and value < _LARGEST else None


def _split(rest: str, before: int | None) -> int | None:
    """Reads the pieces from the left: units before tens with a joint, hundreds and thousands times what stands before."""
    if not rest:
        return before
    for size in range(min(len(rest), 12), 1, -1):
        piece = rest[:size]
        value = _piece(piece, rest[size:])
        if value is None:
            continue
        joined = _joined(before, value, rest[size:])
        if joined is not None:
            return joined
    return None


def _joined(before: int | None, value: int, rest: str) -> int | None:
    if value in (100, 1_000):
        below = before % 1_000 if before else 1
        return _split(rest, (before or 0) - (below if before else 0) + max(below, 1) * value)
    if before is None or (before % 100 == 0 and value < 100) or (before % 1_000 == 0 and value < 1_000):
        glue = next((one for one in _GLUE if rest.startswith(one)), "")
        if glue and value < 10:
            for tens in range(20, 100, 10):
                for word in _TENS.get(tens, ()):
                    if rest[len(glue) :].startswith(word):
                        return _split(rest[len(glue) + len(word) :], (before or 0) + tens + value)
        return _split(rest.removeprefix("und") if value >= 10 else rest, (before or 0) + value)
    if before % 10 == 0 and before % 100 >= 20 and value < 10:
        return _split(rest, before + value)
    return None


def _piece(piece: str, rest: str) -> int | None:
    if piece in ("hundert", "honderd", "cento"):
        return 100
    if piece in ("tausend", "duizend", "mila"):
        return 1_000
    if piece in _TENS_GLUED and rest.startswith(("uno", "otto")):
        return 20 + 10 * _TENS_GLUED.index(piece)
    return 1 if piece in ("ein", "een", "uno", "un") else CARDINALS.get(piece)


_TENS: dict[int, list[str]] = {}
for _word, _value in CARDINALS.items():
    _TENS.setdefault(_value, []).append(_word)
