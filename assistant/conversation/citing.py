"""What an answer rests on."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.findings import Answer, Claim


def shown_claims(answer: Answer) -> Iterator[Claim]:
    """Every claim that the answer shows, in the order in which it is read; one may come several times."""
    for position in answer.positions:
        yield from position.claims
    for agreement in answer.agreements:
        yield agreement.statement
    for issue in answer.issues:
        for reading in issue.readings:
            yield from reading.claims
    for counterargument in answer.counterarguments:
        yield counterargument.against
        yield from counterargument.claims


def cited_articles(answer: Answer) -> frozenset[str]:
    """Ids of the articles that the answer cites."""
    return frozenset(citation.article_id for claim in shown_claims(answer) for citation in claim.citations)
