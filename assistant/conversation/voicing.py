"""Who said it: the voices behind claims of an answer, and how the library knows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from assistant.attribution.access import access_to, part_at
from assistant.conversation.telling import listed
from assistant.errors import UnknownArticle
from assistant.findings import Citation, Claim, Position
from assistant.news import Access, Article, Attribution, Voice

FindArticle = Callable[[str], Article]
"""The article with an id. Raises UnknownArticle."""


def voices_behind(claims: Iterable[Claim], article: FindArticle) -> list[Position]:
    """For each voice what it said of the claims, first-hand voices first; claims of articles that are gone are left out."""
    found: dict[tuple[Voice, Access, tuple[str, ...]], list[Claim]] = {}
    for claim in claims:
        for citation in claim.citations:
            if (heard := _heard(citation, article)) is not None:
                held = found.setdefault(heard, [])
                if claim not in held:
                    held.append(claim)
    positions = [Position(*key, tuple(said)) for key, said in found.items()]
    return sorted(positions, key=lambda one: list(Access).index(one.access))


def said_by(positions: Sequence[Position]) -> str:
    """Who said it and how each is known, in one sentence; empty where nobody did."""
    first = [one.voice.name for one in positions if one.access is Access.FIRST_HAND]
    pieces = [f"first-hand by {listed(first, most=len(first))}"] if first else []
    for access, word in ((Access.SECOND_HAND, "second-hand"), (Access.THIRD_HAND, "third-hand")):
        through = [
            f"{one.voice.name} (via {' and '.join(one.via)})" for one in positions if one.access is access
        ]
        if through:
            pieces.append(f"{word} by {listed(through, most=len(through))}")
    return f"Said {'; '.join(pieces)}." if pieces else ""


def _heard(citation: Citation, find: FindArticle) -> tuple[Voice, Access, tuple[str, ...]] | None:
    """Who speaks where the citation points: the voice that most of the cited words belong to."""
    try:
        article = find(citation.article_id)
    except UnknownArticle:
        return None
    if article.words(citation.span) != citation.quote:
        return None  # the page changed: whoever stands there now did not say this

    def shared(one: Attribution) -> int:
        return min(one.span.end, citation.span.end) - max(one.span.start, citation.span.start)

    speaking = [one for one in article.attributions if one.span.overlaps(citation.span)]
    wanted = [one for one in speaking if citation.voices and one.speaker.name == citation.voices[-1]]
    if not speaking:
        return None
    attribution = max(wanted or speaking, key=shared)
    part = part_at(article.parts, citation.span.start)
    return attribution.speaker, *access_to(attribution, part.kind if part else article.kind)
