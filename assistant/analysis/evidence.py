"""The sentences of the evidence, each with who speaks in it and how we know that voice."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from assistant.analysis.analyst import Evidence
from assistant.analysis.beyond import FAINTER, beyond
from assistant.attribution.access import access_to
from assistant.findings import Citation, Claim
from assistant.news import Access, Article, Attribution, Mode, PartKind, Span, Voice
from assistant.wording.tokens import key

Sentences = Callable[[str], Sequence[Span]]
"""Cuts a text into the spans of its sentences, in order."""

# One voice must have this share of a sentence for the sentence to be its; the rest is then the frame that
# introduces it. Where nobody has, the sentence belongs to nobody.
OWN_SHARE = 0.5
_UNHEARD = frozenset({PartKind.BOILERPLATE, PartKind.ADVERTISEMENT})
_LABEL = re.compile(r"(?P<name>(?:[^\W\d_][\w.’'-]*[ \u00a0]?){1,5}):\s+")


@dataclass(frozen=True)
class Sentence:
    """One sentence of one article, heard as `attribution` says; `number` counts from the article's top."""

    article: Article
    span: Span
    number: int
    attribution: Attribution
    kind: PartKind = PartKind.REPORT
    near: float = 0.0
    previous: Span | None = field(default=None, compare=False)
    following: tuple[Span, ...] = field(default=(), compare=False)

    @cached_property
    def text(self) -> str:
        return self.span.of(self.article.text)

    @property
    def chain(self) -> tuple[Voice, ...]:
        return self.attribution.chain

    @property
    def voice(self) -> Voice:
        return self.attribution.speaker

    @property
    def access(self) -> Access:
        """First-hand for the outlet itself, an author and an interviewee; else by how many pass it on."""
        return access_to(self.attribution, self.kind)[0]

    @property
    def via(self) -> tuple[str, ...]:
        """Who passes it on, nearest to us first; nobody where the voice speaks first-hand."""
        return access_to(self.attribution, self.kind)[1]

    def claim(self, span: Span | None = None) -> Claim:
        """The sentence, or a stretch of its article, verbatim and cited."""
        place = span or self.span
        return Claim(self.article.words(place), (self.cite(place),))

    def cite(self, span: Span | None = None) -> Citation:
        place = span or self.span
        return Citation(
            article_id=self.article.id,
            span=place,
            quote=self.article.words(place),
            voices=tuple(voice.name for voice in self.chain),
            title=self.article.title_at(self.span),
            publisher=self.article.publisher,
            url=self.article.url,
        )


def same_voice(one: Voice, other: Voice) -> bool:
    """Whether two names may be one voice: `Trump`, `Donald Trump`, `US President Donald Trump`.

    For comparing voices only: two that may be one neither agree with nor oppose each other.
    """
    if one == other:
        return True
    mine, theirs = key(one.name).split(), key(other.name).split()
    return (
        bool(mine and theirs)
        and (mine[-1] == theirs[-1])
        and (set(mine) <= set(theirs) or set(theirs) <= set(mine))
    )


def sentences_of(evidence: Evidence, cut: Sentences, *, question: str = "") -> list[Sentence]:
    """The sentences that one known voice speaks, articles in the order of their best passage.

    Those of the passages and, where a question is given, those further on in the same articles that hold its words.
    Questions, boilerplate and sentences whose voice is unclear are left out.
    """
    articles = [(article, list(cut(article.text))) for article in evidence.articles]
    near = {article.id: _within(article, spans, evidence) for article, spans in articles}
    for id_, numbers in (beyond(question, articles, near) if question else {}).items():
        best = max(near[id_].values(), default=0.0)
        near[id_] |= dict.fromkeys(numbers, FAINTER * best)
    return [
        sentence for article, spans in articles for sentence in _of_article(article, spans, near[article.id])
    ]


def _within(article: Article, spans: Sequence[Span], evidence: Evidence) -> dict[int, float]:
    """The numbers of the sentences that the passages hold, with the relevance of the best passage of each."""
    near: dict[int, float] = {}
    starts = [span.start for span in spans]
    for passage in evidence.passages:
        if passage.article.id == article.id:
            first = max(0, bisect_right(starts, passage.span.start) - 1)
            for number in range(first, len(spans)):
                if spans[number].start >= passage.span.end:
                    break
                if spans[number].overlaps(passage.span):
                    near[number] = max(near.get(number, 0.0), passage.relevance)
    return near


def _of_article(article: Article, spans: Sequence[Span], near: Mapping[int, float]) -> Iterator[Sentence]:
    heard = sorted(article.attributions, key=lambda one: (one.span.start, one.span.end))
    for number in sorted(near):
        spoken = _speaker(spans[number], heard)
        kind = _kind(article, spans[number])
        if spoken is None or kind in _UNHEARD:
            continue
        before = _run_on(article, spans, number, -1, spoken.chain, heard)
        after = _run_on(article, spans, number, 1, spoken.chain, heard)
        previous = before[0] if before else None
        own = spans[number]
        if kind is PartKind.INTERVIEW:
            own = _without_label(article, own, spoken.speaker)
        yield Sentence(article, own, number, spoken, kind, near[number], previous, after)


def _without_label(article: Article, span: Span, speaker: Voice) -> Span:
    """The sentence without the name that stands before an answer: `Dr. Petrova: The call ...`."""
    label = _LABEL.match(article.text, span.start, span.end)
    if label and key(label["name"]).split()[-1:] == key(speaker.name).split()[-1:]:
        return Span(label.end(), span.end)
    return span


def _speaker(span: Span, heard: Sequence[Attribution]) -> Attribution | None:
    """The first attribution of the chain that has most of the sentence; None where it is shared, unclear or nobody's."""
    shares: Counter[tuple[Voice, ...]] = Counter()
    first: dict[tuple[Voice, ...], Attribution] = {}
    for one in heard:
        if one.span.start >= span.end:
            break
        if one.span.overlaps(span) and one.mode is not Mode.UNCLEAR:
            shares[one.chain] += min(one.span.end, span.end) - max(one.span.start, span.start)
            first.setdefault(one.chain, one)
    if not shares:
        return None
    chain, share = shares.most_common(1)[0]
    if share < OWN_SHARE * len(span):
        return None
    deepest = max(len(one) for one in shares)
    if len(chain) < deepest and len(span) - share > 0.2 * len(span):
        return None  # the outlet's frame round words that are another's: neither's position
    return first[chain]


def _kind(article: Article, span: Span) -> PartKind:
    return next((part.kind for part in article.parts if part.span.overlaps(span)), article.kind)


def _run_on(
    article: Article,
    spans: Sequence[Span],
    number: int,
    step: int,
    chain: tuple[Voice, ...],
    heard: Sequence[Attribution],
) -> tuple[Span, ...]:
    """Up to two sentences that go on from here, in one direction, in the same voice.

    Onwards in the same paragraph; backwards also out of the one before, where what a pronoun means may stand.
    """
    found: list[Span] = []
    for there in range(number + step, number + 3 * step, step):
        if not 0 <= there < len(spans):
            break
        first, second = sorted((spans[there], spans[there - step]), key=lambda span: span.start)
        spoken = _speaker(spans[there], heard)
        if spoken is None or spoken.chain != chain:
            break
        if step > 0 and "\n" in article.text[first.end : second.start]:
            break
        found.append(spans[there])
    return tuple(found)
