"""Agreements: what voices of independent origins say alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt

from assistant.analysis.analyst import Evidence
from assistant.analysis.evidence import same_voice
from assistant.analysis.likeness import Compared
from assistant.analysis.standing import breaks_quotation, leans
from assistant.analysis.weighing import Weighed
from assistant.findings import Agreement, Claim
from assistant.news import Voice
from assistant.wording.dates import dates
from assistant.wording.figures import figures
from assistant.wording.polarity import is_negative
from assistant.wording.tokens import stem, tokens

ALIKE = (
    0.38  # cosine of idf-weighted stems above which two sentences say the same (read on 8 events, 160 pairs)
)
MOST = 5
_SHARED = 4  # content words that two sentences must have in common, of them without a capital
_PLAIN = 3


def agreements(compared: Compared, evidence: Evidence, *, most: int = MOST) -> Iterator[Agreement]:
    """Statements that several voices share, the most widely held first; reprints count as one origin."""
    read = compared.read
    alike: list[list[int]] = [[] for _ in read]
    for first in range(len(read)):
        for second in range(first + 1, len(read)):
            if _says_the_same(first, second, compared):
                alike[first].append(second)
                alike[second].append(first)
    found = [
        (group, statement)
        for statement in range(len(read))
        if len(group := _independent(statement, alike[statement], read, evidence)) > 1
    ]
    found.sort(key=lambda item: (-_origins(item[0], read, evidence), -_clearness(read[item[1]]), item[1]))
    told: set[int] = set()
    for group, statement in found:
        if told & set(group):
            continue
        told.update(group, alike[statement])
        yield _agreement([read[number] for number in group], evidence)
        most -= 1
        if not most:
            return


def _says_the_same(first: int, second: int, compared: Compared) -> bool:
    one, other = compared.read[first], compared.read[second]
    shared = one.stems & other.stems
    if (
        len(shared) < _SHARED
        or len(shared - _named(one.sentence.text)) < _PLAIN
        or same_voice(one.sentence.voice, other.sentence.voice)
    ):
        return False
    if compared.likeness(first, second) < ALIKE:
        return False
    return not conflicts(one.sentence.text, other.sentence.text)


def _named(text: str) -> frozenset[str]:
    """Stems of the words with a capital: who is spoken of, and nothing of what is said."""
    return frozenset(stem(word.key) for word in tokens(text) if word.capitalised)


def conflicts(one: str, other: str) -> bool:
    """Whether two sentences that share their words differ in a number, a date or a negation."""
    if is_negative(one) != is_negative(other):
        return True
    mine, theirs = figures(one), figures(other)
    if mine and theirs and not any(a.agrees(b) for a in mine for b in theirs):
        return True
    days, others = dates(one), dates(other)
    return bool(days and others) and all(a.contradicts(b) for a in days for b in others)


def _independent(
    statement: int, alike: Sequence[int], read: Sequence[Weighed], evidence: Evidence
) -> list[int]:
    """The statement and one sentence of each further voice and origin that says it too."""
    group: list[int] = []
    origins: set[str] = set()
    voices: set[Voice] = set()
    for number in (statement, *alike):
        sentence = read[number].sentence
        origin = evidence.origin_of(sentence.article.id)
        if origin not in origins and not any(same_voice(sentence.voice, one) for one in voices):
            group.append(number)
            origins.add(origin)
            voices.add(sentence.voice)
    return group


def _origins(group: Sequence[int], read: Sequence[Weighed], evidence: Evidence) -> int:
    return evidence.count_origins(read[number].sentence.article.id for number in group)


def _clearness(one: Weighed) -> float:
    """A statement that stands alone, is short and weighs much is shown for the group."""
    text = one.sentence.text
    words = len(tokens(text))
    return one.weight * (1 - 0.3 * leans(text) - 0.3 * breaks_quotation(text)) / sqrt(max(words, 12))


def _agreement(group: Sequence[Weighed], evidence: Evidence) -> Agreement:
    citations = tuple(one.sentence.cite() for one in group)
    voices = tuple(dict.fromkeys(one.sentence.voice.name for one in group))
    return Agreement(
        Claim(group[0].sentence.text, citations),
        voices,
        evidence.count_origins(citation.article_id for citation in citations),
    )
