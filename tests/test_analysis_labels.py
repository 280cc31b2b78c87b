"""A label is a piece of its sentence that says what is held: no half quotation, nothing that nobody holds."""

from __future__ import annotations

import pytest

from assistant.analysis.labels import LONGEST, beginning, label
from assistant.wording.tokens import content


def named(text: str, other: str = "The rain did it.", about: str = "bridge") -> str:
    return label(text, other, about=frozenset(content(about)), taken=())


LONG = "In a long letter to the council of Ledvar the fishermen of the northern shore and all of their many old friends"
"""What is too long for a label, so that only what follows it can be one."""


def test_a_label_is_what_follows_the_frame() -> None:
    assert named(f"{LONG} wrote that the new bridge would ruin the old harbour.") == (
        "the new bridge would ruin the old harbour"
    )


@pytest.mark.parametrize(
    "rest",
    [
        " spoke of the notion that the new bridge would ruin the old harbour.",  # which nobody holds
        " never wrote “the new bridge would ruin the old harbour” to him.",
        " never wrote that the new bridge would ruin the old harbour.",
        " came, a bridge of rusted cables which nobody in the harbour had ever inspected.",  # states nothing
        " wrote of it, the bridge will ruin the harbour of which nobody there had ever heard a word before he came to town at last.",
        " came, the rusted old cables of the bridge and its narrow northern pier.",  # no verb
    ],
)
def test_what_states_nothing_or_what_nobody_holds_is_no_label(rest: str) -> None:
    assert named(LONG + rest).startswith("In a long letter")


def test_a_label_is_no_frame_and_says_more_than_the_other_side() -> None:
    text = f"{LONG} came, the mayor said on Monday, the bridge will ruin the old harbour."
    assert named(text) == "the bridge will ruin the old harbour"
    assert named(text, "The bridge will not ruin the harbour.").startswith("In a long letter")


def test_two_sides_have_two_labels() -> None:
    text = f"{LONG} wrote that the new bridge would ruin the old harbour."
    taken = label(text, "Rain.", about=frozenset(), taken=["The new bridge would ruin the old harbour"])
    assert taken.startswith("In a long letter")


@pytest.mark.parametrize(
    ("poorer", "better"),
    [
        ("it will ruin the harbour pilots of old Ledvar", "the bridge will ruin the harbour"),
        ("could lead to ruinous charges for every harbour pilot", "the bridge will ruin the harbour"),
    ],
)
def test_a_label_that_names_its_subject_is_preferred(poorer: str, better: str) -> None:
    assert named(f"{LONG} came, {poorer}, {better}.", about="") == better


@pytest.mark.parametrize(
    "text",
    [
        "The mayor called the bridge “a ruinous folly, which every citizen of Ledvar must now pay for dearly” and left.",
        'Lenz wrote that "the bridge ruins the harbour, and every fisherman in Ledvar knows that well" last week.',
    ],
)
def test_a_label_breaks_no_quotation(text: str) -> None:
    found = named(text)
    assert found.count("“") == found.count("”")
    assert found.count('"') % 2 == 0


@pytest.mark.parametrize("cut", range(9))
def test_the_beginning_of_a_sentence_is_never_broken_off_before_its_not(cut: int) -> None:
    words = ["bridge"] * (LONGEST // 7 - cut)
    text = f"The {' '.join(words)} of Ledvar will not fall down in the coming winter, whatever the mayor may say of it."
    shown = beginning(text)
    assert "not" in shown or len(shown) < text.index(" will not") - 15


def test_the_beginning_of_a_sentence_leaves_no_quotation_open() -> None:
    text = "“" + "The bridge is old and it must be closed before the winter " * 3 + "comes,” said Ana Brook."
    assert not beginning(text).startswith("“")


def test_a_label_is_short_enough_to_be_read_at_a_glance() -> None:
    text = (
        "Unquestionably extraordinary circumstances notwithstanding, representatives of neighbouring municipalities "
        "unanimously recommended reconstructing bridges."
    )
    assert len(named(text)) <= LONGEST


def test_the_beginning_of_a_sentence_is_not_where_it_was_written() -> None:
    assert beginning("LEDVAR, Oct. 6 (Tridan) — A dam gave way before dawn.") == "A dam gave way before dawn."
