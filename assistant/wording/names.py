"""Names in a text: capitalised words that a plain word would not be, and when two spellings name the same.

Scripts without capitals (Arabic, Hebrew, Chinese, Georgian) have no names here; quotations, figures
and support still hold them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from assistant.wording.dates import MONTHS, WEEKDAYS
from assistant.wording.numerals import CARDINALS, SCALES
from assistant.wording.polarity import NEGATIONS
from assistant.wording.referents import REFERENTS
from assistant.wording.tokens import FUNCTION_WORDS, Token, keys_of, tokens

# Titles and plain words that take a capital beside a name; they name nobody by themselves.
TITLES = keys_of(
    """mr mrs ms miss dr prof professor sir dame lord lady president vice prime minister secretary chancellor senator sen rep
    representative governor gov mayor general gen colonel col captain judge justice king queen prince princess pope bishop
    chief chairman chairwoman director spokesman spokeswoman ambassador congressman congresswoman herr frau monsieur madame
    präsident kanzler minister président ministre presidente ministro президент министр прем'єр"""
)
# Words that often open a sentence and are no names; a capital there says nothing.
_OPENERS = keys_of(
    """critics supporters opponents experts analysts officials sources leaders lawmakers voters protesters police residents
    people many some several most few others another both neither nothing nobody everyone someone yes no not never none
    according following despite during since although though while whereas because unless given instead meanwhile
    moreover furthermore however nevertheless nonetheless indeed perhaps maybe likewise still also even once now today
    yesterday tomorrow recently earlier later finally first second third last next then thus hence therefore overall
    rather otherwise besides asked speaking writing what who why how when where which whose whatever whoever there here
    let please thanks thank just only like unlike under over across amid among against about after before between beyond
    new old more less such
    """
)
_PLAIN = (
    FUNCTION_WORDS
    | NEGATIONS
    | _OPENERS
    | TITLES
    | keys_of(" ".join((*MONTHS, *WEEKDAYS, *CARDINALS, *SCALES)))
)
_ENDS = re.compile(r"[.!?:;…\n]|^\s*$")
_JOINS = frozenset((" ", "-", "\u00a0", "\n", ". ", "–", "‑"))


@dataclass(frozen=True, slots=True)
class Name:
    """One name: where it stands, its words as written, and their keys without titles."""

    start: int
    end: int
    text: str
    keys: tuple[str, ...]

    @property
    def last(self) -> str:
        return self.keys[-1]


@lru_cache(maxsize=1_024)
def names(text: str, *, plain: frozenset[str] = frozenset()) -> tuple[Name, ...]:
    """The names of a text, in order; `plain` holds keys known to be ordinary words where they open a sentence."""
    words = tokens(text)
    found: list[Name] = []
    run: list[Token] = []
    for number, word in enumerate(words):
        before = text[words[number - 1].end : word.start] if number else ""
        if run and (
            before not in _JOINS or _is_possessive(run[-1]) or (before == ". " and run[-1].key not in TITLES)
        ):
            _close(run, found, text, plain)
        if _is_cased(word):
            run.append(word)
        elif run:
            _close(run, found, text, plain)
    if run:
        _close(run, found, text, plain)
    return tuple(found)


def _is_cased(word: Token) -> bool:
    return word.text[0].isupper() or (len(word.text) > 1 and word.text[1:2].isupper())


def _close(run: list[Token], found: list[Name], text: str, plain: frozenset[str]) -> None:
    """Ends a run of capitalised words: plain words off both ends, what is left is a name."""
    kept = list(run)
    run.clear()
    while kept and _is_plain(kept[0], text, plain, alone=len(kept) == 1):
        kept.pop(0)
    while kept and kept[-1].key in _PLAIN and not _is_acronym(kept[-1]):
        kept.pop()
    if not kept:
        return
    keys = tuple(token.key for token in kept if token.key not in TITLES)
    if keys:
        end = kept[-1].end - 2 * _is_possessive(kept[-1])
        found.append(Name(kept[0].start, end, text[kept[0].start : end], keys))


