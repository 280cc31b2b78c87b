"""Feeds from their bytes: every format, and whatever strangers put into them. See assistant/ingest/feeds.py."""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import CounterpointError, UnreadableSource
from assistant.ingest import entries, feed_text, feeds
from assistant.ingest.entries import MOST_ENTRIES, Feed
from assistant.ingest.feeds import Announces, announces
from tests.evals.feeds import harmless, judged, read_cases

HERE = "https://news.example/feeds/all.xml"
SHARED = Path(os.environ.get("COUNTERPOINT_SHARED", Path(__file__).parents[2] / "shared"))


def read(document: str | bytes, *, charset: str | None = None) -> Feed:
    data = document.encode() if isinstance(document, str) else document
    return feeds.parse(data, address=HERE, charset=charset)


def rss(*items: str, before: str = "") -> str:
    return f"{before}<rss version='2.0'><channel><title>All news</title>{''.join(items)}</channel></rss>"


def item(title: str = "Wall breaks", link: str = "https://news.example/wall", more: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


RSS = rss(item(more="<guid>w1</guid><pubDate>Tue, 04 Mar 2025 09:30:00 GMT</pubDate>"))
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://news.example/">
 <title>All news</title></channel><item rdf:about="w1"><title>Wall breaks</title>
 <link>https://news.example/wall</link><dc:date>2025-03-04T09:30:00Z</dc:date></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>All news</title><entry><id>w1</id><title>Wall breaks</title>
 <link rel="self" href="https://news.example/wall.atom"/><link href="/wall"/>
 <published>2025-03-04T09:30:00Z</published></entry></feed>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "All news",
        "items": [
            {
                "id": "w1",
                "url": "https://news.example/wall",
                "title": "Wall breaks",
                "date_published": "2025-03-04T09:30:00Z",
            }
        ],
    }
)


@pytest.mark.parametrize("document", [RSS, RDF, ATOM, JSON], ids=["rss", "rdf", "atom", "json"])
def test_every_format_announces_the_same_article(document):
    found = read(document)
    one = found.entries[0]
    assert (found.title, one.title, one.address) == ("All news", "Wall breaks", "https://news.example/wall")
    assert one.published == date(2025, 3, 4)
    assert one.key == read(RSS).entries[0].key


@pytest.mark.parametrize("document", [RSS, RDF, ATOM, JSON], ids=["rss", "rdf", "atom", "json"])
def test_a_feed_is_known_by_how_it_begins(document):
    assert announces(document.encode()) is Announces.ARTICLES
    assert announces(b"\xef\xbb\xbf  " + document.encode()) is Announces.ARTICLES


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32-le", "cp037"])
def test_a_feed_is_known_in_encodings_that_hold_no_ascii(encoding):
    document = f'<?xml version="1.0" encoding="{encoding}"?>{RSS}'.encode(encoding)
    assert announces(document) is Announces.ARTICLES
    assert read(document).entries[0].title == "Wall breaks"


def test_a_list_of_feeds_is_known_behind_a_comment_and_a_document_type():
    document = b"<?xml version='1.0'?><!-- <rss> --><!DOCTYPE opml [<!ENTITY a '>'>]><opml version='2.0'/>"
    assert announces(document) is Announces.FEEDS


@pytest.mark.parametrize(
    "data",
    [
        b"{}",
        b"<html><head><title>rss</title></head></html>",
        b'{"title": "an article"}',
        b"%PDF-1.7",
        b"Plain words about < rss > feeds",
        b"<sitemap/>",
    ],
)
def test_what_is_no_feed_is_not_taken_for_one(data):
    assert announces(data) is None
    assert announces(data + b" <rss>") is None
    with pytest.raises(UnreadableSource) as refused:
        read(data)
    assert refused.value.hint


@pytest.mark.parametrize(
    ("links", "address"),
    [
        ("<link>../wall?utm_source=rss&amp;id=3#top</link>", "https://news.example/wall?id=3"),
        ("<link>javascript:alert(1)</link>", ""),
        ("<link>data:text/html,a</link>", ""),
        ("<guid>https://news.example/by-guid</guid>", "https://news.example/by-guid"),
        ("<guid isPermaLink='false'>https://news.example/by-guid</guid>", ""),
        ("<link>https://news.example/" + "a" * 3_000 + "</link>", ""),
        ("<link>http://[::1</link>", ""),
        (
            "<link>https://feeds.example/x</link><f:origLink xmlns:f='http://rssnamespace.org/feedburner/ext/1.0'>"
            "https://news.example/wall</f:origLink>",
            "https://news.example/wall",
        ),
    ],
)
def test_an_article_is_only_looked_for_at_web_addresses(links, address):
    assert read(rss(f"<item><title>a</title>{links}</item>")).entries[0].address == address


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("&lt;b&gt;Wall&lt;/b&gt; breaks", "Wall breaks"),
        ("<![CDATA[Wall <script>alert(1)</script>breaks]]>", "Wall breaks"),
        ("Wall &lt;img src=x onerror=alert(1)&gt;breaks", "Wall breaks"),
        ("Profit &amp;amp; loss", "Profit & loss"),
        ("caf&eacute; &#X41; &nbsp; 5 &lt; 6", "café A 5 < 6"),
        ("Wall\u202e breaks\u200b", "Wall breaks"),
        ("a" * 9_000, "a" * entries.LONGEST_TITLE),
    ],
)
def test_titles_are_plain_words(title, words):
    assert read(rss(item(title))).entries[0].title == words


