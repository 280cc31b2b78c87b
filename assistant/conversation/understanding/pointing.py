"""Whether a message can be understood by itself, and whom its pronouns stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.conversation.understanding.cues import ASKING, LIGHT, POINTING, WHOSE
from assistant.conversation.understanding.places import is_place
from assistant.wording.names import names
from assistant.wording.tokens import FUNCTION_WORDS, Token, keys_of, stem, tokens

ENOUGH = 2  # content words with which a question can be understood by itself

_DEFINES = re.compile(
    r"[¿\s]*(?:(?:who|what)\s+(?:is|was|are|were)|(?:wer|was)\s+(?:ist|war|sind)|(?:кто|что)\s+так(?:ой|ое|ая|ие)|"
    r"qui\s+(?:est|sont|était)|qu[’']est[- ]ce que|(?:quién|qué)\s+(?:es|son|era))(?!\w)",
    re.IGNORECASE,
)
_EXPLETIVE = re.compile(
    r"\b(?:is|was) it (?:\w+ )?\w+ (?:to|that|for|if|whether)\b|\bist es \w+,? (?:dass|zu)\b|\bthere (?:is|are|was|were)\b|"
    r"\b(?:is|are|was|were) there\b|\bil y a\b|\best-il \w+ (?:de|que)\b",
    re.IGNORECASE,
)
_THAT = re.compile(
    r"\b(?:about|of|to|for|with|is|was|does|did|do|at|on|over|like|by|after|from|against|behind|say|said|says)\s+(?:that|this)"
    r"(?=\s*(?:[?.!,;]|$|\s(?:true|right|wrong|so|mean|happen|start|begin|end|cost|new|legal)\b))",
    re.IGNORECASE,
)
_DEPENDENT = keys_of(
    "that if whether because when while after before dass ob weil wenn что если когда que si quand cuando"
)
_IDLE = (FUNCTION_WORDS | LIGHT | ASKING) - {"mine"}  # more often dug than possessed in the news
_HE = re.compile(r"\b(?P<whose>his|her(?=\s+\w))\b|\b(?P<who>he|she|him|her)\b", re.IGNORECASE)


def is_complete(text: str) -> bool:
    """Whether the text says by itself what it is about: enough content, and no word that points back."""
    if points_back(text):
        return False
    if _DEFINES.match(text) and names(text):
        return True
    return len(subjects(text)) >= ENOUGH


def points_back(text: str) -> bool:
    """Whether a word stands for something that was named before, and not in the text itself."""
    cleaned = _EXPLETIVE.sub(" ", text)
    if _THAT.search(cleaned):
        return True
    own = {key for name in names(cleaned) for key in name.keys}
    words = tokens(cleaned)
    return any(
        word.key in POINTING and word.key not in own and not _is_answered(cleaned, words[:number], word)
        for number, word in enumerate(words)
    )


def _is_answered(text: str, earlier: Sequence[Token], word: Token) -> bool:
    """Whether the pronoun finds what it stands for in its own sentence: "Should the mine lose its licence?".

    Only a possessive or the subject of a dependent clause looks there; an object ("about it") points further back.
    """
    if not subjects(text[: word.start]):
        return False
    return word.key in WHOSE or bool(earlier and earlier[-1].key in _DEPENDENT)


def subjects(text: str) -> set[str]:
    """Stems of the words that say what a question is about."""
    return {stem(word.key) for word in tokens(text) if word.key not in _IDLE and len(word.key) > 1}


def named_for(said: str, before: str) -> str:
    """The message with the one person of the question before in place of "he" or "she"; as it is where there are several."""
    people = {one.text for one in names(before) if not is_place(one)}
    if len(people) != 1:
        return said
    (person,) = people
    return _HE.sub(lambda m: f"{person}’s" if m["whose"] else person, said)
