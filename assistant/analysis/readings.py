"""Readings of an issue: what each side is called, its claims, and who stands where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.analysis.positions import claims_of
from assistant.analysis.weighing import Weighed, diverse
from assistant.findings import Reading, Stance
from assistant.news import VoiceKind
from assistant.wording.polarity import DENIALS, is_negation
from assistant.wording.quotations import quotations
from assistant.wording.tokens import content, tokens

MOST_CLAIMS = 3
LONGEST_LABEL = 70  # characters
_DATELINE = re.compile(r"^[\w .,/’]{2,40}\([A-Z][\w .]+\)\s*[-—–]*\s*|^[A-Z][A-Z .,]{2,40}[-—–]+\s+")
_CLAUSE = re.compile(r"[,;:—–]\s|\s[—–]\s|[.!]$|\s(?:that|because|saying|dass|weil|que|что)\s")


def reading(name: str, members: Sequence[Weighed]) -> Reading:
    """One side with its leading claim and the heaviest others; its voices are those whose claims are shown."""
    shown = diverse(members, MOST_CLAIMS)
    return Reading(
        name,
        tuple(dict.fromkeys(one.sentence.voice.name for one in shown)),
        claims_of(shown),
    )


def label(text: str, other: str, *, taken: Iterable[str]) -> str:
    """A short verbatim piece of the leading sentence that tells it from the other side's.

    The piece with most words that the other side does not have: a quotation, or a clause between two marks
    of the source or after `that`, so that a `not` never stays behind. Else the sentence's beginning.
    """
    used = {one.casefold() for one in taken}
    theirs = set(content(other))
    best, found = 0.0, ""
    for piece in _pieces(text):
        words = piece.strip(" \"“”„«»‘’',;:.—–()")
        own = [stem for stem in content(words) if stem not in theirs]
        if len(own) < 2 or len(words) > LONGEST_LABEL or words.casefold() in used:
            continue
        worth = len(own) / len(tokens(words)) ** 0.5
        if worth > best:
            best, found = worth, words
    return found or _beginning(text)


def _pieces(text: str) -> Iterator[str]:
    for span in quotations(text):
        if len(tokens(span.of(text))) >= 3 and not _denied_before(text[: span.start]):
            yield span.of(text)
    start = 0
    for mark in (*_CLAUSE.finditer(text), None):
        end = mark.start() if mark else len(text)
        piece = text[start:end].removeprefix("and ").removeprefix("but ")
        if (
            3 <= len(tokens(piece)) <= 12
            and piece.count("“") == piece.count("”")
            and not _denied_before(text[:start])
        ):
            yield piece
        start = mark.end() if mark else end


def _denied_before(text: str) -> bool:
    """Whether a denial just before governs what comes: `did not say that`, `dismissed the idea that`."""
    words = tokens(re.split(r"[.;:!?—]", text)[-1])[-7:]
    return any(is_negation(word.key) or word.key in DENIALS for word in words)


def _beginning(text: str) -> str:
    """The first words after a dateline, up to a length, never broken off before a negation."""
    text = _DATELINE.sub("", text)
    words = tokens(text)
    kept = next((n for n, word in enumerate(words) if word.end > LONGEST_LABEL - 10), len(words))
    while kept < len(words) and any(is_negation(word.key) for word in words[kept : kept + 4]):
        kept += 1
    return text if kept >= len(words) else text[: words[kept - 1].end] + "…"


def stances(readings: Sequence[Reading], outlets: Iterable[str], *, opposed: bool) -> dict[str, Stance]:
    """Where each voice of the readings, and each outlet, stands on the issue's first reading.

    For: it holds the first reading only. Against: it holds another one only, and the readings exclude each
    other. Mixed: it holds the first and another. Not stated: neither, or only a reading that leaves the first one open.
    """
    first = set(readings[0].voices)
    rest = {voice for one in readings[1:] for voice in one.voices}
    row = {}
    for voice in dict.fromkeys((*(name for one in readings for name in one.voices), *outlets)):
        if voice in first:
            row[voice] = Stance.MIXED if voice in rest else Stance.FOR
        else:
            row[voice] = Stance.AGAINST if voice in rest and opposed else Stance.NOT_STATED
    return row


def outlets_of(read: Iterable[Weighed]) -> list[str]:
    """The outlets that speak in the sentences, each once."""
    voices = (one.sentence.voice for one in read)
    return list(dict.fromkeys(voice.name for voice in voices if voice.kind is VoiceKind.OUTLET))
