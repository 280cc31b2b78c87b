"""Readings of an issue: what each side is called, its claims, and who stands where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.analysis.keyphrases import phrases
from assistant.analysis.positions import claim_of
from assistant.analysis.weighing import Weighed, diverse
from assistant.findings import Reading, Stance
from assistant.wording.quotations import quotations
from assistant.wording.tokens import tokens

MOST_CLAIMS = 3
LONGEST_LABEL = 70  # characters
_CLAUSE = re.compile(r"[,;:—–]\s|[.!]$")


def reading(name: str, members: Sequence[Weighed]) -> Reading:
    """One side with its leading claim and the heaviest others; its voices are those whose claims are shown."""
    shown = diverse(members, MOST_CLAIMS)
    return Reading(
        name,
        tuple(dict.fromkeys(one.sentence.voice.name for one in shown)),
        tuple(claim_of(one.sentence) for one in shown),
    )


def label(text: str, *, taken: Iterable[str]) -> str:
    """A short verbatim piece of the leading sentence: a quotation, a whole clause, or a key phrase.

    A clause is cut only where the source has a mark, so that a `not` never stays behind.
    """
    used = {one.casefold() for one in taken}
    for span in quotations(text):
        quoted = span.of(text).strip(" ,.;:")
        if 3 <= len(tokens(quoted)) <= 10 and len(quoted) <= LONGEST_LABEL and quoted.casefold() not in used:
            return f"“{quoted}”"
    for clause in _CLAUSE.split(text):
        words = clause.strip(" \"“”'")
        if 3 <= len(tokens(words)) <= 11 and len(words) <= LONGEST_LABEL and words.casefold() not in used:
            if words == text[: len(words)] and not quotations(words):
                return words
            break
    found = [phrase for phrase in phrases(text) if phrase.text.casefold() not in used]
    if found:
        return max(found, key=lambda phrase: (min(len(phrase.stems), 4), -len(phrase.text))).text
    return text[:LONGEST_LABEL].rsplit(" ", 1)[0] + "…"


def stances(readings: Sequence[Reading], voices: Iterable[str], *, opposed: bool) -> dict[str, Stance]:
    """Where each voice stands on the issue's first reading.

    For: it holds the first reading only. Against: it holds another one only, and the readings exclude each
    other. Mixed: it holds the first and another. Not stated: neither, or only a reading that leaves the first one open.
    """
    first = set(readings[0].voices)
    rest = {voice for one in readings[1:] for voice in one.voices}
    row = {}
    for voice in dict.fromkeys((*(name for one in readings for name in one.voices), *voices)):
        if voice in first:
            row[voice] = Stance.MIXED if voice in rest else Stance.FOR
        else:
            row[voice] = Stance.AGAINST if voice in rest and opposed else Stance.NOT_STATED
    return row
