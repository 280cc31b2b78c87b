"""Whoever cited an article hears that it was removed or changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from assistant.library import keeping
from assistant.library.cited import (
    ChangedArticle,
    Fate,
    changed_since,
    digests,
    forget_cited,
    keep_cited,
)
from assistant.library.database import reading, writing
from tests.making import a_library, an_article, keep

pytestmark = pytest.mark.usefixtures("database")

FIRST = an_article(url="https://post.example/1")
SECOND = an_article("The harbour wall held after all.", url="https://post.example/1", title="Held")
OTHER = an_article("Fish are dearer.", url="https://post.example/2", title="Fish")


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    engine = a_library(tmp_path)[0]
    keep(engine, FIRST, OTHER)
    with writing(engine) as connection:
        keep_cited(connection, "kept", {FIRST.id: FIRST.digest, OTHER.id: OTHER.digest})
    return engine


def told(engine: Engine, kept_id: str = "kept") -> list[ChangedArticle]:
    with reading(engine) as connection:
        return changed_since(connection, kept_id)


def test_nothing_is_said_while_nothing_changes(engine: Engine) -> None:
    keep(engine, FIRST)
    assert told(engine) == []


def test_a_changed_article_is_told_under_its_new_title(engine: Engine) -> None:
    keep(engine, SECOND)
    (one,) = told(engine)
    assert (one.article_id, one.title, one.fate) == (FIRST.id, "Held", Fate.CHANGED)
    assert one.at


def test_a_removed_article_is_told_with_the_title_that_it_had(engine: Engine) -> None:
    with writing(engine) as connection:
        keeping.remove(connection, OTHER.id)
    (one,) = told(engine)
    assert (one.title, one.publisher, one.fate) == ("Fish", "Morning Post", Fate.REMOVED)
    assert one.at


def test_an_article_that_comes_back_unchanged_is_no_longer_told(engine: Engine) -> None:
    with writing(engine) as connection:
        keeping.remove(connection, OTHER.id)
    keep(engine, OTHER)
    assert told(engine) == []


def test_what_was_read_first_stays_noted(engine: Engine) -> None:
    keep(engine, SECOND)
    with writing(engine) as connection:
        keep_cited(connection, "kept", digests(connection, [FIRST.id]))
    assert [one.article_id for one in told(engine)] == [FIRST.id]


def test_only_who_cited_it_is_told_and_only_until_it_is_forgotten(engine: Engine) -> None:
    with writing(engine) as connection:
        keep_cited(connection, "other", {OTHER.id: OTHER.digest})
    keep(engine, SECOND)
    assert told(engine, "other") == []
    with writing(engine) as connection:
        forget_cited(connection, "kept")
    assert told(engine) == []


def test_digests_are_those_of_the_articles_that_are_held(engine: Engine) -> None:
    with reading(engine) as connection:
        assert digests(connection, [FIRST.id, "unknown", FIRST.id]) == {FIRST.id: FIRST.digest}
