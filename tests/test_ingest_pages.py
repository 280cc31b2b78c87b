"""HTML pages to articles. See assistant/ingest/pages.py and the modules that it calls."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import CounterpointError, UnreadableSource
from assistant.ingest.outlets import Outlet, Outlets
from assistant.ingest.pages import from_html
from assistant.ingest.promotion import without_promotion

OUTLETS = Outlets(
    [
        Outlet("The Harbour Post", domains=("harbourpost.example",)),
        Outlet("Northwire", domains=("northwire.example",)),
    ]
)
URL = "https://www.harbourpost.example/2024/05/06/bridge"
BODY = [
    "The council voted on Monday evening to close the old bridge to lorries for at least six months.",
    "Inspectors had found cracks in two of its seven stone piers, the council said in a statement.",
    "“It is a matter of safety,” the mayor said. “We ask all drivers for patience until the spring.”",
]


@contextlib.contextmanager
def hinted() -> Iterator[None]:
    """Nothing but an error of ours with a hint may come out."""
    problem = None
    try:
        yield
    except CounterpointError as error:
        problem = error
    assert problem is None or problem.hint


def page(
    head: str = "", heading: str = "<h1>Old bridge closes</h1>", body: list[str] = BODY, around: str = ""
) -> str:
    paragraphs = "".join(f"<p>{words}</p>" for words in body)
    return (
        f"<!doctype html><html lang='en'><head><title>Old bridge closes | The Harbour Post</title>{head}</head><body>"
        f"<nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport results</a></li></ul></nav>"
        f"<main><article>{heading}{around}{paragraphs}</article></main>"
        f"<footer><p>Terms and conditions apply to all of our services and products.</p></footer></body></html>"
    )


def ld(**facts: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **facts})}</script>'


def test_the_body_is_the_article_in_paragraphs_without_the_sites_menus():
    assert from_html(page(), URL).text.endswith("\n\n".join(BODY))
    assert "Sport results" not in from_html(page(), URL).text
    assert "Terms and conditions" not in from_html(page(), URL).text


def test_headings_and_list_items_are_paragraphs():
    body = page(
        around="<h2>What changes</h2><ul><li>No lorries on the old bridge</li><li>Buses run every hour</li></ul>"
    )
    assert (
        "What changes\n\n- No lorries on the old bridge\n\n- Buses run every hour\n\n"
        in from_html(body, URL).text
    )


def test_the_standfirst_that_the_page_sums_itself_up_with_comes_first():
    line = "Lorries must take the ring road for half a year after cracks were found in the piers of the old bridge."
    shown = page(f'<meta name="description" content="{line[:80]}…">').replace(
        "<h1>", f'<div class="teaser">{line}</div><h1>'
    )
    assert from_html(shown, URL).text.startswith(line)
    assert from_html(shown, URL).text.count(line) == 1


def test_a_description_that_no_reader_sees_is_no_text():
    hidden = (
        "A summary that stands nowhere on the page but in its head, for search engines to show to people."
    )
    assert hidden not in from_html(page(f'<meta name="description" content="{hidden}">'), URL).text


def test_what_the_site_says_for_itself_is_no_text():
    blocks = [
        BODY[0],
        "Sign up for our newsletter",
        BODY[1],
        BODY[2],
        "Read more:",
        "Five bridges to see this spring",
    ]
    assert without_promotion(blocks) == BODY


def test_a_sentence_that_begins_like_a_pointer_stays():
    blocks = [
        BODY[0],
        "More in the north of the city voted against it.",
        "Mehr Informationen gab der Rat nicht bekannt.",
        BODY[1],
    ]
    assert without_promotion(blocks) == blocks


@given(st.lists(st.text(max_size=80)))
def test_nothing_is_added_to_a_text(blocks):
    kept = iter(blocks)
    assert all(block in kept for block in without_promotion(blocks))


def test_linked_data_states_authors_date_and_publisher():
    facts = ld(
        **{"@type": "ReportageNewsArticle"},
        headline="Old bridge closes",
        author=[{"@type": "Person", "name": "Ann Lee"}, {"@type": "Person", "name": "Bo Ray"}],
        datePublished="2024-05-06T08:00:00+02:00",
        publisher={"@type": "Organization", "name": "Harbour Post"},
    )
    found = from_html(page(facts), "https://unknown.example/a")
    assert (found.title, found.authors, found.published, found.site) == (
        "Old bridge closes",
        ("Ann Lee", "Bo Ray"),
        date(2024, 5, 6),
        "Harbour Post",
    )


def test_linked_data_may_stand_in_a_graph_and_refer_by_id():
    graph = [
        {"@type": "WebSite", "name": "Harbour"},
        {"@type": "Person", "@id": "#ann", "name": "Ann Lee"},
        {
            "@type": ["NewsArticle"],
            "headline": "Old bridge closes",
            "author": {"@id": "#ann"},
            "datePublished": "2024-05-06",
        },
    ]
    assert from_html(page(ld(**{"@graph": graph})), URL).authors == ("Ann Lee",)


@pytest.mark.parametrize(
    "broken",
    [
        "{",
        "[1, 2",
        '{"@type": 5, "author": {"name": {}}}',
        '{"@type": "NewsArticle", "author": [[["x"]]], "headline": {}}',
        "null",
    ],
)
def test_broken_linked_data_does_not_lose_the_article(broken):
    found = from_html(page(f'<script type="application/ld+json">{broken}</script>'), URL)
    assert found.title == "Old bridge closes"


def test_meta_tags_count_where_linked_data_is_silent():
    head = '<meta name="author" content="By Ann Lee and Bo Ray"><meta property="article:published_time" content="2023-02-01T10:00:00Z">'
    found = from_html(page(head + '<meta property="og:site_name" content="Harbour">'), "https://x.example/a")
    assert (found.authors, found.published, found.site) == (
        ("Ann Lee", "Bo Ray"),
        date(2023, 2, 1),
        "Harbour",
    )


def test_the_byline_that_readers_see_counts_last():
    assert from_html(page(around='<p class="byline">By Ann Lee</p>'), URL).authors == ("Ann Lee",)


def test_the_site_is_not_its_own_author():
    head = '<meta property="og:site_name" content="Harbour Post"><meta name="author" content="Harbour Post">'
    assert from_html(page(head), URL).authors == ()


def test_the_title_is_the_heading_and_not_the_sites_name():
    assert from_html(page(), URL).title == "Old bridge closes"
    shown = page(heading="<h1><a href='/'>The Harbour Post</a></h1><h2>Old bridge closes</h2>")
    assert from_html(shown, URL).title == "Old bridge closes"
    assert from_html(page(heading=""), URL).title == "Old bridge closes"


def test_a_kicker_is_not_part_of_the_title():
    kicker = page(
        '<meta property="og:title" content="Old bridge closes">', heading="<h1>Traffic Old bridge closes</h1>"
    )
    assert from_html(kicker, URL).title == "Old bridge closes"


def test_the_date_in_the_address_settles_the_time_zone():
    facts = ld(**{"@type": "NewsArticle"}, headline="Old bridge closes", datePublished="2024-05-07T01:30:00Z")
    assert from_html(page(facts), URL).published == date(2024, 5, 6)


def test_the_canonical_address_of_the_same_site_is_the_articles():
    head = '<link rel="canonical" href="https://www.harbourpost.example/bridge">'
    assert from_html(page(head), URL).url == "https://www.harbourpost.example/bridge"
    assert (
        from_html(page(head), "https://m.harbourpost.example/bridge?x=1").url
        == "https://www.harbourpost.example/bridge"
    )


def test_a_page_cannot_take_the_address_of_another_sites_article():
    found = from_html(page('<link rel="canonical" href="https://northwire.example/story">'), URL)
    assert found.url == URL
    article = found.article(OUTLETS, stem="a")
    assert (article.publisher, article.origin) == ("The Harbour Post", "Northwire")


def test_an_unknown_source_is_no_origin():
    found = from_html(page('<link rel="canonical" href="https://cdn.example/story">'), URL)
    assert found.article(OUTLETS, stem="a").origin is None


def test_what_it_is_based_on_is_its_origin():
    facts = ld(
        **{"@type": "NewsArticle"}, headline="Old bridge closes", isBasedOn="https://northwire.example/story"
    )
    assert from_html(page(facts), URL).article(OUTLETS, stem="a").origin == "Northwire"


def test_a_first_page_is_not_every_articles_address():
    assert from_html(page('<link rel="canonical" href="https://www.harbourpost.example/">'), URL).url == URL


def test_a_copy_in_an_archive_keeps_its_outlet():
    found = from_html(page(), "https://web.archive.org/web/20240507/https://www.harbourpost.example/bridge")
    assert found.article(OUTLETS, stem="a").publisher == "The Harbour Post"


def test_the_language_is_the_texts_and_not_the_templates():
    german = [
        "Der Rat hat am Montag beschlossen, die alte Brücke für Lastwagen zu sperren, und zwar für sechs Monate.",
        "Die Prüfer hatten in zwei von sieben Pfeilern Risse gefunden, wie es in einer Mitteilung des Rates hieß.",
        "Das ist eine Frage der Sicherheit, sagte die Bürgermeisterin und bat alle Fahrer um Geduld bis zum Frühjahr.",
    ]
    assert from_html(page(body=german), URL).language == "de"


@pytest.mark.parametrize(
    "source",
    ["<html><body></body></html>", "<html><body><nav><a href='/'>Home</a></nav></body></html>", "<x>"],
)
def test_a_page_without_an_article_says_so(source):
    with pytest.raises(UnreadableSource) as failed:
        from_html(source, URL)
    assert failed.value.hint


def test_scripts_and_styles_are_never_text():
    hostile = page(
        around="<script>steal()</script><style>p{}</style><p onclick='steal()'>A short line of the report itself.</p>"
    )
    assert "steal" not in from_html(hostile, URL).text


def test_a_page_nested_without_end_is_answered():
    deep = "<div>" * 50_000 + "words " * 50
    with hinted():
        from_html(f"<html><body>{deep}</body></html>", URL)


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="<>/\"'= abAdivphscriptml&;#!-\n", max_size=300))
def test_no_markup_escapes_our_errors(source):
    with hinted():
        from_html(source, URL)
