"""How much one sentence speaks against another: the same subject, the other way round."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from assistant.analysis.valence import valence
from assistant.wording.polarity import DENIALS, is_negation
from assistant.wording.tokens import FUNCTION_WORDS, Token, content, keys_of, stem, tokens

Opposition = Callable[[str, Sequence[str]], Sequence[float]]
"""How much each sentence refutes a claim: (claim, sentences) -> higher refutes more, 0 to 1; below 0 it opposes nothing."""

_PAIRS = """
win lose; win defeat; victory defeat; victory loss; success failure; succeed fail; strong weak; strength weakness; safe dangerous;
safe unsafe; safety danger; peace war; legal illegal; lawful unlawful; legitimate illegitimate; guilty innocent; right wrong;
true false; truth lie; fact myth; support oppose; supporter opponent; accept reject; approve reject; approve condemn; agree disagree;
agree refuse; allow ban; allow block; permit forbid; open close; start stop; start end; begin end; continue end; continue stop;
rise fall; increase decrease; increase reduce; raise cut; raise lower; more less; more fewer; high low; higher lower; grow shrink;
gain lose; benefit harm; help hurt; help harm; protect threaten; defend attack; praise criticize; praise condemn; welcome
condemn; confirm deny; admit deny; early late; necessary unnecessary; fair unfair; just unjust; constitutional
unconstitutional; responsible irresponsible; honest dishonest; friend enemy; ally enemy; hope fear; optimistic pessimistic;
good bad; better worse; best worst; cheap expensive; effective ineffective; popular unpopular; possible impossible; likely
unlikely; public private; nationalise privatise; state private; leave stay; leave remain; join quit; keep abandon; stable
unstable; order chaos; natural man-made; accident negligence; accident crime; everything nothing; always never; all none;
united divided; unity division; include exclude; visible hidden; publish conceal; clean poisoned; recover decline
"""
_CONTRASTS = keys_of(
    """but however yet although though despite instead rather contrary nevertheless nonetheless whereas unlike myth wrong false
    mistaken not never no nobody nothing disagree disagrees dispute disputes disputed deny denies denied reject rejects
    rejected dismissed refute refuted contradict contradicts contradicted aber doch jedoch trotzdem mais pourtant cependant
    pero но однако"""
)


def _antonyms() -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for pair in _PAIRS.replace("\n", " ").split(";"):
        one, other = (stem(word) for word in pair.split())
        table[one] = table.get(one, frozenset()) | {other}
        table[other] = table.get(other, frozenset()) | {one}
    return table


_ANTONYMS = _antonyms()
_REACH = 4  # words after a negation that it denies
_SUBJECT = 0.12  # cosine of stems under which two sentences do not speak of the same


@dataclass(frozen=True, slots=True)
class _Wording:
    """What the wording of one sentence says for or against, read once."""

    stems: frozenset[str]
    antonyms: frozenset[str]
    denied: frozenset[str]
    leaning: float
    contrasts: bool


@lru_cache(maxsize=4_096)
def _wording(text: str) -> _Wording:
    words = tokens(text)
    stems = frozenset(content(text))
    return _Wording(
        stems,
        frozenset().union(*(_ANTONYMS[word] for word in stems if word in _ANTONYMS)) - stems,
        _denied(words),
        valence(text),
        any(word.key in _CONTRASTS for word in words),
    )


def topic(one: str, other: str) -> float:
    """How much two sentences speak of the same: cosine of their content stems, 0 to 1."""
    mine, theirs = _wording(one).stems, _wording(other).stems
    shared = len(mine & theirs)
    return shared / sqrt(len(mine) * len(theirs)) if shared else 0.0


def contradiction(one: str, other: str) -> float:
    """How much the wording of two sentences points opposite ways, 0 to 1, whatever they speak of.

    One denies a word that the other asserts, or says its antonym; or one approves where the other disapproves. That
    one of them has a `not` somewhere says nothing.
    """
    mine, theirs = _wording(one), _wording(other)
    antonym = not mine.antonyms.isdisjoint(theirs.stems)
    denied = (mine.denied & (theirs.stems - theirs.denied)) or (theirs.denied & (mine.stems - mine.denied))
    opposite = mine.leaning * theirs.leaning < 0
    apart = abs(mine.leaning - theirs.leaning) / 2 if opposite else 0.0
    return min(1.0, 0.35 * antonym + 0.4 * bool(denied) + 0.6 * apart + 0.1 * theirs.contrasts)


def _denied(words: Sequence[Token]) -> frozenset[str]:
    """Stems of the plain words that a negation or a denial governs: the next few of its clause, and no names."""
    found: set[str] = set()
    for number, word in enumerate(words):
        if is_negation(word.key) or word.key in DENIALS:
            found.update(
                stem(one.key)
                for one in words[number + 1 : number + 1 + _REACH]
                if one.key not in FUNCTION_WORDS and not one.capitalised
            )
    return frozenset(found)


def lexical_opposition(claim: str, sentences: Sequence[str]) -> list[float]:
    """Opposition by wording alone: shared subject times contradiction. Any language; the scorer where no model is."""
    found = ((topic(claim, text), text) for text in sentences)
    return [sqrt(same) * contradiction(claim, text) if same >= _SUBJECT else 0.0 for same, text in found]


Stances = Callable[[str, Sequence[str]], Sequence[float]]
"""The probability that each text speaks against a claim, given that it takes a side: (claim, texts) -> 0 to 1 each."""


_SUPPORT = 1 / 3  # two to one that the sentence speaks for the claim

Subjects = Callable[[str, Sequence[str]], Sequence[bool]]
"""Whether each text is about what a claim is about: (claim, texts)."""


class JudgedOpposition:
    """How much each sentence opposes a claim, by wording and by a trained reader.

    What leans to support is lowered; what the reader plainly takes for support, or is about something else, opposes nothing. The
    reader alone is right too seldom (AUC .75) to name a counter-argument (decision 0017), so it is given what speaks
    against the claim on a plain ground. `reads` says whether it knows the language of a text; other texts keep the score of their wording.
    """

    def __init__(self, stances: Stances, subjects: Subjects, reads: Callable[[str], bool]) -> None:
        self._stances = stances
        self._subjects = subjects
        self._reads = reads

    def __call__(self, claim: str, sentences: Sequence[str]) -> list[float]:
        scores = lexical_opposition(claim, sentences)
        if not self._reads(claim):
            return scores
        read = [index for index, text in enumerate(sentences) if self._reads(text)]
        if not read:
            return scores
        texts = [sentences[index] for index in read]
        for index, chance, same in zip(
            read, self._stances(claim, texts), self._subjects(claim, texts), strict=True
        ):
            scores[index] = (
                scores[index] * min(1.0, 2 * float(chance)) if same and chance > _SUPPORT else -1.0
            )
        return scores
