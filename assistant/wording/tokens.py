"""Words with their places, compared without case and in any script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.wording.forms import BASE

# One ideograph or kana is one word, since these scripts put no space between words.
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f"
_WORD = re.compile(
    rf"[{_UNSPACED}]|(?<!\w)(?:[A-Z]\.){{2,}}|(?:(?![{_UNSPACED}_])[\w\u0300-\u036f])+(?:['’ʼ](?:(?![{_UNSPACED}_])\w)+)*"
)
_SENTENCE = 1_000  # characters; the words of longer texts are not kept, whole articles would fill the memory
UNSPACED = re.compile(f"[{_UNSPACED}]")


@lru_cache(maxsize=32_768)
def key(word: str) -> str:
    """The form under which two spellings of one word meet: no case, no marks, no possessive."""
    plain = unicodedata.normalize("NFKD", word.casefold().replace("’", "'").replace("ʼ", "'"))
    plain = "".join(c for c in plain if c != "." and not unicodedata.combining(c))
    return plain.removesuffix("'s")


def keys_of(words: str) -> frozenset[str]:
    """The keys of the words of a line, for word lists."""
    return frozenset(key(word) for word in words.split())


# Words that carry no content of their own, in the languages that the sources mostly use.
FUNCTION_WORDS = keys_of(
    """a an the this that these those and or but nor so yet if then than as at by for from in into of off on onto out over
    to up upon with within about after against along among around before behind below beneath beside between beyond
    during inside like near outside per since through throughout till toward towards under until via while where when
    whether which who whom whose what why how i you he she it we they me him her us them my your his its our their mine
    yours hers ours theirs myself yourself himself herself itself ourselves themselves be am is are was were been being
    have has had having do does did doing will would shall should can could may might must there here also just very
    too more most much many some any all both each every either neither such own same other another one only even still
    now ever again already because though although however therefore thus hence s t re ve ll d m
    der die das den dem des ein eine einer eines einem einen und oder aber ist sind war waren im in am an auf aus bei mit
    nach von vor zu zum zur für über unter als wie dass sich es er sie wir ihr ihre sein seine hat haben wird werden
    le la les un une des du de et ou mais est sont était en au aux par pour sur dans avec que qui ce cette ces il elle
    ils elles se sa son ses leur leurs a ont été l d qu n s c j
    el los las unos unas y o pero es son era del al por para con sin su sus lo se ha han como más
    и в во на с со к ко по за из у о об от до для что это как а но или же бы ли он она они мы вы его ее её их
    та що це як але або він вона вони ми ви його її їх у з до від"""
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word: where it stands, as written, and as compared."""

    start: int
    end: int
    text: str
    key: str

    @property
    def capitalised(self) -> bool:
        return self.text[:1].isupper()


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text, in order."""
    return _remembered(text) if len(text) <= _SENTENCE else _tokens(text)


@lru_cache(maxsize=2_048)
def _remembered(text: str) -> tuple[Token, ...]:
    return _tokens(text)


def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(Token(m.start(), m.end(), m[0], key(m[0])) for m in _WORD.finditer(text))


@lru_cache(maxsize=128)
def keys(text: str) -> tuple[str, ...]:
    """The keys of a text's words, in order; kept for whole articles that are read again and again."""
    return tuple(word.key for word in _tokens(text))


@lru_cache(maxsize=128)
def vocabulary(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Keys of all words of a text, and of those that it writes without a capital."""
    words = _tokens(text)
    return frozenset(word.key for word in words), frozenset(
        word.key for word in words if not word.capitalised
    )


@lru_cache(maxsize=32_768)
def stem(word: str) -> str:
    """A light stem of a key: regular English endings off, so that `denied` meets `denies`, and `broke` meets `breaks`.

    The S-stemmer of Harman (1991) with -ed and -ing; never below three letters.
    """
    word = BASE.get(word, word)
    if len(word) <= 4 or not word.isascii():
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + instead
            break
    return word.removesuffix("e") if len(word) > 4 else word


_ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("sses", "ss"),
    ("ing", ""),
    ("ed", ""),
    ("ss", "ss"),
    ("us", "us"),
    ("s", ""),
)


def content(text: str) -> tuple[str, ...]:
    """Stems of the words that carry content, in order, repeats kept."""
    return tuple(stem(t.key) for t in tokens(text) if t.key not in FUNCTION_WORDS)


def coverage(claim: str, cited: Sequence[str], *, best: int = 5) -> float:
    """Share of the claim's content words found in the `best` cited sentences that hold most of them (0 to 1)."""
    wanted = set(content(claim))
    if not wanted:
        return 0.0
    held = sorted((wanted.intersection(content(words)) for words in cited), key=len, reverse=True)
    return len(set().union(*held[:best])) / len(wanted) if held else 0.0
