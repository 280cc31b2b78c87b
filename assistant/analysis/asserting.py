"""A claim cut for comparison: what it is about, what it asserts of that, and which way it judges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.analysis.attitude import judged
from assistant.wording.forms import BASE
from assistant.wording.polarity import DENIALS, FAILS, is_negation
from assistant.wording.tokens import FUNCTION_WORDS, Token, keys_of, stem, tokens

_DISPUTES = keys_of(
    """myth hoax baseless debunk debunked debunks unfounded discredited disproved disproven rebutted disagree disagrees disagreed
    contradict contradicts contradicted unproven groundless falsehood"""
)
DENIED_IN_WORDS = (DENIALS - FAILS) | _DISPUTES
_NO_DENIAL = keys_of("just only merely simply doubt doubts longer matter less")  # `not only`, `no doubt`
_VERBS = keys_of(
    """is are was were be has have had will would should must can could may might does do did isn't aren't won't doesn't don't make makes
    help helps benefit benefits harm harms hurt hurts need needs deserve cause causes lead leads commit commits violate violates
    threaten threatens work works reduce reduces increase increases create creates destroy destroys prevent prevents stop stops spread
    spreads save saves protect protects undermine undermines improve improves raise raises lower lowers"""
)
# Judgements of a thing as a whole, which approval of it contradicts; `effective` is contradicted by its opposite alone.
_WHOLE = keys_of(
    "good bad right wrong mistake disaster disastrous great terrible horrible necessary unnecessary justified success"
)
_HELPS = frozenset(
    map(
        stem,
        keys_of(
            "help benefit boost improve protect strengthen save safer safe better stronger effective works prosper thrive"
        ),
    )
)
_HARMS = frozenset(
    map(
        stem,
        keys_of(
            """harm hurt damage destroy kill jeopardize endanger undermine weaken worsen exacerbate suffer cripple devastate deaths
            dangerous worse weaker ineffective backfire"""
        ),
    )
)
_TURNS = 3  # words before a word within which a negation turns it


@dataclass(frozen=True, slots=True)
class Asserted:
    """A claim's content words and their stems: of all, of what it is about, of what it says of that, and the first of these.

    `denies` where the claim itself denies; `judgement` and `effect` are 1 (good, helps), -1 (bad, harms) or 0 where it
    says neither.
    """

    words: tuple[Token, ...]
    stems: frozenset[str]
    subject: frozenset[str]
    said: frozenset[str]
    predicate: str
    denies: bool
    judgement: int
    effect: int


@lru_cache(maxsize=256)
def asserted(claim: str) -> Asserted:
    """The claim without its reason (`because`), cut at its verb; where none is found, all of it is what it says."""
    every = tokens(claim)
    words = every[: next((n for n, word in enumerate(every) if n and word.key == "because"), len(every))]
    own = tuple(word for word in words if word.key not in FUNCTION_WORDS and not is_negation(word.key))
    stems = frozenset(stem(word.key) for word in own)
    cut = _verb(words)
    subject = frozenset(stem(word.key) for word in words[:cut]) & stems
    told = [stem(word.key) for word in words[cut:] if stem(word.key) in stems - subject]
    whole = cut and any(word.key in _WHOLE for word in own)
    return Asserted(
        own,
        stems,
        subject,
        frozenset(told),
        told[0] if told else "",
        any(denies(words, place) for place in range(len(words))),
        judged(words, cut - 1, claim) if whole else 0,
        effect(words, range(cut, len(words))) if cut else 0,
    )


def denies(words: Sequence[Token], place: int) -> bool:
    """Whether the word there denies what follows it: `not`, `denied`, `failed to`, `myth`; not so `not only`."""
    word = words[place].key
    after = words[place + 1].key if place + 1 < len(words) else ""
    if is_negation(word):
        return word != "without" and after not in _NO_DENIAL
    return word in _DISPUTES or (word in DENIALS and (word not in FAILS or after == "to"))


def effect(words: Sequence[Token], places: range) -> int:
    """Of the first word there that says what something does to others: 1 helps, -1 harms, 0 without; a negation turns it."""
    for place in places:
        word = stem(words[place].key)
        if is_effect(word):
            turned = any(denies(words, at) for at in range(max(places.start, place - _TURNS), place))
            return (1 if word in _HELPS else -1) * (-1 if turned else 1)
    return 0


def is_effect(word: str) -> bool:
    """Whether a stem says what something does to others."""
    return word in _HELPS or word in _HARMS


def _verb(words: Sequence[Token]) -> int:
    """The place of what looks like the verb of a short claim: `will`, else `used`, `broke`, `causes`; 0 without."""
    plain = [n for n, word in enumerate(words) if n and not word.capitalised]
    likely = (
        n
        for n in plain
        if words[n].key in BASE
        or words[n].key.endswith("ed")
        or (
            words[n].key.endswith("s")
            and words[n - 1].key not in FUNCTION_WORDS
            and not words[n - 1].key.endswith("s")
        )
    )
    return next((n for n in plain if words[n].key in _VERBS), next(likely, 0))
