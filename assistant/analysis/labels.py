"""What a reading is called: a short verbatim piece of its leading sentence that says what it holds.

A piece is a quotation, a clause between two marks of the source, or what follows `that`; it has a verb, is nobody's
frame round another's words, and a `not` never stays behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.analysis.lexicon import is_verb, telling
from assistant.wording.polarity import DENIALS, is_negation
from assistant.wording.quotations import quotations
from assistant.wording.tokens import FUNCTION_WORDS, Token, content, keys_of, tokens

LONGEST = 110  # characters
_ENOUGH = 0.4  # what a piece must say to be better than the sentence's beginning
_FEWEST, _MOST = 4, 19  # words
_DATELINE = re.compile(r"^[\w .,/’]{2,40}\([A-Z][\w .]+\)\s*[-—–]*\s*|^[A-Z][A-Z .,]{2,40}[-—–]+\s+")
_BEGINS = re.compile(
    r"[,;:—–]\s|\s[—–-]+\s|\s(?:that|because|saying|arguing|claiming|while|whereas|although|dass|weil|que|что)\s"
    r"|,?\s(?:and|but)\s(?=(?:it|they|he|she|we|the|that)\b)"
)
_ENDS = re.compile(
    r"[,;:—–]\s|\s[—–-]+\s|[.!?](?=[\s\"”’]|$)|\s(?:because|which|who|while|whereas|although|weil)\s"
    r"|,?\s(?:and|but)\s(?=(?:it|they|he|she|we|the|that)\b)"
)
_AUXILIARIES = keys_of(
    """is are was were be been has have had will would shall should can could may might must do does did isn't aren't wasn't
    weren't hasn't haven't won't wouldn't shouldn't can't couldn't don't doesn't didn't cannot it's that's there's they're
    we're i'm you're he's she's ist sind war hat haben wird werden muss soll est sont était ont doit peut es son debe"""
)
# A clause with one of these is the frame, not what is said in it.
_FRAME = keys_of(
    """said says say told tells added adds wrote writes according argued argues argue claimed claims asked announced reported
    reports indicated noted notes speaking declared insisted insists stated responded replied tweeted confirmed described
    testified explained suggested suggests acknowledged sagte erklärte dit déclaré dijo"""
)
_UNTRUE = keys_of("wrong myth lie lies lied incorrect mistaken misleading nonsense absurd falsely wrongly")
_QUOTES = "\"“”„«»‘’'"
# `the accusation that the laws are unfair just isn't true`, `the requirement that people be insured`: nobody holds what follows.
_UNHELD = keys_of(
    """accusation accusations allegation allegations claim claims idea notion suggestion argument belief rumor theory fear fears
    requirement condition rule possibility chance hope hopes risk speculation assumption myth"""
)
_STRIPPED = " \"“”„«»‘’',;:.—–-()[]!?"


def label(text: str, other: str, *, about: frozenset[str], taken: Iterable[str]) -> str:
    """The piece that says most which the other side's sentence does not, on what the issue is `about` (stems).

    Without any such piece, the sentence's beginning.
    """
    used = {one.casefold() for one in taken}
    theirs = set(content(other))
    best, found = _ENOUGH, ""
    for piece in _pieces(_DATELINE.sub("", text)):
        words = _stripped(piece)
        if not _balanced(words) or words.casefold() in used or len(words) > LONGEST:
            continue
        worth = _worth(words, theirs, about)
        if worth > best:
            best, found = worth, words
    return found or beginning(text)


def _stripped(piece: str) -> str:
    """Without the marks at its ends; a quotation that ends with the piece keeps its own."""
    bare = piece.strip(_STRIPPED)
    return (
        bare if _balanced(bare) else piece.strip(_STRIPPED.translate({ord(glyph): None for glyph in _QUOTES}))
    )


def _balanced(text: str) -> bool:
    return text.count("“") == text.count("”") and text.count('"') % 2 == 0


def _worth(words: str, theirs: set[str], about: frozenset[str]) -> float:
    """How much a piece says: its telling words that the other side lacks, more where they are on the point."""
    written = tokens(words)
    if not _FEWEST <= len(written) <= _MOST or any(word.key in _FRAME for word in written):
        return 0.0
    stems = content(words)
    own = sum(
        telling(word.key) for word in written if word.key not in FUNCTION_WORDS and word.key not in theirs
    )
    if len(set(stems) - theirs) < 2:
        return 0.0
    on_point = 1.5 if about & set(stems) else 1.0
    opens = written[0]
    leaning = 0.6 if opens.key in _PRONOUNS else 1.0
    if written[-1].key in FUNCTION_WORDS - _CLOSING or not _is_clause(written):
        return 0.0  # `a retired engineer who worked here until 2012 and`
    if opens.key in _AUXILIARIES | _OPENS_NOTHING or (not opens.capitalised and is_verb(opens.key)):
        leaning = 0.1  # `could lead to charges`: who?
    return float(own * on_point * leaning / len(written) ** 0.3)


def _is_clause(written: Sequence[Token]) -> bool:
    """Whether a verb comes before any relative word: `a doctrine, developed by the courts` states nothing."""
    for word in written[1:]:
        if word.key in _AUXILIARIES or is_verb(word.key):
            return True
        if word.key in ("who", "which", "where", "whose"):
            return False
    return False


_CLOSING = keys_of(
    "it them us him her me you so too not all more most less enough out up down off over here there now again"
)
_OPENS_NOTHING = keys_of(
    """because that while though although even alleging saying if when whether not so but and than as until since which who
    whose where of to for with or whom how why what however whatever whoever wherever yet such"""
)
_PRONOUNS = keys_of("he she it they his her its their this these those such him them in on at by from")


def _pieces(text: str) -> Iterator[str]:
    for span in quotations(text):
        if not _denied_before(text[: span.start]):
            yield span.of(text)
    ends = [*(mark.start() for mark in _ENDS.finditer(text)), len(text)]
    for start in (0, *(mark.end() for mark in _BEGINS.finditer(text))):
        if _denied_before(text[:start]):
            continue
        for end in [end for end in ends if end > start][:3]:
            piece = text[start:end].removeprefix("and ").removeprefix("but ")
            if _balanced(piece):
                yield piece


def _denied_before(text: str) -> bool:
    """Whether a denial just before governs what comes: `did not say that`, `dismissed the idea that`."""
    words = tokens(re.split(r"[.;:!?—]", text)[-1])[-7:]
    unheld = len(words) > 1 and words[-1].key == "that" and words[-2].key in _UNHELD
    return unheld or any(is_negation(word.key) or word.key in DENIALS | _UNTRUE for word in words)


def beginning(text: str) -> str:
    """The first words after a dateline, up to a length, never broken off before a negation."""
    text = _DATELINE.sub("", text)
    words = tokens(text)
    kept = next((n for n, word in enumerate(words) if word.end > LONGEST - 10), len(words))
    while kept < len(words) and any(is_negation(word.key) for word in words[kept : kept + 4]):
        kept += 1
    shown = text if kept >= len(words) else text[: words[kept - 1].end] + "…"
    return shown if _balanced(shown) else _without_open_quotation(shown)


def _without_open_quotation(shown: str) -> str:
    """The words before a quotation that is broken off, or its words without the mark where it opens the sentence."""
    before = shown[: max(shown.rfind("“"), shown.rfind('"'))].rstrip(" ,;:—–")
    return f"{before}…" if len(tokens(before)) >= _FEWEST else shown.lstrip('“"')
