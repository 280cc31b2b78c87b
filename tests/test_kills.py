"""The program is killed (-9) at random moments and loses nothing that it told of. The long form: `python -m tests.kills --kills 200`."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from assistant.library.database import writing
from tests.kills.library import opened, some_articles
from tests.kills.whole import faults
from vectorstore.records import Record

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills by signal, in forks")


@pytest.mark.slow
def test_nothing_is_lost_when_the_program_is_killed():
    ran = subprocess.run(
        [sys.executable, "-m", "tests.kills", "--kills", "4", "--verbs", "add", "remove", "ask"],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[1],
    )
    assert json.loads(ran.stdout)["faults"] == [], ran.stderr
    assert ran.returncode == 0, ran.stderr


@pytest.fixture
def library(tmp_path: Path) -> Path:
    with opened(tmp_path) as made:
        made.intake.add(some_articles(random.Random(1), 6))  # noqa: S311
    return tmp_path


def found(
    folder: Path, *, present: frozenset[str] = frozenset(), absent: frozenset[str] = frozenset()
) -> str:
    return " ".join(faults(folder, present=set(present), absent=set(absent)))


def test_a_whole_library_has_no_fault(library):
    assert found(library) == ""


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("DELETE FROM chunks WHERE number = 0", "words of no chunk"),
        ("DELETE FROM chunk_words_docsize", "without words"),
        ("UPDATE articles SET origin_group = 'x'", "reprints without"),
        ("UPDATE articles SET url = 'https://news.example/1'", "one text twice"),
    ],
)
def test_what_a_killed_program_may_not_leave_is_found(library, harm, said):
    with opened(library) as made, writing(made.engine) as connection:
        connection.execute(text(harm))
    assert said in found(library)


def test_a_finished_article_that_is_gone_is_found(library):
    assert "is gone" in found(library, present=frozenset({"0" * 12}))


def test_a_removed_article_that_is_there_is_found(library):
    with opened(library) as made:
        ids = frozenset(one.id for one in made.articles())
    assert "is there" in found(library, absent=ids)


def test_a_vector_without_a_chunk_is_repaired_or_found(library):
    with opened(library) as made:
        vector = made.index.embedder.passages(["x"])[0]
        made.index.vectors.upsert([Record("ffffffffffff:0", vector, {"article": "x"})])
    assert found(library) == ""


def test_without_the_repair_a_vector_without_a_chunk_is_found(library, monkeypatch):
    monkeypatch.setattr("assistant.library.index.Index.repair", lambda _: 0)
    with opened(library) as made:
        vector = made.index.embedder.passages(["x"])[0]
        made.index.vectors.upsert([Record("ffffffffffff:0", vector, {"article": "x"})])
    assert "vectors without a chunk: 1" in found(library)
