"""Words find chunks on either database, in the forms of each language, the telling words before the common ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from assistant.library import fts5, tsvector
from assistant.library.database import reading
from assistant.library.lexical import document_counts, search_words
from assistant.news import EVERYTHING
from tests.making import a_library, an_article, keep

pytestmark = pytest.mark.usefixtures("database")

COMMON = [f"The minister spoke of the budget in town number {number}." for number in range(20)]
RARE = "The minister spoke of the harbour."
TWICE = "Fish, fish and again fish: the harbour sells it, and the harbour eats it."


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    engine = a_library(tmp_path)[0]
    keep(engine, *(an_article(text, title="News") for text in [*COMMON, RARE, TWICE]))
    return engine


def best(engine: Engine, question: str) -> list[str]:
    with reading(engine) as connection:
        return [
            id_.split(":")[0] for id_, _ in search_words(connection, question, filters=EVERYTHING, limit=30)
        ]


def test_a_rare_word_weighs_more_than_a_common_one(engine: Engine) -> None:
    found = best(engine, "minister harbour")
    assert set(found[:2]) == {an_article(RARE).id, an_article(TWICE).id}
    assert len(found) == 22


def test_a_word_that_stands_often_in_a_chunk_weighs_more_there(engine: Engine) -> None:
    assert best(engine, "harbour") == [an_article(TWICE).id, an_article(RARE).id]


def test_counts_the_chunks_of_a_word_in_any_form_and_leaves_function_words_out(engine: Engine) -> None:
    with reading(engine) as connection:
        counts = document_counts(connection, ["the", "ministers", "harbour", "dragon"])
    assert counts == {"ministers": 21, "harbour": 2, "dragon": 0}


def test_accents_and_capitals_make_no_difference(engine: Engine) -> None:
    café = an_article("Le café est fermé à Ledvár.", title="Café", language="fr")
    keep(engine, café)
    assert best(engine, "CAFE Ledvar")[0] == café.id
    assert best(engine, "ledvár")[0] == café.id


@pytest.mark.parametrize(
    ("language", "text", "question"),
    [
        (
            "de",
            "Die Ministerien haben die Brücken geschlossen.",
            "Welche Brücke wurde von dem Ministerium geschlossen?",
        ),
        ("ru", "Министры закрыли мосты.", "Кто закрыл мост в городе?"),
        ("fr", "Les ministres ont fermé les barrages.", "Qui a fermé le barrage de la ville ?"),
    ],
)
def test_postgresql_knows_the_forms_of_each_language(
    engine: Engine, database: str, language: str, text: str, question: str
) -> None:
    if database == "sqlite":
        pytest.skip("FTS5 has one stemmer, the English one")
    theirs = an_article(text, title="", language=language)
    keep(engine, theirs)
    assert best(engine, question)[0] == theirs.id


def test_the_rare_words_choose_the_chunks_where_there_are_too_many(
    engine: Engine, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tsvector, "MOST_LOOKS", 10)
    monkeypatch.setattr(fts5, "MOST_MATCHES", 10)
    assert set(best(engine, "minister harbour")) == {an_article(RARE).id, an_article(TWICE).id}
    assert len(best(engine, "minister")) == 21
