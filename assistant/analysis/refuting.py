"""Whether a sentence speaks against a claim, and on what ground: by rule, and silent where it is unsure.

What is merely negative about the same subject is no ground (decision 0025).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import Enum
from itertools import pairwise

from assistant.analysis.asserting import DENIED_IN_WORDS, Asserted, asserted, denies, effect, is_effect
from assistant.analysis.attitude import attitude
from assistant.analysis.evidence import Sentence
from assistant.wording.opposites import opposite
from assistant.wording.polarity import THOUGHTS, is_negation
from assistant.wording.tokens import Token, keys_of, stem, tokens

_TOLD = keys_of(
    "evidence proof claims claim allegations accusations suggestion suggestions notion idea basis sign"
)
# What is not known or not told is not denied: `we don't know who used them`, `did not comment`.
_SILENT = keys_of(
    """know knows known say said saying tell tells told mean means comment respond answer want about sure clear mention feel feels
    seem seems"""
)
_INTO = keys_of("in of with by from at for on about after before")  # a plain `not` denies nothing behind one
_CONTRASTED = keys_of("the a an its this that")  # `the change itself, not the cause of it`
_MEANS = keys_of("with by against intended aimed")  # what stands behind is another's doing
_POINTING = keys_of("the this that")
_ASKED = keys_of("sure ensure ensures if whether unless asked wonder wondered question")
_REACH = 6  # words after a denial that it governs
_TOLD_REACH = 12  # where what is denied is told: `no evidence that`, `rejected claims that`
_NEAR = 8  # words before a mere `not` within which the claim's subject is named
_BEFORE_DENIAL = 8  # words before it within which it is itself denied or asked about
_EFFECT = 8  # words after a subject within which its effect is said
_APART = 4  # words between the opposite of a claim's word and the claim's other words
_COVERED = 0.5  # of the claim's words are said again where what it asserts is denied
_DOER = 0.4  # where its doer is
_TURNED = 0.65  # of the claim's other words are said again where one of them is turned
_TURNS = 3  # words before an opposite within which a negation turns it back
_BREAK = re.compile(r"[,;:.!?—–()]")


class Ground(Enum):
    """Why a sentence is taken to speak against a claim."""

    DENIES = "denies it"
    OPPOSITE = "says the opposite"
    JUDGES = "judges it the other way"
    EFFECT = "says that its effect is the other way"


def ground(claim: str, sentence: Sentence) -> Ground | None:
    """Why the sentence speaks against the claim; None where nothing plain says that it does.

    A claim that itself denies is opposed by an opposite judgement alone.
    """
    mine, text = asserted(claim), sentence.text
    words = tokens(text)
    if not mine.stems or text.rstrip("”\"' ").endswith("?"):
        return None
    if mine.judgement and _view(sentence, mine.subject, words) == -mine.judgement:
        return Ground.JUDGES
    if mine.denies:
        return None
    if _denied(mine, words, text):
        return Ground.DENIES
    if _turned(mine, words, text):
        return Ground.OPPOSITE
    return Ground.EFFECT if mine.effect and _effect(mine, words, text) == -mine.effect else None


def _view(sentence: Sentence, subject: frozenset[str], words: Sequence[Token]) -> int:
    """How the sentence judges the claim's subject, also where it names it in fewer words: `the treaty` of `the river treaty`."""
    if whole := attitude(sentence, subject):
        return whole
    if not _is_named(subject, _stems(words)):
        return 0
    short = {stem(word.key) for before, word in pairwise(words) if before.key in _POINTING} & subject
    views = {view for one in short if (view := attitude(sentence, frozenset({one})))}
    return views.pop() if len(views) == 1 else 0


def _denied(claim: Asserted, words: Sequence[Token], text: str) -> bool:
    """Whether a denial governs what the claim asserts, or its doer, in a sentence that says most of the claim's words."""
    shared = len(claim.stems & _stems(words)) / len(claim.stems)
    if shared < _DOER or shared * len(claim.stems) < 2:
        return False
    for place in range(len(words) - 1):
        near = words[place + 1 : place + 3]
        if not denies(words, place) or _is_doubted(words, place) or any(word.key in _SILENT for word in near):
            continue
        if near[0].key in _CONTRASTED and is_negation(words[place].key):
            if near[0].key == "the" and _sets_apart(words, place, text) and claim.subject & _stems(near):
                return True  # `clogged drains, and not the rain, brought it down`
            continue
        told = any(word.key in _TOLD for word in near)
        governed = _after(words, place, _TOLD_REACH if told else _REACH, text)
        if any(
            one.capitalised and stem(one.key) not in claim.stems
            for one in words[place + 1 : place + _TURNS + 1]
        ):
            continue  # somebody else: `no evidence that Brook lied`
        if shared < _COVERED or len(claim.said & governed) < _COVERED * len(claim.said):
            continue
        thought = any(word.key in THOUGHTS for word in near)
        plain = not (told or thought or words[place].key in DENIED_IN_WORDS)
        # What a mere `not` denies stands close to it; of more than that the sentence is read.
        around = words[max(0, place - _NEAR) : place + _REACH] if plain else words
        much = not (plain or told or thought) and len(claim.said & governed) >= _TURNED * len(claim.said)
        if much or (
            _is_named(claim.subject, _stems(around))
            and (
                thought
                or claim.predicate in (_after(words, place, _REACH, text, until=_INTO) if plain else governed)
            )
        ):
            return True
    return False


