"""A library goes into one archive and comes back whole; an archive made to do harm changes nothing."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from assistant.backup.archive import opened
from assistant.backup.contents import DERIVED, MANIFEST, MEMBERS, SCHEMA
from assistant.backup.export import export
from assistant.backup.restore import restore
from assistant.briefing import form
from assistant.core import Assistant
from assistant.errors import BadInput, RefusedSource, UnreadableSource
from assistant.ingest.found import Overrides
from assistant.library import briefings, conversations, feeds
from assistant.library.briefings import ListedBriefing
from assistant.library.database import reading, writing
from assistant.library.tables import metadata
from tests.briefed import briefing
from tests.making import an_article
from tests.test_cli import Run, run
from tests.test_core import Planted, an_assistant

pytestmark = pytest.mark.usefixtures("database")

__all__ = ["run"]

WALL = an_article()
MILL = an_article("The mill closed in June. The owner said that it lost money.", publisher="Gazette")
Parts = dict[str, bytes]


@pytest.fixture
def library(tmp_path: Path) -> Assistant:
    return full_library(tmp_path / "old")


def full_library(folder: Path) -> Assistant:
    """Two articles, one removed and one corrected, a conversation with a turn, a briefing and a feed."""
    folder.mkdir()
    made = an_assistant(folder, Planted(), WALL, MILL)
    gone = an_article("The bridge will be mended in May.", publisher="Gazette", title="Bridge")
    made.intake.add([gone])
    made.remove([gone.id])
    made.edit(MILL.id, Overrides(title="Mill shut"))
    turn: dict[str, Any] = {"filters": {}, "understood": {}, "answer": {}}
    with writing(made.engine) as connection:
        id_ = conversations.create(connection, "Who closed it?")
        conversations.begin_turn(connection, id_, {"asked": "Who?", "question": "Who?", **turn})
        line = ListedBriefing("b" * 12, "Mill", "2025-01-01", True)
        briefings.keep(connection, line, form.document(briefing()), {MILL.id: MILL.digest})
        feeds.follow(connection, "https://feed.example/", "Feed", at=datetime(2025, 1, 1, tzinfo=UTC))
    return made


@pytest.fixture
def archive(library: Assistant, tmp_path: Path) -> Path:
    export(library.engine, tmp_path / "library.zip", program="test")
    return tmp_path / "library.zip"


@pytest.fixture
def empty(tmp_path: Path) -> Assistant:
    (tmp_path / "new").mkdir()
    return an_assistant(tmp_path / "new", Planted())


def held(assistant: Assistant) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table but those of the vector index and the numbers that a database gives out."""
    with reading(assistant.engine) as connection:
        return {
            table.name: [
                {k: v for k, v in row.items() if k != "row"}
                for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()
            ]
            for table in metadata.sorted_tables
            if table.name not in ("facts", "index_tasks")
        }


def changed(archive: Path, change: Callable[[Parts], None], *, rehash: bool = True) -> Path:
    """The archive with other members; their hashes in the manifest are made to fit unless told otherwise."""
    with zipfile.ZipFile(archive) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    change(parts)
    if rehash and MANIFEST in parts:
        manifest = json.loads(parts[MANIFEST])
        for one in manifest["members"]:
            data = parts.get(one["name"], b"")
            one.update(bytes=len(data), rows=data.count(b"\n"), sha256=hashlib.sha256(data).hexdigest())
        parts[MANIFEST] = json.dumps(manifest).encode()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return archive


def swap(parts: Parts, member: str, old: str, new: str) -> None:
    """Another value in the first place of a member where `old` stands."""
    name = f"{member}.jsonl"
    assert old.encode() in parts[name], parts[name][:600]
    parts[name] = parts[name].replace(old.encode(), new.encode(), 1)


def manifest_of(parts: Parts, **values: object) -> None:
    parts[MANIFEST] = json.dumps({**json.loads(parts[MANIFEST]), **values}).encode()


def test_an_empty_library_gets_all_back_as_it_was(
    library: Assistant, archive: Path, empty: Assistant
) -> None:
    restore(empty, archive)
    assert held(empty) == held(library)
    assert empty.article(MILL.id).title == "Mill shut"


