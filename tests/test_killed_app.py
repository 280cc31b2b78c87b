"""The browser app's own process is killed (-9) while it answers; what its reader was shown is there when it comes back."""

from __future__ import annotations

import random
import threading
from contextlib import suppress
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from assistant import Settings, open_assistant
from assistant.conversation.turns import State
from assistant.ui.readers import named
from assistant.wiring import SAMPLE_QUESTIONS, open_conversations, sample_sources
from tests.bench.page_reader import Reader
from tests.served import served

KILLS = 2
NAME = 7  # of the reader

pytestmark = pytest.mark.slow


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with open_assistant(Settings(data_dir=tmp_path)) as assistant:
        assistant.add(sample_sources())
    return tmp_path


def test_a_killed_app_loses_no_question_and_answers_again(data: Path) -> None:
    chance = random.Random(5)  # noqa: S311
    shown = 0
    for _ in range(KILLS):
        with served(data) as (base, server, _started):
            reader = Reader(base, NAME)
            reader.ask(SAMPLE_QUESTIONS[0])
            shown += 1
            death = threading.Timer(chance.uniform(0.02, 0.3), server.kill)
            death.start()
            with suppress(ConnectionClosed, OSError):
                while server.poll() is None:
                    # Never what lies on the desk already: that would be shown and not asked.
                    reader.ask(SAMPLE_QUESTIONS[1 + shown % 2])
                    shown += 1
            death.join()
            reader.close()
        states = [state for _, state in turns_kept(data)]
        assert states.count(State.ANSWERED) >= shown, "an answer that was shown is gone"
        assert State.FAILED not in states


def turns_kept(data: Path) -> list[tuple[str, State]]:
    """Every question of the reader as a program finds it that opens the library after the death."""
    with open_assistant(Settings(data_dir=data)) as assistant:
        talks = open_conversations(assistant, owner=named("browser", f"{NAME:032x}"))
        turns = [turn for one in talks.list() for turn in talks.open(one.id).turns]
        for turn in turns:
            for position in turn.answer.positions:
                for cited in (citation for claim in position.claims for citation in claim.citations):
                    article = assistant.article(cited.article_id)
                    assert article.text[cited.span.start : cited.span.end] == cited.quote
        return [(turn.asked, turn.state) for turn in turns]
