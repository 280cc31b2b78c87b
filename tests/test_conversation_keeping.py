"""A conversation is kept as it happens, and whoever reopens it finds all of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.analysis.analyst import Evidence
from assistant.conversation.conversations import Conversations
from assistant.conversation.turns import State, Understood
from assistant.core import Assistant
from assistant.errors import BadInput, EngineUnreachable, UnknownConversation
from assistant.findings import Answer, Finding
from assistant.library.cited import Fate
from assistant.library.conversations import begin_turn
from assistant.library.database import open_database, writing
from assistant.news import Filters
from tests.making import an_article, keep
from tests.test_core import ARTICLE, WALL, Planted, an_assistant, cited, position

pytestmark = pytest.mark.usefixtures("database")

FOUND = position(cited(ARTICLE, WALL))
MORE = position(cited(ARTICLE, "The ministry said that nobody was hurt."))


class Failing(Planted):
    """Says one thing, then the model is gone."""

    def analyse(self, question: str, evidence: Evidence) -> Iterator[Finding]:
        yield FOUND
        raise EngineUnreachable("The model is gone.", hint="Start it.")


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    with an_assistant(tmp_path, Planted(FOUND), ARTICLE) as opened:
        yield opened


def asked(conversations: Conversations, id_: str | None, typed: str) -> tuple[str, Answer]:
    said = list(conversations.asking(id_, typed))
    assert isinstance(said[0], Understood)
    assert isinstance(said[-1], Answer)
    return said[0].conversation_id, said[-1]


def test_an_answer_is_found_again_as_it_was_shown(assistant: Assistant) -> None:
    id_, answer = asked(Conversations(assistant), None, "Did the harbour wall break?")
    [turn] = Conversations(assistant).open(id_).turns
    assert turn.answer == answer
    assert turn.state is State.ANSWERED
    assert turn.asked == "Did the harbour wall break?"


def test_a_conversation_is_called_after_its_first_question(assistant: Assistant) -> None:
    conversations = Conversations(assistant)
    id_, _ = asked(conversations, None, "Did the harbour\nwall break? " + "And why did it? " * 20)
    [listed] = conversations.list()
    assert listed.id == id_
    assert listed.title.startswith("Did the harbour wall break? And why")
    assert len(listed.title) <= 81


def test_the_conversation_that_changed_last_comes_first(assistant: Assistant) -> None:
    conversations = Conversations(assistant)
    first, _ = asked(conversations, None, "Did the harbour wall break?")
    second, _ = asked(conversations, None, "Was anyone at the harbour hurt?")
    assert [one.id for one in conversations.list()] == [second, first]
    asked(conversations, first, "Who warned of the harbour wall?")
    assert [(one.id, one.turns) for one in conversations.list()] == [(first, 2), (second, 1)]


def test_a_conversation_can_be_renamed_and_deleted(assistant: Assistant) -> None:
    conversations = Conversations(assistant)
    id_, _ = asked(conversations, None, "Did the harbour wall break?")
    conversations.rename(id_, "  The   wall ")
    assert conversations.open(id_[:5]).title == "The wall"
    assert conversations.delete(id_) == "The wall"
    assert conversations.list() == []
    with pytest.raises(UnknownConversation):
        conversations.open(id_)


@pytest.mark.parametrize("title", ["", "  \n", "x" * 201])
def test_a_title_that_cannot_be_read_is_refused(assistant: Assistant, title: str) -> None:
    id_, _ = asked(Conversations(assistant), None, "Did the harbour wall break?")
    with pytest.raises(BadInput) as refused:
        Conversations(assistant).rename(id_, title)
    assert refused.value.hint


@pytest.mark.parametrize("id_", ["nothere", "", "%", "zz"])
def test_an_unknown_conversation_is_told_with_a_hint(assistant: Assistant, id_: str) -> None:
    asked(Conversations(assistant), None, "Did the harbour wall break?")
    for verb in (
        lambda: Conversations(assistant).open(id_),
        lambda: Conversations(assistant).rename(id_, "x"),
        lambda: Conversations(assistant).delete(id_),
        lambda: list(Conversations(assistant).asking(id_, "and then?")),
    ):
        with pytest.raises(UnknownConversation) as refused:
            verb()
        assert refused.value.hint


def test_nobody_sees_the_conversations_of_another_reader(assistant: Assistant) -> None:
    id_, _ = asked(Conversations(assistant, owner="ana"), None, "Did the harbour wall break?")
    stranger = Conversations(assistant, owner="ben")
    assert stranger.list() == []
    for verb in (stranger.open, stranger.delete):
        with pytest.raises(UnknownConversation):
            verb(id_)


def test_a_stopped_answer_keeps_what_was_shown(tmp_path: Path) -> None:
    with an_assistant(tmp_path, Planted(FOUND, MORE), ARTICLE) as assistant:
        conversations = Conversations(assistant)
        with closing(conversations.asking(None, "Did the harbour wall break?")) as said:
            next(said), next(said)
        [turn] = conversations.open(conversations.list()[0].id).turns
    assert turn.state is State.STOPPED
    assert [claim.text for one in turn.answer.positions for claim in one.claims] == [WALL]


def test_a_failed_answer_keeps_what_was_shown_and_why_it_failed(tmp_path: Path) -> None:
    with an_assistant(tmp_path, Failing(), ARTICLE) as assistant:
        conversations = Conversations(assistant)
        with pytest.raises(EngineUnreachable):
            list(conversations.asking(None, "Did the harbour wall break?"))
        [turn] = conversations.open(conversations.list()[0].id).turns
    assert (turn.state, turn.problem, turn.hint) == (State.FAILED, "The model is gone.", "Start it.")
    assert turn.answer.positions


def test_a_fault_of_the_program_is_kept_as_a_failure(tmp_path: Path) -> None:
    class Faulty(Planted):
        def analyse(self, question: str, evidence: Evidence) -> Iterator[Finding]:
            raise ZeroDivisionError

    with an_assistant(tmp_path, Faulty(), ARTICLE) as assistant:
        conversations = Conversations(assistant)
        with pytest.raises(ZeroDivisionError):
            list(conversations.asking(None, "Did the harbour wall break?"))
        [turn] = conversations.open(conversations.list()[0].id).turns
    assert turn.state is State.FAILED
    assert turn.hint


def test_the_filters_of_the_reader_are_kept_with_the_turn(assistant: Assistant) -> None:
    filters = Filters(outlets=("Morning Post",))
    list(Conversations(assistant).asking(None, "Did the harbour wall break?", filters))
    conversations = Conversations(assistant)
    [turn] = conversations.open(conversations.list()[0].id).turns
    assert turn.filters == filters


def test_an_article_that_goes_or_changes_is_told_when_the_conversation_is_opened(tmp_path: Path) -> None:
    first = an_article(url="https://post.example/1")
    with an_assistant(tmp_path, Planted(position(cited(first, WALL))), first) as assistant:
        conversations = Conversations(assistant)
        id_, _ = asked(conversations, None, "Did the harbour wall break?")
        assert conversations.open(id_).changed == ()
        keep(assistant.engine, replace(first, text="The harbour wall held."))
        assert [one.fate for one in conversations.open(id_).turns[0].changed] == [Fate.CHANGED]
        assistant.remove([first.id])
        [gone] = conversations.open(id_).changed
    assert (gone.fate, gone.title) == (Fate.REMOVED, first.title)


def test_two_processes_on_one_library_see_each_others_conversations(tmp_path: Path) -> None:
    with an_assistant(tmp_path, Planted(FOUND), ARTICLE) as here:
        there = replace(here, engine=open_database(here.engine.url))
        id_, _ = asked(Conversations(here), None, "Did the harbour wall break?")
        asked(Conversations(there), id_, "Who warned of the harbour wall?")
        assert [turn.number for turn in Conversations(here).open(id_).turns] == [1, 2]
        there.engine.dispose()


def test_two_writers_to_one_conversation_lose_no_turn(tmp_path: Path) -> None:
    with an_assistant(tmp_path, Planted(FOUND), ARTICLE) as here:
        id_, _ = asked(Conversations(here), None, "Did the harbour wall break?")
        engines = [open_database(here.engine.url) for _ in range(4)]

        def write(number: int) -> None:
            conversations = Conversations(replace(here, engine=engines[number]))
            for turn in range(5):
                list(conversations.asking(id_, f"Was the harbour wall old, writer {number}, turn {turn}?"))

        writers = [threading.Thread(target=write, args=(number,)) for number in range(4)]
        for one in writers:
            one.start()
        for one in writers:
            one.join()
        turns = Conversations(here).open(id_).turns
        for engine in engines:
            engine.dispose()
    assert [turn.number for turn in turns] == list(range(1, 22))
    assert len({turn.asked for turn in turns}) == 21
    assert {turn.state for turn in turns} == {State.ANSWERED}


def test_a_conversation_deleted_meanwhile_takes_no_more_turns(assistant: Assistant) -> None:
    conversations = Conversations(assistant)
    id_, _ = asked(conversations, None, "Did the harbour wall break?")
    said = conversations.asking(id_, "Was the harbour wall old?")
    next(said)
    conversations.delete(id_)
    assert isinstance(list(said)[-1], Answer)
    with pytest.raises(UnknownConversation), writing(assistant.engine) as connection:
        begin_turn(connection, id_, {})
    assert conversations.list() == []


KILLED = """
import os, signal, sys
from pathlib import Path
from assistant.conversation import diary
from assistant.conversation.conversations import Conversations
from tests.test_conversation_keeping import FOUND, MORE
from tests.test_core import ARTICLE, Planted, an_assistant
diary.EVERY = 0.0
said = Conversations(an_assistant(Path(sys.argv[1]), Planted(FOUND, MORE), ARTICLE)).asking(None, "Did the wall break?")
next(said), next(said)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9")
def test_what_was_shown_survives_kill_minus_nine(tmp_path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], cwd=Path(__file__).parents[1])
    assert killed.returncode == -signal.SIGKILL
    with an_assistant(tmp_path, Planted()) as assistant:
        conversations = Conversations(assistant)
        [turn] = conversations.open(conversations.list()[0].id).turns
    assert turn.asked == "Did the wall break?"
    assert turn.state is State.ASKING
    assert turn.answer.positions[0].claims[0].text == WALL
