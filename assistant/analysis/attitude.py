"""Whether a sentence speaks for or against the thing that a point names: by rule, and silent where it is unsure.

Three patterns are read: a judgement that follows the point (`gun control laws are ineffective`, `should be repealed`), verbs of
approval or rejection that govern it (`opposes universal background checks`, `opposes repealing the Act`: two rejections make
an approval), and an adjective that is the speaker's own (`the disastrous deal`). A negation before a cue turns it. The last two
count only where the cue's subject is the voice itself: `most Americans support it`, said by a senator, is no view of the senator's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.analysis.evidence import Sentence
from assistant.analysis.keyphrases import stretch
from assistant.news import Mode, PartKind, VoiceKind
from assistant.wording.polarity import is_negation
from assistant.wording.tokens import FUNCTION_WORDS, Token, key, keys_of, stem, tokens

_FOR = keys_of(
    """support supports supported supporting favor favors favored favoring favour favours favoured favouring back backs backed
    backing endorse endorses endorsed endorsing embrace embraces embraced welcome welcomes welcomed praise praises praised defend
    defends defended defending champion championed advocate advocated advocating urge urges urged
    strengthen strengthening expand expanding preserve preserving uphold upholding promote promotes promoting applaud
    applauds applauded hail hails hailed enact enacting adopt adopting implement implementing proposed proposes proposing
    extend extending legalize legalizing stricter tougher need needs"""
)
_AGAINST = keys_of(
    """oppose opposes opposed opposing reject rejects rejected rejecting ban banning repeal repealing repealed block blocking
    criticize criticizes criticized criticizing criticise criticises criticised condemn condemns condemned condemning
    denounce denounces denounced denouncing blast blasts blasted slam slams slammed decry decries decried scrap scrapped
    scrapping abolish abolished abolishing dismantle dismantling overturn overturned overturning resist resists resisting veto
    outlaw outlawing opposition removal abolition rejection eliminate eliminated eliminating defund defunded defunding abandon abandoning end ending ended rescind
    rescinded rescinding undo undoing halt halting attacked attacking replace replacing rid"""
)
_NEEDS = keys_of("need needs")
_BEFORE_NOUNS = keys_of("a an the this that his her their its our any more new")
_CALLS, _FIGHTS = (
    keys_of("called calls calling"),
    keys_of("railed campaigned argued arguing voted vote stance fought"),
)
_NOUNS = keys_of(
    "repeal ban end veto support need"
)  # cues that are nouns too: then somebody else may hold them
_GOOD = keys_of(
    """good necessary needed essential vital important effective constitutional justified justifiable legitimate fair safe
    beneficial works reasonable sensible crucial overdue excellent lawful true real right solution answer"""
)
_BAD = keys_of(
    """bad wrong mistake mistaken dangerous ineffective useless unnecessary unconstitutional illegal unlawful unfair harmful harm
    harms harmed hurt hurts failure fails failed failing disaster disastrous catastrophe catastrophic threat threatens racist
    discriminatory cruel immoral inhumane reckless irresponsible costly counterproductive absurd unjust fraud hoax scam myth
    flawed broken nonsense unjustified illegitimate unworkable violates undermines endangers discriminates pointless
    false betrayal joke sham horrible terrible awful insane outrageous crazy stupid bogus"""
)
# An adjective before the point that is the speaker's own word for it; `illegal` is not: `illegal immigration` is a name.
_PRAISING = keys_of("sensible commonsense reasonable landmark vital essential lifesaving")
_SCATHING = keys_of(
    """disastrous horrible terrible awful flawed misguided reckless unconstitutional cruel racist draconian unfair unjust
    immoral inhumane dangerous wasteful unnecessary useless bogus phony"""
)
_BE = keys_of("is are was were be been seems remains prove proved proves isn't aren't wasn't weren't")
_MODALS = keys_of("should must ought")
_MAY = keys_of("will would can could may might won't wouldn't")
_CALLED = keys_of("as a an")  # `called the deal a disaster`, `described it as unfair`
_CALLING = keys_of(
    "call calls called calling describe describes described denounced condemned consider considers considered regard regards"
)
_ASKING = keys_of("called urged urges asked told demanded pressed pushed")  # `urged Congress to pass`
_BETWEEN = keys_of("a an the so very too just simply clearly not never both more most also as now")
# What follows one of these is not what the cue governs: `expanding Medicaid under the Act`.
_ASIDE = keys_of("under with by at from as than through during after before over without amid via")
_NO_DENIAL = keys_of("just only merely simply")  # `not just`
_BEFORE = 5  # words between the point and the cue that governs it
_FURTHER = 7  # words before a cue in which another one governs it
_AFTER = 6  # words after the point within which it is judged
_NEAR = 3  # words before a cue within which a negation turns it
# Where one of these stands before, somebody else holds it, it is counted, or it is granted and not held.
_ELSEWHERE = keys_of(
    """despite although though while if whether fear fears feared effort efforts attempt attempts failure failed bid votes
    percent % polls poll survey majority promised accused accusation accusations allegation allegations claim claims notion
    suggestion argument denies denied opponents critics supporters proponents their less"""
)
_RELATIVE = 12  # words before `who` in which the voice must be named
_FRAMED = 7  # words before a cue within which those count
_BREAK = re.compile(r"[,;:.!?—–()]")
_GROUPS = keys_of(
    """americans republicans democrats voters lawmakers people critics opponents supporters officials conservatives liberals
    experts states companies groups progressives activists senators leaders congress party parties workers residents
    governments nations countries members many most some few others everyone majority public those you it"""
)
_SPEAKERS = {"i": "own", "we": "own", "he": "told", "she": "told", "they": "many"}


def attitude(sentence: Sentence, point: frozenset[str]) -> int:
    """1 where the voice is for what the point's stems name, -1 where it is against, 0 where nothing plain says."""
    words = tokens(sentence.text)
    place = stretch(words, point)
    if place is None or "%" in sentence.text:
        return 0
    first, last = place
    found = judged(words, last, sentence.text) * _denied(words, first, sentence.text)
    if _is_own_view(sentence):
        found = found or _governed(words, first, sentence, point) or _coloured(words, first)
    return found


