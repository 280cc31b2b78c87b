"""Ten reprints are one origin; two reports of one event are two."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.library.differing import differences
from assistant.library.origins import OriginIndex, Reason, Signed, groups, matches, same_origin
from assistant.library.signatures import BANDS, Signature, likeness, signature
from assistant.news import Article, Part, PartKind, Span

WORDS = [
    f"{a}{b}{c}" for a in "bdfklmnprst" for b in ("a", "e", "io", "u") for c in ("n", "r", "st", "l", "")
]


def story(seed: int, words: int = 400) -> str:
    chance = random.Random(seed)  # noqa: S311 - invented words
    sentences = [" ".join(chance.choices(WORDS, k=16)).capitalize() + "." for _ in range(words // 16)]
    return "\n\n".join(" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3))


def signed(article_id: str, text: str, agency: str | None = None, publisher: str = "") -> Signed:
    return Signed(article_id, signature(text), publisher, agency)


def without(text: str, *paragraphs: int) -> str:
    return "\n\n".join(p for at, p in enumerate(text.split("\n\n")) if at not in paragraphs)


# ---------------------------------------------------------------- signatures


def test_the_same_words_have_the_same_signature_whatever_the_case_and_punctuation() -> None:
    assert signature("The bridge, he said, is SAFE!") == signature("the bridge he said is safe")


def test_a_signature_is_read_back_as_it_was_written() -> None:
    one = signature(story(1))

    assert Signature.read(bytes(one)) == one


@pytest.mark.parametrize("stored", [b"", b"x", bytes(3_000)])
def test_what_is_no_signature_is_refused(stored: bytes) -> None:
    with pytest.raises(ValueError, match="not a signature"):
        Signature.read(stored)


def test_bands_are_integers_that_a_table_can_hold_and_never_change() -> None:
    bands = signature("the bridge is safe and the tunnel is not").bands()

    assert len(bands) == BANDS
    assert all(-(2**63) <= band < 2**63 for band in bands)
    assert bands == signature("The bridge is safe, and the tunnel is not.").bands()


def test_a_text_without_words_is_like_no_other() -> None:
    empty = signature(" … ")

    assert (empty.size, empty.bands()) == (0, ())
    assert likeness(empty, empty).jaccard == 0
    assert same_origin(Signed("a", empty), Signed("b", empty)) is None


def test_scripts_without_spaces_are_compared_by_character() -> None:
    text = "昨天市议会投票通过了新大桥的建设计划，市长表示工程将于明年春天开始。" * 4

    assert likeness(signature(text), signature(text + "记者报道。")).jaccard > 0.5


@given(st.text(max_size=200), st.text(max_size=200))
def test_likeness_is_mutual_and_between_nothing_and_all(one: str, other: str) -> None:
    like, back = likeness(signature(one), signature(other)), likeness(signature(other), signature(one))

    assert like == back
    assert 0 <= like.jaccard <= 1
    assert 0 <= like.containment <= 1


# ---------------------------------------------------------------- one origin or two


def test_the_same_words_are_one_origin() -> None:
    assert same_origin(signed("a", story(1)), signed("b", story(1).upper())) is Reason.EXACT


def test_an_edited_reprint_is_one_origin() -> None:
    reprint = "A new headline\n\nBy our staff\n\n" + without(story(1), 2).replace("an", "on", 3)

    assert same_origin(signed("a", story(1)), signed("b", reprint)) is Reason.NEAR


def test_a_shortened_reprint_is_one_origin() -> None:
    text = story(1, words=800)

    assert same_origin(signed("a", text), signed("b", text[: len(text) // 3])) is Reason.NEAR


def test_two_texts_are_two_origins() -> None:
    assert same_origin(signed("a", story(1)), signed("b", story(2))) is None


def test_two_reports_that_quote_one_statement_are_two_origins() -> None:
    statement = story(9, words=48)

    one, other = f"{story(1)}\n\n{statement}", f"{statement}\n\n{story(2)}"

    assert same_origin(signed("a", one), signed("b", other)) is None


def test_a_short_notice_inside_a_longer_report_is_not_taken_for_its_reprint() -> None:
    notice = story(9, words=32)

    assert same_origin(signed("a", notice), signed("b", f"{story(1)} {notice} {story(2)}")) is None


def test_two_rewrites_of_one_agency_need_less_in_common() -> None:
    shared = story(9, words=160)
    one, other = f"{story(1, 224)}\n\n{shared}", f"{shared}\n\n{story(2, 224)}"

    assert same_origin(signed("a", one), signed("b", other)) is None
    assert same_origin(signed("a", one, "Reuters"), signed("b", other, "AFP")) is None
    assert same_origin(signed("a", one, "Reuters"), signed("b", other, "Reuters")) is Reason.AGENCY


def test_two_articles_of_one_outlet_that_share_a_list_are_two_origins() -> None:
    shared = story(9, words=256)
    one, other = f"{story(1, 144)}\n\n{shared}", f"{shared}\n\n{story(2, 144)}"

    assert same_origin(signed("a", one), signed("b", other)) is Reason.NEAR
    assert same_origin(signed("a", one, None, "Time"), signed("b", other, None, "Time")) is None
    assert (
        same_origin(signed("a", one, None, "Time"), signed("b", without(one, 1), None, "Time")) is Reason.NEAR
    )


def test_what_is_no_ones_position_does_not_make_two_articles_one() -> None:
    notice = "\n\n".join(["Sign up for our newsletter", story(9, words=256)])

    def article(name: str, text: str) -> Article:
        whole = f"{text}\n\n{notice}"
        parts = (Part(Span(0, len(text))), Part(Span(len(text) + 2, len(whole)), PartKind.BOILERPLATE))
        return Article(name, "", name, whole, parts=parts)

    one, other = article("a", story(1, 96)), article("b", story(2, 96))

    assert same_origin(Signed.of(one), Signed.of(other)) is None
    assert same_origin(signed("a", one.text), signed("b", other.text)) is Reason.NEAR


# ---------------------------------------------------------------- the index


def test_reprints_share_the_group_of_the_first() -> None:
    articles = [signed("a", story(1)), signed("b", story(2)), signed("c", without(story(1), 1))]

    assert groups(articles) == {"a": "a", "b": "b", "c": "a"}


def test_a_reprint_that_joins_two_groups_makes_them_one() -> None:
    text = story(1, words=960)
    half = len(text) // 2
    index = OriginIndex([signed("first", text[:half]), signed("second", text[half:])])
    assert index.origin_of("second") == "second"

    index.add(signed("whole", text))

    assert index.groups() == {"first": ("first", "second", "whole")}


def test_adding_says_what_was_found_and_why() -> None:
    index = OriginIndex([signed("a", story(1)), signed("b", story(2))])

    found = index.add(signed("c", without(story(1), 0)))

    assert [(match.id, match.reason) for match in found] == [("a", Reason.NEAR)]
    assert 0.5 < found[0].likeness.jaccard < 1


def test_an_article_is_added_once() -> None:
    index = OriginIndex([signed("a", story(1))])

    with pytest.raises(ValueError, match="a is in the index"):
        index.add(signed("a", story(2)))


def test_a_library_finds_candidates_by_its_own_table_of_bands() -> None:
    stored = [signed(str(number), story(number)) for number in range(30)]
    table = {(at, band): one.id for one in stored for at, band in enumerate(one.signature.bands())}
    new = signed("new", without(story(7), 1))

    ids = {table[row] for row in enumerate(new.signature.bands()) if row in table}
    found = matches(new, [one for one in stored if one.id in ids])

    assert [match.id for match in found] == ["7"]
    assert len(ids) < 5, "most of the library is never looked at"


# ---------------------------------------------------------------- what differs


FIRST = (
    "The bridge cost 40 million crowns in all. The mayor opened it on Monday. Nobody was hurt in the storm."
)
SECOND = (
    "The bridge cost 45 million crowns in all. The mayor opened it on Monday. Two boats sank in the harbour."
)


def test_shows_sentences_of_one_and_numbers_that_changed() -> None:
    found = differences(FIRST, SECOND)

    assert [span.of(FIRST) for span in found.only_first] == ["Nobody was hurt in the storm."]
    assert [span.of(SECOND) for span in found.only_second] == ["Two boats sank in the harbour."]
    assert [(one.of(FIRST), other.of(SECOND)) for one, other in found.numbers] == [
        ("The bridge cost 40 million crowns in all.", "The bridge cost 45 million crowns in all.")
    ]


def test_the_same_sentences_in_another_order_differ_in_nothing() -> None:
    assert not differences("One came. Two went.", "two went! ONE came.")


def test_a_reworded_sentence_is_paired_and_not_called_missing() -> None:
    found = differences(
        "The mayor opened the long bridge on Monday.", "The mayor opened the new bridge on Monday."
    )

    assert (found.only_first, found.only_second, found.numbers) == ((), (), ())
    assert len(found.reworded) == 1


@given(st.text(max_size=300), st.text(max_size=300))
def test_differences_are_places_in_the_two_texts(first: str, second: str) -> None:
    found = differences(first, second)

    assert all(span.end <= len(first) for span in (*found.only_first, *(one for one, _ in found.reworded)))
    assert all(
        span.end <= len(second) for span in (*found.only_second, *(other for _, other in found.reworded))
    )
    assert not differences(first, first)
