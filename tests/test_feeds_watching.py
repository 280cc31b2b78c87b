"""Feeds of a library: followed, asked, read, and never twice. See assistant/watching.

Feeds and pages are planted, time is a number that only the tests move; no test waits or opens a connection.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import pytest

from assistant.core import Assistant
from assistant.errors import (
    CounterpointError,
    LibraryBusy,
    LibraryFull,
    RefusedSource,
    UnknownFeed,
    UnreachableSource,
    UnreadableSource,
)
from assistant.ingest.answers import NOTHING_KNOWN, AnsweredWithError, Validators
from assistant.ingest.fetch import Fetched
from assistant.library import feed_entries
from assistant.library.database import open_database
from assistant.watching import reading
from assistant.watching.feeds import Feeds
from assistant.watching.reports import Round
from assistant.watching.schedule import TRY_AGAIN, after_failure, next_try
from assistant.watching.watch import watch
from tests.making import database_address
from tests.test_core import Planted, an_assistant

pytestmark = pytest.mark.usefixtures("database")

FEED = "https://news.example/feed"
START = datetime(2025, 3, 4, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def gone(status: int = 404, wait: float | None = None) -> AnsweredWithError:
    return AnsweredWithError(f"news.example answered {status}.", hint="Later.", status=status, wait=wait)


def page(number: int, words: str = "nobody had warned the town") -> str:
    return (
        f"<html><head><title>Wall story {number}</title></head><body><article><p>The harbour wall broke on day {number}, "
        f"and the mayor said that {words}.</p><p>“We warned them {number} times,” said Ana Brook, an engineer of the "
        f"port, who blamed the ministry for the delay in the repairs number {number}.</p></article></body></html>"
    )


@dataclass
class Web:
    """Stands where PoliteFetcher does: planted pages and errors by address, and what was asked."""

    pages: dict[str, str | CounterpointError] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def fetch(self, url: str, accept: Collection[str] = ()) -> Fetched:
        found = self.fetch_changed(url)
        assert found is not None
        return found

    def fetch_changed(
        self, url: str, known: Validators = NOTHING_KNOWN, accept: Collection[str] = ()
    ) -> Fetched | None:
        self.asked.append(url)
        found = self.pages.get(url, gone())
        if isinstance(found, CounterpointError):
            raise found
        version = self.versions.get(url)
        if version and known.etag == version:
            return None
        kind = "text/html" if found.startswith("<html") else "application/xml"
        return Fetched(url, found.encode(), kind, "utf-8", Validators(etag=version))

    def announce(self, *numbers: int, feed: str = FEED, more: str = "", host: str = "news.example") -> None:
        items = "".join(
            f"<item><title>Wall story {n}</title><link>https://{host}/{n}</link><guid>{n}</guid>{more}</item>"
            for n in numbers
        )
        self.pages[feed] = f"<rss><channel><title>All news</title>{items}</channel></rss>"
        for number in numbers:
            self.pages.setdefault(f"https://{host}/{number}", page(number))

    def asked_for(self, *parts: str) -> list[str]:
        """What was asked since the last time, those that end so."""
        found = [url for url in self.asked if not parts or url.endswith(parts)]
        self.asked.clear()
        return found


@dataclass
class Time:
    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def passes(self, time: timedelta = HOUR) -> None:
        self.now += time


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("empty")
    open_database(database_address(folder)).dispose()
    return folder


@pytest.fixture
def library(empty: Path, tmp_path: Path) -> Iterator[Assistant]:
    shutil.copytree(empty, tmp_path, dirs_exist_ok=True)
    with an_assistant(tmp_path, Planted()) as assistant:
        yield assistant


@pytest.fixture
def web() -> Web:
    return Web()


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def feeds(library: Assistant, web: Web, time: Time) -> Feeds:
    web.announce(1, 2)
    feeds = Feeds(library, web, clock=time)  # type: ignore[arg-type]
    feeds.add(FEED)
    web.asked.clear()
    return feeds


def titles(feeds: Feeds) -> list[str]:
    return sorted(one.title for one in feeds.assistant.articles())


def test_a_feed_is_followed_under_its_own_title(feeds):
    assert [(one.address, one.title) for one in feeds.listed()] == [(FEED, "All news")]


def test_a_feed_is_followed_once(feeds):
    assert feeds.add(FEED) == []


def test_a_page_leads_to_its_feed(feeds, web):
    web.pages["https://news.example/"] = (
        '<html><link rel="alternate" type="application/rss+xml" href="/other"></html>'
    )
    web.announce(9, feed="https://news.example/other")
    assert feeds.add("https://news.example/") == ["https://news.example/other"]


@pytest.mark.parametrize("written", ["<html><p>no feed here</p></html>", "Words", "<sitemap/>"])
def test_what_is_no_feed_is_not_followed(feeds, web, written):
    web.pages["https://news.example/"] = written
    with pytest.raises(UnreadableSource) as refused:
        feeds.add("https://news.example/")
    assert refused.value.hint
    assert len(feeds.listed()) == 1


def test_a_list_of_feeds_is_followed_whole_and_comes_out_again(feeds, web):
    exported = feeds.export()
    feeds.remove(FEED)
    assert feeds.add_list(exported, name="feeds.opml") == [FEED]
    assert feeds.listed()[0].title == "All news"


def test_what_a_feed_announces_is_read_into_the_library(feeds):
    done = feeds.refresh_due()
    assert titles(feeds) == ["Wall story 1", "Wall story 2"]
    assert (done.checked, done.announced, len(done.added), done.failed) == (1, 2, 2, ())
    assert feeds.listed()[0].articles == 2


def test_an_entry_is_fetched_once(feeds, web, time):
    feeds.refresh_due()
    web.asked.clear()
    time.passes()
    done = feeds.refresh_due()
    assert web.asked == [FEED]
    assert done.news == ()


def test_a_feed_that_did_not_change_is_not_read_again(feeds, web, time):
    web.versions[FEED] = '"v1"'
    feeds.refresh_due()
    time.passes()
    assert feeds.refresh_due() == Round(checked=1)


def test_a_feed_is_not_asked_before_it_is_due(feeds, web, time):
    feeds.refresh_due()
    web.asked.clear()
    time.passes(HOUR - timedelta(seconds=1))
    feeds.refresh_due()
    assert web.asked == []


def test_a_feed_is_asked_at_once_where_the_reader_wants_it(feeds, web):
    feeds.refresh_due()
    web.asked.clear()
    feeds.refresh([FEED])
    assert web.asked == [FEED]


def test_an_unknown_feed_is_told_with_a_hint(feeds):
    for asked in (
        lambda: feeds.refresh(["https://other.example/"]),
        lambda: feeds.remove("https://other.example/"),
    ):
        with pytest.raises(UnknownFeed) as unknown:
            asked()
        assert unknown.value.hint


def test_new_entries_are_read_when_they_come(feeds, web, time):
    feeds.refresh_due()
    web.announce(1, 2, 3)
    time.passes()
    assert len(feeds.refresh_due().added) == 1
    assert "Wall story 3" in titles(feeds)


def test_what_the_reader_removed_does_not_come_back(feeds, web, time):
    feeds.refresh_due()
    feeds.assistant.remove([feeds.assistant.articles()[0].id])
    time.passes()
    feeds.refresh()
    assert len(titles(feeds)) == 1


def test_what_the_reader_removed_does_not_come_back_by_another_feed(feeds, web, time):
    feeds.refresh_due()
    removed = feeds.assistant.articles()[0]
    feeds.assistant.remove([removed.id])
    number = removed.title[-1]
    web.announce(int(number), feed="https://news.example/second")
    feeds.add("https://news.example/second")
    web.asked.clear()
    done = feeds.refresh()
    assert done.kept_out == 1
    assert web.asked_for(f"/{number}") == []  # its page is not even asked for
    assert len(titles(feeds)) == 1


def test_what_the_reader_removed_does_not_come_back_under_another_address(feeds, web):
    feeds.refresh_due()
    removed = next(one for one in feeds.assistant.articles() if one.title == "Wall story 1")
    feeds.assistant.remove([removed.id])
    web.pages["https://news.example/77"] = page(1)
    web.announce(77, feed="https://news.example/second")
    feeds.add("https://news.example/second")
    assert feeds.refresh().kept_out == 1
    assert titles(feeds) == ["Wall story 2"]


def test_what_the_reader_removed_does_not_come_back_when_its_feed_is_followed_anew(feeds):
    feeds.refresh_due()
    feeds.assistant.remove([one.id for one in feeds.assistant.articles()])
    feeds.remove(FEED)
    feeds.add(FEED)
    assert feeds.refresh().kept_out == 2
    assert titles(feeds) == []


def test_without_the_tombstones_it_would_come_back(feeds, monkeypatch):
    feeds.refresh_due()
    feeds.assistant.remove([one.id for one in feeds.assistant.articles()])
    feeds.remove(FEED)
    feeds.add(FEED)
    monkeypatch.setattr(feed_entries, "_removed", lambda *_: None)
    assert len(feeds.refresh().added) == 2


def test_an_article_that_the_library_holds_already_is_not_fetched(feeds, web):
    feeds.refresh_due()
    web.announce(1, 2, feed="https://news.example/second")
    feeds.add("https://news.example/second")
    web.asked.clear()
    feeds.refresh(["https://news.example/second"])
    assert web.asked == ["https://news.example/second"]
    assert feeds.listed()[0].articles == 2


def test_a_revised_entry_is_read_again_and_the_article_is_updated(feeds, web, time):
    dated = "<modified xmlns='http://purl.org/dc/terms/'>{}</modified>"
    web.announce(1, 2, more=dated.format("2025-03-04T09:00:00Z"))
    feeds.refresh_due()
    web.announce(1, 2, more=dated.format("2025-03-04T11:00:00Z"))
    web.pages["https://news.example/1"] = page(1, "the town had been warned")
    time.passes()
    done = feeds.refresh_due()
    assert (len(done.updated), len(done.unchanged), len(done.added)) == (1, 1, 0)


def test_an_article_without_a_date_takes_the_feeds(feeds, web):
    web.announce(5, more="<pubDate>Mon, 03 Mar 2025 10:00:00 GMT</pubDate>")
    feeds.refresh()
    found = next(one for one in feeds.assistant.articles() if one.title == "Wall story 5")
    assert str(found.published) == "2025-03-03"


def test_an_article_whose_page_cannot_be_read_is_taken_from_its_feed(feeds, web):
    whole = "<p>The harbour wall broke at dawn, said the mayor of the town.</p>" * 12
    web.announce(
        6,
        more=f"<e:encoded xmlns:e='http://purl.org/rss/1.0/modules/content/'><![CDATA[{whole}]]></e:encoded>",
    )
    web.pages["https://news.example/6"] = gone(403)
    feeds.refresh()
    found = next(one for one in feeds.assistant.articles() if one.title == "Wall story 6")
    assert feeds.assistant.article(found.id).text.startswith("The harbour wall broke at dawn")


def test_a_teaser_is_not_taken_for_the_article(feeds, web):
    web.announce(6, more="<e:encoded xmlns:e='http://purl.org/rss/1.0/modules/content/'>Read on</e:encoded>")
    web.pages["https://news.example/6"] = gone(403)
    assert len(feeds.refresh().failed) == 1


def test_an_article_that_fails_is_tried_again_and_then_given_up(feeds, web, time):
    web.pages["https://news.example/1"] = UnreachableSource("news.example broke off.", hint="Try again.")
    tries = []
    for _ in range(10):
        feeds.refresh_due()
        tries.append(len(web.asked_for("/1")))
        time.passes(timedelta(hours=7))
    assert sum(tries) == 1 + len(TRY_AGAIN)
    lost = feeds.given_up()
    assert [(one.address, one.problem) for one in lost] == [
        ("https://news.example/1", "news.example broke off.")
    ]
    assert feeds.listed()[0].given_up == 1


def test_an_article_that_comes_back_is_read_at_the_next_try(feeds, web, time):
    found = web.pages["https://news.example/1"]
    web.pages["https://news.example/1"] = gone(503)
    feeds.refresh_due()
    web.pages["https://news.example/1"] = found
    time.passes()
    assert len(feeds.refresh_due().added) == 1
    assert feeds.listed()[0].waiting == 0


@pytest.mark.parametrize(
    "error", [RefusedSource("robots.txt forbids it.", hint="Save it."), gone(410), gone(451), gone(401)]
)
def test_what_is_not_for_us_is_asked_for_once(feeds, web, time, error):
    web.pages["https://news.example/1"] = error
    feeds.refresh_due()
    time.passes(timedelta(days=2))
    feeds.refresh()
    assert len(web.asked_for("/1")) == 1


def test_a_page_that_holds_no_article_is_named_with_its_reason(feeds, web):
    web.pages["https://news.example/1"] = "<html><body><p>menu</p></body></html>"
    done = feeds.refresh_due()
    assert [one.source for one in done.failed] == ["https://news.example/1"]
    assert done.failed[0].error.hint
    assert titles(feeds) == ["Wall story 2"]


def test_a_feed_within_a_feed_is_not_followed(feeds, web):
    web.announce(1, feed="https://news.example/1")
    done = feeds.refresh_due()
    assert "is a feed, not an article" in str(done.failed[0].error)
    assert len(feeds.listed()) == 1


def test_a_feed_that_fails_is_asked_later_each_time(feeds, web, time):
    web.pages[FEED] = gone(500)
    pauses = []
    for _ in range(7):
        time.now = feeds.listed()[0].due_at
        feeds.refresh_due()
        pauses.append((feeds.listed()[0].due_at - time.now) / HOUR)
    assert pauses == [2, 4, 8, 16, 24, 24, 24]
    assert feeds.listed()[0].problem == "news.example answered 500."


def test_a_feed_that_answers_again_is_asked_as_often_as_before(feeds, web, time):
    web.pages[FEED] = gone(500)
    feeds.refresh_due()
    web.announce(1, 2)
    time.passes(2 * HOUR)
    feeds.refresh_due()
    one = feeds.listed()[0]
    assert (one.failures, one.problem, one.due_at) == (0, "", time.now + HOUR)


def test_a_feed_that_asks_for_time_gets_it(feeds, web, time):
    web.pages[FEED] = gone(429, wait=5 * 3600.0)
    feeds.refresh_due()
    assert feeds.listed()[0].due_at == time.now + 5 * HOUR


def test_a_feed_that_is_gone_is_not_asked_again(feeds, web, time):
    web.pages[FEED] = gone(410)
    feeds.refresh_due()
    assert feeds.listed()[0].due_at is None
    web.asked.clear()
    time.passes(timedelta(days=400))
    feeds.refresh_due()
    feeds.refresh()
    assert web.asked == []
    web.announce(1)
    feeds.refresh([FEED])  # unless the reader names it
    assert feeds.listed()[0].due_at == time.now + HOUR


@pytest.mark.parametrize("wait", [-5.0, 0.0, 1e12])
def test_no_answer_of_a_site_stops_the_clock(wait):
    for failures in (0, 5, 10_000):
        due = after_failure(START, gone(429, wait), failures=failures, every=HOUR)
        assert due is not None
        assert START < due <= START + timedelta(days=7)
    assert next_try(START, gone(429, wait), tries=0) <= START + timedelta(days=7)


def test_one_feed_that_fails_does_not_stop_the_others(feeds, web):
    web.announce(4, feed="https://news.example/second")
    feeds.add("https://news.example/second")
    web.pages[FEED] = RefusedSource("It never ends.", hint="Leave it out.")
    done = feeds.refresh_due()
    assert titles(feeds) == ["Wall story 4"]
    assert [one.source for one in done.failed] == [FEED]


def test_killed_between_feed_and_articles_it_goes_on_where_it_was(feeds, web, time, monkeypatch):
    web.versions[FEED] = '"v1"'
    with monkeypatch.context() as kill:
        kill.setattr("assistant.watching.feeds.read_waiting", interrupted)
        with pytest.raises(KeyboardInterrupt):
            feeds.refresh_due()
    time.passes()
    feeds.refresh_due()  # the feed says that nothing changed since
    assert titles(feeds) == ["Wall story 1", "Wall story 2"]


def test_killed_between_article_and_note_it_adds_nothing_twice(feeds, web, monkeypatch):
    with monkeypatch.context() as kill:
        kill.setattr(reading.feed_entries, "settle", interrupted)
        with pytest.raises(KeyboardInterrupt):
            feeds.refresh_due()
    feeds.refresh_due()
    assert titles(feeds) == ["Wall story 1", "Wall story 2"]
    assert feeds.listed()[0].articles == 2


def test_a_full_disk_loses_no_entry(feeds, web, monkeypatch):
    def full(*_: object, **__: object) -> None:
        raise LibraryFull("The disk is full.", hint="Free some room.")

    with monkeypatch.context() as disk:
        disk.setattr("assistant.intake.put", full)
        with pytest.raises(LibraryFull):
            feeds.refresh_due()
    feeds.refresh_due()
    assert len(titles(feeds)) == 2


def interrupted(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_a_feed_removed_while_it_is_read_leaves_nothing_behind(feeds, web):
    answered = web.fetch_changed

    def removed_meanwhile(url: str, *given: object, **more: object) -> Fetched | None:
        found = answered(url)
        if url == FEED:
            feeds.remove(FEED)
        return found

    web.fetch_changed = removed_meanwhile  # type: ignore[method-assign]
    feeds.refresh_due()
    assert (feeds.listed(), titles(feeds)) == ([], [])


def test_one_page_of_a_host_is_fetched_at_a_time_and_hosts_take_turns(feeds, web):
    web.announce(*range(3, 9), host="loud.example", feed="https://loud.example/feed")
    feeds.add("https://loud.example/feed")
    feeds.refresh()
    order = [url for url in web.asked if url[-1].isdigit()]
    assert "news.example" in "".join(order[:2])  # although the loud host announced three times as many


def test_a_round_reads_no_more_than_it_is_told_and_the_rest_waits(feeds, web):
    web.announce(*range(1, 8))
    assert len(feeds.refresh_due(most=3).added) == 3
    assert feeds.listed()[0].waiting == 4
    assert len(feeds.refresh_due(most=100).added) == 4


def test_what_is_done_is_told_while_it_is_done(feeds, web):
    seen: list[Round] = []
    feeds.refresh_due(progress=seen.append)
    assert [(one.checked, one.tried, one.due) for one in seen] == [(1, 0, 0), (1, 1, 2), (1, 2, 2)]


def test_watching_sleeps_until_something_is_due(feeds, web, time):
    slept = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        time.passes(timedelta(seconds=seconds))

    rounds = list(islice(watch(feeds, progress=lambda _: None, sleep=sleep), 14))
    assert [one.checked for one in rounds].count(1) == 2  # at the start and after an hour
    assert set(slept) == {300.0}
    assert len(titles(feeds)) == 2


def test_watching_without_feeds_waits_for_one(library, web, time):
    slept: list[float] = []
    rounds = watch(Feeds(library, web, clock=time), progress=lambda _: None, sleep=slept.append)
    assert next(rounds) == Round()
    assert next(rounds) == Round()
    assert slept == [300.0]


def test_watching_goes_on_while_another_program_writes(feeds, monkeypatch):
    def busy(*_: object, **__: object) -> None:
        raise LibraryBusy("Another program writes.", hint="Wait.")

    rounds = watch(feeds, progress=lambda _: None, sleep=lambda _: None)
    with monkeypatch.context() as other:
        other.setattr("assistant.watching.feeds.check", busy)
        assert str(next(rounds).failed[0].error) == "Another program writes."
    assert len(next(rounds).added) == 2


def test_new_articles_are_grouped_with_those_that_tell_of_the_same_event(feeds, web):
    story = "<pubDate>Tue, 04 Mar 2025 10:00:00 GMT</pubDate>"
    web.announce(1, 2, more=story)
    done = feeds.refresh_due()
    assert [sorted(one.title for one in event) for event in feeds.events(done)] == [
        ["Wall story 1", "Wall story 2"]
    ]
    assert feeds.events(Round()) == []
