"""The Library page, as Streamlit runs it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import assistant.ui.desk
from assistant.errors import LibraryReadOnly, UnreachableSource, UnreadableSource
from assistant.ingest.answers import Validators
from assistant.ingest.outlets import Outlet, Outlets
from assistant.ingest.sources import Failed, Overrides
from assistant.library.feeds import FollowedFeed
from assistant.ui import shelf
from assistant.ui.shelf import first_prints, matching, rows
from assistant.watching.reports import Round
from tests.desk import FANAL, ROUND_UP, WARNED, Desk
from tests.ui_pages import app, drawn, keyed, said, turn_to


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Any:
    def opened(library: Desk) -> AppTest:
        monkeypatch.setattr(assistant.ui.desk, "open_desk", lambda: library)
        page = app()
        page.run()
        return turn_to(page, "library")

    return opened


def test_lists_what_the_library_holds(opened: Any) -> None:
    page = opened(Desk())

    assert not page.exception
    assert list(page.dataframe[0].value["Title"]) == [WARNED.title, ROUND_UP.title, FANAL.title]
    assert "3 articles" in said(page)


def test_search_narrows_the_list_by_every_word() -> None:
    listed = Desk().articles()

    assert [one.title for one in matching(listed, "corvania PRESS")] == [ROUND_UP.title]
    assert matching(listed, "corvania rain") == []


def test_several_are_removed_at_once_and_put_back(opened: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Selecting rows is tried in a real browser: AppTest has no table to click on."""
    library = Desk()
    monkeypatch.setattr(shelf, "table", lambda shown, **_: shown[:2])
    page = opened(library)

    page.button(key="remove").click().run()

    assert [one.id for one in library.held_articles] == [FANAL.id]
    assert "Removed 2 articles" in said(page)
    page.button(key="undo").click().run()
    assert {one.id for one in library.held_articles} == {WARNED.id, ROUND_UP.id, FANAL.id}
    assert not keyed(page, "undo")


def test_an_address_opens_an_article(opened: Any) -> None:
    page = opened(Desk())
    page.query_params["article"] = FANAL.id

    page.run()

    sheet = drawn(page, "reader")[0]["sheet"]
    assert (sheet["title"], sheet["language"]) == (FANAL.title, "fr")


def test_an_empty_library_offers_ways_to_add(opened: Any) -> None:
    page = opened(Desk(held_articles=[]))

    assert "No articles yet" in said(page)
    assert page.text_area(key="addresses")


def test_addresses_are_added_and_what_came_of_them_is_said(opened: Any) -> None:
    library = Desk(held_articles=[])
    page = opened(library)

    page.text_area(key="addresses").set_value("https://a.example/1\n\nhttps://a.example/2")
    page.button(key="add-addresses-now").click().run()

    assert library.added[0][0] == ("https://a.example/1", "https://a.example/2")
    assert "3 added" in said(page)


@pytest.mark.parametrize("line", ["/etc/passwd", "file:///etc/passwd", "..", "-", "C:\\secret.txt"])
def test_a_reader_names_no_file_of_the_machine_that_serves(opened: Any, line: str) -> None:
    library = Desk()
    page = opened(library)

    page.text_area(key="addresses").set_value(line)
    page.button(key="add-addresses-now").click().run()

    assert library.added == []
    assert "is not a web address" in said(page)


def test_pasted_text_goes_in_with_what_the_reader_knows_of_it(opened: Any) -> None:
    library = Desk()
    page = opened(library)

    page.text_area(key="pasted").set_value("The dam broke on Monday.")
    page.text_input(key="paste-outlet").set_value("The Morning Bell")
    page.button(key="add-paste-now").click().run()

    sources, overrides = library.added[0]
    assert len(sources) == 1
    assert overrides.outlet == "The Morning Bell"
    assert overrides.title is None


def test_what_failed_is_named_with_its_reason_and_can_be_tried_again(opened: Any) -> None:
    from assistant.intake import Added

    class Failing(Desk):
        def add(self, sources: Any, **more: Any) -> Added:
            self.added.append((tuple(sources), more))
            gone = UnreachableSource("a.example did not answer.", hint="Try later.")
            return Added(failed=(Failed("https://a.example/1", gone),))

    library = Failing()
    page = opened(library)
    page.text_area(key="addresses").set_value("https://a.example/1")
    page.button(key="add-addresses-now").click().run()

    assert "a.example did not answer" in said(page).replace("\u2060", "")
    page.button(key="retry").click().run()
    assert [sources for sources, _ in library.added] == [("https://a.example/1",)] * 2


def test_a_library_that_cannot_be_written_says_so(opened: Any) -> None:
    class ReadOnly(Desk):
        def add(self, sources: Any, **more: Any) -> Any:
            raise LibraryReadOnly("The data folder cannot be written.", hint="Choose another one.")

    page = opened(ReadOnly())
    page.text_area(key="addresses").set_value("https://a.example/1")
    page.button(key="add-addresses-now").click().run()

    assert "cannot be written" in said(page)
    assert "Choose another one" in said(page)


