"""Whether a sentence speaks for or against the thing that a point names: by rule, and silent where it is unsure.

Two patterns are read. A verb or noun of approval or rejection that governs the point (`opposes universal background
checks`, `a supporter of gun control`), and a judgement that follows it (`gun control laws are ineffective`). A negation
before the cue turns it. In an outlet's own report the first pattern tells what somebody else wants, and says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.analysis.evidence import Sentence
from assistant.analysis.keyphrases import stretch
from assistant.news import Mode, PartKind, VoiceKind
from assistant.wording.polarity import is_negation
from assistant.wording.tokens import Token, keys_of, stem, tokens

_FOR = keys_of(
    """support supports supported supporting supporter supporters favor favors favored favoring favour favours favoured favouring
    back backs backed backing endorse endorses endorsed endorsing approve approves approved embrace embraces embraced
    welcome welcomes welcomed praise praises praised defend defends defended defending champion champions championed
    advocate advocates advocated advocating urge urges urged demand demands demanded need needs needed strengthen
    strengthens strengthening expand expands expanding protect protects protecting preserve preserves preserving uphold
    upholds upheld promote promotes promoting proponent proponents  applaud
    applauds applauded hail hails hailed enact enacting adopt adopting implement implementing tougher stricter"""
)
_AGAINST = keys_of(
    """oppose opposes opposing opposition opponent opponents reject rejects rejected rejecting rejection ban bans banning
    repeal repeals repealed repealing block blocks blocked blocking criticize criticizes criticized criticise
    criticises criticised critic critics criticism condemn condemns condemned condemning denounce denounces denounced
    blast blasts blasted slam slams slammed decry decries decried undermining scrap scraps scrapping abolish
    abolishing dismantle dismantling overturn overturning resist resists resisting veto outlaw outlaws outlawing
    eliminate eliminating anti defund defunding"""
)
_GOOD = keys_of(
    """good necessary needed essential vital important effective successful success legal lawful constitutional justified
    legitimate fair safe beneficial popular work works worked working help helps helped benefit benefits save saves saved
    improve improves improved protect protects protected stay reasonable sensible best better crucial overdue solution great historic excellent
    true real"""
)
_BAD = keys_of(
    """bad wrong mistake mistaken dangerous danger ineffective useless unnecessary unconstitutional illegal unlawful unfair
    harmful harm harms harmed hurt hurts failure fail fails failed failing disaster disastrous catastrophe catastrophic
    threat threatens racist discriminatory cruel immoral inhumane reckless irresponsible worse worst costly counterproductive
    absurd unjust fraud hoax scam myth weak flawed broken nonsense unjustified illegitimate unworkable violates
    false betrayal joke sham horrible terrible awful insane outrageous crazy stupid bogus"""
)
_BE = keys_of(
    "is are was were be been would will has have does do did could can seems remains proved proves isn't aren't"
)
_CALLED = keys_of("as a an")  # `called the deal a disaster`, `described it as unfair`
_BEFORE = 5  # words between a cue and the point that it governs
_AFTER = 6  # words after the point within which it is judged
_NEAR = 3  # words before a cue within which a negation turns it
# Where one of these stands before the cue, somebody else wants it, or it is granted and not held.
_ELSEWHERE = keys_of(
    """despite although though while if whether fear fears feared call calls effort efforts attempt attempts failure failed bid vote
    votes voted percent % polls poll promise promises promising promised accused opponents critics their"""
)
_FRAMED = 5  # words before a cue within which those count
_BREAK = re.compile(r"[,;:.!?—–]")


def attitude(sentence: Sentence, point: frozenset[str]) -> int:
    """1 where the voice is for what the point's stems name, -1 where it is against, 0 where nothing plain says."""
    text = sentence.text
    words = tokens(text)
    place = stretch(words, point)
    if place is None:
        return 0
    first, last = place
    found = _judged(words, last, text) * _denied(words, first, text)
    if _is_own_view(sentence):
        found = found or _governed(words, first, text, point)
    return found


def _is_own_view(sentence: Sentence) -> bool:
    """Whether what the sentence wants is wanted by its voice: not so where an outlet reports on others."""
    return (
        sentence.kind is PartKind.OPINION
        or sentence.voice.kind is not VoiceKind.OUTLET
        or sentence.attribution.mode is not Mode.OWN
    )


def _governed(words: Sequence[Token], first: int, text: str, point: frozenset[str]) -> int:
    """The cue nearest before the point, in the same clause."""
    for number in range(first - 1, max(-1, first - 1 - _BEFORE), -1):
        if _BREAK.search(text, words[number].end, words[number + 1].start):
            return 0
        word = words[number]
        if stem(word.key) in point:
            continue
        for sign, cues in ((1, _FOR), (-1, _AGAINST)):
            if word.key in cues:
                before = {one.key for one in words[max(0, number - _FRAMED) : number]}
                return 0 if before & _ELSEWHERE or "%" in text else sign * _turned(words, number)
    return 0


def _denied(words: Sequence[Token], first: int, text: str) -> int:
    """-1 where the whole judgement is denied before the point: `doesn't think background checks are the solution`."""
    for number in range(first - 1, max(-1, first - 1 - _BEFORE), -1):
        if _BREAK.search(text, words[number].end, words[number + 1].start):
            return 1
        if is_negation(words[number].key):
            return -1
    return 1


def _judged(words: Sequence[Token], last: int, text: str) -> int:
    """The judgement after the point: `are ineffective`, `works`, `would not be a mistake`."""
    being = False
    for number in range(last + 1, min(len(words), last + 1 + _AFTER)):
        if _BREAK.search(text, words[number - 1].end, words[number].start):
            return 0
        word = words[number].key
        for sign, cues in ((1, _GOOD), (-1, _BAD)):
            if word in cues and (being or number == last + 1):
                return sign * _turned(words, number)
        being = being or word in _BE or is_negation(word) or (number == last + 1 and word in _CALLED)
    return 0


def _turned(words: Sequence[Token], number: int) -> int:
    """-1 where a negation stands just before the cue, else 1."""
    return -1 if any(is_negation(word.key) for word in words[max(0, number - _NEAR) : number]) else 1
