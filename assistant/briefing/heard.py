"""What was read for a briefing: the passages, their sentences, and the gate that every claim of them passes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.analysis.analyst import Evidence
from assistant.analysis.evidence import Sentence, sentences_of
from assistant.analysis.standing import fitness
from assistant.attribution.sentences import sentences
from assistant.checking import Checking
from assistant.core import Assistant
from assistant.findings import Claim
from assistant.news import Article
from assistant.retrieval import Found

LEANING = 0.7  # of `fitness`: what is under it opens with a pronoun, or breaks off


@dataclass(frozen=True)
class Heard:
    """The evidence of one topic; `sentences` are those that one known voice speaks, in the order of the evidence."""

    evidence: Evidence
    sentences: Sequence[Sentence]
    checking: Checking = field(repr=False)

    @property
    def articles(self) -> tuple[Article, ...]:
        return self.evidence.articles

    def claim(self, sentence: Sentence) -> Claim | None:
        """The sentence as a claim that passed the gate, or None where it did not."""
        checked = self.checking.check(sentence.claim(), sentence.voice)
        return checked if checked.supported else None

    def checked(self, claim: Claim) -> Claim:
        """The claim with its verdicts; one that has them keeps them."""
        return claim if claim.supported else self.checking.check(claim, None)

    def standing(self) -> Iterator[Sentence]:
        """The sentences that can be read without the one before them."""
        return (one for one in self.sentences if fitness(one.text) > LEANING)


# Of the relevance of the third best passage: what bears less is about something else. A briefing is sent on, so
# it reads less freely than an answer. Read on five topics over two events and a sample of the others.
NEAR = 0.55
_STEADY = 2


def on_topic(found: Found) -> Found:
    """The passages that bear on the topic nearly as much as the best ones do."""
    if not found.passages:
        return found
    ranked = sorted((one.relevance for one in found.passages), reverse=True)
    floor = NEAR * ranked[min(_STEADY, len(ranked) - 1)]
    kept = tuple(one for one in found.passages if one.relevance >= floor)
    return replace(found, passages=kept, under_floor=found.under_floor + len(found.passages) - len(kept))


def heard(assistant: Assistant, found: Found) -> Heard:
    """What the passages hold, ready to be read."""
    evidence = assistant.evidence(found)
    checking = Checking(evidence, assistant.analyst, assistant.support)
    return Heard(evidence, sentences_of(evidence, sentences), checking)