def is_cue(word: str) -> bool:
    """Whether the word's key says for or against by itself, so that no point is called by it."""
    return word in _FOR | _AGAINST | _GOOD | _BAD


def _is_own_view(sentence: Sentence) -> bool:
    """Whether what the sentence wants is wanted by its voice: not so where an outlet reports on others."""
    return (
        sentence.kind is PartKind.OPINION
        or sentence.voice.kind is not VoiceKind.OUTLET
        or sentence.attribution.mode is not Mode.OWN
    )


def _governed(words: Sequence[Token], first: int, sentence: Sentence, point: frozenset[str]) -> int:
    """The product of the cues before the point in its clause, where the voice is the subject of the first of them."""
    sign, cue, reach = 1, first, _BEFORE
    for number in range(first - 1, -1, -1):
        if cue - number > reach or _BREAK.search(sentence.text, words[number].end, words[number + 1].start):
            break
        if stem(words[number].key) in point:
            continue
        if cue == first and words[number].key in _ASIDE:
            return 0
        if meant := _meant(words, number):
            if cue == number + 2 < first and words[number + 1].key in ("and", "or"):
                cue = number  # `repeal and replace` rejects once
                continue
            sign, cue, reach = sign * meant * _turned(words, number), number, _FURTHER
    if cue == first or {one.key for one in words[max(0, cue - _FRAMED) : first]} & _ELSEWHERE:
        return 0
    return sign if _is_its_own(words, cue, sentence) else 0


def _meant(words: Sequence[Token], number: int) -> int:
    """1 for a cue of approval, -1 for one of rejection, else 0."""
    word, before = words[number].key, words[number - 1].key if number else ""
    after = words[number + 1].key
    if (after == "to" and word in _NEEDS | {"back", "backs"}) or (
        after == "up" and word in ("end", "ended", "ending")
    ):
        return 0  # `need to act on` says with its verb what is needed
    if word.endswith("ed") and before in _BEFORE_NOUNS:
        return 0  # `a proposed deal`
    if word in _NOUNS and before in FUNCTION_WORDS and before not in ("to", "i", "we", "they", "and"):
        return -1 if word in _AGAINST else 0  # `the repeal of`; `the support for` is anybody's
    if (word == "for" and before in _CALLS) or word in _FOR:
        return 1
    return -1 if word in _AGAINST or (word == "against" and before in _FIGHTS) else 0


