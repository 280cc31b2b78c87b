"""Compare, Charts and Settings, as Streamlit runs them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from streamlit.testing.v1 import AppTest

import assistant.ui.desk
import assistant.ui.settings_page
from assistant.doctor import Check
from assistant.findings import Position
from assistant.news import Access, Voice
from assistant.settings import Settings
from assistant.ui import charted, differences
from assistant.ui.settings_page import in_force
from tests.desk import COURANT, QUESTION, Desk, answer, article, claim
from tests.ui_pages import app, drawn, said, turn_to


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Any:
    def opened(library: Desk, name: str) -> AppTest:
        monkeypatch.setattr(assistant.ui.desk, "open_desk", lambda: library)
        page = app()
        page.run()
        return turn_to(page, name)

    return opened


def test_compares_outlets_on_a_question(opened: Any) -> None:
    library = Desk()
    page = opened(library, "compare")

    page.text_input(key="compare-question").set_value(QUESTION)
    page.multiselect(key="compare-outlets").set_value(["Corvania One", "Le Fanal"])
    page.button(key="compare-now").click().run()

    assert library.asked[-1][1].outlets == ("Corvania One", "Le Fanal")
    assert drawn(page, "compare")[0]["sheet"]["outlets"] == ["Corvania One", "Le Fanal"]


def test_one_outlet_is_not_compared_with_itself(opened: Any) -> None:
    library = Desk()
    page = opened(library, "compare")

    page.text_input(key="compare-question").set_value(QUESTION)
    page.multiselect(key="compare-outlets").set_value(["Le Fanal"])
    page.button(key="compare-now").click().run()

    assert library.asked == []
    assert "at least two outlets" in said(page)


def test_marks_the_figures_that_only_one_outlet_gives() -> None:
    first = article("aaaa00000001", "A", "One", "In all 31 people died. The wall was 14 metres high.")
    second = article("bbbb00000002", "B", "Two", "The disaster killed 31 people and cost 2 million euros.")
    given = replace(
        answer(),
        positions=(
            Position(Voice("A"), Access.FIRST_HAND, (), (claim(first, first.text),)),
            Position(Voice("B"), Access.FIRST_HAND, (), (claim(second, second.text),)),
        ),
    )

    sheet = differences.sheet(given, ["A", "B"])

    told = [one for column in sheet["columns"] for each in column for one in each["segments"]]
    assert "".join(one["text"] for one in sheet["columns"][0][0]["segments"]) == first.text
    assert any("14" in one["text"] and one["figure"] == "alone" for one in told)
    assert any("31" in one["text"] and one["figure"] == "shared" for one in told)
    shared = [one for one in sheet["figures"] if all(one["stated"])]
    assert len(shared) == 1
    assert shared[0]["places"] == [[1], [2]]


def test_the_day_of_a_date_is_no_amount() -> None:
    words = "On 4 October the dam was raised by four metres."

    found = [words[one.start : one.end] for one in differences.amounts(words)]

    assert found[0] == "4 October"
    assert not differences.same(*differences.amounts(words))


def test_charts_have_their_tables_behind_them(opened: Any) -> None:
    page = opened(Desk(), "charts")

    assert not page.exception
    assert [list(one.value.columns) for one in page.dataframe] == [
        ["Day", "Outlet", "Articles"],
        ["Publisher", "Quotes", "Held"],
    ]
    assert "Ask a question first" in said(page)


def test_stances_are_charted_for_voices_that_have_one() -> None:
    rows = charted.stances(answer())

    assert {row["Voice"] for row in rows} == {COURANT.name, "Le Fanal"}
    assert {row["Stance"] for row in rows} == {"for", "against"}


def test_coverage_counts_a_republication_for_its_origin() -> None:
    listed = [replace(one, origin="Tridan") for one in Desk().articles() if one.published]

    assert {row["Outlet"] for row in charted.coverage(listed)} == {"Tridan"}


def test_an_empty_library_has_no_charts(opened: Any) -> None:
    page = opened(Desk(held_articles=[]), "charts")

    assert "drawn from your articles" in said(page)


def test_settings_never_show_a_key_or_a_password(tmp_path: Path) -> None:
    settings = Settings(
        data_dir=tmp_path,
        model="a-model",
        base_url="https://user:secret-word@models.example/v1",
        api_key=SecretStr("sk-secret-key"),
        database_url="postgresql://me:secret-pass@db.example/news",
    )

    shown = " ".join(value for _, value in in_force(settings))

    assert "secret" not in shown
    assert "models.example" in shown


def test_settings_test_the_connection_and_say_what_to_do(
    opened: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [Check("library", True, "3 articles"), Check("model", False, "no answer", "Start the server.")]
    monkeypatch.setattr(assistant.ui.settings_page, "examine", lambda _: found)
    page = opened(Desk(), "settings")

    page.button(key="examine").click().run()

    assert "3 articles" in said(page)
    assert "Start the server." in said(page)
    assert not page.exception
