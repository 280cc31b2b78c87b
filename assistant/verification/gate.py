"""The gate that every claim of either analyst passes before a reader sees it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.attribution.access import part_at
from assistant.findings import Citation, Claim, Verdict
from assistant.news import Article, PartKind, Voice
from assistant.verification import grounding, polarity, quotes, referring, speakers
from assistant.verification.alignment import align
from assistant.verification.problem import Problem
from assistant.verification.support import Asked, SupportScorer


class Gate:
    """Checks claims against the articles they cite, cheap checks before dear ones; fails closed.

    `article` finds an article with its attributions by id, or None. `support` is asked last, and never
    about a claim that stands verbatim in its citation. `among` are further articles in which a failed
    quotation is looked for, to say whose it is.
    """

    def __init__(
        self,
        article: Callable[[str], Article | None],
        *,
        support: SupportScorer,
        among: Sequence[Article] = (),
    ) -> None:
        self._article = article
        self._support = support
        self._among = among

    def check(self, claim: Claim, *, voice: Voice | None = None) -> Claim:
        """The claim with a verdict and a reason on each citation; never raises.

        `voice` is whom the claim is filed under; without it, the last voice of each citation's chain.
        What a citation says of its article (title, publisher, address, chain) is replaced by what is so.
        """
        return self.check_as(claim, voice)

    def check_as(self, claim: Claim, voice: Voice | None) -> Claim:
        """`check` with both arguments in order, as core calls it."""
        try:
            return self._check(claim, voice)
        except Exception as problem:  # noqa: BLE001 - a check that breaks must not let a claim through
            return _all(
                claim, Problem(Verdict.UNSUPPORTED, f"a check broke: {type(problem).__name__}: {problem}")
            )

    def asks(self, claim: Claim, voice: Voice | None) -> Asked | None:
        """What support would be asked about this claim; None where a cheaper check settles it."""
        try:
            return self._ruled(claim, voice)[1]
        except Exception:  # noqa: BLE001 - `check` will say what broke
            return None

    def _check(self, claim: Claim, voice: Voice | None) -> Claim:
        ruled, asked = self._ruled(claim, voice)
        if asked is None or (score := self._support.score(*asked)) >= self._support.threshold:
            return ruled
        return _all(
            ruled,
            Problem(Verdict.UNSUPPORTED, f"the cited words do not bear it out (support {score:.2f})"),
        )

    def _ruled(self, claim: Claim, voice: Voice | None) -> tuple[Claim, Asked | None]:
        """What the rules say of a claim, and what support must still be asked where they find no fault."""
        articles = [self._article(citation.article_id) for citation in claim.citations]
        problems = [
            quotes.misplaced(citation, article, self._among)
            for citation, article in zip(claim.citations, articles, strict=True)
        ]
        found = [article for article in articles if article is not None]
        if any(problems) or len(found) < len(articles):
            return _settled(claim, problems, articles, voice), None
        if not found:
            return claim, None
        if not claim.text.strip():
            return _all(claim, Problem(Verdict.UNSUPPORTED, "the claim says nothing")), None
        if altered := quotes.misquoted(claim, found, self._among):
            return _settled(claim, [altered] * len(found), articles, voice), None
        problems = [
            speakers.misattributed(claim, citation, article, voice)
            for citation, article in zip(claim.citations, found, strict=True)
        ]
        if (read := referring.understood(claim, problems, found)) is None:
            return _settled(claim, problems, articles, voice), None
        problem, asked = self._borne(
            replace(claim, citations=tuple(claim.citations[n] for n in read.resting)),
            [found[n] for n in read.resting],
            voice,
            read.words,
        )
        return _settled(claim, [problem] * len(found), articles, voice), asked

    def _borne(
        self, claim: Claim, articles: Sequence[Article], voice: Voice | None, words: tuple[str, ...]
    ) -> tuple[Problem | None, Asked | None]:
        """What is wrong with a claim that its own voice's `words` must bear out, or what support must say of it."""
        if altered := quotes.misquoted(claim, articles, self._among):
            return altered, None
        if (citation := quotes.stands_verbatim(claim)) and (place := quotes.place_of(claim.text, citation)):
            return polarity.cut_from_negation(articles[claim.citations.index(citation)], place), None
        problem = _unborne(claim, articles, voice, words)
        return problem, None if problem else (claim.text, _cited(claim, words))


def _unborne(
    claim: Claim, articles: Sequence[Article], voice: Voice | None, cited: Sequence[str]
) -> Problem | None:
    """What of the claim the cited words together do not have, or have otherwise."""
    alignment = max((align(claim.text, words) for words in cited), key=lambda one: one.share)
    voices = [name for citation in claim.citations for name in citation.voices]
    speaking = [
        name
        for citation, article in zip(claim.citations, articles, strict=True)
        for name in speakers.chain_at(article, citation.span, voice)[-1:]
    ]
    return (
        grounding.ungrounded(
            claim.text,
            cited,
            voices=(*voices, *(article.publisher for article in articles)),
            published=[article.published for article in articles],
            context=[article.text for article in articles],
        )
        or grounding.swapped(alignment, speakers=speaking)
        or polarity.inverted(claim.text, alignment, cited)
        or polarity.overstated(claim.text, alignment)
    )


def _cited(claim: Claim, words: Sequence[str]) -> tuple[str, ...]:
    """The cited words, and after them the names of those who speak there: a reader knows both."""
    voices = [name for citation in claim.citations for name in citation.voices]
    return tuple(dict.fromkeys((*words, *voices)))


def _settled(
    claim: Claim, problems: Sequence[Problem | None], articles: Sequence[Article | None], voice: Voice | None
) -> Claim:
    return replace(
        claim,
        citations=tuple(
            _judged(citation, problem, article, voice)
            for citation, problem, article in zip(claim.citations, problems, articles, strict=True)
        ),
    )


def _judged(
    citation: Citation, problem: Problem | None, article: Article | None, voice: Voice | None
) -> Citation:
    verdict, reason = (problem.verdict, problem.reason) if problem else (Verdict.EXACT, "")
    if article is None:
        return replace(citation, verdict=verdict, reason=reason, title="", publisher="", url=None)
    return replace(
        citation,
        verdict=verdict,
        reason=reason,
        title=article.title_at(citation.span),
        publisher=article.publisher,
        url=article.url,
        voices=(chain := speakers.chain_at(article, citation.span, voice) or citation.voices),
        selected_by=_selector(article, citation, chain),
    )


def _selector(article: Article, citation: Citation, chain: tuple[str, ...]) -> str | None:
    """The outlet whose round-up chose these words of somebody else."""
    part = part_at(article.parts, citation.span.start)
    chosen = part is not None and part.kind is PartKind.ROUND_UP and len(chain) > 1
    return chain[0] if chosen else None


def _all(claim: Claim, problem: Problem) -> Claim:
    return replace(
        claim,
        citations=tuple(replace(c, verdict=problem.verdict, reason=problem.reason) for c in claim.citations),
    )
