"""Quote exactness: quotation marks mean the source's exact characters, at the cited place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.findings import Citation, Claim, Verdict
from assistant.news import Article, Span
from assistant.verification.problem import Problem
from assistant.wording.quotations import find, nearness, quotations

# Half of a quotation's words in one stretch of the source: somebody changed it. Fewer: somebody made it up.
NEAR = 0.5


def misplaced(citation: Citation, article: Article | None, among: Sequence[Article] = ()) -> Problem | None:
    """A citation whose quote is not the article's own text at its span, character for character."""
    if article is None:
        return Problem(Verdict.FABRICATED, f"no article {citation.article_id!r} is in the library")
    if not citation.quote.strip():
        return Problem(Verdict.FABRICATED, "the citation quotes nothing")
    if article.words(citation.span) == citation.quote:
        return None
    if citation.span.end > len(article.text):
        return Problem(Verdict.FABRICATED, "the cited place lies past the end of the article")
    return triage(citation.quote, article, among)


def misquoted(claim: Claim, articles: Sequence[Article], among: Sequence[Article] = ()) -> Problem | None:
    """A quotation inside the claim that stands in none of the cited places; `articles` go with the citations."""
    for span in quotations(claim.text):
        quotation = span.of(claim.text).strip()
        cited = zip(claim.citations, articles, strict=True)
        if any(find(quotation, article.text, within=citation.span) for citation, article in cited):
            continue
        first, *others = articles
        return triage(quotation, first, (*others, *among))
    return None


def triage(quotation: str, article: Article, among: Iterable[Article]) -> Problem:
    """Says how a quotation that is not at its place fails: found elsewhere, near something, or nowhere."""
    shown = f"“{quotation if len(quotation) < 80 else quotation[:77] + '…'}”"
    if elsewhere := find(quotation, article.text):
        voices = article.voices_in(elsewhere[0])
        said_by = f", where {voices[-1]} speaks" if voices else ""
        return Problem(
            Verdict.MISATTRIBUTED, f"{shown} stands elsewhere in the article{said_by}, not in the cited words"
        )
    rest = [other for other in among if other.id != article.id]
    for other in rest:
        if elsewhere := find(quotation, other.text):
            voices = other.voices_in(elsewhere[0])
            said_by = f" ({voices[-1]})" if voices else ""
            return Problem(
                Verdict.MISATTRIBUTED, f"{shown} stands in another article, of {other.outlet}{said_by}"
            )
    for other in (article, *rest):
        if nearness(quotation, other.text) >= NEAR:
            return Problem(
                Verdict.ALTERED, f"{shown} is near the words of {other.outlet}, but not exactly theirs"
            )
    return Problem(Verdict.FABRICATED, f"{shown} stands nowhere in the cited articles")


def stands_verbatim(claim: Claim) -> Citation | None:
    """The citation whose words hold the claim's whole text exactly, if there is one."""
    return next((citation for citation in claim.citations if find(claim.text, citation.quote)), None)


def place_of(text: str, citation: Citation) -> Span | None:
    """Where in the article the claim's words stand within the citation."""
    found = find(text, citation.quote)
    if not found:
        return None
    return Span(citation.span.start + found[0].start, citation.span.start + found[0].end)
