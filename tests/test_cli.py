"""The commands, as a reader types them, on a library of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import main

STORY = """The Mill Closes

The paper mill at Orrin will close in June, the company said on Tuesday.

"We looked for a buyer for two years and found none," said Petra Holm, the director.

The town's council argued that the company never looked. It called the closure a betrayal of 300 families.
"""
OTHER = """Mill Should Close

The paper mill at Orrin should have closed ten years ago. It poisons the river and loses money.
"""


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs one command in this process, in an empty folder, with a data folder of its own."""
    monkeypatch.chdir(tmp_path)
    for name in ("COUNTERPOINT_MODEL", "OPENAI_API_KEY", "OPENAI_BASE_URL", "COUNTERPOINT_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COUNTERPOINT_DATA_DIR", str(tmp_path / "data"))
    (tmp_path / "mill.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "other.txt").write_text(OTHER, encoding="utf-8")

    def ran(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["counterpoint", *arguments])
        try:
            main()
            code = 0
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capfdbinary.readouterr()
        return Ran(code, out.decode(), err.decode())

    return ran


def added(run: Run) -> list[str]:
    return list(run("add", "mill.txt", "--outlet", "Orrin Herald", "--json").json["added"])


def test_adding_prints_only_the_documented_json_on_stdout(run: Run) -> None:
    ran = run("add", "mill.txt", "--outlet", "Orrin Herald", "--json")
    assert ran.code == 0
    assert set(ran.json) >= {"schema", "added", "unchanged", "failed"}
    assert len(ran.json["added"]) == 1


def test_adding_again_is_a_no_op_that_says_so(run: Run) -> None:
    [id_] = added(run)
    again = run("add", "mill.txt", "--outlet", "Orrin Herald", "--json")
    assert again.json["unchanged"] == [id_]
    assert again.json["added"] == []
    assert "already in the library" in again.err


def test_good_sources_go_in_and_bad_ones_are_listed_with_a_hint(run: Run) -> None:
    ran = run("add", "mill.txt", "nowhere.txt", "--outlet", "Orrin Herald", "--json")
    assert ran.code == 3
    [failed] = ran.json["failed"]
    assert failed["source"] == "nowhere.txt"
    assert failed["hint"]


def test_nothing_added_is_an_error(run: Run) -> None:
    assert run("add", "nowhere.txt").code == 1


def test_ask_prints_the_documented_json_with_exact_citations(run: Run) -> None:
    added(run)
    run("add", "other.txt", "--outlet", "Valley Voice")
    answer = run("ask", "Should the paper mill at Orrin close?", "--json").json
    keys = {"schema", "question", "engine", "positions", "not_stated", "agreements", "issues"}
    assert set(answer) >= keys | {"counterarguments", "checks"}
    assert answer["engine"]["analyst"] == "embedded"
    assert answer["positions"]
    for position in answer["positions"]:
        for claim in position["claims"]:
            for citation in claim["citations"]:
                shown = run("show", citation["article"], "--json").json
                text = shown["article"]["text"]
                assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_a_speakers_words_are_not_filed_as_the_outlets(run: Run) -> None:
    added(run)
    answer = run("ask", "Did the company look for a buyer of the mill?", "--json").json
    outlets = [one for one in answer["positions"] if one["voice"] == "Orrin Herald"]
    assert not any("found none" in claim["text"] for one in outlets for claim in one["claims"])


def test_ask_in_the_terminal_numbers_its_sources(run: Run) -> None:
    added(run)
    ran = run("ask", "Why does the paper mill at Orrin close?")
    assert "[1]" in ran.out
    assert "Sources" in ran.out
    assert "claims checked" in ran.out


def test_a_question_that_nothing_bears_on_says_so(run: Run) -> None:
    added(run)
    ran = run("ask", "Which orchestra played Mahler in Vienna?", "--json")
    assert ran.code == 0
    assert ran.json["positions"] == []
    assert ran.json["notes"]


def test_show_lists_parts_voices_and_who_speaks(run: Run) -> None:
    [id_] = added(run)
    shown = run("show", id_, "--json").json
    assert set(shown) >= {"schema", "article", "parts", "voices", "attributions"}
    assert "Petra Holm" in {voice["name"] for voice in shown["voices"]}
    assert "Petra Holm" in run("show", id_).out


def test_an_unknown_id_is_our_error_with_a_hint(run: Run) -> None:
    ran = run("show", "000000000000")
    assert ran.code == 1
    assert "What to do" in ran.err
    assert ran.out == ""


def test_articles_outlets_search_and_remove(run: Run) -> None:
    [id_] = added(run)
    [listed] = run("articles", "--json").json["articles"]
    assert set(listed) >= {"id", "title", "publisher", "origin", "published", "url", "language", "chunks"}
    assert "Orrin Herald" in run("articles").out
    assert [one["name"] for one in run("outlets", "--json").json["outlets"]] == ["Orrin Herald"]
    assert run("search", "mill closure", "--json").json["passages"]
    assert "mill" in run("search", "mill closure").out
    assert run("remove", id_).code == 0
    assert run("articles", "--json").json["articles"] == []


def test_counter_says_when_nobody_opposes(run: Run) -> None:
    ran = run("counter", "The mill should stay open.", "--json")
    assert ran.json["counterarguments"] == []
    assert "No counter-argument" in run("counter", "The mill should stay open.").out


def test_reindex_makes_every_vector_anew(run: Run) -> None:
    added(run)
    assert run("reindex", "--json").json["chunks"] >= 1


def test_changing_the_embedder_asks_for_reindex(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    added(run)
    monkeypatch.setenv("COUNTERPOINT_EMBEDDER", "bge-small-en")
    ran = run("ask", "Why does the mill close?")
    assert ran.code == 1
    assert "counterpoint reindex" in ran.err
    assert run("reindex").code == 0
    assert run("ask", "Why does the paper mill at Orrin close?").code == 0


def test_doctor_finds_a_healthy_program_healthy(run: Run) -> None:
    added(run)
    ran = run("doctor", "--json")
    assert ran.json["healthy"], ran.json
    assert ran.code == 0
    assert {"library", "index", "embedder", "model"} <= {check["name"] for check in ran.json["checks"]}


def test_doctor_names_what_to_do_about_a_model_that_does_not_answer(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTERPOINT_MODEL", "some-model")
    monkeypatch.setenv("COUNTERPOINT_BASE_URL", "http://127.0.0.1:9/v1")
    ran = run("doctor", "--json")
    assert ran.code == 1
    [model] = [check for check in ran.json["checks"] if check["name"] == "model"]
    assert not model["fine"]
    assert model["advice"]


def test_a_wrong_setting_names_the_variable(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERPOINT_DATABASE_URL", "mysql://nowhere")
    ran = run("articles")
    assert ran.code == 1
    assert "COUNTERPOINT_DATABASE_URL" in ran.err


def test_usage_errors_exit_with_two(run: Run) -> None:
    assert run("ask").code == 2
    assert run("frobnicate").code == 2


def test_an_empty_question_is_refused_kindly(run: Run) -> None:
    ran = run("ask", "   ")
    assert ran.code == 1
    assert "empty" in ran.err


def test_the_demo_answers_from_the_sample_library(run: Run) -> None:
    ran = run("demo", "--no-serve")
    assert ran.code == 0
    assert "fictional" in ran.err
    assert "[1]" in ran.out
    assert "not empty" in run("demo", "--no-serve").err


@pytest.mark.slow
def test_help_does_not_load_the_program() -> None:
    """The heavy packages would make `counterpoint --help` slow; which ones are loaded is exact, time is not."""
    script = (
        "import sys\nsys.argv = ['counterpoint', '--help']\n"
        "from assistant.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'chromadb', 'sqlalchemy', 'numpy', 'onnxruntime', 'langchain_core', 'streamlit', 'trafilatura',"
        " 'openai', 'pydantic'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
