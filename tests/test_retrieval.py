"""Retrieval gives every outlet with something on the question its slot, and says when nothing bears on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from assistant.news import Attribution, Chunk, Filters, Mode, PartKind, Passage, Span, Voice
from assistant.retrieval import MOST_OF_AN_ARTICLE, Found, Retrieval, narrowed, with_slots
from tests.making import WordEmbedder, a_library, an_article, keep

pytestmark = pytest.mark.usefixtures("database")

if TYPE_CHECKING:
    from vectorstore.records import Vector


def overlap(question: str, texts: Sequence[str], _: Vector) -> list[float]:
    """The share of the question's words that a text holds."""
    wanted = set(question.casefold().split())
    return [len(wanted & set(text.casefold().replace(".", " ").split())) / len(wanted) for text in texts]


def a_retrieval(folder: Path, *articles: tuple[str, str]) -> Retrieval:
    engine, index = a_library(folder)
    keep(
        engine,
        *(
            an_article(text, publisher=publisher, title=f"{publisher} {number}")
            for number, (publisher, text) in enumerate(articles)
        ),
    )
    index.catch_up()
    return Retrieval(engine, index, overlap, floor=0.5)


def find(retrieval: Retrieval, question: str, **narrowed: Any) -> Found:
    [asked] = WordEmbedder().questions([question])
    return retrieval.find(question, asked, **narrowed)


def a_passage(outlet: str, relevance: float, number: int = 0, *, quoting: str | None = None) -> Passage:
    article = an_article(f"Words of {outlet}, number {number}.", publisher=outlet)
    if quoting:
        chain = (Voice(outlet), Voice(quoting))
        quoted = Attribution(Span(0, len(article.text)), chain, Mode.INDIRECT)
        article = replace(article, attributions=(quoted,))
    return Passage(Chunk(article.id, number, Span(0, len(article.text)), article.text), article, relevance)


def test_finds_what_bears_on_the_question_best_first(tmp_path: Path) -> None:
    retrieval = a_retrieval(
        tmp_path,
        ("Post", "The harbour wall broke."),
        ("Star", "The harbour was calm."),
        ("Sun", "Bread is dear."),
    )
    found = find(retrieval, "harbour wall")
    assert [one.article.publisher for one in found.passages] == ["Post", "Star"]


def test_a_question_with_nothing_relevant_names_the_nearest_outlets(tmp_path: Path) -> None:
    retrieval = a_retrieval(tmp_path, ("Post", "The harbour wall broke."))
    found = find(retrieval, "volcano eruption iceland lava")
    assert found.passages == ()
    assert found.nearest == ("Post",)


def test_a_question_that_no_passage_answers_well_finds_nothing(tmp_path: Path) -> None:
    engine, index = a_library(tmp_path)
    keep(engine, an_article("The harbour was calm."))
    index.catch_up()
    question = "harbour wall height cost"
    assert find(Retrieval(engine, index, overlap, floor=0.2), question).passages
    assert not find(Retrieval(engine, index, overlap, floor=0.2, answerable=0.5), question).passages


def test_a_question_asked_of_opinion_alone_hears_no_report(tmp_path: Path) -> None:
    engine, index = a_library(tmp_path)
    report, column = (an_article(f"The harbour wall broke, says {name}.", publisher=name) for name in "AB")
    keep(engine, report, replace(column, kind=PartKind.OPINION))
    index.catch_up()
    retrieval = Retrieval(engine, index, overlap, floor=0.5)

    heard = find(retrieval, "harbour wall", filters=Filters(kinds=(PartKind.OPINION,))).passages

    assert [one.article.publisher for one in heard] == ["B"]


def test_an_empty_library_finds_nothing(tmp_path: Path) -> None:
    assert find(a_retrieval(tmp_path), "harbour") == Found()


def test_a_loud_outlet_cannot_crowd_out_a_quiet_one(tmp_path: Path) -> None:
    loud = [("Loud", f"The harbour wall broke, report {number}.") for number in range(60)]
    retrieval = a_retrieval(tmp_path, *loud, ("Quiet", "A harbour wall is only as good as the one who pays."))
    found = find(retrieval, "harbour wall", limit=4)
    assert "Quiet" in {one.article.publisher for one in found.passages}


def test_an_outlet_that_is_only_quoted_has_its_slot() -> None:
    ranked = [a_passage("Loud", 0.9 - number / 100, number) for number in range(5)]
    quoted = a_passage("Loud", 0.6, 9, quoting="Absent Gazette")
    assert quoted in with_slots([*ranked, quoted], limit=2)


def of_one_article(number: int) -> list[Passage]:
    one = an_article("Word. " * 50, publisher="Loud")
    return [Passage(Chunk(one.id, at, Span(at, at + 5), "Word."), one, 0.9) for at in range(number)]


def test_no_article_fills_the_answer_while_others_have_something() -> None:
    others = [a_passage(f"Outlet {at % 2}", 0.5, at) for at in range(8)]
    chosen = with_slots([*of_one_article(9), *others], limit=8)
    assert sum(one.article.publisher == "Loud" for one in chosen) == MOST_OF_AN_ARTICLE


def test_a_library_of_one_article_gives_all_that_it_has() -> None:
    assert len(with_slots(of_one_article(9), limit=9)) == 9


def test_filters_hold_for_both_rankings(tmp_path: Path) -> None:
    engine, index = a_library(tmp_path)
    old = an_article("The harbour wall broke.", publisher="Post", published=date(2024, 1, 1))
    new = an_article("The harbour wall broke again.", publisher="Star", language="de")
    keep(engine, old, new)
    index.catch_up()
    retrieval = Retrieval(engine, index, overlap, floor=0.0)

    def outlets(filters: Filters) -> set[str]:
        return {one.article.publisher for one in find(retrieval, "harbour wall", filters=filters).passages}

    assert outlets(Filters()) == {"Post", "Star"}
    assert outlets(Filters(outlets=("Post",))) == {"Post"}
    assert outlets(Filters(languages=("de",))) == {"Star"}
    assert outlets(Filters(since=date(2024, 6, 1))) == {"Star"}
    assert outlets(Filters(until=date(2024, 6, 1))) == {"Post"}


def test_no_filter_narrows_nothing() -> None:
    assert narrowed(Filters()) is None


@pytest.mark.parametrize("question", ["", "  \n"])
def test_an_empty_question_finds_nothing(tmp_path: Path, question: str) -> None:
    assert find(a_retrieval(tmp_path, ("Post", "The harbour wall broke.")), question) == Found()
