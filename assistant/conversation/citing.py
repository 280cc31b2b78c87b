"""What an answer rests on."""

from __future__ import annotations

from assistant.findings import Answer


def cited_articles(answer: Answer) -> frozenset[str]:
    """Ids of the articles that the answer cites."""
    return frozenset(citation.article_id for claim in answer.claims for citation in claim.citations)