def _sets_apart(words: Sequence[Token], place: int, text: str) -> bool:
    """Whether a `not` sets one thing apart from another: `, not the rain`, `and not the rain`."""
    return place > 0 and (words[place - 1].key in ("and", "but") or _breaks(words, place, text))


def _turned(claim: Asserted, words: Sequence[Token], text: str) -> bool:
    """Whether the opposite of a word that the claim asserts stands among the claim's other words, turned back by no negation."""
    heard = _stems(words)
    for one in claim.words:
        mine = stem(one.key)
        others = claim.stems - {mine}
        if mine in heard or mine not in claim.said or len(others & heard) < max(1, _TURNED * len(others)):
            continue
        for place, word in enumerate(words):
            if not opposite(one.key, word.key) or _is_doubted(words, place, denial=False):
                continue
            around = _after(words, place, _APART, text) | _before(words, place, _APART, text)
            rest = claim.said - {mine}
            if (
                (not rest or rest & around)
                and len(others & around) >= min(2, len(others))
                and not any(denies(words, at) for at in range(max(0, place - _TURNS), place))
            ):
                return True
    return False


def _effect(claim: Asserted, words: Sequence[Token], text: str) -> int:
    """What the claim's subject does by the words that follow it in its clause: 1 helps, -1 harms, 0 where nothing plain says."""
    for last, word in enumerate(words):
        if stem(word.key) not in claim.subject or _is_doubted(words, last, denial=False):
            continue
        if not _is_named(claim.subject, _stems(words[max(0, last - 3) : last + 4])):
            continue
        end = last + 1
        while end < min(len(words), last + 1 + _EFFECT) and not (
            _breaks(words, end, text) or words[end].key in _MEANS
        ):
            end += 1
        if (found := effect(words, range(last + 1, end))) and _on_the_same(claim, words[last + 1 :]):
            return found
    return 0


def _on_the_same(claim: Asserted, words: Sequence[Token]) -> bool:
    """Whether what follows names whom or what the claim says the effect is on: harm to others is another effect."""
    on = {one for one in claim.said if not is_effect(one)} - {claim.predicate}
    return not on.isdisjoint(_stems(words))


def _is_named(subject: frozenset[str], heard: frozenset[str]) -> bool:
    """Whether at least half of the words of a claim's subject are heard."""
    return len(subject & heard) * 2 >= len(subject)


def _is_doubted(words: Sequence[Token], place: int, *, denial: bool = True) -> bool:
    """Whether what stands there is asked about or only supposed, or, as a denial, denied again."""
    before = words[max(0, place - _BEFORE_DENIAL) : place]
    return any(word.key in _ASKED or (denial and is_negation(word.key)) for word in before)


def _after(
    words: Sequence[Token], place: int, reach: int, text: str, *, until: frozenset[str] = frozenset()
) -> frozenset[str]:
    """The stems that follow a word in its clause, before any of the words of `until`."""
    end = place + 1
    while end < min(len(words), place + 1 + reach) and not (
        _breaks(words, end, text) or words[end].key in until
    ):
        end += 1
    return _stems(words[place + 1 : end])


def _before(words: Sequence[Token], place: int, reach: int, text: str) -> frozenset[str]:
    """The stems that stand before a word in its clause."""
    first = place
    while first > max(0, place - reach) and not _breaks(words, first, text):
        first -= 1
    return _stems(words[first:place])


def _breaks(words: Sequence[Token], place: int, text: str) -> bool:
    """Whether a clause ends just before the word there."""
    return bool(_BREAK.search(text, words[place - 1].end, words[place].start))


def _stems(words: Iterable[Token]) -> frozenset[str]:
    return frozenset(stem(word.key) for word in words)
