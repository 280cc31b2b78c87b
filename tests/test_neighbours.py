"""Articles of one event are found and shown together; what the reader corrected stays corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from assistant.errors import UnknownArticle
from assistant.ingest.outlets import Outlets
from assistant.ingest.sources import Overrides
from assistant.intake import Intake
from assistant.library import articles
from assistant.library.database import reading
from assistant.neighbours import Neighbours
from assistant.news import Article
from tests.making import a_library, an_article
from tests.test_library_events import DAY, FILLER, STORIES

pytestmark = pytest.mark.usefixtures("database")

DAM = STORIES["dam"]


def told(story: str, paper: int) -> Article:
    text = STORIES[story][paper]
    day = DAY + timedelta(days=paper)
    return an_article(text, publisher=f"Paper {paper}", title=text.split(".")[0], published=day)


EVERY = [told(story, paper) for story in STORIES for paper in range(3)]


@pytest.fixture(scope="module")
def neighbours(tmp_path_factory: pytest.TempPathFactory) -> Neighbours:
    engine, index = a_library(tmp_path_factory.mktemp("events"))
    filler = [
        replace(an_article(one.text, publisher=one.publisher, title=one.title), id=one.id) for one in FILLER
    ]
    Intake(engine, index, Outlets.packaged()).add([*EVERY, *filler])
    return Neighbours(engine, index)


def test_articles_of_the_same_event_come_first_and_strangers_not_at_all(neighbours: Neighbours) -> None:
    dam = told("dam", 0)

    found = neighbours.related(dam, limit=10)

    assert {one.id for one in found[:2]} == {told("dam", paper).id for paper in (1, 2)}
    assert dam.id not in {one.id for one in found}
    assert not {one.id for one in found} & {one.id for one in FILLER}


def test_events_are_listed_newest_first_and_lone_articles_left_out(neighbours: Neighbours) -> None:
    with reading(neighbours._engine) as connection:
        listed = articles.list_articles(connection)

    groups = neighbours.events([one for one in listed if one.id in {each.id for each in EVERY}])

    assert {frozenset(one.id for one in group) for group in groups} == {
        frozenset(told(story, paper).id for paper in range(3)) for story in STORIES
    }


def test_a_correction_wins_and_outlives_the_source(tmp_path: Path) -> None:
    engine, index = a_library(tmp_path)
    intake = Intake(engine, index, Outlets.packaged())
    source = an_article(url="https://paper.example/wall")
    intake.add([source])

    intake.correct(source.id, Overrides(outlet="guardian", published=date(2024, 2, 1)))
    intake.correct(source.id, Overrides(title="The wall is down"))
    again = intake.add([source])
    changed = intake.add([replace(source, text=source.text + " Nobody was hurt.")])

    with reading(engine) as connection:
        found = articles.find_article(connection, source.id)
    assert again.unchanged == (source.id,)
    assert changed.updated == (source.id,)
    assert (found.publisher, found.title, found.published) == (
        "The Guardian",
        "The wall is down",
        date(2024, 2, 1),
    )
    assert found.text.endswith("Nobody was hurt.")
    assert found.attributions[0].chain[0].name == "The Guardian"
    assert index.vectors.count() == len(found.text) // 900 + 1


def test_an_unknown_article_cannot_be_corrected(tmp_path: Path) -> None:
    engine, index = a_library(tmp_path)

    with pytest.raises(UnknownArticle):
        Intake(engine, index, Outlets.packaged()).correct("none", Overrides(title="x"))
