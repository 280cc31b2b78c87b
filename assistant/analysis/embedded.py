"""The embedded analyst: no model, no network; everything in the sources' own sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.analysis.agreements import agreements
from assistant.analysis.analyst import Evidence
from assistant.analysis.conflicts import conflicts_of_fact, with_facts
from assistant.analysis.countering import counters, counters_of_readings
from assistant.analysis.evidence import Sentences, sentences_of
from assistant.analysis.issues import FEWEST, MOST, fairly, issues
from assistant.analysis.likeness import Compared, Meaning
from assistant.analysis.opposition import Opposition, lexical_opposition
from assistant.analysis.positions import positions
from assistant.analysis.roles import conflicts_of_name, with_doers
from assistant.analysis.weighing import Relevance, Weighed, bearing, weigh
from assistant.findings import Claim, CounterArgument, Finding, Note

_FAINT = 0.2  # of the measure: what is read for further points where the plainest sentences give too few
_SEVERAL = 2  # years between the oldest and the newest source from which one event may be taken for another


class EmbeddedAnalyst:
    """Picks, groups and opposes sentences of the evidence; every claim's text is the article's own.

    `relevance` scores sentences against a question (0 to 1); `sentences` cuts a text into sentence spans;
    `meaning` makes vectors of sentences; `opposition` scores how much sentences refute a claim that the reader names, where
    a second may be spent on it; within an answer wording alone decides. The same evidence always gives the same findings.
    """

    name = "embedded"
    model: str | None = None

    def __init__(
        self,
        relevance: Relevance,
        sentences: Sentences,
        meaning: Meaning,
        *,
        opposition: Opposition = lexical_opposition,
    ) -> None:
        self._relevance = relevance
        self._meaning = meaning
        self._sentences = sentences
        self._opposition = opposition

    def analyse(self, question: str, evidence: Evidence) -> Iterator[Finding]:
        """Positions first, then agreements, issues and counter-arguments."""
        heard = sentences_of(evidence, self._sentences, question=question)
        read = weigh(question, heard, self._relevance)
        weighed = bearing(read)
        yield from positions(weighed)
        compared = Compared(fairly(weighed), self._meaning)
        yield from agreements(compared, evidence)
        facts = list(conflicts_of_fact(question, Compared(with_facts(question, read), self._meaning)))
        facts += conflicts_of_name(question, Compared(with_doers(read), self._meaning))
        yield from facts
        wider = Compared(fairly(bearing(read, least=_FAINT)), self._meaning)
        points = list(
            issues(
                question,
                (compared, wider),
                read,
                before=facts,
                opposition=lexical_opposition,
                most=MOST - len(facts),
            )
        )
        yield from points
        yield from counters_of_readings(points, weighed, lexical_opposition, read=read)
        yield from _remarks(weighed, len(facts) + len(points))

    def counter(self, claim: str, evidence: Evidence) -> Iterator[CounterArgument]:
        """The best cases against the claim in other voices' sentences, strongest first."""
        heard = sentences_of(evidence, self._sentences, question=claim)
        weighed = weigh(claim, heard, self._relevance)
        yield from counters(Claim(claim), weighed, self._opposition)


def _remarks(weighed: Sequence[Weighed], points: int) -> Iterator[Note]:
    """What a reader should know of an answer that rests on several years, or compares little."""
    years = sorted({day.year for one in weighed if (day := one.sentence.article.published)})
    if years and years[-1] - years[0] >= _SEVERAL:
        yield Note(
            f"The sources of this answer were published between {years[0]} and {years[-1]}; "
            "the years of what an issue shows stand behind its name."
        )
    if weighed and points < FEWEST:
        found = {0: "no point", 1: "one point only"}.get(points, f"{points} points only")
        yield Note(f"The passages found hold {found} on which voices can be compared.")
