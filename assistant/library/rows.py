"""Articles as rows, and back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant.news import (
    Article,
    Attribution,
    Mode,
    Part,
    PartKind,
    ReadBy,
    Span,
    Voice,
    VoiceKind,
)


def fingerprint(article: Article) -> str:
    """SHA-256 of everything that a source said of itself: the same one means nothing to do."""
    said = [
        article.title,
        article.publisher,
        article.text,
        article.url,
        article.authors,
        article.published.isoformat() if article.published else None,
        article.language,
        article.origin,
        article.kind.value,
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def given_row(article: Article) -> dict[str, Any]:
    """What the source said and reading may change: an article is read anew from this."""
    return {"origin": article.origin, "kind": article.kind.value, "authors": list(article.authors)}


def as_given(row: Mapping[str, Any]) -> Article:
    """The article of a row as its source gave it, without parts and attributions."""
    given = row["given"]
    return replace(
        article_from(row),
        origin=given["origin"],
        kind=PartKind(given["kind"]),
        authors=tuple(given["authors"]),
        parts=(),
        attributions=(),
    )


def article_row(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "origin": article.origin,
        "url": article.url,
        "authors": list(article.authors),
        "published": article.published,
        "language": article.language,
        "kind": article.kind.value,
        "text": article.text,
        "digest": article.digest,
        "parts": [_part_row(part) for part in article.parts],
        "attributions": _attributions_row(article.attributions),
    }


def article_from(row: Mapping[str, Any]) -> Article:
    return Article(
        id=row["id"],
        title=row["title"],
        publisher=row["publisher"],
        text=row["text"],
        url=row["url"],
        authors=tuple(row["authors"]),
        published=row["published"],
        language=row["language"],
        origin=row["origin"],
        kind=PartKind(row["kind"]),
        parts=tuple(_part_from(part) for part in row["parts"]),
        attributions=_attributions_from(row["attributions"]),
    )


def voice_rows(article: Article) -> list[dict[str, Any]]:
    """Each voice of the article once: its nearest place in a chain, through whom, and how often it speaks."""
    found: dict[Voice, dict[str, Any]] = {}
    for attribution in article.attributions:
        for place, voice in enumerate(attribution.chain):
            via = [one.name for one in attribution.chain[:place]]
            row = found.setdefault(voice, {"place": place, "via": via, "mentions": 0})
            if place < row["place"]:
                row.update(place=place, via=via)
        found[attribution.speaker]["mentions"] += 1
    return [
        {"article_id": article.id, "name": voice.name, "kind": voice.kind.value, **row}
        for voice, row in found.items()
    ]


def _part_row(part: Part) -> dict[str, Any]:
    return {
        "start": part.span.start,
        "end": part.span.end,
        "kind": part.kind.value,
        "title": part.title,
        "authors": list(part.authors),
        "origin": part.origin,
    }


def _part_from(row: Mapping[str, Any]) -> Part:
    return Part(
        span=Span(row["start"], row["end"]),
        kind=PartKind(row["kind"]),
        title=row["title"],
        authors=tuple(row["authors"]),
        origin=row["origin"],
    )


def _attributions_row(attributions: tuple[Attribution, ...]) -> dict[str, Any]:
    """Voices once, spans as short lists that point at them: a tenth of the size of plain objects."""
    numbers: dict[Voice, int] = {}
    spans = []
    for one in attributions:
        chain = [numbers.setdefault(voice, len(numbers)) for voice in one.chain]
        cue = [one.cue.start, one.cue.end] if one.cue else None
        by_model = [one.read_by.value] if one.read_by is not ReadBy.RULES else []
        spans.append([one.span.start, one.span.end, one.mode.value, chain, cue, *by_model])
    return {"voices": [[voice.name, voice.kind.value] for voice in numbers], "spans": spans}


def _attributions_from(row: Mapping[str, Any]) -> tuple[Attribution, ...]:
    voices = [Voice(name, VoiceKind(kind)) for name, kind in row["voices"]]
    return tuple(
        Attribution(
            span=Span(start, end),
            chain=tuple(voices[number] for number in chain),
            mode=Mode(mode),
            cue=Span(*cue) if cue else None,
            read_by=ReadBy(*read_by) if read_by else ReadBy.RULES,
        )
        for start, end, mode, chain, cue, *read_by in row["spans"]
    )