def _is_possessive(word: Token) -> bool:
    return word.text.endswith(("'s", "’s"))


def _is_plain(word: Token, text: str, plain: frozenset[str], *, alone: bool) -> bool:
    if _is_acronym(word):
        return False
    if word.key in _PLAIN or word.text == "I" or word.key.split("'")[0] in FUNCTION_WORDS:
        return True
    return word.key in plain and _opens_sentence(word, text) and alone


def _is_acronym(word: Token) -> bool:
    return len(word.text) > 1 and word.text.isupper()


def _opens_sentence(word: Token, text: str) -> bool:
    before = text[: word.start].rstrip(" \u00a0\"'“”„«»‘’([")
    return not before or bool(_ENDS.match(before[-1]))


def opening_words(text: str) -> frozenset[str]:
    """Keys of the capitalised words that open a sentence, whose capital therefore says nothing."""
    return frozenset(word.key for word in tokens(text) if word.capitalised and _opens_sentence(word, text))


def stands(name: Name, among: Iterable[str]) -> bool:
    """Whether the name's last word is among these words, in any spelling of the same name."""
    held = among if isinstance(among, (set, frozenset)) else set(among)
    if name.last in held or any(same_name(name.last, other) for other in held):
        return True
    return "+".join(name.keys) in REFERENTS and bool(REFERENTS["+".join(name.keys)] & held)


@lru_cache(maxsize=65_536)
def same_name(one: str, other: str) -> bool:
    """Whether two keys spell one name: inflected, derived (`Ukraine`, `Ukrainian`), in another script, or another word for it."""
    if one == other:
        return True
    if other in REFERENTS.get(one, ()):
        return True
    if not one.isascii() or not other.isascii():
        across = one.isascii() != other.isascii()
        one, other = romanised(one), romanised(other)
        if one == other:
            return True
        shared = _shared_beginning(one, other)
        if shared >= (4 if across else 3) and max(len(one), len(other)) - shared <= 3:
            return True  # case endings: Путина, Путину, Putin
    short, long = sorted((one, other), key=len)
    if len(short) < 4:
        return long.startswith(short) and long[len(short) :] in ("s", "n", "i") and len(short) == 3
    if long.startswith(short):
        return long[len(short) :] in _SUFFIXES
    for cut in (1, 2):
        root = short[:-cut]
        if (
            len(root) >= 4
            and long.startswith(root)
            and long[len(root) :] in _SUFFIXES
            and short[-cut:] in _ENDINGS
        ):
            return True
    return False


def _shared_beginning(one: str, other: str) -> int:
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


_SUFFIXES = keys_of(
    """s n ns an ans ian ians ese ish i is er ers ic ite ites es en e a u y om em oy om ami ov ova ovu ovym oi aya skij skaya
    skoe ski sche schen scher isch ische ischen ien iens ienne ais aise ano anos ana no nos ny"""
)
_ENDINGS = keys_of("a e y o i u ia ya ij oi am ah ii iy")

_ROMAN = str.maketrans(
    {
        **dict(zip("абвгдеезийклмнопрстуфыэиієґ", "abvgdeeziiklmnoprstufyeiieg", strict=True)),
        "ж": "zh",
        "х": "kh",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "shch",
        "ю": "yu",
        "я": "ya",
        "ъ": "",
        "ь": "",
        "ї": "i",
        "ё": "e",
        "й": "i",
    }
)


@lru_cache(maxsize=8_192)
def romanised(word: str) -> str:
    """A key in Latin letters, so that `путин` and `putin` meet."""
    latin = word.translate(_ROMAN)
    for one, other in (
        ("yy", "y"),
        ("iy", "y"),
        ("ii", "y"),
        ("skyj", "sky"),
        ("skij", "sky"),
        ("skiy", "sky"),
        ("ks", "x"),
    ):
        latin = latin.replace(one, other)
    return latin
