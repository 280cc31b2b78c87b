"""No address that is made to reach inside is asked, neither at once nor after a redirect. See assistant/ingest/fetch.py."""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterable, Iterator

import pytest

from assistant.errors import CounterpointError, RefusedSource
from assistant.ingest import fetch
from assistant.ingest.addresses import checked
from assistant.ingest.fetch import Fetcher
from tests.hostile.addresses import NEVER_ASKED, NO_SITE, RESOLVED
from tests.site import Site, served
from tests.test_ingest_addresses import SHARED

ARCHIVE = SHARED / "evals" / "payloads" / "patt_subset.tar.gz"
PUBLIC = "93.184.216.34"


def nobody(host: str, port: int) -> Iterable[str]:
    raise AssertionError(f"{host} was looked up")


@pytest.mark.parametrize("url", [*NEVER_ASKED, *NO_SITE])
def test_an_address_that_leads_inside_is_refused_before_anything_is_looked_up(url):
    with pytest.raises(RefusedSource) as refused:
        Fetcher(resolver=nobody).fetch(url)
    assert refused.value.hint


@pytest.mark.parametrize("url", RESOLVED)
@pytest.mark.parametrize(
    "at", ["127.0.0.1", "::1", "169.254.169.254", "fe80::1%2", "10.1.2.3", "::ffff:10.0.0.1"]
)
def test_a_name_that_leads_inside_is_refused(url, at):
    with pytest.raises(RefusedSource):
        Fetcher(resolver=lambda host, port: [PUBLIC, at]).fetch(url)


@pytest.fixture
def site(monkeypatch) -> Iterator[Site]:
    """A site of the test that stands for a public one: only its own name leads to it."""

    def as_public(host: str, port: int, **given: object) -> object:
        return (
            checked("x", port, resolver=lambda *_: ["127.0.0.1"], allow_private=True)
            if host == "news.example"
            else checked(host, port, resolver=nobody)
        )

    monkeypatch.setattr(fetch, "checked", as_public)
    with served() as site:
        yield site


@pytest.mark.parametrize(
    "url",
    [one for one in NEVER_ASKED if "\r" not in one and one.isascii() and one.isprintable() and "://" in one],
)
def test_a_redirect_does_not_lead_where_the_address_would_not(site, url):
    site.serve("/a", status=302, Location="/b")
    site.serve("/b", status=307, Location=url)
    with pytest.raises(CounterpointError):
        Fetcher().fetch(site.url("/a"))
    assert [path for path, _ in site.seen] == ["/a", "/b"]


def test_an_address_of_a_megabyte_is_refused():
    with pytest.raises(CounterpointError):
        Fetcher(resolver=nobody).fetch("http://news.example/" + "a" * 1_000_000)


def published(name: str) -> list[str]:
    with tarfile.open(ARCHIVE) as tar:
        return [
            file.read().decode("utf-8", "replace")
            for member in tar
            if name in member.name and member.isfile() and (file := tar.extractfile(member))
        ]


@pytest.mark.skipif(not ARCHIVE.is_file(), reason="the payload lists are not in the shared folder")
@pytest.mark.parametrize("name", ["Server Side Request Forgery/", "Open Redirect/", "CRLF Injection/"])
def test_no_published_payload_opens_a_connection(name, monkeypatch):
    """Every word of the lists as an address, as the rest of one, and as where a site redirects to."""
    words = {word for text in published(name) for word in re.findall(r"[^\s`|<>\"']{4,}", text)}
    asked: list[str] = []

    def inside(host: str, port: int) -> Iterable[str]:
        asked.append(host)
        return ["127.0.0.1"]  # what such a name resolves to when it works

    fetcher = Fetcher(resolver=inside)
    for word in sorted(words):
        for url in (word, f"http://{word}", f"http://news.example{word}", f"//{word}"):
            with pytest.raises(CounterpointError):
                fetcher.fetch(url)
    assert len(words) > 40
