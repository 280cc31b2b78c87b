"""Grounding: the names, numbers and dates of a claim stand in the cited words.

The cited words alone ground a claim. Three things are read with them, because a reader does too: the
names of the voices that speak there, the day of publication for `Wednesday` or a date without its year,
and the whole article for the first name of somebody whom the cited words call by the last. The title
grounds nothing: it often names everybody, so a swapped name would pass.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.findings import Verdict
from assistant.verification.alignment import Alignment, Change
from assistant.verification.problem import Problem
from assistant.wording.dates import Dated, dates, meant
from assistant.wording.figures import Figure, figures
from assistant.wording.names import TITLES, Name, names, opening_words, same_name, stands
from assistant.wording.tokens import FUNCTION_WORDS, Token, key, tokens, vocabulary

_FIRST_PERSON = frozenset(("i", "i'm", "i've", "i'll", "i'd"))


def ungrounded(
    claim: str,
    cited: Sequence[str],
    *,
    voices: Sequence[str] = (),
    published: Sequence[date | None] = (),
    context: Sequence[str] = (),
) -> Problem | None:
    """A name, number or date of the claim that the cited words do not have.

    `published` goes with `cited`; `context` is the cited articles' whole texts.
    """
    return (
        unnamed(claim, cited, voices=voices, context=context)
        or _undated(claim, cited, published)
        or _uncounted(claim, cited)
    )


def unnamed(
    claim: str, cited: Sequence[str], *, voices: Sequence[str] = (), context: Sequence[str] = ()
) -> Problem | None:
    """A name of the claim that the cited words do not have."""
    held = {token.key for text in (*cited, *voices) for token in tokens(text)}
    known = frozenset[str]().union(*(vocabulary(text)[0] for text in context))
    ordinary = _ordinary(claim, (*cited, *context))
    spelt = " ".join((*cited, *voices))
    for name in names(claim, plain=ordinary):
        if _is_dated(name) or not _is_missing(name, held, spelt):
            continue
        return Problem(Verdict.UNGROUNDED, f"the name “{name.text}” is not in the cited words")
    for name in names(claim, plain=ordinary):
        for word in name.keys[:-1]:
            if any(same_name(word, other) for other in held) or word in FUNCTION_WORDS:
                continue
            if word not in known and not _is_initialism(word, spelt):
                return Problem(Verdict.UNGROUNDED, f"the name “{name.text}” is not in the cited article")
    return None


def _is_missing(name: Name, held: set[str], spelt: str) -> bool:
    if stands(name, held):
        return False
    return not _is_initialism(name.last, spelt) and not _spells_out(name, held)


def _is_initialism(word: str, spelt: str) -> bool:
    """`EU` for a text that says European Union."""
    if not 2 <= len(word) <= 6:
        return False
    initials = "".join(token.key[0] for token in tokens(spelt) if token.capitalised)
    return word in initials


def _spells_out(name: Name, held: set[str]) -> bool:
    """European Union for a text that says `EU`."""
    return len(name.keys) > 1 and "".join(word[0] for word in name.keys) in held


def _ordinary(claim: str, texts: Sequence[str]) -> frozenset[str]:
    """Words that open a sentence of the claim and are no names: the article writes them small, or never in mid-sentence."""
    opening = opening_words(claim)
    if not opening:
        return frozenset()
    small = frozenset[str]().union(*(vocabulary(text)[1] for text in texts))
    return frozenset(word for word in opening if word in small or _is_word_like(word))


def _is_word_like(word: str) -> bool:
    """Endings that English gives to plain words and hardly ever to names."""
    return word.endswith(
        ("ing", "ly", "tion", "tions", "ers", "ors", "ists", "ments", "ment", "ness", "ies", "ed")
    )


def _is_dated(name: Name) -> bool:
    return bool(dates(name.text))


def _undated(claim: str, cited: Sequence[str], published: Sequence[date | None]) -> Problem | None:
    wanted = dates(claim)
    if not wanted:
        return None
    days = list(published) or [None] * len(cited)
    held = [one for text, day in zip(cited, days, strict=True) for one in meant(text, day)]
    for one in wanted:
        if not any(one.agrees(other) for other in held) and not _is_counted(one, cited):
            return Problem(
                Verdict.UNGROUNDED, f"the date “{claim[one.start : one.end]}” is not in the cited words"
            )
    return None


def _is_counted(one: Dated, cited: Sequence[str]) -> bool:
    """A four-digit count that only looks like a year: `2,000 troops` and `2000 troops`."""
    return (
        one.month is None
        and one.year is not None
        and any(figure.value == one.year for text in cited for figure in figures(text))
    )


def _uncounted(claim: str, cited: Sequence[str]) -> Problem | None:
    days = dates(claim)
    held = [figure for text in cited for figure in figures(text)]
    spelt = {token.key for text in cited for token in tokens(text)}
    for figure in figures(claim):
        if any(day.start <= figure.start < day.end for day in days):
            continue
        if any(figure.agrees(other) for other in held) or key(claim[figure.start : figure.end]) in spelt:
            continue
        return Problem(
            Verdict.UNGROUNDED,
            f"the number “{claim[figure.start : figure.end].strip()}” is not in the cited words",
        )
    return None


def swapped(alignment: Alignment, *, speakers: Sequence[str] = ()) -> Problem | None:
    """In a near-copy, a name, number or date that stands where the source has another one.

    This finds what `ungrounded` cannot: two names of the same sentence that changed places. Where the source
    says `I`, one of the `speakers` may be named, and nobody else.
    """
    if not alignment.is_near_copy:
        return None
    spoken = {token.key for speaker in speakers for token in tokens(speaker)}
    for change in alignment.changes:
        if problem := _swap(change, spoken):
            return problem
    return None


def _swap(change: Change, spoken: set[str]) -> Problem | None:
    ours = [word for word in change.claim if _is_named(word)]
    theirs = [word for word in change.source if _is_named(word)]
    first = next((word for word in change.source if word.key in _FIRST_PERSON), None)
    if (
        first
        and ours
        and not theirs
        and not any(same_name(one.key, other) for one in ours for other in spoken)
    ):
        return Problem(Verdict.UNGROUNDED, f"“{ours[0].text}” stands where the speaker says “{first.text}”")
    if ours and theirs and not any(same_name(one.key, other.key) for one in ours for other in theirs):
        return Problem(Verdict.UNGROUNDED, f"“{ours[0].text}” stands where the source has “{theirs[0].text}”")
    counted, meant_there = _counts(change.claim), _counts(change.source)
    if (
        counted
        and meant_there
        and not any(one.value == other.value for one in counted for other in meant_there)
    ):
        return Problem(Verdict.UNGROUNDED, "a number differs from the one at the same place of the source")
    return None


def _is_named(word: Token) -> bool:
    return (
        word.capitalised
        and word.key not in FUNCTION_WORDS
        and word.key not in TITLES
        and word.key not in _FIRST_PERSON
        and not word.text.isdigit()
    )


def _counts(words: Sequence[Token]) -> tuple[Figure, ...]:
    return figures(" ".join(word.text for word in words))
