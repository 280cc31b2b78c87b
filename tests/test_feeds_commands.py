"""`counterpoint feeds` and `watch`, as a reader types them, over a library and a web of the test's own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from assistant.cli import feed_commands, following
from assistant.cli.options import app
from assistant.errors import BadInput, CounterpointError, UnknownFeed
from assistant.ingest.opml import Outline, read_opml, write_opml
from assistant.watching.feeds import Feeds
from tests.test_core import Planted, an_assistant
from tests.test_feeds_watching import FEED, START, Time, Web, gone


@pytest.fixture
def web() -> Web:
    web = Web()
    web.announce(1, 2, more="<pubDate>Tue, 04 Mar 2025 10:00:00 GMT</pubDate>")
    return web


@pytest.fixture
def feeds(web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Feeds]:
    with an_assistant(tmp_path, Planted()) as assistant:
        feeds = Feeds(assistant, web, clock=Time(START))  # type: ignore[arg-type]

        @contextmanager
        def opened(**_: object) -> Iterator[Feeds]:
            yield feeds

        monkeypatch.setattr(feed_commands, "opened", opened)
        yield feeds


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def printed(result: Result) -> Any:
    return json.loads(result.stdout)


def test_a_feed_is_added_read_listed_and_removed(feeds):
    assert printed(run("feeds", "add", FEED, "--json")) == {"schema": 1, "followed": [FEED], "failed": []}
    read = run("feeds", "refresh", "--json")
    assert read.exit_code == 0
    document = printed(read)
    assert (document["checked"], document["announced"], len(document["added"])) == (1, 2, 2)
    assert [sorted(event) for event in document["events"]] == [sorted(document["added"])]
    listed = printed(run("feeds", "list", "--json"))
    assert {name: listed["feeds"][0][name] for name in ("address", "title", "articles", "waiting")} == {
        "address": FEED,
        "title": "All news",
        "articles": 2,
        "waiting": 0,
    }
    assert printed(run("feeds", "remove", FEED, "--json"))["removed"] == ["All news"]
    assert printed(run("feeds", "list", "--json"))["feeds"] == []


def test_people_are_told_what_came_and_of_which_event(feeds):
    run("feeds", "add", FEED)
    said = run("feeds", "refresh").stderr
    assert "1 feeds asked, 2 articles added" in said
    assert "One event, 2 articles: Wall story" in " ".join(said.split())


def test_a_list_in_a_file_is_followed_and_written_again(feeds, tmp_path):
    (tmp_path / "mine.opml").write_bytes(write_opml([Outline(FEED, "Mine"), Outline("https://b.example/f")]))
    assert run("feeds", "add", str(tmp_path / "mine.opml")).exit_code == 0
    out = tmp_path / "out.opml"
    assert run("feeds", "export", "-o", str(out)).exit_code == 0
    assert {one.address for one in read_opml(out.read_bytes(), name="out")} == {FEED, "https://b.example/f"}
    assert run("feeds", "export").stdout == out.read_text("utf-8")


def test_a_file_that_exists_is_not_written_over(feeds, tmp_path):
    out = tmp_path / "out.opml"
    out.write_text("mine")
    refused = run("feeds", "export", "-o", str(out))
    assert isinstance(refused.exception, BadInput)
    assert "--force" in refused.exception.hint
    assert out.read_text() == "mine"
    assert run("feeds", "export", "-o", str(out), "--force").exit_code == 0


@pytest.mark.parametrize(
    ("sources", "code"), [((FEED, "https://none.example/"), 3), (("https://none.example/",), 1), ((FEED,), 0)]
)
def test_what_could_not_be_followed_is_listed(feeds, sources, code):
    result = run("feeds", "add", *sources, "--json")
    assert result.exit_code == code
    assert all(one["hint"] for one in printed(result)["failed"])


@pytest.mark.parametrize("source", ["no-such-file.opml", "/"])
def test_a_file_that_is_no_list_of_feeds_is_told(feeds, source):
    result = run("feeds", "add", source)
    assert result.exit_code == 1
    assert "Failed:" in result.stderr


def test_a_feed_that_is_not_followed_cannot_be_refreshed_or_removed(feeds):
    for verb in ("refresh", "remove"):
        assert isinstance(run("feeds", verb, "https://none.example/").exception, UnknownFeed)


def test_what_could_not_be_read_is_listed_and_the_code_says_in_part(feeds, web):
    web.pages["https://news.example/1"] = gone(410)
    run("feeds", "add", FEED)
    assert run("feeds", "refresh").exit_code == 3
    assert "https://news.example/1" in run("feeds", "list").stdout


def test_an_empty_list_says_how_to_begin(feeds):
    result = run("feeds", "list")
    assert (result.stdout, result.exit_code) == ("", 0)
    assert "counterpoint feeds add" in result.stderr


def test_watch_once_does_what_is_due_and_ends(feeds):
    run("feeds", "add", FEED)
    assert len(printed(run("watch", "--once", "--json"))["added"]) == 2
    assert printed(run("watch", "--once", "--json"))["checked"] == 0


def test_watch_writes_a_briefing_when_something_new_arrives(feeds, monkeypatch):
    made: list[str] = []
    monkeypatch.setattr(
        "assistant.cli.brief_on_news.briefer", lambda _, topic, __: lambda: made.append(topic)
    )
    run("feeds", "add", FEED)
    for _ in range(2):
        run("watch", "--once", "--brief", "the harbour wall")
    assert made == ["the harbour wall"]  # the second round brought nothing


def test_the_briefing_is_written_to_a_file_and_over_the_one_before(feeds, tmp_path):
    out = tmp_path / "wall.md"
    out.write_text("yesterday's")
    run("feeds", "add", FEED)
    result = run("watch", "--once", "--brief", "Why did the harbour wall break?", "-o", str(out))
    assert result.exit_code == 0
    assert "harbour wall" in out.read_text("utf-8")


@pytest.mark.parametrize("arguments", [("--brief", " "), ("--brief", "wall", "-o", "wall.exe")])
def test_a_briefing_that_cannot_be_made_is_refused_before_anything_is_fetched(feeds, web, arguments):
    run("feeds", "add", FEED)
    web.asked.clear()
    assert isinstance(run("watch", "--once", *arguments).exception, BadInput)
    assert web.asked == []


def test_a_briefing_that_fails_does_not_end_the_watch(feeds, monkeypatch):
    def fails(*_: object, **__: object) -> None:
        raise CounterpointError("The model is away.", hint="Start it.")

    monkeypatch.setattr("assistant.briefing.briefings.Briefings.composing", fails)
    run("feeds", "add", FEED)
    result = run("watch", "--once", "--brief", "the harbour wall")
    assert result.exit_code == 0
    assert "Start it." in result.stderr


def test_stopping_from_the_keyboard_says_that_nothing_is_lost(feeds, monkeypatch):
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(following, "rounds", stopped)
    result = run("watch")
    assert result.exit_code == 0
    assert "is kept" in result.stderr


def test_a_pause_of_no_minutes_is_refused():
    assert run("watch", "--every", "0").exit_code == 2


def test_the_settings_reach_the_guest(tmp_path, monkeypatch):
    monkeypatch.setenv("COUNTERPOINT_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("COUNTERPOINT_OBEY_ROBOTS", "false")
    monkeypatch.setenv("COUNTERPOINT_FETCH_DELAY", "0.5")
    from assistant.settings import Settings
    from assistant.wiring import chosen_guest

    guest = chosen_guest(Settings.load(), allow_private=True)
    assert (guest._robots, guest._delay, guest._fetcher.allow_private) == (False, 0.5, True)
