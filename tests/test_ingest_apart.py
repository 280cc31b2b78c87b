"""A document that is made to do harm costs itself, and neither the program nor the documents beside it. See assistant/ingest/apart."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.errors import CounterpointError, RefusedSource, UnreadableSource
from assistant.ingest import extract, feeds
from assistant.ingest.apart import documents as apart
from assistant.ingest.apart.documents import Processes
from assistant.ingest.fetch import Fetcher
from assistant.ingest.formats import Format
from assistant.ingest.found import Found
from assistant.ingest.outlets import Outlets
from assistant.ingest.sources import Failed, Overrides, read
from assistant.news import Article
from tests.hostile.documents import DOCUMENTS, FEEDS, OUTSIDE, WORDS, docx, page, words_in_word

PAGE = page(f"<p>{WORDS * 3}</p>")
ASKED = {"task": "article", "form": "HTML", "name": "the page", "url": None, "charset": None}
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")


@pytest.fixture
def processes() -> Iterator[Processes]:
    made = Processes()
    yield made
    made.close()


def running(processes: Processes) -> int:
    """The process that waits for the next document."""
    return processes.waiting()[-1].id


@pytest.mark.parametrize("words", [WORDS, "Der Rat hat am Montag beschlossen, die alte Brücke zu sperren. "])
def test_a_document_says_the_same_as_in_the_program(words):
    data = page(f"<p>{words * 3}</p>")
    assert apart.extract(data, Format.HTML, name="x") == extract.extract(data, Format.HTML, name="x")


def test_a_feed_says_the_same_as_in_the_program():
    feed = b"<rss><channel><title>F</title><item><link>https://a.example/1</link><pubDate>Mon, 06 Jan 2025 10:00:00 GMT</pubDate></item></channel></rss>"
    assert apart.parse(feed, address="https://a.example/f") == feeds.parse(
        feed, address="https://a.example/f"
    )


def test_an_error_of_the_reader_comes_through_with_its_hint():
    with pytest.raises(UnreadableSource, match="There is no article") as failed:
        apart.extract(b"<html><body></body></html>", Format.HTML, name="x")
    assert failed.value.hint


def test_one_warm_process_reads_document_after_document(processes):
    processes.ask(ASKED, PAGE, "x")
    first = running(processes)
    processes.ask(ASKED, PAGE, "x")
    assert running(processes) == first


@posix
def test_a_process_that_dies_costs_its_document_and_is_replaced(processes):
    processes.get_ready()
    dead = running(processes)

    def die() -> None:
        os.kill(dead, signal.SIGSEGV)

    threading.Timer(0.2, die).start()
    with pytest.raises(UnreadableSource, match="SIGSEGV") as failed:
        processes.ask(ASKED, DOCUMENTS["a hundred thousand attributes"][1](), "x")
    assert failed.value.hint
    assert processes.ask(ASKED, PAGE, "x")["title"] == "T"
    assert running(processes) != dead


@posix
def test_a_process_that_died_while_it_waited_costs_nothing(processes):
    processes.get_ready()
    os.kill(running(processes), signal.SIGKILL)
    processes.waiting()[-1].wait()
    assert processes.ask(ASKED, PAGE, "x")["title"] == "T"


def test_a_document_past_its_time_is_refused():
    hasty = Processes(seconds=0.5)
    with pytest.raises(RefusedSource, match="takes too long"):
        hasty.ask(ASKED, DOCUMENTS["a hundred thousand attributes"][1](), "x")


@posix
def test_a_document_past_its_computing_time_is_refused():
    hasty = Processes(cpu=1)
    with pytest.raises(RefusedSource, match="takes too long"):
        hasty.ask(ASKED, DOCUMENTS["a hundred thousand attributes"][1](), "x")


@posix
def test_a_document_past_its_memory_is_refused():
    small = Processes(memory=300_000_000)
    with pytest.raises(RefusedSource, match="of memory"):
        small.ask({"task": "records", "name": "x"}, DOCUMENTS["JSON of twenty million lists"][1](), "x")


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="the system does not show environments")
def test_keys_of_the_program_are_not_handed_on(processes, monkeypatch):
    monkeypatch.setenv("COUNTERPOINT_API_KEY", "canary")
    processes.get_ready()
    assert b"canary" not in Path(f"/proc/{running(processes)}/environ").read_bytes()


def test_a_module_of_the_readers_folder_is_not_loaded(tmp_path, monkeypatch):
    (tmp_path / "lxml.py").write_text("raise SystemExit('loaded')")
    monkeypatch.chdir(tmp_path)
    assert Processes().ask(ASKED, PAGE, "x")["title"] == "T"


def test_the_rest_of_a_folder_is_read(tmp_path, monkeypatch):
    hasty = Processes(cpu=2)
    monkeypatch.setattr(apart, "_processes", lambda: hasty)
    (tmp_path / "a.html").write_bytes(PAGE)
    (tmp_path / "b.html").write_bytes(DOCUMENTS["a hundred thousand attributes"][1]())
    (tmp_path / "c.html").write_bytes(PAGE)
    found = list(read(str(tmp_path), Overrides(), fetcher=Fetcher(), outlets=Outlets([])))
    assert [type(one) for one in found] == [Article, Failed, Article]


def read_or_refused(name: str) -> str | None:
    """What is said against a document; None where it is read."""
    form, made = DOCUMENTS[name]
    try:
        if form is Format.JSON:
            assert apart.from_json(made(), name="the file")
        else:
            apart.extract(made(), form, name="the file")
    except CounterpointError as error:
        return f"{error} {error.hint}"
    return None


@pytest.mark.parametrize(
    "name", ["a million open elements", "JSON of a long number", "PDF: a tree of pages that is its own child", "PDF: a table that comes before itself", "PDF: arrays in one another", "PDF: a table of four thousand million objects", "Word: a billion laughs", "Word: path names"]
)  # fmt: skip
def test_a_bomb_is_defused(name):
    said = read_or_refused(name)
    assert apart.extract(PAGE, Format.HTML, name="x").title == "T", said


@pytest.mark.slow
@pytest.mark.skipif(
    not os.environ.get("COUNTERPOINT_BOMBS"), reason="minutes: set COUNTERPOINT_BOMBS=1 to run all bombs"
)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_bomb_is_defused(name):
    import resource

    said = read_or_refused(name)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 1_000_000, "the program itself grew"
    assert apart.extract(PAGE, Format.HTML, name="x").title == "T", said


@pytest.mark.parametrize("name", ["a billion laughs", "a million elements in one another"])
def test_a_feed_that_is_a_bomb_is_defused(name):
    try:
        found = apart.parse(FEEDS[name](), address="https://a.example/f")
    except UnreadableSource:
        return
    assert all(len(one.title) < 1_000 for one in found.entries)


@pytest.mark.parametrize("make", [lambda head: docx(words_in_word(f"{WORDS}&outside;"), head=head), lambda head: f"{head}<rss><channel><title>&outside;</title><item><link>https://a.example/1</link><title>&outside;</title></item></channel></rss>".encode()])  # fmt: skip
def test_no_file_of_the_machine_gets_into_a_document(make, tmp_path):
    (tmp_path / "key").write_text("canary")
    data = make(OUTSIDE.format(f"file://{tmp_path}/key", f"file://{tmp_path}/key"))
    try:
        found = (
            apart.extract(data, Format.DOCX, name="x")
            if data.startswith(b"PK")
            else apart.parse(data, address="https://a.example/f")
        )
    except UnreadableSource:
        return
    assert "canary" not in repr(found)


def test_an_article_as_long_as_a_library_is_refused():
    with pytest.raises(RefusedSource, match="characters"):
        Found(text=WORDS * 100_000).article(Outlets([]), stem="x")
