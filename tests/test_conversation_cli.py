"""`chat` and `conversations`, as a reader types them."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant import wiring
from assistant.conversation.conversations import Conversations
from assistant.core import Assistant
from tests.test_cli import Ran, Run, run
from tests.test_conversation_answers import AGAINST, ASKED, BROKE, CLAIMS, GAZETTE, ISSUE, KURIER, WALL
from tests.test_core import Planted, an_assistant

__all__ = ["run"]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("library")
    with an_assistant(folder, Planted(CLAIMS, ISSUE, AGAINST), WALL, GAZETTE, KURIER) as opened:
        yield opened


@pytest.fixture(autouse=True)
def kept_open(library: Assistant, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every command of a test finds the same small library, without conversations at first."""

    @contextmanager
    def opened(*_: object, **__: object) -> Iterator[Assistant]:
        yield library

    monkeypatch.setattr(wiring, "open_assistant", opened)
    yield
    conversations = Conversations(library)
    for one in conversations.list():
        conversations.delete(one.id)


def begun(run: Run) -> str:
    return str(run("chat", ASKED, "--json").json["conversation"])


def test_a_question_is_answered_and_kept_with_how_to_go_on(run: Run) -> None:
    ran = run("chat", ASKED)
    [listed] = run("conversations", "list", "--json").json["conversations"]
    assert BROKE in ran.out
    assert f"--in {listed['id']}" in ran.err
    assert (listed["title"], listed["turns"]) == (ASKED, 1)


def test_a_follow_up_shows_how_it_was_understood(run: Run) -> None:
    begun(run)
    ran = run("chat", "--in", "last", "only the Harbour Gazette")
    assert ASKED in ran.out
    assert "Only Harbour Gazette." in ran.out


def test_the_json_of_a_turn_is_documented_and_alone_on_stdout(run: Run) -> None:
    id_ = begun(run)
    document = run("chat", "--in", id_[:6], "argue the other side", "--json").json
    assert document["conversation"] == id_
    assert (document["number"], document["state"], document["problem"]) == (2, "answered", None)
    assert document["understood"]["wants"] == "counter"
    assert document["answer"]["counterarguments"]
    assert set(document["filters"]) == {"outlets", "since", "until", "languages", "kinds"}


def test_questions_are_read_line_by_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{ASKED}\nwho said that?\n/quit\nnever asked\n"))
    ran = run("chat")
    [listed] = run("conversations", "list", "--json").json["conversations"]
    assert "Said first-hand by Morning Post." in ran.out
    assert listed["turns"] == 2


def test_a_question_that_cannot_be_asked_does_not_end_the_talk(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{'x' * 3_000}\n{ASKED}\n"))
    ran = run("chat")
    assert ran.code == 0
    assert "What to do:" in ran.err
    assert BROKE in ran.out


def test_a_conversation_is_shown_with_what_became_of_its_articles(run: Run, library: Assistant) -> None:
    id_ = begun(run)
    library.remove([WALL.id])
    shown = run("conversations", "show", id_)
    library.intake.add([WALL])
    assert BROKE in shown.out
    assert "was removed from the library" in " ".join(shown.out.split())


def test_conversations_are_renamed_and_deleted(run: Run) -> None:
    id_ = begun(run)
    assert run("conversations", "rename", id_, "The wall").code == 0
    assert run("conversations", "delete", id_, "--json").json == {"schema": 1, "deleted": ["The wall"]}
    assert run("conversations", "list").err.startswith("No conversations yet")


def test_a_conversation_is_written_to_a_file_that_is_not_there_yet(run: Run, tmp_path: Path) -> None:
    id_ = begun(run)
    for name in ("talk.md", "talk.json"):
        assert run("conversations", "export", id_, "-o", str(tmp_path / name)).code == 0
    assert BROKE in (tmp_path / "talk.md").read_text("utf-8")
    assert json.loads((tmp_path / "talk.json").read_text("utf-8"))["conversation"]["id"] == id_
    again = run("conversations", "export", id_, "-o", str(tmp_path / "talk.md"))
    assert (again.code, "--force" in again.err) == (1, True)
    assert run("conversations", "export", id_, "-o", str(tmp_path / "talk.md"), "--force").code == 0


def test_the_export_on_stdout_is_the_document_alone(run: Run) -> None:
    id_ = begun(run)
    assert run("conversations", "export", id_).out.startswith("# Did the harbour wall break?")
    assert run("conversations", "export", id_, "--json").json["turns"][0]["asked"] == ASKED


@pytest.mark.parametrize(
    "typed",
    [
        ("conversations", "show", "nothere"),
        ("chat", "--in", "nothere", "why?"),
        ("chat", "--in", "last", "why?"),
        ("conversations", "export", "nothere"),
        ("conversations", "rename", "nothere", "x"),
        ("chat", "   "),
    ],
)
def test_what_cannot_be_done_ends_with_a_hint(run: Run, typed: tuple[str, ...]) -> None:
    ran: Ran = run(*typed)
    assert ran.code == 1
    assert "What to do:" in ran.err
    assert ran.out == ""


def test_an_unknown_form_or_folder_is_refused_with_nothing_written(run: Run, tmp_path: Path) -> None:
    id_ = begun(run)
    for place in (tmp_path / "talk.xyz", tmp_path / "no" / "folder" / "talk.md"):
        ran = run("conversations", "export", id_, "-o", str(place))
        assert (ran.code, place.exists()) == (1, False)
        assert "What to do:" in ran.err


def test_json_without_a_question_is_a_usage_error(run: Run) -> None:
    assert run("chat", "--json").code == 2
