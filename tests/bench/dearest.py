"""What the time of one question goes into, with the files of one machine and on a team's servers; by Python's own profiler."""

from __future__ import annotations

import cProfile
import pstats
import tempfile
from collections.abc import Iterator
from pathlib import Path

from assistant import Settings, open_assistant
from assistant.wiring import SAMPLE_QUESTIONS, open_conversations, sample_sources
from tests.bench.__main__ import Line
from tests.team import team

QUESTIONS = 8
PARTS = {
    "the second reading of its sentences": [("vectorstore/relevance.py", "_read_again")],
    "finding its passages": [("assistant/retrieval.py", "find")],
    "issues and readings": [("assistant/analysis/issues.py", "issues")],
    "cutting sentences and hearing who speaks in them": [("assistant/analysis/evidence.py", "sentences_of")],
    "keeping its turn in the conversation": [
        ("assistant/conversation/diary.py", "begin"),
        ("assistant/conversation/diary.py", "_write"),
    ],
    "all statements to the database": [("sqlalchemy/engine/base.py", "execute")],
}


def run(articles: object, scale: float) -> Iterator[Line]:
    del articles, scale  # everybody has the sample library
    with tempfile.TemporaryDirectory() as data:
        yield from _asked("files", Settings(data_dir=Path(data)))
    with team() as servers:
        yield from _asked("servers", Settings(**servers.settings))


def _asked(where: str, settings: Settings) -> Iterator[Line]:
    """Seconds of the clock for a question, and for its parts: what a part calls counts with it."""
    profile = cProfile.Profile()
    with open_assistant(settings) as assistant:
        assistant.add(sample_sources())
        conversations = open_conversations(assistant)
        for number in range(2 * QUESTIONS):
            question = f"{SAMPLE_QUESTIONS[number % len(SAMPLE_QUESTIONS)][:-1]}, time {number}?"
            if number >= QUESTIONS:  # the first ones warm up
                profile.enable()
            list(conversations.asking(None, question))
            profile.disable()
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    whole = _seconds(stats, [("assistant/conversation/conversations.py", "asking")])
    yield Line(f"{where}: a question", whole, "s")
    for part, functions in PARTS.items():
        yield Line(f"  {part}", _seconds(stats, functions), "s")


def _seconds(stats: dict[tuple[str, int, str], tuple[float, ...]], functions: list[tuple[str, str]]) -> float:
    return sum(
        figures[3] / QUESTIONS
        for (file, _, name), figures in stats.items()
        if any(file.endswith(path) and name == wanted for path, wanted in functions)
    )