def test_a_title_that_atom_calls_text_stays_as_it_is_written():
    document = ATOM.replace("Wall breaks", "History of the &lt;blink&gt; tag")
    assert read(document).entries[0].title == "History of the <blink> tag"


def test_the_article_that_a_feed_carries_keeps_its_paragraphs_and_loses_its_markup():
    carried = "<![CDATA[<p>First.</p><style>p{}</style><p>Second <a href='javascript:x()'>one</a>.</p>]]>"
    found = read(
        rss(item(more=f"<c:encoded xmlns:c='http://purl.org/rss/1.0/modules/content/'>{carried}</c:encoded>"))
    )
    assert found.entries[0].text == "First.\n\nSecond one."


def test_an_entry_keeps_its_key_when_its_address_changes():
    before = read(rss(item(link="https://news.example/old", more="<guid>w1</guid>")))
    after = read(rss(item(link="https://news.example/new", more="<guid>w1</guid>")))
    assert before.entries[0].key == after.entries[0].key


def test_articles_that_a_feed_calls_the_same_are_told_apart():
    same = "<guid isPermaLink='false'>0</guid>"
    found = read(rss(*(item(link=f"https://news.example/{number}", more=same) for number in range(3))))
    assert len({one.key for one in found.entries}) == 3


def test_an_entry_that_stands_twice_is_one():
    assert len(read(rss(item(), item())).entries) == 1


def test_a_feed_of_ten_thousand_entries_gives_its_first_thousand_and_says_how_many_are_left_out():
    document = rss(*(item(link=f"https://news.example/{number}") for number in range(10_000)))
    started = time.process_time()
    found = read(document)
    assert (len(found.entries), found.left_out) == (MOST_ENTRIES, 10_000 - MOST_ENTRIES)
    assert found.entries[0].address.endswith("/0")
    assert time.process_time() - started < 10  # a feed library takes that long for its sanitizer alone


@pytest.mark.parametrize("count", [MOST_ENTRIES, MOST_ENTRIES + 3])
def test_a_json_feed_is_cut_at_the_same_number(count):
    items = [{"id": str(number), "url": f"https://news.example/{number}"} for number in range(count)]
    found = read(json.dumps({"version": "https://jsonfeed.org/version/1", "items": items}))
    assert (len(found.entries), found.left_out) == (MOST_ENTRIES, count - MOST_ENTRIES)


LAUGHS = "<!DOCTYPE r [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {name} '{f'&{inner};' * 10}'>" for inner, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "before",
    [
        LAUGHS + "]>",
        "<!-- <x> -->" + LAUGHS + "]>",
        "<!DOCTYPE r SYSTEM 'file:///etc/passwd' [<!ENTITY i SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE r [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/x'> %p; <!ENTITY i ']>'>]>",
    ],
)
def test_entities_of_the_documents_own_are_never_read(before):
    found = read(rss(item("Wall &i; breaks", "https://news.example/&i;wall"), before=before))
    assert found.entries[0].title == "Wall &i; breaks"
    assert "ha" not in found.entries[0].address
    assert "root:" not in repr(found)


def test_a_document_type_in_utf_16_is_no_way_round():
    document = rss(item("Wall &i; breaks"), before="<?xml version='1.0' encoding='utf-16'?>" + LAUGHS + "]>")
    assert read(document.encode("utf-16")).entries[0].title == "Wall &i; breaks"


@pytest.mark.parametrize(
    "piece",
    ["<", "<a ", "&", "<!--", "<![CDATA[", "<b>", "<!DOCTYPE ", "&lt;a ", "&lt;b&gt;", "&a;", "&#x41"],
)
def test_broken_markup_costs_no_more_than_its_length(piece):
    def seconds(times: int) -> float:
        started = time.process_time()
        read("<rss><channel><item><title type='html'>" + piece * times)
        return time.process_time() - started

    read(RSS)  # the parsers are loaded
    assert seconds(20_000) < 20 * max(seconds(5_000), 0.02)  # quadratic work would be sixteenfold and more


