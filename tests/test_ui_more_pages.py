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
from assistant.library.quoting import Quoting
from assistant.news import Access, Voice, VoiceKind
from assistant.settings import Settings
from assistant.ui import charted, comparison
from assistant.ui.amounts_told import told
from assistant.ui.settings_page import in_force
from tests.desk import COURANT, GAZETTE, QUESTION, VARTOS, Desk, answer, article, claim
from tests.making import WordEmbedder
from tests.ui_pages import app, drawn, finished, said, turn_to


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
    finished(page.button(key="compare-now").click().run())

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


def test_an_address_with_question_and_outlets_compares_at_once(opened: Any) -> None:
    library = Desk()
    page = opened(library, "compare")
    page.query_params["q"] = QUESTION
    page.query_params["outlet"] = ["Corvania One", "Le Fanal"]

    finished(page.run())
    finished(page.run())

    assert len(library.asked) == 1
    assert drawn(page, "compare")[0]["sheet"]["outlets"] == ["Corvania One", "Le Fanal"]


def test_sets_claim_against_claim_and_marks_what_differs() -> None:
    first = article(
        "aaaa00000001", "A", "One", "In all 31 people died in the flood. The wall was 14 metres high."
    )
    second = article("bbbb00000002", "B", "Two", "The flood killed 32 people. Bread is dear.")
    given = replace(
        answer(),
        positions=(
            Position(
                Voice("A"),
                Access.FIRST_HAND,
                (),
                tuple(
                    claim(first, one)
                    for one in ("In all 31 people died in the flood.", "The wall was 14 metres high.")
                ),
            ),
            Position(
                Voice("B"),
                Access.FIRST_HAND,
                (),
                tuple(claim(second, one) for one in ("The flood killed 32 people.", "Bread is dear.")),
            ),
        ),
    )

    sheet = comparison.sheet(given, ["A", "B"], WordEmbedder().passages)

    both = [cells for cells in sheet["rows"] if all(cells)]
    assert len(both) == 1
    marks = {one["text"]: one["mark"] for cell in both[0] for one in cell["segments"] if one["mark"]}
    assert marks["31 people"] == marks["32 people"] == "differs"
    assert "".join(one["text"] for one in both[0][0]["segments"]) == "In all 31 people died in the flood."
    assert next(cells for cells in sheet["rows"] if not all(cells))[0]["cites"] == [2]
    assert sheet["silent"] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It must tell of it within two hours.", "They lowered the pond behind Dam No. 2."),
        ("The pond fell by six metres.", "They waited six weeks."),
        ("In all 31 people died.", "It rained for 31 days."),
    ],
)
def test_a_number_of_one_thing_is_not_stated_by_who_counts_another(one: str, other: str) -> None:
    assert not any(a.agrees(b) for a in told(one) for b in told(other))


def test_the_same_amount_in_other_words_is_one() -> None:
    assert told("It fell by 6 metres.")[0].agrees(told("A fall of six metres.")[0])
    assert told("within two hours")[0].agrees(told("a 2-hour limit")[0])
    assert told("It fell by 6 metres.")[0].words == "6 metres"


def test_an_outlet_without_a_sentence_is_named_silent() -> None:
    sheet = comparison.sheet(answer(), ["The Ledvar Courant", "Nobody"], WordEmbedder().passages)

    assert sheet["silent"] == ["Nobody"]


def test_charts_have_their_tables_behind_them(opened: Any) -> None:
    page = opened(Desk(), "charts")

    assert not page.exception
    assert [list(one.value.columns) for one in page.dataframe] == [
        ["Day", "Outlet", "Articles"],
        ["Outlet", "Quotes", "Kind", "Times", "Articles"],
    ]
    assert "Ask a question first" in said(page)


def test_the_graph_of_quotes_has_a_line_for_every_row_of_its_table() -> None:
    rows = charted.quoting(Desk().quoting(), ["Corvania One"])

    lines = charted.graph(rows)

    assert [(one["Outlet"], one["Quotes"], one["Kind"], one["Times"]) for one in lines] == [
        ("Corvania One", GAZETTE.name, "outlet, only quoted", 3),
        ("Corvania One", VARTOS.name, "person", 1),
    ]
    assert lines[0]["y"] == lines[1]["y"] == 0.5
    assert lines[0]["y2"] > lines[1]["y2"]


def test_a_graph_of_too_many_voices_shows_the_most_heard() -> None:
    heard = [Quoting("A", Voice(f"V{number}", VoiceKind.PERSON), 100 - number, 1) for number in range(60)]

    rows = charted.quoting(heard, [])

    assert [one["Quotes"] for one in rows] == [f"V{number}" for number in range(charted.MOST_VOICES)]


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
