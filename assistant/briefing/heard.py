"""What was read for a briefing: the passages, their sentences, and the gate that every claim of them passes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.analysis.analyst import Evidence
from assistant.analysis.evidence import Sentence, sentences_of
from assistant.analysis.standing import fitness
from assistant.attribution.sentences import sentences
from assistant.checking import Checking
from assistant.core import Assistant
from assistant.findings import Claim
from assistant.news import Article
from assistant.retrieval import Found


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

    def standing(self) -> Iterator[Sentence]:
        """The sentences that can be read without the one before them."""
        return (one for one in self.sentences if fitness(one.text) > 0)


def heard(assistant: Assistant, found: Found) -> Heard:
    """What the passages hold, ready to be read."""
    evidence = assistant.evidence(found)
    checking = Checking(evidence, assistant.analyst, assistant.support)
    return Heard(evidence, sentences_of(evidence, sentences), checking)
