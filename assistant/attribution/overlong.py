"""Text without end: who speaks is read as far as any article reaches, and what follows is kept as nobody's clear word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.attribution.chains import own_chain
from assistant.attribution.sentences import sentences
from assistant.news import Article, Attribution, Mode, Part, PartKind, Span

LONGEST_READ = 1_000_000
"""Characters, a long novel: strange text takes some seconds (docs/benchmarks.md), and `add` waits for it."""

_BACK = 10_000  # characters before the bound in which a line may end it


def is_overlong(article: Article) -> bool:
    """Whether a part of the article's text is not read for voices."""
    return len(article.text) > LONGEST_READ


def as_far_as_read(article: Article) -> Article:
    """The article up to the bound, at the end of a line where one is near; itself where it is no longer."""
    if not is_overlong(article):
        return article
    end = _end(article.text)
    parts = (
        replace(part, span=Span(min(part.span.start, end), min(part.span.end, end))) for part in article.parts
    )
    return replace(article, text=article.text[:end], parts=tuple(parts))


def beyond(article: Article) -> Iterator[Attribution]:
    """Every sentence behind the bound, unclear; none where there is nothing."""
    if not is_overlong(article):
        return
    end = _end(article.text)
    for part in article.parts or (Part(Span(0, len(article.text)), article.kind),):
        if part.kind is not PartKind.BOILERPLATE and part.span.end > end:
            own = own_chain(article, part)[:1]
            rest = Span(max(end, part.span.start), part.span.end)
            yield from (Attribution(span, own, Mode.UNCLEAR) for span in sentences(article.text, rest))


def _end(text: str) -> int:
    line = text.rfind("\n", LONGEST_READ - _BACK, LONGEST_READ)
    return line if line > 0 else LONGEST_READ
