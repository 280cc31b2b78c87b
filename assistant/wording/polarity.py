"""Negation and modality, by cue words (after NegEx, Chapman et al. 2001): cheap, and blind to irony."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from assistant.wording.tokens import Token, keys_of, tokens

NEGATIONS = keys_of(
    """not no never none nobody nothing nowhere neither nor without cannot can't won't don't doesn't didn't isn't aren't
    wasn't weren't hasn't haven't hadn't wouldn't shouldn't couldn't mustn't mightn't needn't ain't n't
    nicht kein keine keinen keinem keiner nie niemals ohne weder
    pas jamais aucun aucune sans rien personne ni
    nunca jamás ningún ninguna tampoco nessuno mai senza não nenhum sem
    не нет ни нельзя никогда без никто ничего немає ніколи ніхто"""
)
# Words that deny by what they mean; a claim that has one agrees with a source that has a plain `not`.
DENIALS = keys_of(
    """deny denies denied denying denial reject rejects rejected rejecting refuse refuses refused refusing refusal fail fails failed
    failing failure impossible unable unlikely hardly barely scarcely rarely dismiss dismisses dismissed dismissing
    dispute disputes disputed false untrue doubt doubts doubted refute refutes refuted rebuff rebuffed
    leugnet bestritt bestreitet verweigert unmöglich nie refuse rejette niega rechaza отрицает отверг отказ отказался
    заперечує"""
)
# These deny only what follows with `to`; a dam that failed, and a failure, are events.
FAILS = keys_of("fail fails failed failing failure")
_REACH_OF_FAILURE = 8  # words: `a failure on the part of the ministry to act`, `a failure by Congress to act`
HEDGES = keys_of(
    """may might could would perhaps maybe possibly possible probably probable likely unlikely potential potentially
    apparently seem seems seemed appear appears appeared reportedly allegedly alleged supposedly suggest suggests
    suggested suggesting expected expect expects predicted predict predicts if whether hope hopes hoped fear feared fears
    considering considers propose proposed proposes threaten threatened threatens believe believes believed
    könnte könnten dürfte würde würden vielleicht möglicherweise wahrscheinlich soll sollen
    pourrait pourraient peut-être probablement semble podría podrían quizás tal probablemente potrebbe forse
    может могут возможно вероятно мог бы якобы може можуть можливо ймовірно"""
)
# Of these, what stands before a thing and doubts that thing alone.
ATTRIBUTES = keys_of("possible probable likely potential alleged expected predicted")
# Reporting in the past, after which `will` is told as `would`.
REPORTED = keys_of(
    """said told stressed argued insisted promised vowed pledged warned added announced declared claimed stated maintained
    predicted forecast asserted noted explained"""
)

# What takes a `not` that belongs to what is thought (neg-raising): `I do not think that it will`.
THOUGHTS = keys_of("think thinks thought believe believes believed suppose imagine imagines")

# What an auxiliary commits to; past forms stand with their present, as reported speech has them.
_MODALITY = {
    "can happen": "may might could can perhaps maybe possibly probably könnte könnten dürfte pourrait podría potrebbe может могут може",
    "will happen": "will shall going wird werden",
    "ought to happen": "should must ought need needs required obliged muss müssen soll sollte doit debe deve должен повинен",
    "has happened": "did has had was were",
}
_COMMITS = {key: kind for kind, words in _MODALITY.items() for key in keys_of(words)}


def modality(words: Sequence[Token]) -> frozenset[str]:
    """What these words commit to, of: can happen, will happen, ought to happen, has happened."""
    return frozenset(_COMMITS[word.key] for word in words if word.key in _COMMITS)


@lru_cache(maxsize=4_096)
def is_negation(word: str) -> bool:
    """Whether a key denies: `not`, `never`, any contraction with n't, and their like in other languages."""
    return word in NEGATIONS or word.endswith("n't")


def negations(words: Sequence[Token]) -> int:
    """How many negation cues these words hold; `not only` and `no doubt` do not deny."""
    count = 0
    for number, word in enumerate(words):
        if is_negation(word.key):
            after = words[number + 1].key if number + 1 < len(words) else ""
            count += not (word.key == "not" and after in ("only", "just", "merely")) and not (
                word.key == "no" and after in ("doubt", "matter", "1")
            )
    return count


def denials(words: Sequence[Token]) -> int:
    """How many words deny by their meaning: `denied`, `refuses`, `failed to`."""
    return sum(is_denial(words, place) for place in range(len(words)))


def is_denial(words: Sequence[Token], place: int) -> bool:
    """Whether the word at this place denies by its meaning."""
    if words[place].key not in FAILS:
        return words[place].key in DENIALS
    rest = [word.key for word in words[place + 1 : place + 1 + _REACH_OF_FAILURE]]
    return rest[:1] == ["to"] or (
        words[place].key == "failure" and rest[:1] in (["on"], ["by"]) and "to" in rest
    )


def hedges(words: Sequence[Token]) -> int:
    """How many words keep a statement from being a plain fact; `cannot possibly` is none."""
    return sum(
        word.key in HEDGES and not (word.key == "possibly" and place and is_negation(words[place - 1].key))
        for place, word in enumerate(words)
    )


def is_negative(text: str) -> bool:
    """Whether the text as a whole denies: an odd count of negations and denials."""
    words = tokens(text)
    return (negations(words) + denials(words)) % 2 == 1
