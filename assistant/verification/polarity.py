"""Negation and modality: what the source denies or only thinks possible is not stated as fact, nor the reverse."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.findings import Verdict
from assistant.news import Article, Span
from assistant.verification.alignment import Alignment
from assistant.verification.problem import Problem
from assistant.wording.polarity import DENIALS, denials, hedges, is_negation, negations
from assistant.wording.tokens import Token, tokens

# Below this share the claim is too free a paraphrase for cue words to be compared; support decides.
COMPARABLE = 0.5
# Words before a fragment in which a cue still governs it: `not` is near, `dismissed the idea that he is` is not.
_REACH = 4
_REACH_OF_DENIAL = 7
_BREAK = re.compile(r"[.!?;:,—…\n]")


def inverted(claim: str, alignment: Alignment) -> Problem | None:
    """A claim that denies what its source says, or drops a denial."""
    if alignment.share < COMPARABLE:
        return None
    mine = tokens(claim)
    ours, theirs = _denied(mine), _denied(alignment.window)
    if ours % 2 == theirs % 2:
        return None
    if negations(mine) % 2 == negations(alignment.window) % 2 and not alignment.is_near_copy:
        return None  # they differ by a verb of denial only, in a free paraphrase
    which = "leaves out" if theirs else "adds"
    return Problem(Verdict.UNSUPPORTED, f"the claim {which} a negation")


def overstated(claim: str, alignment: Alignment) -> Problem | None:
    """A plain statement of what the source only thinks possible, expects or hears."""
    if not alignment.is_near_copy or not hedges(alignment.window) or hedges(tokens(claim)):
        return None
    return Problem(Verdict.UNSUPPORTED, "the source says this with a reservation that the claim leaves out")


def cut_from_negation(article: Article, place: Span) -> Problem | None:
    """A verbatim fragment that leaves out the `not` just before it in its own clause."""
    before = article.text[max(0, place.start - 80) : place.start]
    breaks = [m.end() for m in _BREAK.finditer(before)]
    clause = tokens(before[breaks[-1] :] if breaks else before)
    negated = any(is_negation(word.key) for word in clause[-_REACH:])
    if negated or any(word.key in DENIALS for word in clause[-_REACH_OF_DENIAL:]):
        return Problem(Verdict.UNSUPPORTED, "the source denies these words just before they begin")
    return None


def _denied(words: Sequence[Token]) -> int:
    return negations(words) + denials(words)
