"""`doctor --repair`: what can be made again is; the record itself is never touched."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from assistant import open_assistant
from assistant.errors import LibraryDamaged
from assistant.library.database import open_database, writing
from assistant.mending import mended
from assistant.settings import Settings
from assistant.wiring import database_address, sample_sources


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    with open_assistant(Settings(data_dir=folder)) as assistant:
        assistant.add(sample_sources()[:3])
    return folder


@pytest.fixture
def settings(sound: Path, tmp_path: Path) -> Settings:
    shutil.copytree(sound, tmp_path / "data")
    return Settings(data_dir=tmp_path / "data")


def found(settings: Settings, question: str) -> int:
    with open_assistant(settings) as assistant:
        return len(assistant.search(question).passages)


def test_a_sound_library_needs_nothing(settings: Settings) -> None:
    assert list(mended(settings)) == []


def test_makes_a_full_text_index_anew_that_lost_its_words(settings: Settings) -> None:
    engine = open_database(database_address(settings))
    with writing(engine) as connection:
        connection.execute(text("INSERT INTO chunk_words(chunk_words) VALUES ('delete-all')"))
    engine.dispose()

    [said] = mended(settings)

    assert said.startswith("Made the full-text index anew")
    assert list(mended(settings)) == []
    assert found(settings, "tailings dam failure") > 0


def test_puts_articles_with_their_reprints_anew_where_an_older_version_grouped_them(
    settings: Settings,
) -> None:
    engine = open_database(database_address(settings))
    with writing(engine) as connection:
        connection.execute(text("UPDATE articles SET origin_group = 'old'"))
    engine.dispose()

    assert list(mended(settings)) == ["Put 3 articles with their reprints anew."]
    assert list(mended(settings)) == []


def test_exchanges_a_vector_that_belongs_to_no_chunk_where_the_counts_agree(settings: Settings) -> None:
    with open_assistant(settings) as assistant:
        vectors = assistant.index.vectors
        gone = sorted(vectors.ids())[0]
        [vector] = vectors.vectors([gone]).values()
        vectors.delete([gone])
        from vectorstore.records import Record

        vectors.upsert([Record("nobody:0", vector, {"article": "nobody"})])

    assert list(mended(settings)) == ["Brought 2 vectors into step with the library."]
    with open_assistant(settings) as assistant:
        assert gone in assistant.index.vectors.ids()
        assert "nobody:0" not in assistant.index.vectors.ids()


def test_makes_the_vectors_anew_where_their_folder_is_rubble(settings: Settings) -> None:
    for file in (settings.data_dir / "vectors").rglob("*"):
        if file.is_file():
            file.write_bytes(b"rubble")

    list(mended(settings))

    assert found(settings, "Who is to blame for the dam failure?") > 0


def test_removes_only_what_was_left_half_written_long_ago(settings: Settings) -> None:
    old, new = settings.data_dir / ".a.txt.abcd1234", settings.data_dir / ".b.txt.abcd1234"
    for file in (old, new):
        file.write_bytes(b"half")
    then = time.time() - 100_000
    os.utime(old, (then, then))

    [said] = mended(settings)

    assert ".a.txt" in said
    assert new.exists()


def test_a_torn_library_is_refused_and_left_as_it_is(settings: Settings) -> None:
    file = settings.data_dir / "library.db"
    torn = bytearray(file.read_bytes())
    middle = len(torn) // 2
    torn[middle : middle + 40_000] = b"\xff" * 40_000
    file.write_bytes(torn)

    with pytest.raises(LibraryDamaged, match="damaged") as caught:
        list(mended(settings))

    assert "backup" in caught.value.hint
    assert file.read_bytes() == bytes(torn)
