"""A model's lines as claims: source numbers become citations, and what carries markup is left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.analysis.analyst import Evidence
from assistant.analysis.evidence import same_voice
from assistant.analysis.prompted_sources import Source
from assistant.findings import (
    Agreement,
    Citation,
    Claim,
    CounterArgument,
    Issue,
    Lane,
    Position,
    Reading,
    Stance,
)
from assistant.news import Span, Voice
from assistant.replies import AgreementLine, CitedWords, IssueLine, PositionLine, ReadingLine
from assistant.wording.tokens import coverage

MOST_CLAIMS = 4  # of one voice in one outlet's reply
HEADING_COVERAGE = (
    0.5  # share of a heading's content words that stand in the claims under it or in the question
)
_MARKUP = re.compile(
    r"\w+://|\bwww\.|\b(?:mailto|javascript|data|vbscript|file|tel):\S"  # addresses
    r"|\S@\w[\w-]*\.\w|\b[\w-]+\.[a-z]{2,}/\S"  # mail, and a host with a path
    r"|!\[|\]\s*\(|\]\s*\[|\]:\s|\[\[|<[a-z/!?]|[<>]{2}|`|\*\*|__|^\s*[#>|]|&(?:#\w+|[a-z]{2,8});|\$\$|\{\{|\\[a-z(\[]",
    re.IGNORECASE | re.MULTILINE,
)


def plain(text: str) -> bool:
    """Whether a model's sentence is a sentence: no link, image, HTML, Markdown or hidden character."""
    return not _MARKUP.search(text) and all(
        unicodedata.category(char) not in {"Cc", "Co", "Cn", "Cs", "Zl", "Zp"}
        and (unicodedata.category(char) != "Cf" or char in "\u00ad\u200c\u200d")
        for char in text
    )


@dataclass(frozen=True, slots=True)
class Numbered:
    """A claim under the number by which a model may refer to it, with whose it is."""

    number: int
    claim: Claim
    voice: Voice


def cited(words: Iterable[CitedWords], sources: Mapping[int, Source]) -> tuple[Citation, ...]:
    """Each quote at its place; a source that was never given is cited as no article, for the gate to refuse."""
    return tuple(
        dict.fromkeys(
            sources[one.source].cite(one.quote)
            if one.source in sources
            else Citation(article_id="", span=Span(0, 0), quote=one.quote)
            for one in words
        )
    )


def located(claim: Claim) -> bool:
    """Whether every quote was found where it was cited; only the gate says more."""
    return bool(claim.citations) and all(len(citation.span) for citation in claim.citations)


def position(line: PositionLine, sources: Mapping[int, Source]) -> Position | None:
    """The claim under its voice; None where the model names a voice that it was not given."""
    wanted = _key(line.voice)
    theirs = [source for source in sources.values() if source.clear and _key(source.voice.name) == wanted]
    if not theirs:
        return None
    numbers = {one.source for one in line.citations}
    # Where none of the cited sources is this voice's, the gate will find it misattributed.
    source = next((source for source in theirs if source.number in numbers), theirs[0])
    access, via = source.heard()
    return Position(source.voice, access, via, (Claim(line.claim, cited(line.citations, sources)),))


def agreement(line: AgreementLine, claims: Mapping[int, Numbered], evidence: Evidence) -> Agreement | None:
    """The statement with every citation of the claims that share it; None for fewer than two voices."""
    shared = _chosen(line.claims, claims)
    voices = tuple(voice.name for voice in _apart(one.voice for one in shared))
    if len(voices) < 2:
        return None
    citations = tuple(dict.fromkeys(citation for one in shared for citation in one.claim.citations))
    origins = evidence.count_origins(citation.article_id for citation in citations)
    return Agreement(Claim(line.statement, citations), voices, origins)


def issue(
    line: IssueLine, claims: Mapping[int, Numbered], *, question: str, voices: Iterable[str]
) -> tuple[Issue, list[CounterArgument]] | None:
    """The issue with one stance for each voice, and the best case against each reading; None for one voice.

    Readings reuse claims as they are, so that nothing new is said under a heading; a heading that is not
    made of their words is replaced by the first claim, and an issue that is not is None.
    """
    readings: list[Reading] = []
    answers: dict[str, set[str]] = {}
    against: list[CounterArgument] = []
    for told in line.readings:
        held = _chosen(told.claims, claims)
        if not held:
            continue
        label = told.label if _is_heading(told.label, held, question) else held[0].claim.text
        reading = Reading(label, _voices(held), tuple(one.claim for one in held))
        readings.append(reading)
        for voice in reading.voices:
            answers.setdefault(voice, set()).add(told.answer)
        if refuting := _refuting(told, reading, claims):
            against.append(CounterArgument(reading.claims[0], Lane.IN_SOURCES, refuting))
    under = [one for told in line.readings for one in _chosen(told.claims, claims)]
    if len(_apart(map(Voice, answers))) < 2 or not _is_heading(line.issue, under, question):
        return None
    stances = dict.fromkeys(voices, Stance.NOT_STATED)
    stances |= {voice: _stance(answer) for voice, answer in answers.items()}
    return Issue(line.issue, tuple(readings), stances), against


def _is_heading(text: str, under: Sequence[Numbered], question: str) -> bool:
    """Whether a heading says no more than what stands under it; no gate reads headings."""
    words = [question, *(one.claim.text for one in under)]
    words += [citation.quote for one in under for citation in one.claim.citations]
    return plain(text) and coverage(text, words) >= HEADING_COVERAGE


def _refuting(told: ReadingLine, reading: Reading, claims: Mapping[int, Numbered]) -> tuple[Claim, ...]:
    holding = [Voice(name) for name in reading.voices]
    return tuple(
        one.claim
        for one in _chosen(told.against, claims)
        if not any(same_voice(one.voice, voice) for voice in holding)
    )


def _stance(answers: set[str]) -> Stance:
    if answers == {"yes"}:
        return Stance.FOR
    return Stance.AGAINST if answers == {"no"} else Stance.MIXED


def _chosen(numbers: Iterable[int], claims: Mapping[int, Numbered]) -> list[Numbered]:
    return [claims[number] for number in dict.fromkeys(numbers) if number in claims]


def _voices(claims: Sequence[Numbered]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.voice.name for one in claims))


def _apart(voices: Iterable[Voice]) -> list[Voice]:
    """The voices without second names of one of them: `Trump` beside `Donald Trump` agrees with nobody."""
    found: list[Voice] = []
    for voice in voices:
        if not any(same_voice(voice, one) for one in found):
            found.append(voice)
    return found


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def of_another_voice(argument: Claim, claim: Claim) -> bool:
    """Whether somebody speaks for the argument who does not speak for the claim."""
    held = [Voice(citation.voices[-1]) for citation in claim.citations if citation.voices]
    speaking = (Voice(citation.voices[-1]) for citation in argument.citations if citation.voices)
    return any(not any(same_voice(voice, one) for one in held) for voice in speaking)
