"""Evidence as a model is shown it: numbered stretches, each with one chain of voices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.analysis.analyst import Evidence
from assistant.findings import Citation
from assistant.news import Access, Article, Attribution, Mode, Part, PartKind, Span, Voice, VoiceKind, names
from assistant.prompting import Quoted, estimated_tokens, neutralised
from assistant.wording.quotations import find

NOT_CLEAR = "not clear"
TAG_TOKENS = 60  # what a source's tags and labels cost beside its text


@dataclass(frozen=True, slots=True)
class Source:
    """A stretch of one article in which one chain of voices is heard, under a number that a model can cite."""

    number: int
    article: Article
    span: Span
    attribution: Attribution
    rank: int

    @property
    def text(self) -> str:
        return self.article.words(self.span)

    @property
    def outlet(self) -> str:
        return self.attribution.chain[0].name

    @property
    def clear(self) -> bool:
        return self.attribution.mode is not Mode.UNCLEAR

    @property
    def voice(self) -> Voice:
        return self.attribution.speaker

    @property
    def part(self) -> Part | None:
        return next((part for part in self.article.parts if part.span.overlaps(self.span)), None)

    @property
    def tokens(self) -> int:
        return estimated_tokens(self.text) + TAG_TOKENS

    def heard(self) -> tuple[Access, tuple[str, ...]]:
        """How the voice is known, and through whom: design.md, promise 1."""
        before = names(self.attribution.chain[:-1])
        if not before or self._speaks_here():
            return Access.FIRST_HAND, ()
        return (Access.SECOND_HAND if len(before) == 1 else Access.THIRD_HAND), before

    def _speaks_here(self) -> bool:
        """The author of an opinion piece and the guest of an interview speak for themselves."""
        part = self.part
        kind = part.kind if part else self.article.kind
        if len(self.attribution.chain) != 2 or self.voice.kind is not VoiceKind.PERSON:
            return False
        authors = (part.authors if part else ()) or self.article.authors
        if kind is PartKind.OPINION:
            return self.attribution.mode is Mode.OWN and (not authors or self.voice.name in authors)
        return (
            kind is PartKind.INTERVIEW and self.attribution.mode is Mode.DIRECT and not self.attribution.cue
        )

    def shown(self) -> Quoted:
        _, via = self.heard()
        part = self.part
        kind = part.kind if part else self.article.kind
        labels = {
            "speaker": self.voice.name if self.clear else NOT_CLEAR,
            "reported_by": ", ".join(reversed(via)),
            "outlet": self.outlet,
            "kind": kind.value.replace("_", "-"),
            "date": self.article.published.isoformat() if self.article.published else "",
            "title": (part.title if part else "") or self.article.title,
        }
        return Quoted(self.number, self.text, labels)

    def cite(self, words: str) -> Citation:
        """A citation of these words where they stand; where they do not, an empty span for the gate to refuse."""
        # The model's copy has the article's offsets, whatever was neutralised in it.
        found = find(words, neutralised(self.text))
        start = self.span.start
        span = Span(start + found[0].start, start + found[0].end) if found else Span(start, start)
        return Citation(
            article_id=self.article.id,
            span=span,
            quote=self.article.words(span) if found else words,
            voices=names(self.attribution.chain),
            title=self.article.title,
            publisher=self.article.publisher,
            url=self.article.url,
        )


def sources(evidence: Evidence) -> list[Source]:
    """Every stretch of the passages with the chain that is heard in it, articles in the order of their best passage.

    Neighbouring stretches of one chain are one source; a stretch that two passages share is given once.
    Its rank is that of the best passage that it touches.
    """
    found: list[Source] = []
    for article in evidence.articles:
        ranked = [(n, one.span) for n, one in enumerate(evidence.passages) if one.article.id == article.id]
        for span in _merged(span for _, span in ranked):
            for attribution, stretch in _stretches(article, span):
                rank = min(n for n, passage in ranked if passage.overlaps(stretch))
                found.append(Source(len(found) + 1, article, stretch, attribution, rank))
    return found


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _stretches(article: Article, within: Span) -> list[tuple[Attribution, Span]]:
    found: list[tuple[Attribution, Span]] = []
    for attribution in sorted(article.attributions, key=lambda one: one.span):
        start = max(attribution.span.start, within.start, found[-1][1].end if found else 0)
        end = min(attribution.span.end, within.end)
        if start >= end:
            continue
        if found and _same_voice(found[-1][0], attribution) and _only_space(article, found[-1][1].end, start):
            found[-1] = (found[-1][0], Span(found[-1][1].start, end))
        else:
            found.append((attribution, Span(start, end)))
    return [(attribution, span) for attribution, span in found if article.words(span).strip()]


def _same_voice(one: Attribution, other: Attribution) -> bool:
    return one.chain == other.chain and (one.mode is Mode.UNCLEAR) == (other.mode is Mode.UNCLEAR)


def _only_space(article: Article, start: int, end: int) -> bool:
    return not article.text[start:end].strip()


def by_outlet(found: Iterable[Source]) -> dict[str, list[Source]]:
    """Sources under the outlet that speaks or reports in them, in the order in which outlets first come."""
    grouped: dict[str, list[Source]] = {}
    for source in found:
        grouped.setdefault(source.outlet, []).append(source)
    return grouped


def within_budget(found: Sequence[Source], tokens: int) -> tuple[list[Source], int]:
    """The best sources that fit into so many tokens, in their old order, and how many are left out."""
    kept: set[int] = set()
    for source in sorted(found, key=lambda one: one.rank):
        tokens -= source.tokens
        if tokens < 0:
            break
        kept.add(source.number)
    return [source for source in found if source.number in kept], len(found) - len(kept)