def test_the_vectors_are_made_anew(archive: Path, empty: Assistant) -> None:
    restore(empty, archive)
    assert empty.index.vectors.count() == sum(one.chunks for one in empty.articles())


def test_a_second_import_changes_nothing(archive: Path, empty: Assistant) -> None:
    restore(empty, archive)
    before = held(empty)
    assert not any(restore(empty, archive).added.values())
    assert held(empty) == before


def test_what_the_library_holds_stays_as_it_is(archive: Path, empty: Assistant) -> None:
    empty.intake.add([MILL])
    restore(empty, archive)
    assert empty.article(MILL.id).title == MILL.title
    assert {one.id for one in empty.articles()} == {WALL.id, MILL.id}


def test_what_was_removed_by_mistake_comes_back(library: Assistant, archive: Path) -> None:
    library.remove([WALL.id])
    restore(library, archive)
    assert library.article(WALL.id).text == WALL.text


def test_every_table_is_either_in_the_archive_or_known_to_be_made_anew() -> None:
    named = {table.name for table, _ in MEMBERS.values()} | {table.name for table in DERIVED}
    assert named == set(metadata.tables)


@pytest.mark.parametrize("name", sorted(set(MEMBERS) - {"articles.jsonl"}))
def test_no_column_is_forgotten(name: str) -> None:
    table, kind = MEMBERS[name]
    assert set(kind.model_fields) == set(table.c.keys())


def test_a_file_that_is_there_is_not_written_over(library: Assistant, archive: Path) -> None:
    before = archive.read_bytes()
    with pytest.raises(BadInput, match="exists already"):
        export(library.engine, archive, program="test")
    assert archive.read_bytes() == before


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda p: p.update({"../../evil.jsonl": b""}), "leads out"),
        (lambda p: p.update({"/etc/passwd": b""}), "leads out"),
        (lambda p: p.update({"..\\evil": b""}), "leads out"),
        (lambda p: p.update({"C:evil": b""}), "leads out"),
        (lambda p: p.update({"extra.jsonl": b""}), "which no library has"),
        (lambda p: p.pop("turns.jsonl"), "missing"),
        (lambda p: p.pop(MANIFEST), "manifest"),
        (lambda p: manifest_of(p, schema=SCHEMA + 1), "newer Counterpoint"),
        (lambda p: manifest_of(p, format="else"), "not that of a library"),
        (lambda p: p.update({"articles.jsonl": b"{}\n"}), "line 1"),
        (lambda p: p.update({"articles.jsonl": b"[" * 100_000 + b"\n"}), "line 1"),
        (lambda p: p.update({"feeds.jsonl": p["feeds.jsonl"] + b'{"address": "x", "y": 1}\n'}), "line 2"),
        (lambda p: swap(p, "turns", '"answer": {}', '"answer": {"a": 1}'), "turns"),
        (lambda p: swap(p, "turns", '"filters": {}', '"filters": {"outlets": 5}'), "turns"),
        (lambda p: swap(p, "turns", '"understood": {}', '"understood": {"wants": "all"}'), "turns"),
        (lambda p: swap(p, "turns", '"problem": null', '"problem": {"error": 5}'), "turns"),
        (lambda p: swap(p, "turns", '"state": "answered"', '"state": "dancing"'), "turns"),
        (lambda p: swap(p, "briefings", '"schema": 1', '"schema": 99'), "briefings"),
        (lambda p: swap(p, "briefings", '"positions": [', '"positions": [5, '), "briefings"),
        (lambda p: swap(p, "briefings", '"title": "', '"title": 5, "was": "'), "briefings"),
        (lambda p: swap(p, "corrections", '"title": "Mill shut"', '"title": 5'), "corrections"),
        (lambda p: swap(p, "corrections", '"published": null', '"published": "soon"'), "corrections"),
        (lambda p: p.update({"outlets.jsonl": b'{"name": "X", "profile": {"kind": 5}}\n'}), "outlets"),
        (lambda p: swap(p, "feeds", '"failures": 0', '"failures": 1e999'), "feeds"),
        (lambda p: swap(p, "feeds", '"failures": 0', '"failures": 99999999999999999999999'), "feeds"),
        (lambda p: swap(p, "feeds", '"failures": 0', '"failures": "0x0"'), "feeds"),
        (lambda p: manifest_of(p, program="x" * 2_000_000), "manifest"),
        (lambda p: manifest_of(p, members=[{"name": "a", "rows": -1, "bytes": 1, "sha256": "x"}]), "manifest"),
    ],
)  # fmt: skip
def test_a_hostile_archive_is_refused_and_writes_nothing(
    archive: Path, empty: Assistant, change: Callable[[Parts], None], why: str
) -> None:
    before = held(empty)
    with pytest.raises(RefusedSource, match=why):
        restore(empty, changed(archive, change))
    assert held(empty) == before


