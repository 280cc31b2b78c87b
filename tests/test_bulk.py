"""A cluster's workers make the same library as one process, and whoever dies over an article costs that article alone."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant import Settings, open_assistant
from assistant.bulk.adding import add_in_bulk
from assistant.bulk.cluster import Cluster, opened
from assistant.bulk.work import Toolbox
from assistant.core import Assistant
from assistant.errors import BadInput, WorkersLost
from assistant.intake import BATCH, Added
from assistant.library.articles import every_chunk_id
from assistant.library.database import reading
from assistant.wiring import SAMPLE
from tests.deadly import POISON, DeadlyToolbox, dies_at_first, refuses
from tests.making import an_article
from tests.stub_model import serving
from tests.team import PATIENCE, free_port, team
from tests.test_attribution_prompted import saying
from tests.test_backup import held
from tests.test_cli import Run, run
from tests.test_core import Planted, an_assistant

__all__ = ["run"]

ROOT = Path(__file__).parents[1]


def quiet(_: Added) -> None:
    """Nobody is watching."""


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The address of a cluster of two workers, which this module has for itself."""
    if find_spec("ray") is None:
        pytest.skip("Ray is not here (the extra `ray`)")
    folder = tempfile.TemporaryDirectory(prefix="counterpoint-ray-", ignore_cleanup_errors=True)
    with folder as place, pytest.MonkeyPatch.context() as patch:
        for name, value in {
            "RAY_USAGE_STATS_ENABLED": "0",
            "RAY_AUTH_MODE": "token",
            "RAY_AUTH_TOKEN": "0" * 64,
            "PYTHONPATH": str(ROOT),  # the workers import tests/deadly.py
        }.items():
            patch.setenv(name, value)
        address = f"127.0.0.1:{free_port()}"
        command = [Path(sys.executable).with_name("ray"), "start", "--head", "--block", "--num-cpus", "2"]
        command += ["--port", address.partition(":")[2], "--include-dashboard", "false", "--temp-dir", place]
        with Path(place, "log").open("wb") as log:
            head = subprocess.Popen(command, cwd=place, stdout=log, stderr=log)
        try:
            until = time.monotonic() + PATIENCE
            while "Ray runtime started" not in Path(place, "log").read_text("utf-8"):
                assert head.poll() is None, Path(place, "log").read_text("utf-8")
                assert time.monotonic() < until, "the cluster did not start"
                time.sleep(0.1)
            yield address
        finally:
            head.terminate()
            head.wait(PATIENCE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sample's files, one that is no article, a feed that hides in a text, and a file of many articles.

    Some of the many are reprints, one is of menus alone, and the first comes again when its batch is long past.
    """
    made = tmp_path / "given"
    made.mkdir()
    for file in SAMPLE.glob("*.md"):
        (made / file.name).write_bytes(file.read_bytes())
    (made / "2025-10-08-broken.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    item = "<item><title>Bridge</title><link>http://127.0.0.1:9/bridge</link></item>"
    feed = f'<rss version="2.0"><channel><title>Post</title>{item}</channel></rss>'
    (made / "2025-10-08-feed.txt").write_text(feed, "utf-8")
    told = "It was shut at noon, said Ivan Petrov, an engineer, and stays so.\n\n“Nobody here will cross it again,” was heard nearby."
    lines = [
        {"title": f"Bridge {n} shut", "text": f"Bridge {n} is old. {told}", "outlet": "Post" if n % 2 else ""}
        for n in range(BATCH)
    ]
    lines += [{"title": "Menu", "text": "Subscribe to our newsletter", "outlet": "Post"}, lines[0], lines[1]]
    (made / "2025-10-09-more.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return made


def by_chunk(assistant: Assistant) -> dict[str, Any]:
    with reading(assistant.engine) as connection:
        return assistant.index.vectors.vectors(sorted(every_chunk_id(connection)))


def without_times(assistant: Assistant) -> dict[str, list[dict[str, object]]]:
    return {
        table: [{name: value for name, value in row.items() if name != "added_at"} for row in rows]
        for table, rows in held(assistant).items()
    }


def told(added: Added) -> dict[str, object]:
    """What is said of an adding."""
    return {
        "added": added.added,
        "unchanged": sorted(added.unchanged),
        "failed": [(one.source, str(one.error), one.error.hint) for one in added.failed],
        "unnamed": added.unnamed,
        "heard": added.heard,
    }


@pytest.mark.slow
def test_two_workers_fill_a_teams_servers_as_one_process_fills_its_files(
    cluster: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # where the workers do not stand
    (tmp_path / "alone.txt").write_text("The ferry is late. The crew said that it is old.", "utf-8")
    sources = ["alone.txt", "missing.txt", folder.name]
    with team() as servers, serving(saying(voice="Ivan Petrov", cue="said", through=None)) as stub:
        listening = {"model": "stub", "base_url": stub.address, "model_hears": True, "keep_replies": False}
        many_settings = Settings(**servers.settings, **listening)
        with (
            open_assistant(Settings(data_dir=tmp_path / "one", **listening)) as one,
            open_assistant(many_settings) as many,
        ):
            toolbox = Toolbox.of(many_settings)
            alone = one.add(sources)
            together = add_in_bulk(many, sources, address=cluster, progress=quiet, toolbox=toolbox)

            assert told(together) == told(alone)
            assert len(alone.failed) == 4
            assert alone.heard["taken"] > 0
            assert len({row["origin_group"] for row in held(one)["articles"]}) < len(alone.added)
            assert without_times(many) == without_times(one)
            vectors, expected = by_chunk(many), by_chunk(one)
            assert vectors.keys() == expected.keys()
            assert max(float(abs(vectors[id_] - expected[id_]).max()) for id_ in expected) < 1e-5
            events = [[[listed.id for listed in event] for event in each.events()] for each in (many, one)]
            assert events[0] == events[1] != []


@pytest.mark.slow
def test_a_batch_whose_worker_died_is_done_by_another(cluster: str, tmp_path: Path) -> None:
    name = str(tmp_path / "a")
    with opened(cluster, DeadlyToolbox()) as workers:
        assert list(workers.in_order(dies_at_first, [[name], []], lost=str.upper)) == [["a"], []]


@pytest.mark.slow
def test_an_article_that_kills_its_workers_is_named_and_the_others_are_kept_whole(
    cluster: str, tmp_path: Path
) -> None:
    given = [
        an_article(f"The wall of dock {n} broke. {POISON if n == 1 else ''}", title=f"Dock {n}")
        for n in range(3)
    ]
    with an_assistant(tmp_path, Planted()) as assistant:
        bare = [replace(one, parts=(), attributions=()) for one in given]
        reader = replace(assistant, reader=lambda _source, _overrides: iter(bare))
        added = add_in_bulk(reader, ["-"], address=cluster, progress=quiet, toolbox=DeadlyToolbox())

        assert added.added == (given[0].id, given[2].id)
        [failed] = added.failed
        assert failed.source == "Dock 1"
        assert isinstance(failed.error, WorkersLost)
        assert "Dock 1" in str(failed.error)
        assert assistant.index.waiting() == 0
        vectors = assistant.index.vectors.vectors([f"{id_}:0" for id_ in added.added])
        assert [sorted(vector)[-2:] for vector in vectors.values()] == [[0, 1], [0, 1]]  # the workers' own


@pytest.mark.slow
def test_an_address_without_a_cluster_says_how_to_start_one(cluster: str) -> None:
    with pytest.raises(BadInput, match="at nowhere") as caught, opened("nowhere", DeadlyToolbox()):
        pass
    assert "ray start --head" in caught.value.hint


@pytest.mark.slow
def test_what_a_worker_refuses_is_refused_in_its_words(cluster: str) -> None:
    with (
        opened(cluster, DeadlyToolbox()) as workers,
        pytest.raises(BadInput, match=r"^A is refused") as caught,
    ):
        list(workers.in_order(refuses, [["A"]], lost=str.upper))
    assert caught.value.hint == "Give another."


class FakeRay:
    """Two workers that are done at once; what no test here needs of Ray is left out."""

    exceptions = SimpleNamespace(
        WorkerCrashedError=OSError,
        OutOfMemoryError=OSError,
        NodeDiedError=OSError,
        LocalRayletDiedError=OSError,
        ObjectLostError=OSError,
        RayTaskError=OSError,
    )

    def __init__(self) -> None:
        self.begun = 0

    def cluster_resources(self) -> dict[str, float]:
        return {"CPU": 2.0}

    def remote(self, **_: object) -> Callable[[Callable[..., Any]], Any]:
        return lambda function: SimpleNamespace(remote=partial(self._begin, function))

    def _begin(self, function: Callable[..., Any], *given: Any) -> Any:
        self.begun += 1
        return function(*given)

    def get(self, done: Any) -> Any:
        return done


def test_batches_come_in_order_and_two_for_each_worker_are_begun_ahead() -> None:
    ray = FakeRay()
    names = [str(number) for number in range(20)]
    ahead, seen = [], []
    for made in Cluster(ray, DeadlyToolbox()).in_order(
        lambda _, items: list(items), [[name] for name in names], lost=str.upper
    ):
        seen += made
        ahead.append(ray.begun - len(seen))
    assert seen == names
    assert max(ahead) == 4


def test_without_ray_it_is_told_how_to_install_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    ran = run("add", "--ray", "local", "mill.txt")
    assert ran.code != 0
    assert "counterpoint-news[ray]" in ran.err


def test_workers_are_not_told_where_the_library_is_nor_its_keys(tmp_path: Path) -> None:
    secret = {"api_key": "canary", "database_url": "postgresql://canary@db/canary", "chroma_key": "canary"}
    settings = Settings(data_dir=tmp_path, chroma_url="http://canary:8000", **secret)
    told = Toolbox.of(settings).settings
    assert (told.api_key, told.database_url, told.chroma_key, told.chroma_url) == (None, None, None, None)


def test_a_worker_of_another_version_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="Counterpoint 0") as caught:
        Toolbox(Settings(data_dir=tmp_path), program="Counterpoint 99")()
    assert "one version" in caught.value.hint
