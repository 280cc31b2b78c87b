"""Key phrases of the sources, as they write them: what issues and readings are called.

Candidates are runs of content words (RAKE, Rose et al. 2010), joined over `of` and `for`; scored by how many
voices use them against how usual they are in all of the evidence.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.wording.dates import MONTHS, WEEKDAYS
from assistant.wording.names import TITLES
from assistant.wording.polarity import HEDGES, NEGATIONS
from assistant.wording.tokens import FUNCTION_WORDS, Token, keys_of, stem, tokens

LONGEST = 5
_JOINTS = frozenset({"of", "for", "on", "in", "to", "de", "du", "des", "von", "der"})
# Words that make no good end or beginning of a heading: verbs, adverbs and vague nouns of news prose.
_NO_HEADING = keys_of(
    """said says say saying told tells tell asked asks ask added adds wrote writes write written reported reports report called
    calls call calling made makes make making took takes take taken taking gave gives give given giving got gets get
    getting went goes go going gone came comes come coming want wants wanted need needs needed know knows known knew
    think thinks thought believe believes believed see sees seen saw look looks looked looking show shows showed shown
    use used uses using find finds found put puts set sets let lets keep keeps kept leave leaves left become becomes
    became begin begins began begun start started starts continue continued continues try tries tried trying seem seems
    seemed happen happens happened include includes included including remain remains remained mean means meant argue
    argues argued claim claims claimed insist insists insisted expect expects expected announce announced announces
    according including following based related compared thing things way ways lot lots kind sort bit people man men
    woman women person one ones time times year years month months week weeks day days today yesterday tomorrow night
    morning hour hours minute minutes monday tuesday wednesday thursday friday saturday sunday january february march
    april may june july august september october november december new old big small good bad great first last next
    several really actually simply clearly already recently currently finally perhaps even well long far back much
    percent mr mrs ms dr likely able sure able end part number case point fact question issue place area side hand
    reason example result statement interview article story newspaper paper column reporters reporter comment comments
    told spokesman spokeswoman source sources official officials full high low early late major key top real true
    clear possible different important similar certain own whole entire recent former current second third other
    two three four five six seven eight nine ten hundred thousand million billion
    down up out off away back over through together apart alone along
    be is are was were has have had do does did will would could should might must can
    fails fail failed ends ended ending happens stand stands stood hold holds held turn turns turned pay pays paid
    bring brings brought work works worked help helps helped support supports supported
    """
)
_CALENDAR = keys_of(" ".join((*MONTHS, *WEEKDAYS)))
_EDGE = FUNCTION_WORDS | _NO_HEADING | NEGATIONS | HEDGES
_VERBISH = re.compile(r"(?:ed|ing|ly|ize|ise|izes|ises)$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of words as a source writes it, and the stems under which its spellings meet."""

    text: str
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """A phrase, its score, and the indexes of the texts that hold all of its words."""

    phrase: Phrase
    score: float
    texts: tuple[int, ...]


def phrases(text: str) -> Iterator[Phrase]:
    """Every candidate phrase of one text, longest runs and their parts, in order."""
    for run in _runs(text):
        for first in range(len(run)):
            for last in range(first, min(len(run), first + LONGEST)):
                part = run[first : last + 1]
                if _heads(part):
                    yield _phrase(part, text)


def _runs(text: str) -> Iterator[list[Token]]:
    run: list[Token] = []
    previous: Token | None = None
    for word in tokens(text):
        between = text[previous.end : word.start] if previous else " "
        if run and between not in (" ", "-", "\u00a0", "’ ", "' "):
            yield run
            run = []
        if word.key in _EDGE and word.key not in _JOINTS and not _is_name(word, previous):
            if run:
                yield run
            run = []
        else:
            run.append(word)
        previous = word
    if run:
        yield run


def _is_name(word: Token, previous: Token | None) -> bool:
    """A plain word with a capital in mid-sentence belongs to a name: the People’s Forge."""
    plain = word.key in FUNCTION_WORDS or word.key in _CALENDAR or word.text.isdigit()
    return word.capitalised and previous is not None and not plain


def _heads(part: list[Token]) -> bool:
    """Whether the words read as a heading: a noun-like end, and joints only inside."""
    if any(one.key in _JOINTS or (one.key in _EDGE and not one.capitalised) for one in (part[0], part[-1])):
        return False
    if part[-1].key in TITLES or (len(part[-1].text) < 3 and not part[-1].text.isupper()):
        return False
    ends_as_verb = _VERBISH.search(part[-1].key) and not part[-1].capitalised
    starts_as_verb = part[0].key.endswith(("ly", "ing")) and len(part) > 1
    return not ends_as_verb and not starts_as_verb and not any(word.text.isdigit() for word in part)


def _phrase(part: list[Token], text: str) -> Phrase:
    words = text[part[0].start : part[-1].end]
    for glyphs in ("’s", "'s"):
        words = words.removesuffix(glyphs)
    return Phrase(words, tuple(stem(word.key) for word in part if word.key not in _JOINTS))


def rank(texts: list[str], voices: list[str], *, known: Iterable[str] = ()) -> list[Scored]:
    """Phrases by how well they name what several voices speak of; `known` are stems that the question already has.

    A phrase must stand in sentences of two voices at least. Long phrases and rare ones count for more,
    those that most sentences share for less.
    """
    asked = frozenset(known)
    holders: dict[tuple[str, ...], set[int]] = defaultdict(set)
    spellings: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for number, text in enumerate(texts):
        for phrase in phrases(text):
            holders[phrase.stems].add(number)
            spellings[phrase.stems][phrase.text] += 1
    scored = []
    for stems, found in holders.items():
        speaking = len({voices[number] for number in found})
        if speaking < 2:
            continue
        share = len(found) / len(texts)
        new = sum(one not in asked for one in stems) / len(stems)
        length = (0.6, 1.0, 1.15, 1.2, 1.2)[min(len(stems), 5) - 1]
        score = speaking**0.8 * length * (0.25 + 0.75 * new) * (1 - min(0.8, share))
        scored.append(Scored(Phrase(_best(spellings[stems]), stems), score, tuple(sorted(found))))
    return sorted(scored, key=lambda one: (-one.score, one.texts, one.phrase.text))


def _best(spellings: Counter[str]) -> str:
    return min(spellings.items(), key=lambda item: (-item[1], item[0].isupper(), len(item[0]), item[0]))[0]