def test_an_article_is_corrected_by_whoever_knows_better(opened: Any) -> None:
    library = Desk()
    page = opened(library)
    page.query_params["article"] = FANAL.id
    page.run()

    next(one for one in page.text_input if one.label == "Authors").set_value("Ana Brook, Bo Lind")
    page.button(key="correct-now").click().run()

    assert library.edited == [(FANAL.id, Overrides(authors=("Ana Brook", "Bo Lind")))]


def test_where_else_an_event_is_told_is_looked_up_only_when_it_is_opened(opened: Any) -> None:
    library = Desk()
    page = opened(library)
    page.query_params["article"] = WARNED.id
    page.run()
    assert not keyed(page, "related-")

    page.session_state[f"related-{WARNED.id}"] = True
    page.run()

    assert [one.label.replace("\\", "") for one in keyed(page, "related-")] == [
        f"{ROUND_UP.publisher}: {ROUND_UP.title}",
        f"{FANAL.publisher}: {FANAL.title}",
    ]


def test_an_outlets_page_has_what_is_held_and_whom_it_quotes(opened: Any) -> None:
    page = opened(
        Desk(outlets_known=Outlets([Outlet("Corvania One", kind="party", owner="the Civic Union")]))
    )
    page.query_params["outlet"] = "Corvania One"

    page.run()

    assert not page.exception
    assert list(page.table[0].value["In the registry"]) == ["party", "the Civic Union"]
    assert list(page.dataframe[0].value["Title"]) == [ROUND_UP.title]
    assert list(page.dataframe[1].value["Voice"]) == ["Steenhaven Gazette", "Emil Vartos"]


def test_an_outlet_that_the_registry_does_not_know_is_unrated(opened: Any) -> None:
    page = opened(Desk())
    page.query_params["outlet"] = "Steenhaven Gazette"

    page.run()

    assert "it is unrated" in said(page)
    assert "It is quoted by Corvania One" in said(page)


def test_events_are_listed_with_their_outlets(opened: Any) -> None:
    page = opened(Desk())
    page.session_state["show"] = "Events"

    page.run()

    assert not page.exception
    assert list(page.dataframe[0].value["Outlets"]) == [2]


def test_of_reprints_only_the_first_is_listed_once() -> None:
    first, second, third = Desk().articles()
    reprint = replace(second, origin_group=first.id)

    assert first_prints([first, reprint, third]) == [first, third]
    assert rows([first, reprint, third])["Prints"] == [2, 2, 1]


class FakeFeeds:
    """Follows what it is given; one round adds one article and fails on another."""

    def __init__(self) -> None:
        self.followed: list[FollowedFeed] = []
        self.looked_at: list[tuple[str, ...]] = []

    def add(self, address: str) -> list[str]:
        if "broken" in address:
            raise UnreadableSource("There is no feed there.", hint="Give the address of a feed.")
        at = datetime(2025, 10, 9, tzinfo=UTC)
        self.followed.append(FollowedFeed(address, "The Courant", Validators(), at, None, at, 0, ""))
        return [address]

    def listed(self) -> list[FollowedFeed]:
        return self.followed

    def given_up(self) -> list[Any]:
        return []

    def export(self) -> bytes:
        return b"<opml/>"

    def refresh(self, addresses: Any, progress: Any) -> Round:
        self.looked_at.append(tuple(addresses))
        failed = Failed("https://a.example/2", UnreachableSource("It did not answer.", hint="Try later."))
        return Round(added=("aaaa00000001",), failed=(failed,))


@pytest.fixture
def feeds(monkeypatch: pytest.MonkeyPatch) -> FakeFeeds:
    made = FakeFeeds()
    monkeypatch.setattr(assistant.ui.desk, "feeds", lambda: made)
    return made


def test_a_feed_is_followed_and_read_at_once(opened: Any, feeds: FakeFeeds) -> None:
    page = opened(Desk())
    page.session_state["show"] = "Feeds"
    page.run()

    page.text_input(key="feed-address").set_value("https://a.example/feed")
    page.button(key="follow-now").click().run()
    page.run()

    assert feeds.looked_at == [("https://a.example/feed",)]
    assert "1 added" in said(page)
    assert "It did not answer" in said(page)
    assert list(page.dataframe[0].value["Feed"]) == ["The Courant"]


def test_what_is_no_feed_is_said_with_what_to_do(opened: Any, feeds: FakeFeeds) -> None:
    page = opened(Desk())
    page.session_state["show"] = "Feeds"
    page.run()

    page.text_input(key="feed-address").set_value("https://broken.example/")
    page.button(key="follow-now").click().run()

    assert "There is no feed there" in said(page)
    assert feeds.followed == []
