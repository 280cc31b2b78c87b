"""Groups of reprints that an older version wrote are made anew, and a sound library is left as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, update

from assistant.library import grouping
from assistant.library.database import reading, writing
from assistant.library.regrouping import regroup
from assistant.library.signatures import signature
from assistant.library.tables import articles, origin_bands
from tests.making import a_library, an_article, keep

pytestmark = pytest.mark.usefixtures("database")

WIRE = " ".join(
    f"The harbour wall of dock {number} broke on Monday and was mended by noon." for number in range(9)
)
FIRST, COPY = an_article(WIRE, publisher="Wire"), an_article(WIRE + " So it was.", publisher="Gazette")
OTHER = an_article("The mill closed in June. The owner said that it lost money.", publisher="Star")


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    engine, _ = a_library(tmp_path)
    for one in (FIRST, COPY, OTHER):
        keep(engine, one)
    return engine


def named(engine: Engine, name: str, *ids: str) -> None:
    """As an older version called the group of these articles."""
    with writing(engine) as connection:
        connection.execute(update(articles).where(articles.c.id.in_(ids)).values(origin_group=name))


def regrouped(engine: Engine) -> int:
    with writing(engine) as connection:
        return regroup(connection)


def groups(engine: Engine) -> list[str]:
    ids = [FIRST.id, COPY.id, OTHER.id]
    with reading(engine) as connection:
        held = grouping.origin_groups(connection, ids)
    return [held[id_] for id_ in ids]


def test_a_sound_library_is_left_as_it_is(engine: Engine) -> None:
    before = groups(engine)
    assert before == [FIRST.id, FIRST.id, OTHER.id]
    assert regrouped(engine) == 0
    assert groups(engine) == before


@pytest.mark.parametrize("name", ["gone", OTHER.id], ids=["nobody", "an article of another text"])
def test_a_group_that_is_called_by_a_stranger_gets_a_name_of_its_own(engine: Engine, name: str) -> None:
    named(engine, name, FIRST.id, COPY.id)
    assert regrouped(engine) > 0
    [first, copy, other] = groups(engine)
    assert first == copy
    assert first in (FIRST.id, COPY.id)
    assert other == OTHER.id
    assert regrouped(engine) == 0


def test_an_article_that_stands_with_strangers_stands_alone(engine: Engine) -> None:
    named(engine, FIRST.id, OTHER.id)
    assert regrouped(engine) > 0
    assert groups(engine)[2] == OTHER.id
    assert len(set(groups(engine)[:2])) == 1


def test_reprints_that_were_kept_apart_are_joined(engine: Engine) -> None:
    named(engine, COPY.id, COPY.id)
    assert regrouped(engine) == 2
    assert len(set(groups(engine)[:2])) == 1


def test_articles_that_were_signed_in_another_way_are_signed_anew(engine: Engine) -> None:
    with writing(engine) as connection:
        old = bytes(signature("Menu Home Contact " + COPY.text[:80]))
        connection.execute(update(articles).where(articles.c.id == COPY.id).values(signature=old))
        connection.execute(delete(origin_bands).where(origin_bands.c.article_id == COPY.id))
    named(engine, COPY.id, COPY.id)
    assert regrouped(engine) == 2
    assert len(set(groups(engine)[:2])) == 1
    assert regrouped(engine) == 0
