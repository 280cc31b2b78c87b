"""What the library promises to keep, change and forget."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, text

from assistant.errors import LibraryDamaged, LibraryReadOnly, UnknownArticle
from assistant.library import articles, grouping, keeping
from assistant.library.database import open_database, reading, writing
from assistant.library.keeping import Outcome
from assistant.library.lexical import search_words
from assistant.library.tables import revisions, tombstones
from assistant.news import EVERYTHING, Article, Attribution, Filters, Mode, PartKind, Span, Voice
from tests.making import TEXT, a_library, an_article, keep

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return a_library(tmp_path)[0]


def found(engine: Engine, question: str, filters: Filters = EVERYTHING) -> list[str]:
    with reading(engine) as connection:
        return [id_ for id_, _ in search_words(connection, question, filters=filters, limit=10)]


def loaded(engine: Engine, id_: str) -> Article:
    with reading(engine) as connection:
        return articles.find_article(connection, id_)


def test_gives_back_the_article_that_it_was_given(engine: Engine) -> None:
    given = an_article(url="https://post.example/1", origin="Wire")
    keep(engine, given)
    assert loaded(engine, given.id) == given


def test_adding_the_same_article_again_changes_nothing(engine: Engine) -> None:
    given = an_article()
    assert keep(engine, given) == {given.id: Outcome.ADDED}
    assert keep(engine, given) == {given.id: Outcome.UNCHANGED}
    with reading(engine) as connection:
        assert articles.count_articles(connection) == 1


def test_a_changed_page_replaces_its_article_and_keeps_the_earlier_text(engine: Engine) -> None:
    first = an_article(url="https://post.example/1")
    second = an_article("The harbour wall held after all.", url="https://post.example/1")
    keep(engine, first)
    assert keep(engine, second) == {first.id: Outcome.UPDATED}
    assert loaded(engine, first.id).text == second.text
    assert found(engine, "dawn") == []
    with reading(engine) as connection:
        assert connection.execute(select(revisions.c.text)).scalar_one() == first.text


def test_corrected_metadata_is_an_update_without_a_revision(engine: Engine) -> None:
    first = an_article(url="https://post.example/1")
    keep(engine, first)
    assert keep(engine, replace(first, published=date(2025, 3, 5))) == {first.id: Outcome.UPDATED}
    with reading(engine) as connection:
        assert connection.execute(select(revisions)).all() == []


def test_a_removed_article_is_gone_from_every_place_and_leaves_a_tombstone(engine: Engine) -> None:
    given = an_article()
    keep(engine, given)
    with writing(engine) as connection:
        assert keeping.remove(connection, given.id) == given.title
    with pytest.raises(UnknownArticle):
        loaded(engine, given.id)
    assert found(engine, "harbour") == []
    with reading(engine) as connection:
        assert connection.execute(select(tombstones.c.article_id)).scalar_one() == given.id
        assert articles.count_chunks(connection) == 0


def test_adding_a_removed_article_by_hand_brings_it_back(engine: Engine) -> None:
    given = an_article()
    keep(engine, given)
    with writing(engine) as connection:
        keeping.remove(connection, given.id)
    assert keep(engine, given) == {given.id: Outcome.ADDED}
    with reading(engine) as connection:
        assert connection.execute(select(tombstones)).all() == []


def test_a_transaction_that_breaks_leaves_nothing(engine: Engine) -> None:
    def broken() -> None:
        with writing(engine) as connection:
            keeping.put(connection, [])
            connection.execute(text("INSERT INTO facts VALUES ('half', 'written')"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken()
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM facts")).scalar_one() == 0


def test_finds_words_by_their_stem_and_narrows_by_outlet_date_and_language(engine: Engine) -> None:
    old = an_article("Walls are breaking everywhere.", publisher="Old Times", published=date(2024, 1, 1))
    new = an_article(publisher="Morning Post")
    keep(engine, old, new)
    assert {id_.split(":")[0] for id_ in found(engine, "break wall")} == {old.id, new.id}
    assert [id_.split(":")[0] for id_ in found(engine, "wall", Filters(outlets=("Old Times",)))] == [old.id]
    assert [id_.split(":")[0] for id_ in found(engine, "wall", Filters(since=date(2025, 1, 1)))] == [new.id]
    assert [id_.split(":")[0] for id_ in found(engine, "wall", Filters(until=date(2024, 2, 1)))] == [old.id]
    assert found(engine, "wall", Filters(languages=("de",))) == []
    assert found(engine, "wall", Filters(kinds=(PartKind.OPINION,))) == []


@pytest.mark.parametrize("question", ['"', "AND OR NOT", "a:b*", "(", "^", "NEAR(x y)", "—", "' OR 1=1 --"])
def test_a_question_is_words_and_never_query_language(engine: Engine, question: str) -> None:
    keep(engine, an_article())
    found(engine, question)


def test_an_id_can_be_shortened_while_it_is_unambiguous(engine: Engine) -> None:
    given = an_article()
    keep(engine, given)
    assert loaded(engine, given.id[:6]) == given


@pytest.mark.parametrize("id_", ["", "%", "____", "0123456789ab"])
def test_an_unknown_id_says_where_to_find_the_known_ones(engine: Engine, id_: str) -> None:
    keep(engine, an_article())
    with pytest.raises(UnknownArticle) as caught:
        loaded(engine, id_)
    assert "counterpoint articles" in caught.value.hint


def test_opening_a_library_again_finds_everything(tmp_path: Path) -> None:
    engine, _ = a_library(tmp_path)
    keep(engine, an_article())
    engine.dispose()
    again, _ = a_library(tmp_path)
    with reading(again) as connection:
        assert [one.title for one in articles.list_articles(connection)] == ["Harbour wall breaks"]


def test_a_library_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    engine, _ = a_library(tmp_path)
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(LibraryDamaged, match="newer"):
        a_library(tmp_path)


def test_a_file_that_is_no_library_is_named_and_not_touched(tmp_path: Path) -> None:
    (tmp_path / "library.db").write_bytes(b"not a database, but long enough to look at" * 100)
    before = (tmp_path / "library.db").read_bytes()
    with pytest.raises(LibraryDamaged):
        open_database(f"sqlite:///{tmp_path / 'library.db'}")
    assert (tmp_path / "library.db").read_bytes() == before


def test_a_folder_that_cannot_be_made_is_a_read_only_library() -> None:
    with pytest.raises(LibraryReadOnly) as caught:
        open_database("sqlite:////proc/nowhere/library.db")
    assert "COUNTERPOINT_DATA_DIR" in caught.value.hint


def test_lists_outlets_that_publish_before_those_that_are_only_quoted(engine: Engine) -> None:
    keep(engine, an_article(publisher="Morning Post"), an_article(TEXT + " So.", publisher="Evening Star"))
    with reading(engine) as connection:
        heard = articles.heard_outlets(connection)
    assert [(one.name, one.held) for one in heard] == [("Evening Star", True), ("Morning Post", True)]


def test_an_outlet_whose_own_piece_stands_on_anothers_page_is_held(engine: Engine) -> None:
    page = an_article(publisher="A Blog")
    said = (
        Attribution(Span(0, 20), (Voice("The Guardian"),)),
        Attribution(Span(21, len(TEXT)), (Voice("A Blog"), Voice("Reuters")), Mode.INDIRECT),
    )
    keep(engine, replace(page, attributions=said))
    with reading(engine) as connection:
        assert articles.publishers(connection) == {"A Blog": 1, "The Guardian": 1}
        assert [one.name for one in articles.heard_outlets(connection) if not one.held] == ["Reuters"]


LONG = " ".join(
    f"Sentence {number} of the report tells what the harbour master saw on day {number * 7 % 31}."
    for number in range(40)
)


def groups(engine: Engine) -> dict[str, str]:
    with reading(engine) as connection:
        return {one.publisher: one.origin_group for one in articles.list_articles(connection)}


def test_reprints_share_one_origin_and_independent_articles_do_not(engine: Engine) -> None:
    first = an_article(LONG, publisher="Wire")
    copy = an_article(LONG.replace("Sentence 7 of", "Line 7 of"), publisher="Post")
    other = an_article(" ".join(reversed(LONG.split())), publisher="Star")
    keep(engine, first)
    keep(engine, copy, other)
    found = groups(engine)
    assert found["Wire"] == found["Post"] == first.id
    assert found["Star"] == other.id
    with reading(engine) as connection:
        assert grouping.reprints(connection, first.id) == [copy.id]


def test_removing_one_reprint_leaves_the_others_grouped(engine: Engine) -> None:
    copies = [an_article(LONG + f" End {name}.", publisher=name) for name in ("Wire", "Post", "Star")]
    keep(engine, *copies)
    with writing(engine) as connection:
        keeping.remove(connection, copies[0].id)
    assert len(set(groups(engine).values())) == 1


WIRE = " ".join(
    f"The harbour wall of dock {number} broke on Monday and was mended by noon." for number in range(9)
)


def groups_of(engine: Engine, *ids: str) -> list[str]:
    with reading(engine) as connection:
        held = grouping.origin_groups(connection, ids)
    return [held[id_] for id_ in ids]


def test_an_article_that_changes_leaves_its_reprints(engine: Engine) -> None:
    first = an_article(WIRE, publisher="Wire", url="https://wire.example/1")
    reprint, another = an_article(WIRE, publisher="Gazette"), an_article(WIRE, publisher="Star")
    keep(engine, first)
    keep(engine, reprint, another)
    assert groups_of(engine, first.id, reprint.id, another.id) == [first.id] * 3
    keep(engine, replace(first, text="Quite another text, of a strike at the mill that ended in June."))
    [changed, *others] = groups_of(engine, first.id, reprint.id, another.id)
    assert changed == first.id
    assert len(set(others)) == 1
    assert changed not in others


def test_a_group_is_called_by_an_article_that_is_held(engine: Engine) -> None:
    first = an_article(WIRE, publisher="Wire")
    reprint = an_article(WIRE, publisher="Gazette")
    keep(engine, first)
    keep(engine, reprint)
    with writing(engine) as connection:
        keeping.remove(connection, first.id)
    assert groups_of(engine, reprint.id) == [reprint.id]
