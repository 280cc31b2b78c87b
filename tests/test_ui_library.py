"""The Library page, as Streamlit runs it."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import assistant.ui.desk
from assistant.errors import LibraryReadOnly
from assistant.ui.shelf import matching
from tests.desk import FANAL, ROUND_UP, WARNED, Desk
from tests.ui_pages import app, drawn, said, turn_to


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
    from assistant.errors import UnreachableSource
    from assistant.ingest.sources import Failed
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
