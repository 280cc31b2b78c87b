"""A guest's manners against a site of the test's own: turns, pauses, robots.txt. See assistant/ingest/polite.py.

Time is a number that only sleeping moves; no test waits.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from types import SimpleNamespace

import pytest

from assistant.errors import RefusedSource, UnreachableSource
from assistant.ingest import body, fetch
from assistant.ingest.answers import AnsweredWithError, Validators, asked_to_wait
from assistant.ingest.fetch import Fetcher
from assistant.ingest.polite import PoliteFetcher
from assistant.ingest.robots import Rules
from tests.site import PAGE, Site, local, served, trusting


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as site:
        yield site


@dataclass
class Time:
    now: float = 1_000.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
def guest(clock) -> PoliteFetcher:
    return PoliteFetcher(trusting(), delay=2.0, clock=clock, sleep=clock.sleep)


def rules(site: Site, text: str, **more: str) -> None:
    site.serve("/robots.txt", text.encode(), Content_Type="text/plain", **more)


def asked(site: Site) -> list[str]:
    return [path for path, _ in site.seen]


def test_asks_only_for_what_changed(site):
    url = site.serve("/feed", ETag='"v1"', Last_Modified="Tue, 04 Mar 2025 09:30:00 GMT")
    first = trusting().fetch(url)
    site.serve("/feed", b"", status=304)
    assert trusting().fetch_changed(url, first.validators) is None
    said = site.seen[1][1]
    assert said["If-None-Match"] == '"v1"'
    assert said["If-Modified-Since"] == "Tue, 04 Mar 2025 09:30:00 GMT"


def test_an_answer_of_unchanged_that_was_not_asked_for_is_an_error(site):
    with pytest.raises(UnreachableSource, match="304"):
        trusting().fetch(site.serve("/feed", b"", status=304))


@pytest.mark.parametrize("etag", ["x" * 501, '"caf\xe9"'])
def test_a_mark_that_could_not_be_sent_back_is_forgotten(etag):
    assert Validators.of({"ETag": etag}) == Validators()


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "120"}, 120.0),
        ({"Retry-After": "Tue, 04 Mar 2025 09:31:00 GMT", "Date": "Tue, 04 Mar 2025 09:30:00 GMT"}, 60.0),
        ({"Retry-After": "Tue, 04 Mar 2025 09:31:00 GMT"}, 30.0),
        ({"Retry-After": "Mon, 03 Mar 2025 09:31:00 GMT"}, 0.0),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "\u0663"}, None),
        ({"Retry-After": "9" * 400}, 999_999_999.0),
        ({}, None),
    ],
)
def test_a_site_says_how_long_to_wait(headers, seconds):
    assert asked_to_wait(headers, datetime(2025, 3, 4, 9, 30, 30, tzinfo=UTC)) == seconds


def test_pauses_between_two_requests_to_a_host(site, guest, clock):
    for path in ("/a", "/b"):
        guest.fetch(site.serve(path))
    assert asked(site) == ["/robots.txt", "/a", "/b"]
    assert clock.slept == [2.0, 2.0]


def test_another_host_does_not_wait(site, guest, clock):
    site.serve("/a")
    guest.fetch(site.url("/a", host="one.example"))
    clock.slept.clear()
    guest.fetch(site.url("/a", host="two.example"))
    assert clock.slept == [2.0]  # only between the second host's own rules and page


def test_a_site_that_asks_for_a_longer_pause_gets_it(site, guest, clock):
    rules(site, "User-agent: *\nCrawl-delay: 7\n")
    for path in ("/a", "/b"):
        guest.fetch(site.serve(path))
    assert clock.slept[-1] == 7.0


def test_a_site_cannot_make_us_wait_for_ever(site, guest, clock):
    rules(site, "User-agent: *\nCrawl-delay: 99999\n")
    for path in ("/a", "/b"):
        guest.fetch(site.serve(path))
    assert clock.slept[-1] == 60.0


def test_a_host_has_one_connection_at_a_time(site):
    open_now, most = 0, 0
    counting = threading.Lock()

    def answer(request: BaseHTTPRequestHandler) -> None:
        nonlocal open_now, most
        with counting:
            open_now += 1
            most = max(most, open_now)
        threading.Event().wait(0.01)
        request.send_response(200)
        request.end_headers()
        request.wfile.write(PAGE)
        with counting:
            open_now -= 1

    site.pages = {f"/{number}": answer for number in range(8)}
    guest = PoliteFetcher(trusting(), delay=0.0)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(guest.fetch, (site.url(path) for path in site.pages)))
    assert most == 1


def test_what_a_site_forbids_is_not_asked_for(site, guest):
    rules(site, "User-agent: *\nAllow: /\nDisallow: /private\nDisallow: /*?print=\n")
    for path in ("/private/a", "/a?print=1"):
        with pytest.raises(RefusedSource, match=r"robots\.txt") as refused:
            guest.fetch(site.serve(path))
        assert refused.value.hint
    guest.fetch(site.serve("/a"))
    assert asked(site) == ["/robots.txt", "/a"]


def test_rules_for_us_win_over_rules_for_everybody():
    said = Rules("User-agent: *\nDisallow: /\n\nUser-agent: Counterpoint\nDisallow: /only\n")
    said.forbid("https://news.example/a")
    with pytest.raises(RefusedSource):
        said.forbid("https://news.example/only/a")


def test_the_setting_turns_the_rules_off(site, clock):
    rules(site, "User-agent: *\nDisallow: /\n")
    rude = PoliteFetcher(trusting(), robots=False, clock=clock, sleep=clock.sleep)
    assert rude.fetch(site.serve("/a")).data == PAGE
    assert asked(site) == ["/a"]


def test_a_page_that_leads_to_a_forbidden_one_is_followed_no_further(site, guest):
    rules(site, "User-agent: *\nDisallow: /private\n")
    site.serve("/a", status=302, Location="/private/a")
    with pytest.raises(RefusedSource, match=r"robots\.txt"):
        guest.fetch(site.url("/a"))
    assert "/private/a" not in asked(site)


def test_another_sites_rules_hold_where_a_redirect_leads_there(site, guest):
    site.serve("/a", status=302, Location=site.url("/b", host="other.example"))
    site.serve("/b")
    guest.fetch(site.url("/a"))
    assert asked(site) == ["/robots.txt", "/a", "/robots.txt", "/b"]


@pytest.mark.parametrize("status", [404, 403, 410])
def test_a_site_without_rules_allows_everything(site, guest, status):
    site.serve("/robots.txt", b"User-agent: *\nDisallow: /\n", status=status)
    assert guest.fetch(site.serve("/a")).data == PAGE


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_site_whose_rules_cannot_be_read_is_left_alone_for_a_while(site, guest, clock, status):
    site.serve("/robots.txt", b"", status=status)
    url = site.serve("/a")
    for _ in range(2):
        with pytest.raises(UnreachableSource):
            guest.fetch(url)
    assert asked(site) == ["/robots.txt"]
    rules(site, "")
    clock.now += 301
    assert guest.fetch(url).data == PAGE


@pytest.mark.parametrize(
    "text",
    [b"\xff\xfe\x00", b"<html>not rules</html>", b"Disallow: /\n", b"User-agent: *\nDisallow:\n", b"\0"],
)
def test_rules_that_say_nothing_forbid_nothing(site, guest, text):
    site.serve("/robots.txt", text, Content_Type="text/html")
    assert guest.fetch(site.serve("/a")).data == PAGE


def test_rules_that_never_end_are_not_read(site, guest):
    site.serve("/robots.txt", b"User-agent: *\n" + b"Disallow: /a\n" * 200_000, Content_Type="text/plain")
    with pytest.raises(RefusedSource, match="larger than"):
        guest.fetch(site.serve("/b"))


def test_rules_hold_for_a_day(site, guest, clock):
    for path in ("/a", "/b"):
        guest.fetch(site.serve(path))
    clock.now += 24 * 3600 + 1
    guest.fetch(site.url("/a"))
    assert asked(site) == ["/robots.txt", "/a", "/b", "/robots.txt", "/a"]


def test_a_host_that_asks_for_time_gets_it(site, guest, clock):
    site.serve("/a", status=503, Retry_After="30")
    with pytest.raises(AnsweredWithError):
        guest.fetch(site.url("/a"))
    guest.fetch(site.serve("/b"))
    assert clock.slept[-1] == 30.0


def test_a_host_that_asks_for_a_long_time_is_not_waited_for(site, guest, clock):
    site.serve("/a", status=429, Retry_After="3600")
    for path in ("/a", "/b"):
        with pytest.raises(AnsweredWithError) as answered:
            guest.fetch(site.url(path))
    assert (answered.value.status, answered.value.wait) == (429, 3600.0)
    assert asked(site) == ["/robots.txt", "/a"]


def test_waiting_for_a_turn_does_not_use_up_the_pages_time(site, clock, monkeypatch):
    for module in (fetch, body):
        monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=clock))
    guest = PoliteFetcher(trusting(deadline=5.0), delay=60.0, clock=clock, sleep=clock.sleep)
    for path in ("/a", "/b"):
        assert guest.fetch(site.serve(path)).data == PAGE


def test_a_feed_that_never_ends_is_left(site, guest):
    def endless(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "application/rss+xml")
        request.end_headers()
        try:
            while True:
                request.wfile.write(b"<item><title>again</title></item>" * 1_000)
        except OSError:
            pass

    site.pages["/feed"] = endless
    short = PoliteFetcher(trusting(largest=1_000_000), robots=False)
    with pytest.raises(RefusedSource, match="larger than"):
        short.fetch(site.url("/feed"), {"application/rss+xml"})


def test_private_addresses_stay_closed_to_what_a_feed_announces(site):
    guest = PoliteFetcher(Fetcher(resolver=local))
    with pytest.raises(RefusedSource, match="public internet"):
        guest.fetch(site.serve("/a"))
    assert asked(site) == []
