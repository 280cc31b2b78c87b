"""Cuts an article into chunks: whole sentences of one part, never a boilerplate one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from assistant.attribution.sentences import sentences
from assistant.news import Article, Attribution, Chunk, Part, PartKind, Span, names

TARGET = 900  # characters; measured in docs/decisions/0002-embedder.md


def chunks(article: Article, *, target: int = TARGET) -> tuple[Chunk, ...]:
    """Chunks of about `target` characters in the article's order; `article.text[span]` is each one's text.

    A sentence is never cut, so one that is longer than `target` is a chunk by itself.
    """
    spans = [
        span
        for part in article.parts or (Part(Span(0, len(article.text))),)
        if part.kind is not PartKind.BOILERPLATE
        for span in _spans(article.text, part.span, target)
    ]
    return tuple(
        Chunk(article.id, number, span, article.words(span), voices)
        for number, (span, voices) in enumerate(zip(spans, _voices(article, spans), strict=True))
    )


def _spans(text: str, within: Span, target: int) -> Iterator[Span]:
    """Sentences joined up to the target; a short last one joins its neighbour rather than stand alone."""
    joined: list[Span] = []
    for sentence in sentences(text, within):
        if joined and sentence.end - joined[-1].start <= target:
            joined[-1] = Span(joined[-1].start, sentence.end)
        else:
            joined.append(sentence)
    if len(joined) > 1 and len(joined[-1]) < target // 6:
        last = joined.pop()
        joined[-1] = Span(joined[-1].start, last.end)
    yield from joined


def _voices(article: Article, spans: list[Span]) -> Iterator[tuple[str, ...]]:
    """The voices heard in each span; one walk over spans and attributions, both in the text's order."""
    assert all(one.end <= other.start for one, other in pairwise(spans))  # noqa: S101
    waiting = sorted(article.attributions, key=lambda one: one.span)
    first = 0
    for span in spans:
        while first < len(waiting) and waiting[first].span.end <= span.start:
            first += 1
        heard: list[Attribution] = []
        for attribution in waiting[first:]:
            if attribution.span.start >= span.end:
                break
            if attribution.span.overlaps(span):
                heard.append(attribution)
        yield names(voice for attribution in heard for voice in attribution.chain) or (article.outlet,)