def test_a_feed_that_breaks_off_gives_what_came():
    found = read(RSS[: RSS.index("<pubDate>") + 12])
    assert found.entries[0].address == "https://news.example/wall"


@pytest.mark.parametrize(
    ("data", "charset", "title"),
    [
        ("<?xml version='1.0' encoding='windows-1251'?>" + rss(item("Стена")), None, "Стена"),
        (rss(item("Стена")), "koi8-r", "Стена"),
        ("<?xml version='1.0' encoding='us-ascii'?>" + rss(item("Стена")), None, "Стена"),
        ("<?xml version='1.0' encoding='utf-8'?>" + rss(item("“Mur”")), None, "“Mur”"),
    ],
    ids=["declared", "only the header knows", "utf-8 that says ascii", "cp1252 that says utf-8"],
)
def test_the_charset_is_found_even_where_the_feed_lies(data, charset, title):
    encoding = charset or (
        "windows-1251" if "windows-1251" in data else "cp1252" if "Mur" in data else "utf-8"
    )
    assert read(data.encode(encoding), charset=charset).entries[0].title == title


@pytest.mark.parametrize(
    "document",
    [
        '{"version": "https://jsonfeed.org/version/1", "items": {}}',
        '{"version": "https://jsonfeed.org/version/1", "items": [',
        '{"version": "https://jsonfeed.org/version/1"}',
        '{"items": []}',
        '{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * 200_000,
    ],
)
def test_a_json_feed_that_is_none_is_refused_with_a_hint(document):
    with pytest.raises(UnreadableSource) as refused:
        read(document)
    assert refused.value.hint


def test_a_json_feed_with_values_of_the_wrong_type_gives_what_is_right():
    document = json.dumps(
        {
            "version": "https://jsonfeed.org/version/1",
            "title": ["no"],
            "items": [
                None,
                3,
                {"id": 7, "url": {"no": 1}, "title": 5, "external_url": "https://news.example/wall"},
            ],
        }
    )
    found = read(document)
    assert [one.address for one in found.entries] == ["https://news.example/wall"]


@given(st.binary(max_size=400), st.sampled_from([None, "utf-16", "utf-7", "no-such-charset"]))
def test_no_bytes_make_it_fail_otherwise_than_said(data, charset):
    for document in (data, b"<rss><channel><item><title>" + data, b'{"items": [' + data):
        with suppress(CounterpointError):
            read(document, charset=charset)


@pytest.mark.parametrize(
    "address", ["https://a.example/\x1b[31m", "https://a.example/?\x9b2J", "https://a.example/\u202e"]
)
def test_an_address_that_would_write_on_the_terminal_is_none(address):
    assert entries.web_address(address, "") == ""


@given(st.text(max_size=200))
def test_no_text_gives_an_entry_that_a_browser_would_run(text):
    for one in read(rss(f"<item><title><![CDATA[{text}]]></title><link>{text}</link></item>")).entries:
        assert one.address == "" or one.address.startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("page", "address"),
    [
        (
            '<link rel="alternate" type="application/rss+xml" href="/rss">',
            "https://news.example/rss",
        ),
        (
            '<LINK REL="home Alternate" TYPE="application/atom+xml" HREF="//cdn.example/a">',
            "https://cdn.example/a",
        ),
        ('<link rel="alternate" type="application/rss+xml" href="javascript:x()">', None),
        ('<link rel="stylesheet" type="application/rss+xml" href="/rss">', None),
        ('<link rel="alternate" hreflang="de" href="/de">', None),
        ("no markup at all", None),
    ],
)
def test_a_page_leads_to_the_feed_that_it_names(page, address):
    assert feeds.advertised(page.encode(), address="https://news.example/") == address


@pytest.fixture(scope="module")
def expected():
    folder = SHARED / "evals" / "feeds"
    if not folder.is_dir():
        pytest.skip(f"the feeds of other makers are not in {folder}; set COUNTERPOINT_SHARED")
    return list(read_cases(folder))


def test_nothing_active_comes_out_of_any_hostile_feed(expected):
    hostile = [case for case in expected if case.hostile]
    assert len(hostile) > 300
    assert [case.name for case in hostile if not harmless(case, case.read())] == []


def test_without_the_list_of_unseen_elements_hostile_feeds_get_through(expected, monkeypatch):
    monkeypatch.setattr(feed_text, "_UNSEEN", frozenset())
    assert [case.name for case in expected if case.hostile and not harmless(case, case.read())] != []


def test_real_feeds_are_read_as_their_makers_expect(expected):
    wrong = [case.name for case in expected for _, fine in judged(case) if not fine]
    assert [name for name in wrong if "/cdf/" not in name] == []  # CDF has been out of use since 2000
