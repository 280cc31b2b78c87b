"""Several programs on one library lose nothing and repeat nothing, with files of one machine and with a team's servers."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine, exc, make_url, text

from assistant.backup.export import export
from assistant.backup.restore import restore
from assistant.errors import LibraryBusy, LibraryError
from assistant.ingest.outlets import Outlets
from assistant.intake import Intake
from assistant.library import keeping
from assistant.library.articles import count_articles, every_chunk_id
from assistant.library.database import open_database, reading, writing
from assistant.library.index import Index
from assistant.library.lexical import search_words
from assistant.library.rebuilt import rebuild_words, words_are_whole
from assistant.news import EVERYTHING, Article
from tests.making import OPENED, WordEmbedder, an_article, database_address, keep
from tests.team import NAMED
from tests.test_backup import MILL, full_library, held
from tests.test_core import Planted, an_assistant
from vectorstore.chroma import ChromaIndex

ROOT = Path(__file__).parents[1]
EVERY = 60

ADDING = """
import sys
from assistant.ingest.outlets import Outlets
from assistant.intake import Intake
from tests.test_team import Place, numbered

place = Place(*sys.argv[1:4])
index = place.opened()
print("ready", flush=True)
sys.stdin.readline()
added = Intake(index._engine, index, Outlets.packaged()).add(map(numbered, map(int, sys.argv[4].split(","))))
print(len(added.added), len(added.unchanged), len(added.failed), flush=True)
index.vectors.close()
"""


def address_of(folder: Path) -> str:
    return make_url(database_address(folder)).render_as_string(hide_password=False)


def numbered(number: int) -> Article:
    return an_article(
        f"Bridge number{number} was shut on Monday. The town of place{number} must wait, the mayor said.",
        publisher=f"Paper {number % 7}",
        title=f"Bridge number{number} shut",
        url=f"https://paper.example/{number}",
    )


@dataclass(frozen=True)
class Place:
    """Where a library and its vectors are."""

    database: str
    folder: str
    chroma: str  # the address of a server; "" where the vectors lie in the folder

    def engine(self) -> Engine:
        engine = open_database(self.database)
        OPENED.append(engine)
        return engine

    def opened(self) -> Index:
        engine = self.engine()
        made = WordEmbedder()
        server = ChromaIndex.on_server(self.chroma, made) if self.chroma else None
        return Index(engine, server or ChromaIndex.in_folder(Path(self.folder) / "vectors", made), made)

    def adding(self, numbers: range) -> subprocess.Popen[str]:
        given = ",".join(map(str, numbers))
        command = [sys.executable, "-c", ADDING, self.database, self.folder, self.chroma, given]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        return subprocess.Popen(command, cwd=ROOT, **pipes)  # type: ignore[call-overload, no-any-return]


@pytest.fixture(params=["files", "team"])
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    if request.param == "files":
        return Place(address_of(tmp_path), str(tmp_path), "")
    monkeypatch.setenv(NAMED, request.getfixturevalue("postgresql_server"))
    chroma = request.getfixturevalue("chroma_address")
    cleared = ChromaIndex.on_server(chroma, WordEmbedder())
    cleared.clear()
    cleared.close()
    return Place(address_of(tmp_path), str(tmp_path), chroma)


@pytest.fixture
def index(place: Place) -> Iterator[Index]:
    opened = place.opened()
    yield opened
    opened.vectors.close()


@pytest.mark.slow
def test_two_programs_add_while_one_asks_and_every_article_is_there_once(place: Place, index: Index) -> None:
    writers = [place.adding(range(EVERY)), place.adding(range(EVERY - 1, -1, -1))]
    for one in writers:
        assert one.stdout.readline() == "ready\n"  # type: ignore[union-attr]
    for one in writers:
        one.stdin.write("\n")  # type: ignore[union-attr]
        one.stdin.flush()  # type: ignore[union-attr]
    asked = 0
    while any(one.poll() is None for one in writers):
        nearest(index, "bridge shut monday")
        asked += 1
    told = [one.communicate()[0].split() for one in writers]

    added, unchanged, failed = (sum(map(int, numbers)) for numbers in zip(*told, strict=True))
    assert (added, unchanged, failed) == (EVERY, EVERY, 0)
    assert asked
    with reading(index._engine) as connection:
        chunks = list(every_chunk_id(connection))
        for number in (0, EVERY - 1):
            words = search_words(connection, f"number{number}", filters=EVERYTHING, limit=5)
            assert [id_.split(":")[0] for id_, _ in words] == [numbered(number).id]
    assert len(chunks) == len(set(chunks))
    assert index.vectors.ids() == set(chunks)
    assert not index.waiting()
    assert nearest(index, numbered(59).text) == numbered(59).id


def test_a_removal_by_one_program_is_seen_by_another(place: Place, index: Index) -> None:
    other = place.opened()
    Intake(other._engine, other, Outlets.packaged()).add([numbered(1), numbered(2)])
    assert nearest(index, numbered(1).text) == numbered(1).id
    with writing(other._engine) as connection:
        keeping.remove(connection, numbered(1).id)
    other.catch_up()
    assert nearest(index, numbered(1).text) == numbered(2).id
    other.vectors.close()


def test_a_library_of_files_moves_to_postgresql_and_back(
    tmp_path: Path, postgresql_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "again").mkdir()
    files = full_library(tmp_path / "files")
    export(files.engine, tmp_path / "there.zip", program="test")
    with monkeypatch.context() as patch:
        patch.setenv(NAMED, postgresql_server)
        server = an_assistant(tmp_path / "server", Planted())
        assert server.engine.dialect.name == "postgresql"
        restore(server, tmp_path / "there.zip")
        export(server.engine, tmp_path / "back.zip", program="test")
        assert held(server) == held(files)
        assert [one.article.id for one in server.search("mill closed").passages] == [MILL.id]
    again = an_assistant(tmp_path / "again", Planted())
    restore(again, tmp_path / "back.zip")
    assert held(again) == held(files)


def test_a_writer_that_waits_too_long_says_so_and_readers_do_not_wait(
    tmp_path: Path, postgresql_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(NAMED, postgresql_server)
    monkeypatch.setattr("assistant.library.database.BUSY_SECONDS", 0.2)
    first, second = (Place(address_of(tmp_path), "", "").engine() for _ in range(2))
    with writing(first):
        with pytest.raises(LibraryBusy), writing(second):
            pytest.fail("two writers at once")
        with reading(second) as connection:
            assert count_articles(connection) == 0
    assert keep(second, an_article())


def test_a_writer_that_is_gone_leaves_no_lock(
    tmp_path: Path, postgresql_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(NAMED, postgresql_server)
    first, second = (Place(address_of(tmp_path), "", "").engine() for _ in range(2))

    def terminated() -> None:
        with writing(first) as connection:
            backend = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
            with reading(second) as other:
                other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": backend})
            connection.execute(text("SELECT 1"))

    with pytest.raises(LibraryError):
        terminated()
    assert keep(second, an_article())


def test_words_out_of_step_are_made_anew_on_postgresql(
    tmp_path: Path, postgresql_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(NAMED, postgresql_server)
    engine = Place(address_of(tmp_path), "", "").engine()
    keep(engine, an_article())
    with writing(engine) as connection:
        assert words_are_whole(connection)
        connection.execute(text("DELETE FROM chunk_words"))
        assert not words_are_whole(connection)
        assert rebuild_words(connection) == 1
        assert search_words(connection, "harbour walls", filters=EVERYTHING, limit=5)


def test_what_one_reads_is_of_one_moment(
    tmp_path: Path, postgresql_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(NAMED, postgresql_server)
    engine = Place(address_of(tmp_path), "", "").engine()
    with reading(engine) as connection:
        assert count_articles(connection) == 0
        keep(engine, an_article())
        assert count_articles(connection) == 0
        with pytest.raises(exc.DBAPIError, match="read-only"):
            connection.execute(text("DELETE FROM articles"))


def nearest(index: Index, asked: str) -> str:
    hits = index.vectors.search(index.embedder.questions([asked])[0], 1)
    return hits[0].id.split(":")[0] if hits else ""
