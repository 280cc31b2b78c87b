"""The contract of every vector index, and what is Chroma's alone. A new index joins `INDEXES`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import BadSettings, EmbedderChanged, StoreError, StoreUnreachable
from vectorstore import chroma_errors
from vectorstore.chroma import ChromaIndex
from vectorstore.chroma_errors import translated
from vectorstore.chroma_places import Server
from vectorstore.chroma_records import conditions
from vectorstore.fusion import reciprocal_rank_fusion
from vectorstore.journal import Journal
from vectorstore.memory import MemoryIndex
from vectorstore.records import Record, VectorIndex, Where


@dataclass(frozen=True)
class Made:
    name: str = "three"
    dimensions: int = 3


INDEXES = ("memory", "chroma", "chroma server")


@pytest.fixture(params=INDEXES)
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorIndex]:
    opened: VectorIndex = MemoryIndex()
    if request.param == "chroma":
        opened = ChromaIndex.in_folder(tmp_path / "vectors", Made())
    elif request.param == "chroma server":
        opened = ChromaIndex.on_server(request.getfixturevalue("chroma_address"), Made())
        opened.clear()
    yield opened
    opened.close()


@pytest.fixture
def server(chroma_address: str) -> Iterator[ChromaIndex]:
    opened = ChromaIndex.on_server(chroma_address, Made())
    opened.clear()
    yield opened
    opened.close()


@pytest.fixture
def chroma(tmp_path: Path) -> Iterator[ChromaIndex]:
    opened = ChromaIndex.in_folder(tmp_path / "vectors", Made())
    yield opened
    opened.close()


def record(id_: str, *direction: float, **metadata: str | int | list[str]) -> Record:
    vector = np.array(direction, dtype=np.float32)
    return Record(id_, vector / np.linalg.norm(vector), metadata)


def towards(*direction: float) -> np.ndarray:
    return record("", *direction).vector


THREE = [
    record("call", 1, 0, 0, outlet="CNN", language="en", published=20250213, voices=["CNN", "RT"]),
    record("talks", 1, 1, 0, outlet="RT", language="ru", published=20250214, voices=["RT"]),
    record("weather", 0, 0, 1, outlet="CNN", language="en", published=20250301, voices=["CNN"]),
]


def found(index: VectorIndex, where: Where | None = None) -> list[str]:
    return [hit.id for hit in index.search(towards(1, 0.1, 0), 10, where)]


# --- every index ------------------------------------------------------------------------------------------------


def test_finds_the_nearest_first_with_cosine_and_metadata(index: VectorIndex) -> None:
    index.upsert(THREE)

    hits = index.search(towards(1, 0, 0), 2)

    assert [hit.id for hit in hits] == ["call", "talks"]
    assert hits[0].similarity == pytest.approx(1.0, abs=1e-5)
    assert hits[1].similarity == pytest.approx(2**-0.5, abs=1e-5)
    assert hits[0].metadata["voices"] == ["CNN", "RT"]


def test_starts_empty_and_finds_nothing(index: VectorIndex) -> None:
    assert (index.count(), index.ids(), index.search(towards(1, 0, 0), 5)) == (0, set(), [])


def test_replaces_a_record_of_the_same_id(index: VectorIndex) -> None:
    index.upsert(THREE)
    index.upsert([record("call", 0, 0, 1, outlet="BBC")])

    assert index.count() == 3
    assert {hit.id for hit in index.search(towards(0, 0, 1), 2)} == {"call", "weather"}


def test_forgets_what_is_deleted_and_passes_over_the_unknown(index: VectorIndex) -> None:
    index.upsert(THREE)
    index.delete(["call", "never kept"])
    index.delete([])

    assert index.ids() == {"talks", "weather"}
    assert "call" not in found(index)


def test_forgets_everything_when_cleared(index: VectorIndex) -> None:
    index.upsert(THREE)
    index.clear()

    assert index.count() == 0
    index.upsert(THREE[:1])
    assert index.ids() == {"call"}


def test_gives_back_the_vectors_it_keeps(index: VectorIndex) -> None:
    index.upsert(THREE)

    vectors = index.vectors(["talks", "never kept"])

    assert list(vectors) == ["talks"]
    assert vectors["talks"] == pytest.approx(THREE[1].vector)


@pytest.mark.parametrize(
    ("where", "ids"),
    [
        (Where(), ["call", "talks", "weather"]),
        (Where(any_of={"outlet": ("CNN",)}), ["call", "weather"]),
        (Where(any_of={"outlet": ("CNN", "RT"), "language": ("ru",)}), ["talks"]),
        (Where(any_of={"outlet": ()}), []),
        (Where(any_of={"never set": ("x",)}), []),
        (Where(between={"published": (20250214, None)}), ["talks", "weather"]),
        (Where(between={"published": (None, 20250213)}), ["call"]),
        (Where(between={"published": (20250213, 20250214)}), ["call", "talks"]),
        (Where(contains={"voices": "RT"}), ["call", "talks"]),
        (Where(contains={"voices": "CNN"}, between={"published": (20250214, None)}), ["weather"]),
        (Where(contains={"voices": "BBC"}), []),
    ],
)
def test_narrows_to_records_that_meet_every_condition(
    index: VectorIndex, where: Where, ids: list[str]
) -> None:
    index.upsert(THREE)

    assert found(index, where) == ids


def test_takes_records_without_metadata_and_with_empty_lists(index: VectorIndex) -> None:
    index.upsert([record("bare", 1, 0, 0), record("silent", 0, 1, 0, outlet="CNN", voices=[])])

    assert index.count() == 2
    assert found(index, Where(contains={"voices": "CNN"})) == []


def test_what_was_cleared_is_not_found_again_under_another_record(index: VectorIndex) -> None:
    index.upsert([record("old", 1, 0, 0, voices=["CNN"])])
    index.clear()
    index.upsert([record("new", 1, 0, 0, outlet="BBC")])

    assert found(index, Where(contains={"voices": "CNN"})) == []


def test_asks_for_nothing_and_gets_nothing(index: VectorIndex) -> None:
    index.upsert(THREE)

    assert index.search(towards(1, 0, 0), 0) == []


def test_opens_again_after_it_was_closed(index: VectorIndex) -> None:
    index.upsert(THREE)
    index.close()
    index.close()

    assert index.count() == 3
    assert found(index)[0] == "call"


# --- Chroma -----------------------------------------------------------------------------------------------------


def test_keeps_more_records_than_chroma_takes_at_once(chroma: ChromaIndex) -> None:
    many = [record(str(n), 1, n / 2_500, 0) for n in range(2_500)]

    chroma.upsert(many)
    assert chroma.count() == 2_500
    assert len(chroma.vectors([one.id for one in many])) == 2_500

    chroma.delete(one.id for one in many[1:])
    assert chroma.ids() == {"0"}


def test_refuses_vectors_of_another_embedder_until_it_is_cleared(chroma: ChromaIndex, tmp_path: Path) -> None:
    chroma.upsert(THREE)
    chroma.close()
    other = ChromaIndex.in_folder(tmp_path / "vectors", Made("another", 2))

    for use in (other.count, lambda: other.upsert([record("x", 1, 0)]), lambda: found(other)):
        with pytest.raises(EmbedderChanged, match=r"'three'.*'another'") as raised:
            use()
        assert "counterpoint reindex" in raised.value.hint
    other.clear()
    other.upsert([record("x", 1, 0)])

    assert other.ids() == {"x"}
    other.close()


def test_a_server_refuses_vectors_of_another_embedder_until_it_is_cleared(
    server: ChromaIndex, chroma_address: str
) -> None:
    server.upsert(THREE)
    other = ChromaIndex.on_server(chroma_address, Made("another", 2))
    with pytest.raises(EmbedderChanged):
        other.count()
    other.clear()
    assert other.count() == 0
    other.close()


def test_a_server_keeps_what_it_was_given_for_whoever_comes_next(
    server: ChromaIndex, chroma_address: str
) -> None:
    server.upsert(record(str(n), 1, n / 2_500, 0) for n in range(2_500))
    server.delete(["7"])
    other = ChromaIndex.on_server(chroma_address, Made())
    assert other.count() == 2_499
    # The graph is approximate, and so many vectors on one arc are its worst case: what is kept is asked by id.
    assert other.search(record("500", 1, 0.2, 0).vector, 1)[0].id != "7"
    other.upsert([record("theirs", 0, 1, 0)])
    assert server.vectors(["theirs"])["theirs"] == pytest.approx(towards(0, 1, 0))
    assert server.ids() == other.ids()
    other.close()


def test_a_server_finds_what_another_program_gave_it(server: ChromaIndex, chroma_address: str) -> None:
    server.upsert(THREE)
    other = ChromaIndex.on_server(chroma_address, Made())
    other.upsert([record("theirs", 1, 1, 0)])
    assert "theirs" in [hit.id for hit in server.search(towards(1, 1, 0), 4)]
    other.close()


def test_a_server_that_is_writing_its_first_records_is_asked_again(
    server: ChromaIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chromadb.api.models.Collection import Collection
    from chromadb.errors import InternalError

    server.upsert(THREE)
    query, told = (
        Collection.query,
        [InternalError("Error creating hnsw segment reader: Nothing found on disk")],
    )

    def early(self: Collection, *args: object, **more: object) -> object:
        if told:
            raise told.pop()
        return query(self, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Collection, "query", early)
    assert found(server) == ["call", "talks", "weather"]


def test_a_server_that_was_cleared_by_another_is_usable_at_once(
    server: ChromaIndex, chroma_address: str
) -> None:
    server.upsert(THREE)
    other = ChromaIndex.on_server(chroma_address, Made())
    other.clear()
    other.upsert(THREE[:1])
    other.close()
    assert server.count() == 1
    assert len(server.search(towards(1, 0, 0), 3)) == 1


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://chroma", "http://chroma:8000"),
        ("https://api.trychroma.com/team-1/news", "https://api.trychroma.com:443/team-1/news"),
    ],
)
def test_a_server_is_named_with_its_tenant_and_database(url: str, said: str) -> None:
    assert str(Server.at(url, {"x-chroma-token": "canary"})) == said
    assert "canary" not in repr(Server.at(url, {"x-chroma-token": "canary"}))


def test_refuses_vectors_of_another_length_under_the_same_name(chroma: ChromaIndex, tmp_path: Path) -> None:
    chroma.upsert(THREE)
    chroma.close()
    grown = ChromaIndex.in_folder(tmp_path / "vectors", Made("three", 4))

    with pytest.raises(EmbedderChanged):
        grown.search(towards(1, 0, 0, 0), 1)
    with pytest.raises(EmbedderChanged):
        grown.upsert([record("x", 1, 0, 0, 0)])
    grown.close()


OTHER_PROCESS = """
import sys
from pathlib import Path
from types import SimpleNamespace
import numpy as np
from vectorstore.chroma import ChromaIndex
from vectorstore.records import Record
index = ChromaIndex.in_folder(Path(sys.argv[1]), SimpleNamespace(name="three", dimensions=3))
index.upsert([Record(f"theirs {n}", np.array([0, 1, n / 600], dtype=np.float32)) for n in range(600)])
index.delete(["call"])
index.close()
"""


def test_sees_what_another_process_wrote_and_deleted(chroma: ChromaIndex, tmp_path: Path) -> None:
    chroma.upsert(THREE)
    assert found(chroma)[0] == "call"

    subprocess.run([sys.executable, "-c", OTHER_PROCESS, str(tmp_path / "vectors")], check=True)

    assert found(chroma)[0] == "talks"
    assert chroma.search(towards(0, 1, 0), 1)[0].id == "theirs 0"
    chroma.upsert([record("ours", 1, 0, 0)])
    assert chroma.count() == 603
    assert len(chroma.search(towards(0, 1, 0), 603)) == 603


def damage_database(folder: Path) -> None:
    (folder / "chroma.sqlite3").write_bytes(b"not a database" * 1_000)


def damage_graph(folder: Path) -> None:
    for file in folder.rglob("*.bin"):
        file.write_bytes(b"torn")


def remove_graph(folder: Path) -> None:
    for file in folder.glob("*/*"):
        file.unlink()


DAMAGES = [damage_database, damage_graph, remove_graph]


@pytest.mark.parametrize("damage", DAMAGES)
def test_makes_a_torn_folder_again_by_itself(
    chroma: ChromaIndex, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    many = [record(str(n), 1, n / 1_100, 0, outlet="CNN") for n in range(1_100)]
    chroma.upsert(many)
    chroma.delete(["7"])
    chroma.close()
    damage(tmp_path / "vectors")

    assert chroma.count() == 1_099
    assert len(chroma.search(towards(1, 0, 0), 1_099)) == 1_099
    assert [hit.id for hit in chroma.search(many[500].vector, 1)] == ["500"]
    assert "7" not in chroma.ids()
    assert chroma.search(towards(1, 0, 0), 1)[0].metadata == {"outlet": "CNN"}


@pytest.mark.parametrize("damage", DAMAGES)
def test_can_be_cleared_when_torn(
    chroma: ChromaIndex, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    chroma.upsert(record(str(n), 1, n / 1_100, 0) for n in range(1_100))
    chroma.close()
    damage(tmp_path / "vectors")

    chroma.clear()
    chroma.upsert(THREE)

    assert found(chroma) == ["call", "talks", "weather"]


def test_puts_in_what_a_killed_write_left_out(chroma: ChromaIndex, tmp_path: Path) -> None:
    chroma.upsert(THREE[:1])
    chroma.close()
    Journal(tmp_path / "vectors" / "vectors.db", "three").put(THREE[1:])  # written first; then it was killed

    assert found(chroma) == ["call", "talks", "weather"]


def test_says_that_a_file_stands_where_the_folder_should(tmp_path: Path) -> None:
    (tmp_path / "vectors").write_text("a file")

    with pytest.raises(StoreError, match="not a folder"):
        ChromaIndex.in_folder(tmp_path / "vectors", Made()).count()


def test_says_that_a_server_did_not_answer() -> None:
    index = ChromaIndex.on_server("http://127.0.0.1:9", Made())

    with pytest.raises(StoreUnreachable) as raised:
        index.count()
    assert "COUNTERPOINT_CHROMA_URL" in raised.value.hint


@pytest.mark.parametrize(
    "url", ["", "localhost:8000", "ftp://host", "http://", "http://host:many", "http://h/x"]
)
def test_refuses_an_address_that_is_none(url: str) -> None:
    with pytest.raises(BadSettings):
        ChromaIndex.on_server(url, Made())


def test_never_prints_the_servers_key() -> None:
    index = ChromaIndex.on_server("http://127.0.0.1:9", Made(), headers={"x-chroma-token": "canary"})

    with pytest.raises(StoreUnreachable) as raised:
        index.count()
    assert "canary" not in f"{raised.value}{raised.value.hint}{index._place!r}"


def every_chroma_error() -> list[type[Exception]]:
    from chromadb import errors

    return sorted({*errors.error_types.values()}, key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", every_chroma_error(), ids=lambda kind: kind.__name__)
def test_every_error_of_chroma_becomes_one_of_ours_with_a_hint(kind: type[Exception]) -> None:
    with pytest.raises(StoreError) as raised, translated("the place"):
        raise kind("what chroma says")

    assert raised.value.hint
    assert isinstance(raised.value.__cause__, kind)


class PanicException(BaseException):
    """As pyo3 throws it past `Exception` when Rust panics."""


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (Exception("<html>502 Bad Gateway</html>"), "could not be used"),
        (PanicException("range start index out of range"), "could not be used"),
        (ValueError("Could not connect to a Chroma server."), "did not answer"),
        (OSError(28, "No space left on device"), "full"),
        (RuntimeError("(code: 13) database or disk is full"), "full"),
        (PermissionError(13, "Permission denied"), "cannot be written"),
        (RuntimeError("(code: 8) attempt to write a readonly database"), "cannot be written"),
        (RuntimeError("(code: 5) database is locked"), "Another process"),
    ],
)
def test_other_errors_on_the_way_become_ours_too(problem: BaseException, said: str) -> None:
    with pytest.raises(StoreError, match=said) as raised, translated("the place"):
        raise problem

    assert raised.value.hint


def test_lets_the_reader_interrupt() -> None:
    with pytest.raises(KeyboardInterrupt), translated("the place"):
        raise KeyboardInterrupt


def test_sends_no_telemetry_and_reads_no_env_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from vectorstore.chroma_places import _settings

    (tmp_path / ".env").write_text("ANONYMIZED_TELEMETRY=true\nCHROMA_SERVER_HOST=elsewhere\n")
    monkeypatch.chdir(tmp_path)

    assert _settings().anonymized_telemetry is False
    assert not _settings().chroma_server_host


def test_importing_the_room_loads_nothing_heavy() -> None:
    code = (
        "import sys, vectorstore, vectorstore.chroma, vectorstore.embedders, vectorstore.rerankers, vectorstore.fusion\n"
        "print({'chromadb', 'numpy', 'onnxruntime', 'tokenizers', 'openai'} & set(sys.modules))"
    )

    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert printed.strip() == "set()"


def test_one_condition_stands_alone_and_none_is_none() -> None:
    assert conditions(Where()) is None
    assert conditions(Where(contains={"voices": "RT"})) == {"voices": {"$contains": "RT"}}
    assert chroma_errors.is_gone(ValueError()) is False


# --- rank fusion ------------------------------------------------------------------------------------------------


def test_what_two_rankings_hold_comes_before_what_one_holds() -> None:
    fused = reciprocal_rank_fusion([["a", "b"], ["c", "b"]])

    assert [id_ for id_, _ in fused] == ["b", "a", "c"]
    assert fused[0][1] == pytest.approx(2 / 62)


def test_a_heavier_ranking_counts_for_more() -> None:
    assert reciprocal_rank_fusion([["a"], ["b"]], weights=[1, 2])[0][0] == "b"


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=8), max_size=4))
def test_fusion_keeps_every_id_once_in_falling_order(rankings: list[list[str]]) -> None:
    fused = reciprocal_rank_fusion(rankings)

    assert sorted(id_ for id_, _ in fused) == sorted({id_ for ranking in rankings for id_ in ranking})
    assert [score for _, score in fused] == sorted((score for _, score in fused), reverse=True)
