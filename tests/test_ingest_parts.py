"""A page comes apart where its pieces do, and each piece says whose it is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ingest.outlets import Outlets
from assistant.ingest.parts import divide
from assistant.news import Article, Part, PartKind

SHARED = Path(os.environ.get("COUNTERPOINT_SHARED", Path(__file__).parents[1] / ".." / "shared"))
OUTLETS = Outlets.packaged()
SENTENCE = "The council of the harbour town met on Monday and voted for the new bridge after a long debate. "
PARAGRAPH = (SENTENCE * 3).strip()
STORY = "\n\n".join([PARAGRAPH] * 3)


def divided(text: str, *, publisher: str = "Harbour Daily", **known: object) -> Article:
    return divide(Article("a1", str(known.pop("title", "")), publisher, text, **known), OUTLETS)  # type: ignore[arg-type]


def pieces(article: Article) -> list[Part]:
    """What is not boilerplate, each piece once."""
    seen = dict.fromkeys(
        (p.kind, p.title, p.authors, p.origin) for p in article.parts if p.kind is not PartKind.BOILERPLATE
    )
    return [next(p for p in article.parts if (p.kind, p.title, p.authors, p.origin) == key) for key in seen]


def boilerplate(article: Article) -> str:
    return "\n".join(article.words(p.span) for p in article.parts if p.kind is PartKind.BOILERPLATE)


def seed(name: str) -> str:
    found = sorted((SHARED / "seeds").glob(f"{name}*.txt"))
    if not found:
        pytest.skip("needs shared/seeds (set COUNTERPOINT_SHARED)")
    return found[0].read_text(encoding="utf-8")


# ---------------------------------------------------------------- one article is one part


def test_an_ordinary_report_is_one_part() -> None:
    article = divided(STORY, title="Bridge approved")

    assert [(p.kind, p.title, p.origin) for p in article.parts] == [
        (PartKind.REPORT, "Bridge approved", None)
    ]
    assert article.origin is None


def test_an_empty_text_has_no_parts() -> None:
    assert divided("").parts == ()
    assert divided(" \n\n ").parts == ()


def test_what_the_reader_gave_is_kept() -> None:
    article = divided(
        f"By Someone Else\n\n{STORY}", authors=("Ann Lee",), origin="Reuters", kind=PartKind.OPINION
    )

    assert (article.authors, article.origin, article.kind) == (("Ann Lee",), "Reuters", PartKind.OPINION)
    assert {p.origin for p in pieces(article)} == {"Reuters"}


def test_the_text_stays_as_it_was() -> None:
    text = f"Home » World » Bridge\n\n{STORY}\n\nLeave a Reply"

    assert divided(text).text == text


# ---------------------------------------------------------------- boilerplate is no one's


@pytest.mark.parametrize(
    "line",
    [
        "14:14Home » World » Talks: The Reaction and Insights",
        "Startseite > Politik > Ausland > Die Brücke",
        "News | Sport | Weather | Culture | Shop",
        "Leave a Reply",
        "Leave a Comment",
        "3 Comments",
        "This site uses Akismet to reduce spam. Learn how your comment data is processed.",
        "Read More",
        "READ MORE: Six bridges that never were",
        "Related Articles",
        "Share this article",
        "Share Tweet Email",
        "Follow us on Twitter @harbourdaily",
        "Sign up for our daily newsletter",
        "Subscribe to our newsletter and never miss a story.",
        "Get all the latest news delivered to your inbox.",
        "We use cookies to improve your experience on our website.",
        "Copyright © 2024 Harbour Daily. All rights reserved.",
        "© 2024 Harbour Daily",
        "Advertisement",
        "Anzeige",
        "Реклама",
        "Читайте также: Мост построен",
        "Mehr zum Thema",
        "Lire aussi : Le pont est construit",
        "Image copyright Getty Images Image caption The bridge",
        "(Jane Smith/Reuters)",
        "Photo by Jane Smith/Getty Images",
        "toggle caption Courtesy of the harbour museum",
        "Enlarge this image toggle caption Jane Smith/AP Jane Smith/AP",
        "Photos: The bridge Photos: The bridge Hide Caption 1 of 2 Photos: The bridge "
        + "The mayor said that it was the longest bridge that the town had ever seen. " * 4
        + "Hide Caption 2 of 2",
        "H/T Some Friend",
    ],
)
def test_what_a_site_prints_round_its_pieces_is_boilerplate(line: str) -> None:
    article = divided(f"{line}\n\n{STORY}\n\n{line}")

    assert boilerplate(article) == f"{line}\n{line}"
    assert [p.kind for p in pieces(article)] == [PartKind.REPORT]


@pytest.mark.parametrize(
    "line",
    [
        "Support for any new law dipped to 49 percent in a poll this week, down from 58 percent in May.",
        "Read the room, he said: nobody wants this bridge, and nobody ever did in the town.",
        "Follow the money and you will find the mayor, she said on Monday.",
        "He left a comment under the post that nobody could read without anger.",
        "Sign language is taught at the school.",
        "Enlarge the harbour, he said, and hide nothing.",
        "Photo by photo the town saw how the bridge had grown.",
        "More than 40 people were hurt.",
        "Searching for survivors went on all night.",
        "Home is where the harbour is, the mayor told the council.",
    ],
)
def test_a_sentence_of_the_story_is_not_boilerplate(line: str) -> None:
    assert boilerplate(divided(f"{PARAGRAPH}\n\n{line}\n\n{PARAGRAPH}")) == ""


def test_a_notice_inside_a_report_does_not_make_it_two_pieces() -> None:
    article = divided(f"{PARAGRAPH}\n\nAdvertisement\n\n{PARAGRAPH}")

    assert [p.kind for p in article.parts] == [PartKind.REPORT, PartKind.BOILERPLATE, PartKind.REPORT]
    assert len(pieces(article)) == 1


# ---------------------------------------------------------------- origin and channel


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        (f"{STORY} Read Full Article at RT.com\nRead More", "RT"),
        (f"{STORY}\n\nRead the full story on The Guardian", "The Guardian"),
        (
            f"{STORY}\n\nThis article first appeared in the Washington Free Beacon.",
            "The Washington Free Beacon",
        ),
        (f"This story was originally published by Grist.\n\n{STORY}", "Grist"),
        (
            f"{STORY}\n\nThis article was originally published on The Conversation. Read the original article.",
            "The Conversation",
        ),
        (f"{STORY}\n\nRepublished from Meduza", "Meduza"),
        (f"{STORY}\n\nReprinted with permission from The Nation.", "The Nation"),
        (f"{STORY}\n\nSource: Al Jazeera", "Al Jazeera"),
        (f"{STORY}\n\nQuelle: Der Spiegel", "Der Spiegel"),
        (f"{STORY}\n\nИсточник: РИА Новости", "RIA Novosti"),
        (f"{STORY}\n\nCopyright 2018 The Associated Press. All rights reserved.", "Associated Press"),
        (f"WASHINGTON (AP) — {STORY}", "Associated Press"),
        (f"(Reuters) - {STORY}", "Reuters"),
        (f"LONDON, March 5 (Reuters) - {STORY}", "Reuters"),
        (f"Berlin (dpa) - {STORY}", "Deutsche Presse-Agentur"),
        (f"МОСКВА, 5 марта. /ТАСС/. {STORY}", "TASS"),
        (f"{STORY} (AFP)", "Agence France-Presse"),
        (f"By Jane Doe, Associated Press\n\n{STORY}", "Associated Press"),
        (f"By Reuters\n\n{STORY}", "Reuters"),
        (f"{STORY}\n\nThis essay first appeared in The Harbour Review of Books.", "Harbour Review of Books"),
    ],
)
def test_a_republication_names_its_origin_and_the_publisher_stays_the_channel(text: str, origin: str) -> None:
    article = divided(text)

    assert (article.publisher, article.origin) == ("Harbour Daily", origin)
    assert {p.origin for p in pieces(article)} == {origin}


@pytest.mark.parametrize(
    "text",
    [
        f"{STORY}\n\nh/t The Hill",
        f"{PARAGRAPH}\n\nSource: Reuters\n\n{STORY}",
        f"{STORY}\n\nContributing: The Associated Press",
        f"(Jane Smith/Reuters) {STORY}",
        f"{STORY}\n\nSource: a friend of the mayor",
        f"{STORY} Reuters reported that the bridge is safe.",
        f"{PARAGRAPH} (Johnson) {STORY}",
    ],
)
def test_a_tip_a_picture_or_a_quotation_is_no_origin(text: str) -> None:
    assert divided(text).origin is None


def test_an_outlet_is_not_the_origin_of_its_own_page() -> None:
    assert divided(f"WASHINGTON (AP) — {STORY}", publisher="Associated Press").origin is None


def test_a_heading_names_the_outlet_that_the_report_is_from() -> None:
    article = divided(f"Bridge Talks: Insights from POLITICO\n\n{STORY}")

    assert article.origin == "Politico"


# ---------------------------------------------------------------- several pieces


TWO = (
    f"The bridge stands\n\n{STORY} Read Full Article at RT.com\n\n"
    f"Why the tunnel fell\n\n{STORY}\n\nThis article first appeared in The Guardian."
)


def test_a_credit_belongs_to_the_piece_that_it_ends() -> None:
    article = divided(TWO)

    assert [(p.title, p.origin) for p in pieces(article)] == [
        ("The bridge stands", "RT"),
        ("Why the tunnel fell", "The Guardian"),
    ]
    assert article.origin is None, "the pieces do not share one"


def test_an_authors_note_after_a_credit_is_no_piece_of_its_own() -> None:
    article = divided(
        f"{STORY}\n\nThis article first appeared in The Guardian.\n\nAnn Lee teaches law in the town."
    )

    assert [p.origin for p in pieces(article)] == ["The Guardian"]


def test_writers_named_in_the_text_are_the_authors_of_their_pieces() -> None:
    article = divided(
        f"The bridge and the west, writes Maria del Valle.\n\n{STORY}\n\n"
        f"Ivan Petrov writes: The tunnel is the key.\n\n{STORY} Read Full Article at RT.com"
    )

    assert [(p.kind, p.authors, p.origin) for p in pieces(article)] == [
        (PartKind.OPINION, ("Maria del Valle",), "RT"),
        (PartKind.OPINION, ("Ivan Petrov",), "RT"),
    ]
    assert article.authors == ("Maria del Valle", "Ivan Petrov")


def test_a_writer_who_is_quoted_inside_a_report_starts_no_piece() -> None:
    article = divided(f"{STORY}\n\nAnn Lee writes: “The bridge is safe.”\n\n{STORY}")

    assert len(pieces(article)) == 1


def test_a_headline_with_a_byline_starts_a_piece() -> None:
    article = divided(
        f"{STORY}\n\nWhat comes next for the town\n\nBy Ann Lee, Harbour correspondent\n\n{STORY}"
    )

    assert [(p.title, p.authors) for p in pieces(article)] == [
        ("", ()),
        ("What comes next for the town", ("Ann Lee",)),
    ]


INTERVIEW = (
    "Bridges and power\n\nInterview with Dr. Ann Lee, engineer\n\n"
    f"Q: Is it safe?\n\nDr. Lee: It is. {PARAGRAPH}\n\nQ: Will it last?\n\nDr. Lee: It will. {PARAGRAPH}"
)


def test_an_interview_is_a_piece_from_its_heading_on() -> None:
    article = divided(f"{STORY}\n\n{INTERVIEW}")

    assert [(p.kind, p.title) for p in pieces(article)] == [
        (PartKind.REPORT, ""),
        (PartKind.INTERVIEW, "Bridges and power"),
    ]


def test_a_page_that_is_an_interview_is_one_piece() -> None:
    article = divided(f"We met the engineer at the harbour.\n\n{INTERVIEW}")

    assert [p.kind for p in pieces(article)] == [PartKind.INTERVIEW]
    assert article.kind is PartKind.INTERVIEW


def test_a_column_that_answers_its_readers_is_no_interview() -> None:
    questions = "\n\n".join(f"Q: {PARAGRAPH}\n\nA: {PARAGRAPH}" for _ in range(3))

    assert divided(questions).kind is PartKind.REPORT


def test_labelled_speakers_in_turn_are_an_interview() -> None:
    turns = "\n".join(f"{name}: {SENTENCE}" for name in ("ANNA LEE, HOST", "MAYOR PETERS") * 4)

    assert divided(turns).kind is PartKind.INTERVIEW


def test_paid_content_is_an_advertisement() -> None:
    assert divided(f"Sponsored content\n\n{STORY}").kind is PartKind.ADVERTISEMENT


def test_an_advertisement_inside_a_report_ends_at_the_next_heading() -> None:
    article = divided(
        f"{STORY}\n\nSponsored by Acme\n\nThe best boots in town\n\nBuy them now.\n\nBack at the bridge\n\n{STORY}"
    )

    assert [p.kind for p in article.parts] == [PartKind.REPORT, PartKind.ADVERTISEMENT, PartKind.REPORT]
    assert article.words(article.parts[1].span).endswith("Buy them now.")
    assert len(pieces(article)) == 2


# ---------------------------------------------------------------- kinds


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (f"Opinion\n\n{STORY}", {}),
        (f"Commentary by Ann Lee\n\n{STORY}", {}),
        (STORY, {"title": "Opinion: The bridge must fall"}),
        (STORY, {"url": "https://harbour.example/opinion/2024/bridge"}),
        (f"The bridge must fall, argues Ann Lee.\n\n{STORY}", {}),
        (f"Kommentar: Die Brücke\n\n{STORY}", {}),
        (
            "\n\n".join(["I have seen it, and I think that my town is wrong. " + PARAGRAPH] * 4),
            {"authors": ("Ann Lee",)},
        ),
    ],
)
def test_an_opinion_piece_says_so(text: str, known: dict[str, object]) -> None:
    assert divided(text, **known).kind is PartKind.OPINION


def test_a_report_that_quotes_someone_in_the_first_person_is_no_opinion() -> None:
    text = "\n\n".join(["“I think that I am right and I know my town,” he said. " + PARAGRAPH] * 4)

    assert divided(text, authors=("Ann Lee",)).kind is PartKind.REPORT


def test_a_round_up_is_about_what_several_others_report() -> None:
    text = (
        "How the world’s papers see the bridge\n\nReuters reported that the bridge is safe.\n\n"
        "According to Le Monde, it is a triumph.\n\nThe Financial Times called it dear.\n\nCNN argued that it is late."
    )

    assert divided(text).kind is PartKind.ROUND_UP


def test_a_report_that_cites_an_outlet_or_two_is_no_round_up() -> None:
    text = f"{STORY}\n\nReuters reported that the bridge is safe.\n\nAccording to Le Monde, it is a triumph."

    assert divided(text).kind is PartKind.REPORT


# ---------------------------------------------------------------- properties


LINES = st.sampled_from(
    [PARAGRAPH, "Read More", "Why it matters", "By Ann Lee", "Ivan Petrov writes: The key is here", "Sponsored", "Q: Why?",
     "Dr. Lee: Because.", "Read Full Article at RT.com", "Source: Reuters", "x" * 400, "Interview with Ann Lee", "ä » ö » ü", ""]
)  # fmt: skip


@given(st.lists(LINES, max_size=14), st.sampled_from(["\n", "\n\n", "\r\n", " \n\t\n"]))
def test_parts_hold_every_character_once_and_in_order(lines: list[str], between: str) -> None:
    text = between.join(lines)

    parts = divided(text).parts

    ends = [0, *(p.span.end for p in parts)]
    gaps = [text[end : p.span.start] for end, p in zip(ends, parts, strict=False)] + [text[ends[-1] :]]
    assert all(not gap.strip() for gap in gaps)
    assert all(p.span.of(text) == p.span.of(text).strip() for p in parts)


# ---------------------------------------------------------------- the two seeds


def test_the_page_of_three_pieces_from_rt() -> None:
    article = divided(seed("000"))

    assert [(p.kind, p.authors, p.origin) for p in pieces(article)] == [
        (PartKind.OPINION, ("Tarik Cyril Amar",), "RT"),
        (PartKind.OPINION, ("Fyodor Lukyanov",), "RT"),
        (PartKind.ROUND_UP, (), "RT"),
    ]
    assert article.origin == "RT"
    assert "Leave a Reply" in boilerplate(article)
    assert article.words(pieces(article)[1].span).startswith("Fyodor Lukyanov writes:")
    assert pieces(article)[2].title.startswith("‘Best day’ for Russia")


def test_the_page_with_insights_from_politico_and_an_interview_of_its_own() -> None:
    article = divided(seed("002"))

    assert [(p.kind, p.origin) for p in pieces(article)] == [
        (PartKind.REPORT, "Politico"),
        (PartKind.INTERVIEW, None),
    ]
    assert article.origin is None
    assert "This site uses Akismet" in boilerplate(article)
    assert "Home » World" in boilerplate(article)
    assert pieces(article)[1].title.startswith("The Power Game Unveiled")
