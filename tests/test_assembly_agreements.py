"""An agreement keeps only the voices whose own citation bears the statement out."""

from __future__ import annotations

from dataclasses import replace

from assistant.assembly import Assembly
from assistant.findings import Agreement, Citation, Claim, Verdict
from assistant.news import Span, Voice

WORDS = "The wall broke at dawn."


def cited(article: str, voice: str) -> Citation:
    return Citation(article, Span(0, len(WORDS)), WORDS, voices=(voice,))


def holding(*articles: str, reprints: tuple[str, ...] = ()) -> Assembly:
    """An assembly whose gate lets through what is cited from these articles, each citation by itself.

    `reprints` are of one origin.
    """

    def check(claim: Claim, _: Voice | None) -> Claim:
        judged = (
            replace(one, verdict=Verdict.EXACT if one.article_id in articles else Verdict.UNSUPPORTED)
            for one in claim.citations
        )
        return Claim(claim.text, tuple(judged))

    return Assembly(check, lambda ids: len({"one" if id_ in reprints else id_ for id_ in ids}))


AGREED = Agreement(
    Claim(WORDS, (cited("a", "Courier"), cited("b", "Herald"), cited("c", "Wire"))),
    ("Courier", "Herald", "Wire"),
    3,
)


def test_all_voices_stay_where_each_citation_holds() -> None:
    kept = holding("a", "b", "c").add(AGREED)
    assert isinstance(kept, Agreement)
    assert (kept.voices, kept.origins) == (("Courier", "Herald", "Wire"), 3)


def test_a_voice_whose_citation_does_not_hold_falls_out_and_is_not_counted() -> None:
    kept = holding("a", "c").add(AGREED)
    assert isinstance(kept, Agreement)
    assert (kept.voices, kept.origins) == (("Courier", "Wire"), 2)
    assert [one.article_id for one in kept.statement.citations] == ["a", "c"]


def test_one_voice_that_is_left_agrees_with_nobody() -> None:
    assert holding("b").add(AGREED) is None


def test_reprints_that_are_left_are_one_origin() -> None:
    kept = holding("a", "c", reprints=("a", "c")).add(AGREED)
    assert isinstance(kept, Agreement)
    assert kept.origins == 1


def test_what_a_voice_says_in_one_article_bears_the_statement_out_together() -> None:
    asked: list[tuple[str, ...]] = []

    def check(claim: Claim, _: Voice | None) -> Claim:
        asked.append(tuple(one.voices[-1] for one in claim.citations))
        return Claim(claim.text, tuple(replace(one, verdict=Verdict.EXACT) for one in claim.citations))

    further = replace(cited("a", "Courier"), span=Span(30, 40))
    given = replace(AGREED, statement=Claim(WORDS, (*AGREED.statement.citations, further)))
    Assembly(check).add(given)

    assert asked[:3] == [("Courier", "Courier"), ("Herald",), ("Wire",)]