def test_a_changed_word_is_found_by_its_hash(archive: Path, empty: Assistant) -> None:
    def change(parts: Parts) -> None:
        parts["articles.jsonl"] = parts["articles.jsonl"].replace(b"nobody was hurt", b"many were hurt!")

    with pytest.raises(RefusedSource, match="SHA-256"):
        restore(empty, changed(archive, change, rehash=False))
    assert empty.articles() == []


def test_a_link_is_refused(archive: Path, empty: Assistant) -> None:
    link = zipfile.ZipInfo("articles.jsonl")
    link.external_attr = 0o120777 << 16
    changed(archive, lambda parts: parts.pop("articles.jsonl") and None, rehash=False)
    with zipfile.ZipFile(archive, "a") as file:
        file.writestr(link, "/etc/passwd")
    with pytest.raises(RefusedSource, match="link"):
        restore(empty, archive)


def test_a_bomb_is_refused_before_it_is_unpacked(archive: Path, empty: Assistant) -> None:
    changed(archive, lambda parts: parts.update({"outlets.jsonl": b" " * 120_000_000}))
    with pytest.raises(RefusedSource, match="fill the disk"):
        restore(empty, archive)


def test_what_is_no_archive_is_said_to_be_none(tmp_path: Path, empty: Assistant) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK" + bytes(100))
    with pytest.raises(UnreadableSource, match="not a Counterpoint archive"):
        restore(empty, tmp_path / "x.zip")


def test_a_damaged_member_is_told(archive: Path) -> None:
    data = bytearray(archive.read_bytes())
    place = zipfile.ZipFile(io.BytesIO(data)).getinfo("articles.jsonl").header_offset
    data[place + 60 : place + 120] = bytes(60)
    archive.write_bytes(data)
    with pytest.raises(BadInput), opened(archive) as file:
        file.check()


def test_an_error_among_the_rows_leaves_nothing_half(
    archive: Path, empty: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.backup.archive.Archive.check", lambda _: None)
    before = held(empty)
    with pytest.raises(RefusedSource):
        restore(empty, changed(archive, lambda parts: parts.update({"feed_entries.jsonl": b"{}\n"})))
    assert held(empty) == before


def test_the_commands_say_what_went_in_and_out(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERPOINT_DATA_DIR", "data")
    assert run("export", "out.zip", "--json").json["rows"]["articles"] == 0
    ran = run("import", "out.zip", "--json")
    assert (ran.code, ran.json["added"]["articles"]) == (0, 0)
    assert run("export", "out.zip").code == 1


def test_two_members_of_one_name_are_refused(archive: Path, empty: Assistant) -> None:
    with zipfile.ZipFile(archive, "a") as file, pytest.warns(UserWarning, match="Duplicate"):
        file.writestr("articles.jsonl", "")
    with pytest.raises(RefusedSource, match="two members"):
        restore(empty, archive)
    assert empty.articles() == []


def test_without_the_check_of_documents_a_false_one_would_get_in(
    archive: Path, empty: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.backup.archive.check", lambda _: None)
    restore(empty, changed(archive, lambda p: swap(p, "turns", '"answer": {}', '"answer": {"a": 1}')))
    assert held(empty)["turns"][0]["answer"] == {"a": 1}