def _is_its_own(words: Sequence[Token], cue: int, sentence: Sentence) -> bool:
    """Whether the nearest word before the cue that can be its subject is the voice, or a pronoun for it."""
    voice = set(key(sentence.voice.name).split())
    author = sentence.attribution.mode is Mode.OWN
    for number in range(_asked_from(words, cue) - 1, -1, -1):
        word = words[number]
        if _BREAK.search(sentence.text, word.end, words[number + 1].start):
            break
        if word.key == "who":
            whose = words[number - 1].key if number else ""
            near = {one.key for one in words[max(0, number - _RELATIVE) : number]}
            return whose not in _GROUPS and bool(voice & near)
        if word.key in _SPEAKERS:
            return _speaks(_SPEAKERS[word.key], sentence)
        if word.key in voice:
            return True
        if word.key in _GROUPS or (word.capitalised and word.key not in FUNCTION_WORDS):
            return False
    return not author or words[cue].key in _NEEDS


def _asked_from(words: Sequence[Token], cue: int) -> int:
    """The verb by which somebody else is asked to do what the cue says (`urged Congress to pass`), or the cue."""
    if cue and words[cue - 1].key == "to":
        return next((n for n in range(cue - 2, max(-1, cue - 6), -1) if words[n].key in _ASKING), cue)
    return cue


def _speaks(pronoun: str, sentence: Sentence) -> bool:
    """Whether the pronoun can mean the voice: `we` in its own words, `she` in what is told of it."""
    if pronoun == "own":
        return sentence.attribution.mode is not Mode.INDIRECT
    if sentence.attribution.mode is not Mode.INDIRECT:
        return False
    return (sentence.voice.kind is VoiceKind.PERSON) == (pronoun == "told")


def _coloured(words: Sequence[Token], first: int) -> int:
    """The speaker's own word just before the point: `the disastrous deal`."""
    before = words[first - 1].key if first else ""
    return (before in _PRAISING) - (before in _SCATHING)


def _denied(words: Sequence[Token], first: int, text: str) -> int:
    """-1 where the whole judgement is denied before the point: `doesn't think background checks are the solution`.

    0 where it is another's: `whether`, `the claim that`.
    """
    for number in range(first - 1, max(-1, first - 1 - _FRAMED), -1):
        if _BREAK.search(text, words[number].end, words[number + 1].start):
            return 1
        if words[number].key in _ELSEWHERE:
            return 0
        if is_negation(words[number].key) and first - number <= _BEFORE:
            return -1
    return 1


def judged(words: Sequence[Token], last: int, text: str) -> int:
    """The judgement after the point: `are ineffective`, `works`, `would not be a mistake`, `should be repealed`."""
    being = wanted = False
    calling = any(word.key in _CALLING for word in words[max(0, last - _AFTER) : last])
    for number in range(last + 1, min(len(words), last + 1 + _AFTER)):
        word = words[number].key
        if _BREAK.search(text, words[number - 1].end, words[number].start):
            return 0
        good, bad = (_GOOD | _FOR, _BAD | _AGAINST) if wanted else (_GOOD, _BAD)
        if word.startswith("fail") and number + 1 < len(words) and words[number + 1].key == "to":
            return 0  # `the plan failed to mention`
        if word in good | bad and (being or number == last + 1):
            return (1 if word in good else -1) * _turned(words, number)
        if word in _BE | _MODALS | _MAY or (calling and word in _CALLED):
            being, wanted = being or word not in _MODALS, wanted or word in _MODALS
        elif not (is_negation(word) or word in _BETWEEN or word.endswith("ly")):
            return 0
    return 0


def _turned(words: Sequence[Token], number: int) -> int:
    """-1 where a negation stands just before the cue, else 1; `not just` denies nothing."""
    denied = any(
        is_negation(words[place].key) and words[place + 1].key not in _NO_DENIAL
        for place in range(max(0, number - _NEAR), number)
    )
    return -1 if denied else 1
