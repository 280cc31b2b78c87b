"""The bottom line: the two or three sentences that tell most of what all outlets tell, in the plainest words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from assistant.analysis.standing import fitness
from assistant.analysis.valence import valence
from assistant.briefing.heard import Heard
from assistant.briefing.lengths import BOTTOM_SENTENCES
from assistant.briefing.loaded import loaded_words
from assistant.findings import Answer, Claim
from assistant.news import VoiceKind
from assistant.wording.tokens import content, tokens


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that could stand in the bottom line; `teller` is who tells it: an outlet, or an origin."""

    text: str
    teller: str


def plainest(told: Sequence[Told], *, sentences: int, words: int) -> list[int]:
    """Places of at most so many sentences and words, in the order in which they were given.

    Greedy: each sentence adds the content words that most tellers share and that are not told yet, for its length
    (the coverage of Lin and Bilmes 2011), less what it judges.
    """
    bags = [frozenset(content(one.text)) for one in told]
    tellers: dict[str, set[str]] = {}
    for one, bag in zip(told, bags, strict=True):
        for stem in bag:
            tellers.setdefault(stem, set()).add(one.teller)
    shared = {stem: log(1 + len(who)) * (len(who) > 1 or 0.3) for stem, who in tellers.items()}
    chosen: list[int] = []
    covered: set[str] = set()
    room = words
    while len(chosen) < sentences:
        gains = {
            place: _gain(told[place].text, bags[place] - covered, shared)
            for place in range(len(told))
            if place not in chosen and _length(told[place].text) <= room
        }
        if not gains or max(gains.values()) <= 0:
            break
        best = max(gains, key=lambda place: (gains[place], -place))
        chosen.append(best)
        covered |= bags[best]
        room -= _length(told[best].text)
    return sorted(chosen)


def _gain(text: str, fresh: frozenset[str], shared: dict[str, float]) -> float:
    told = sum(shared[stem] for stem in fresh)
    return float(told / _length(text) ** 0.5 * fitness(text) * plainness(text))


def plainness(text: str) -> float:
    """1 for a sentence that reports without judging, less for each loaded word and for approval or disapproval."""
    return 1.0 / (1.0 + len(loaded_words(text)) + abs(valence(text)))


def _length(text: str) -> int:
    return len(tokens(text)) or 1


def bottom_line(answer: Answer, heard: Heard, *, words: int) -> tuple[Claim, ...]:
    """Two or three claims of the answer, which passed the gate: outlets' own and what is agreed before anybody else's.

    A claim that stands verbatim in a briefing of several outlets counts for the outlet that tells it.
    """
    claims = [
        *(one.statement for one in answer.agreements),
        *(claim for one in answer.positions if one.voice.kind is VoiceKind.OUTLET for claim in one.claims),
    ]
    claims = claims or [claim for one in answer.positions for claim in one.claims]
    claims = list(dict.fromkeys(claims))
    told = [Told(one.text, heard.evidence.origin_of(one.citations[0].article_id)) for one in claims]
    chosen = plainest(told, sentences=BOTTOM_SENTENCES, words=words)
    return tuple(claims[place] for place in chosen)
