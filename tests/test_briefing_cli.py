"""`brief`, `briefings` and `lint`, as a reader types them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.briefing.briefings import Briefings
from assistant.briefing.document import Briefing
from assistant.briefing.order import Order, Step
from assistant.cli import brief_commands
from assistant.errors import EngineUnreachable
from assistant.verification.judged import PromptedSupport
from tests.test_briefing_compose import BOTH, GAZETTE, STORM, TOPIC, library
from tests.test_cli import Ran, Run, run
from tests.test_verification_judged import Judge

__all__ = ["run"]


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The commands open a library of two articles and a planted analyst."""
    folder = tmp_path / "library"
    folder.mkdir()
    library(folder, *BOTH).close()
    monkeypatch.setattr(brief_commands, "opened", lambda: library(folder, *BOTH))
    return folder


@pytest.mark.usefixtures("opened")
def test_a_briefing_is_printed_as_markdown_and_kept(run: Run) -> None:
    printed = run("brief", TOPIC)
    listed = run("briefings", "list", "--json").json["briefings"]

    assert printed.code == 0
    assert printed.out.startswith("# Harbour wall\n")
    assert [(one["topic"], one["complete"]) for one in listed] == [(TOPIC, True)]
    assert run("briefings", "show", listed[0]["id"]).out == printed.out


@pytest.mark.usefixtures("opened")
def test_json_is_the_only_thing_on_stdout(run: Run) -> None:
    made = run("brief", TOPIC, "--json").json

    assert (made["schema"], made["kind"], made["topic"]) == (1, "briefing", TOPIC)


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize("name", ["b.md", "b.json"])
def test_a_written_briefing_passes_the_linter_and_an_edited_one_does_not(
    run: Run, tmp_path: Path, name: str
) -> None:
    assert run("brief", TOPIC, "-o", name).code == 0
    assert run("lint", name).code == 0

    text = (tmp_path / name).read_text("utf-8")
    (tmp_path / name).write_text(text.replace("at dawn", "at dusk"), "utf-8")
    found = run("lint", name, "--json")

    assert found.code == 1
    assert not found.json["clean"]
    assert {"rule", "section", "text", "why"} == set(found.json["faults"][0])


def test_a_linter_whose_model_is_out_of_reach_says_so_and_exits_with_3(
    run: Run, tmp_path: Path, opened: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = PromptedSupport(Judge(error=EngineUnreachable("The model's server is gone.", hint="Start it.")))
    monkeypatch.setattr(brief_commands, "opened", lambda: replace(library(opened, *BOTH), support=gone))
    run("brief", TOPIC, "-o", "b.md")
    text = (tmp_path / "b.md").read_text("utf-8")
    (tmp_path / "b.md").write_text(
        text.replace(f"- {STORM} [", "- Because of the storm the harbour wall broke. ["), "utf-8"
    )

    told = run("lint", "b.md")
    as_json = run("lint", "b.md", "--json")

    assert (told.code, as_json.code) == (3, 3)
    assert "Not checked by the model: 1 sentence" in " ".join(told.err.split())
    assert "The model's server is gone." in " ".join(told.err.split())
    assert "No fault found" not in told.err
    assert (as_json.json["clean"], as_json.json["unjudged"]["sentences"]) == (False, 1)


@pytest.mark.usefixtures("opened")
def test_a_file_that_exists_is_not_written_over_unasked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("mine")

    refused = run("brief", TOPIC, "-o", "b.md")
    kept = (tmp_path / "b.md").read_text()
    forced = run("brief", TOPIC, "-o", "b.md", "--force")

    assert (refused.code, kept) == (1, "mine")
    assert "--force" in refused.err
    assert forced.code == 0
    assert (tmp_path / "b.md").read_text() != "mine"


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("brief", TOPIC, "-o", "b.xyz"), ".md"),
        (("brief", "quantum chromodynamics"), "Word the topic otherwise"),
        (("brief", TOPIC, "--since", "yesterday"), "--since last"),
        (("brief", TOPIC, "--since", "last"), "--since last"),
        (("brief", TOPIC, "--since", "2025-05-01", "--until", "2025-04-01"), "Swap"),
        (("brief", TOPIC, "--to", "German"), "--to"),
        (("brief", TOPIC, "--inferred"), "COUNTERPOINT_MODEL"),
        (("briefings", "show", "nosuchid"), "briefings list"),
        (("lint", "missing.md"), "path"),
    ],
)
def test_bad_input_gets_a_hint_and_leaves_nothing(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], hint: str
) -> None:
    ran = run(*arguments)

    assert (ran.code, ran.out) == (1, "")
    assert hint in " ".join(ran.err.split())
    assert not list(tmp_path.glob("b.*"))


def test_since_last_tells_what_changed(run: Run, opened: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("brief", TOPIC)
    monkeypatch.setattr(brief_commands, "opened", lambda: library(opened, BOTH[0]))

    told = run("brief", TOPIC, "--since", "last", "--json").json["differences"]

    assert [(one["turn"], one["outlet"]) for one in told["changes"]] == [("withdrawn", GAZETTE.publisher)]


@pytest.mark.usefixtures("opened")
def test_stopping_prints_what_was_checked_and_exits_with_3(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    composing = Briefings.composing

    def interrupted(self: Briefings, order: Order, **given: Any) -> Iterator[Step | Briefing]:
        for one in composing(self, order, **given):
            yield one
            if isinstance(one, Step) and "Checked" in one.text:
                raise KeyboardInterrupt

    monkeypatch.setattr(Briefings, "composing", interrupted)
    ran = run("brief", TOPIC, "--json")

    assert ran.code == 3
    assert json.loads(ran.out)["complete"] is False


@pytest.mark.usefixtures("opened")
def test_a_deleted_briefing_is_gone(run: Run) -> None:
    run("brief", TOPIC)
    (line,) = run("briefings", "list", "--json").json["briefings"]
    gone: Ran = run("briefings", "delete", line["id"], "--json")

    assert gone.json["deleted"] == TOPIC
    assert run("briefings", "list", "--json").json["briefings"] == []
