"""Feeds and OPML lists given to `add`: what they announce is read once, as a guest. See assistant/ingest/following.py."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from assistant.errors import BadInput, UnreadableSource
from assistant.ingest.fetch import Fetcher
from assistant.ingest.opml import MOST_FEEDS, Outline, read_opml, write_opml
from assistant.ingest.outlets import Outlets
from assistant.ingest.polite import PoliteFetcher
from assistant.ingest.sources import Failed, Overrides, count, read
from assistant.news import Article
from tests.site import Site, local, served, trusting
from tests.test_feeds_watching import FEED, Web, gone

OUTLETS = Outlets.packaged()
NOTHING_GIVEN = Overrides()


@dataclass
class Taken:
    """What `add` made of a source."""

    articles: list[Article] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)

    @property
    def titles(self) -> list[str]:
        return [one.title for one in self.articles]


def taken(source: str, web: Web, *, guest: Web | None = None, given: Overrides = NOTHING_GIVEN) -> Taken:
    found = Taken()
    for one in read(source, given, fetcher=web, outlets=OUTLETS, guest=guest or web):
        (found.articles if isinstance(one, Article) else found.failed).append(one)  # type: ignore[arg-type]
    return found


@pytest.fixture
def web() -> Web:
    web = Web()
    web.announce(1, 2)
    return web


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as site:
        yield site


def test_a_feed_at_an_address_gives_the_articles_that_it_announces(web):
    assert taken(FEED, web).titles == ["Wall story 1", "Wall story 2"]


def test_what_a_feed_announces_is_fetched_by_the_guest(web):
    guest = Web(pages=dict(web.pages))
    taken(FEED, web, guest=guest)
    assert web.asked == [FEED]
    assert guest.asked == ["https://news.example/1", "https://news.example/2"]


@pytest.mark.parametrize("ending", ["xml", "rss", "atom", "rdf"])
def test_a_feed_in_a_file_is_known_by_its_ending(web, tmp_path, ending):
    file = tmp_path / f"saved.{ending}"
    file.write_text(str(web.pages[FEED]))
    assert len(taken(str(file), web).articles) == 2


@pytest.mark.parametrize("ending", ["html", "txt", "json"])
def test_a_feed_in_a_file_of_another_ending_is_known_by_how_it_begins(web, tmp_path, ending):
    file = tmp_path / f"saved.{ending}"
    file.write_text(str(web.pages[FEED]))
    assert len(taken(str(file), web).articles) == 2


def test_a_feed_on_standard_input_is_known(web):
    given = io.BytesIO(str(web.pages[FEED]).encode())
    found = list(read("-", fetcher=web, outlets=OUTLETS, guest=web, stdin=given))
    assert len(found) == 2


def test_a_json_feed_is_not_taken_for_a_record(web, tmp_path):
    items = [{"id": "1", "url": "https://news.example/1"}]
    file = tmp_path / "feed.json"
    file.write_text(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}))
    assert taken(str(file), web).titles == ["Wall story 1"]


def test_a_list_of_feeds_gives_the_articles_of_all(web, tmp_path):
    web.announce(3, feed="https://other.example/feed")
    file = tmp_path / "mine.opml"
    file.write_bytes(write_opml([Outline(FEED), Outline("https://other.example/feed")]))
    assert len(taken(str(file), web).articles) == 3


def test_a_feed_of_a_list_that_cannot_be_read_is_named_and_the_others_are_read(web, tmp_path):
    file = tmp_path / "mine.opml"
    file.write_bytes(write_opml([Outline("https://none.example/feed"), Outline(FEED)]))
    found = taken(str(file), web)
    assert [one.source for one in found.failed] == ["https://none.example/feed"]
    assert len(found.articles) == 2


def test_an_article_that_cannot_be_read_is_named_and_the_others_are_read(web):
    web.pages["https://news.example/1"] = gone(404)
    found = taken(FEED, web)
    assert [one.source for one in found.failed] == ["https://news.example/1"]
    assert found.titles == ["Wall story 2"]


def test_an_entry_that_leads_nowhere_is_named_by_its_title(web):
    web.pages[FEED] = "<rss><channel><item><title>Nowhere</title></item></channel></rss>"
    found = taken(FEED, web)
    assert "“Nowhere” leads to no page." in str(found.failed[0].error)


def test_a_feed_without_a_guest_is_refused(web):
    found = list(read(FEED, fetcher=web, outlets=OUTLETS))
    assert isinstance(found[0], Failed)
    assert "is a feed" in str(found[0].error)


def test_a_feed_that_announces_itself_ends(web):
    web.pages[FEED] = f"<rss><channel><item><title>Again</title><link>{FEED}</link></item></channel></rss>"
    found = taken(FEED, web)
    assert "is a feed, not an article" in str(found.failed[0].error)


def test_a_title_cannot_be_given_to_a_whole_feed(web):
    found = taken(FEED, web, given=Overrides(title="One"))
    assert isinstance(found.failed[0].error, BadInput)


def test_an_outlet_given_with_a_feed_is_that_of_all_its_articles(web):
    found = taken(FEED, web, given=Overrides(outlet="The Bay"))
    assert {one.publisher for one in found.articles} == {"The Bay"}


def test_xhtml_that_its_server_calls_xml_is_a_page(site):
    body = b"<html><head><title>Wall</title></head><body><article><p>The harbour wall broke at dawn on Monday.</p></article></body></html>"
    url = site.serve("/a", body, Content_Type="application/xml")
    found = list(read(url, fetcher=trusting(), outlets=OUTLETS))
    assert isinstance(found[0], Article)


def test_a_feed_cannot_lead_into_the_readers_own_network(site, tmp_path: Path):
    inside = site.serve("/admin")
    file = tmp_path / "feed.xml"
    file.write_text(f"<rss><channel><item><title>a</title><link>{inside}</link></item></channel></rss>")
    guest = PoliteFetcher(Fetcher(resolver=local))
    found = list(read(str(file), fetcher=guest, outlets=OUTLETS, guest=guest))
    assert isinstance(found[0], Failed)
    assert "public internet" in str(found[0].error)
    assert site.seen == []


def test_how_many_articles_a_feed_announces_is_not_known_before_it_is_read(web, tmp_path):
    file = tmp_path / "saved.xml"
    file.write_text(str(web.pages[FEED]))
    assert count(str(file)) is None
    assert count(str(tmp_path)) is None


def test_a_list_comes_out_as_it_went_in():
    feeds = [
        Outline("https://a.example/feed?x=1&y=2", 'News & "views" <b>'),
        Outline("https://b.example/f", "Б"),
    ]
    assert read_opml(write_opml(feeds), name="mine") == feeds


def test_nested_groups_and_odd_attributes_of_a_list_are_read_and_doubles_are_not():
    document = b"""<opml version="1.0"><body><outline text="World"><outline text="A" XMLURL="https://a.example/f"/>
      <outline text="B" xmlUrl=" https://b.example/f "/></outline><outline title="again" xmlUrl="https://a.example/f#x"/>
      <outline text="script" xmlUrl="javascript:alert(1)"/><outline text="file" xmlUrl="file:///etc/passwd"/></body></opml>"""
    assert read_opml(document, name="mine") == [
        Outline("https://a.example/f", "A"),
        Outline("https://b.example/f", "B"),
    ]


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"words",
        b"<opml/>",
        b"<opml><body><outline text='a'/></body></opml>",
        b"<!DOCTYPE o [<!ENTITY a 'https://a.example/'>]><opml><body><outline xmlUrl='&a;'/></body></opml>",
    ],
)
def test_a_list_without_feeds_is_told(document):
    with pytest.raises(UnreadableSource, match="lists no feeds") as refused:
        read_opml(document, name="mine.opml")
    assert refused.value.hint


def test_a_list_of_too_many_feeds_is_refused_whole():
    feeds = [Outline(f"https://a.example/{number}") for number in range(MOST_FEEDS + 1)]
    with pytest.raises(UnreadableSource, match="at most"):
        read_opml(write_opml(feeds), name="mine.opml")
