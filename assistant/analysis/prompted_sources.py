"""Evidence as a model is shown it: numbered stretches, each with one chain of voices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.analysis.analyst import Evidence
from assistant.attribution.access import access_to
from assistant.findings import Citation, Claim
from assistant.news import Access, Article, Attribution, Mode, Part, Span, Voice, names
from assistant.prompting import Quoted, estimated_tokens, neutralised
from assistant.wording.quotations import find

NOT_CLEAR = "not clear"
# An outlet whose best passage bears on the question less than this share of the third best of all is not sent: on two
# questions over 2,000 articles 7 of 44 outlets, none with an article on them (docs/reading-answers-prompted.md).
FAINT = 0.5
NAMES_NEAR = 200  # characters before cited words within which a source may say who “he” is
TAG_TOKENS = 50  # what a source's tags and labels cost beside its text
_ENDED = re.compile(r"""(?:[.!?…。！？:]["'”’»›)\]]*\s*|\n\s*)$""")


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
        """How the voice is known, and through whom."""
        return access_to(self.attribution, self.part.kind if self.part else self.article.kind)

    def shown(self, *, first: bool) -> Quoted:
        """Between tags, labelled with who speaks; the `first` source of an article also says which that is."""
        _, via = self.heard()
        labels = {
            "speaker": self.voice.name if self.clear else NOT_CLEAR,
            "reported_by": ", ".join(reversed(via)),
        }
        if first:
            part = self.part
            labels |= {
                "outlet": self.outlet,
                "kind": (part.kind if part else self.article.kind).value.replace("_", "-"),
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
            voices=names(self._chain_at(span)),
            title=self.article.title,
            publisher=self.article.publisher,
            url=self.article.url,
        )

    def _chain_at(self, span: Span) -> tuple[Voice, ...]:
        """Who is heard in these words: this source's chain where it reaches into them, else the one that has most."""
        there = [one for one in self.article.attributions if one.span.overlaps(span)]
        if not there or any(one.chain == self.attribution.chain for one in there):
            return self.attribution.chain
        return max(there, key=lambda one: _shared(one.span, span)).chain


def sources(evidence: Evidence) -> list[Source]:
    """Every stretch of the passages with the chain that is heard in it, articles in the order of their best passage.

    Neighbouring sentences of one chain are one source; words that were given already (passages that overlap,
    reprints of one text) are not given again. Its rank is that of the best passage that it touches.
    """
    found: list[Source] = []
    given: set[tuple[tuple[Voice, ...], str]] = set()
    for article in evidence.articles:
        ranked = [(n, one.span) for n, one in enumerate(evidence.passages) if one.article.id == article.id]
        for span in _merged(span for _, span in ranked):
            for attribution, stretch in _stretches(article, span):
                words = (attribution.chain, " ".join(article.words(stretch).split()))
                if words not in given:
                    given.add(words)
                    rank = min(n for n, passage in ranked if passage.overlaps(stretch))
                    found.append(Source(len(found) + 1, article, stretch, attribution, rank))
    return found


def shown(found: Iterable[Source]) -> list[Quoted]:
    """Sources between their tags, in order, with each article named once."""
    seen: set[str] = set()
    told: list[Quoted] = []
    for source in found:
        told.append(source.shown(first=source.article.id not in seen))
        seen.add(source.article.id)
    return told


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _stretches(article: Article, within: Span) -> list[tuple[Attribution, Span]]:
    """Whole sentences with who is heard in most of each, neighbours of one voice joined."""
    joined: list[tuple[Attribution, Span]] = []
    for pieces in _sentences(article, within):
        attribution, _ = max(
            pieces, key=lambda piece: sum(len(span) for one, span in pieces if _same_voice(one, piece[0]))
        )
        span = Span(pieces[0][1].start, pieces[-1][1].end)
        if joined and _same_voice(joined[-1][0], attribution) and _adjoin(article, joined[-1][1], span):
            joined[-1] = (joined[-1][0], Span(joined[-1][1].start, span.end))
        else:
            joined.append((attribution, span))
    return joined


Piece = tuple[Attribution, Span]


def _sentences(article: Article, within: Span) -> list[list[Piece]]:
    """Attributed pieces of the text; those that share a sentence together, for half a sentence misleads."""
    found: list[list[Piece]] = []
    end = within.start
    for attribution in sorted(article.attributions, key=lambda one: one.span):
        start, stop = max(attribution.span.start, end), min(attribution.span.end, within.end)
        if not article.text[start:stop].strip():
            continue
        span = Span(start, stop)
        before = article.text[found[-1][0][1].start : span.start] if found else ""
        if found and _adjoin(article, found[-1][-1][1], span) and not _ENDED.search(before):
            found[-1].append((attribution, span))
        else:
            found.append([(attribution, span)])
        end = span.end
    return found


def _same_voice(one: Attribution, other: Attribution) -> bool:
    return one.chain == other.chain and (one.mode is Mode.UNCLEAR) == (other.mode is Mode.UNCLEAR)


def _adjoin(article: Article, one: Span, other: Span) -> bool:
    return not article.text[one.end : other.start].strip()


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def by_outlet(found: Iterable[Source]) -> dict[str, list[Source]]:
    """Sources under the outlet that speaks or reports in them, in the order in which outlets first come."""
    grouped: dict[str, list[Source]] = {}
    for source in found:
        grouped.setdefault(source.outlet, []).append(source)
    return grouped


def faintness(evidence: Evidence) -> float:
    """The relevance under which an outlet's best passage has hardly anything on the question."""
    best = sorted((one.relevance for one in evidence.passages), reverse=True)
    return FAINT * best[min(2, len(best) - 1)] if best else 0.0


def within_budget(found: Sequence[Source], tokens: int) -> tuple[list[Source], int]:
    """The best sources that fit into so many tokens, in their old order, and how many are left out."""
    kept: set[int] = set()
    for source in sorted(found, key=lambda one: one.rank):
        tokens -= source.tokens
        if tokens < 0:
            break
        kept.add(source.number)
    return [source for source in found if source.number in kept], len(found) - len(kept)


def bears_on(claim: Claim, source: Source, *, voice: str) -> bool:
    """Whether the source holds words that the claim cites or may be named by, or more of the cited or the claimed voice there."""
    return any(
        source.article.id == citation.article_id
        and (
            source.span.overlaps(citation.span)
            or 0 <= citation.span.start - source.span.end < NAMES_NEAR
            or source.voice.name in (voice, *citation.voices[-1:])
        )
        for citation in claim.citations
    )
