"""An article ready to be read: paragraphs of segments, each with its voice, and the cited words marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from urllib.parse import quote, urlsplit

from assistant.news import Article, Attribution, Mode, PartKind, Span

_BREAK = re.compile(r"\n\s*\n")
_WHOLE_QUOTE = 10  # words; a longer quotation is addressed by its first and last words
_EDGE = 5


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one paragraph with one voice; `voice` is None where the text speaks for its publisher."""

    text: str
    voice: str | None = None
    via: tuple[str, ...] = ()
    mode: Mode = Mode.OWN
    cited: bool = False


def paragraphs(article: Article, cited: Span | None = None) -> list[list[Segment]]:
    """The article's whole text in order: joined with the breaks between, it is `article.text` again."""
    return [_segments(article, span, cited) for span in _paragraph_spans(article.text)]


def sheet(article: Article, cited: Span | None = None, *, also: Sequence[str] = ()) -> dict[str, Any]:
    """What the reader component draws: plain values only, none of it markup. `also` are who else prints the text."""
    cited = cited if cited and cited.end <= len(article.text) else None
    told = paragraphs(article, cited)
    voices = dict.fromkeys(one.voice for paragraph in told for one in paragraph if one.voice)
    numbers = {voice: number for number, voice in enumerate(voices)}
    return {
        "id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "origin": article.origin,
        "authors": list(article.authors),
        "published": day(article),
        "kind": _kind(article),
        "also": list(dict.fromkeys(also)),
        "url": link(article.url, article.words(cited) if cited else ""),
        "host": urlsplit(article.url).hostname if article.url else None,
        "language": article.language,
        "cited": [cited.start, cited.end] if cited else None,
        "voices": list(numbers),
        "paragraphs": [
            [
                {
                    "text": one.text,
                    "voice": numbers[one.voice] if one.voice else None,
                    "via": list(one.via),
                    "mode": one.mode.value,
                    "cited": one.cited,
                }
                for one in paragraph
            ]
            for paragraph in told
        ],
    }


def link(url: str | None, words: str = "") -> str | None:
    """The article's own address with a text fragment for the words; None where it is no web address.

    https://wicg.github.io/scroll-to-text-fragment/
    """
    if not url or urlsplit(url).scheme not in {"http", "https"}:
        return None
    given = words.split()
    if not given:
        return url
    pieces = [given] if len(given) <= _WHOLE_QUOTE else [given[:_EDGE], given[-_EDGE:]]
    directive = ",".join(quote(" ".join(piece), safe="").replace("-", "%2D") for piece in pieces)
    return f"{url}{'' if '#' in url else '#'}:~:text={directive}"


def day(article: Article) -> str | None:
    """The date in words that no reader mixes up: 7 October 2025."""
    if article.published is None:
        return None
    return f"{article.published.day} {article.published:%B %Y}"


def _kind(article: Article) -> str | None:
    return None if article.kind is PartKind.REPORT else article.kind.value.replace("_", "-")


def _paragraph_spans(text: str) -> Iterator[Span]:
    start = 0
    for gap in _BREAK.finditer(text):
        if gap.start() > start:
            yield Span(start, gap.start())
        start = gap.end()
    if start < len(text):
        yield Span(start, len(text))


def _segments(article: Article, paragraph: Span, cited: Span | None) -> list[Segment]:
    here = [one for one in article.attributions if one.span.overlaps(paragraph)]
    edges = {paragraph.start, paragraph.end}
    for span in [*(one.span for one in here), *([cited] if cited else [])]:
        edges |= {edge for edge in (span.start, span.end) if paragraph.start < edge < paragraph.end}
    return [_segment(article, Span(start, end), here, cited) for start, end in pairwise(sorted(edges))]


def _segment(article: Article, span: Span, near: Sequence[Attribution], cited: Span | None) -> Segment:
    found = next((one for one in near if one.span.covers(span)), None)
    marked = bool(cited and cited.covers(span))
    if found is None or len(found.chain) < 2 or found.speaker.name in _authors(article):
        return Segment(article.words(span), mode=found.mode if found else Mode.OWN, cited=marked)
    via = tuple(voice.name for voice in found.chain[:-1])
    return Segment(article.words(span), found.speaker.name, via, found.mode, marked)


def _authors(article: Article) -> set[str]:
    """Whoever wrote it needs no mark: the whole text is theirs."""
    return {*article.authors, *(author for part in article.parts for author in part.authors)}
