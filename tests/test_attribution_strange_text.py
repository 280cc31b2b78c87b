"""What is no plain article: nested and unbalanced marks, mixed and right-to-left scripts, poems, transcripts, tables."""

from __future__ import annotations

import pytest

from assistant.attribution.attribute import attribute
from assistant.ingest.outlets import Outlets
from assistant.news import Article, Attribution, Mode

OUTLETS = Outlets.packaged()


def heard(text: str) -> tuple[Attribution, ...]:
    return attribute(Article("id", "", "Some Paper", text), OUTLETS)


def speaker(text: str, words: str) -> str:
    start = text.index(words)
    one = next(one for one in heard(text) if one.span.start <= start < one.span.end)
    return "unclear" if one.mode is Mode.UNCLEAR else one.speaker.name


def test_a_quotation_inside_a_quotation_belongs_to_the_outer_speaker() -> None:
    text = "“My brother told me, ‘Leave the city at once,’ and so I left,” Ivan Petrov said."
    assert speaker(text, "Leave the city") == "Ivan Petrov"


def test_a_mark_that_is_never_closed_takes_nobody_with_it() -> None:
    text = (
        "Ivan Petrov said: “The bridge is closed.\n\nThe market opened at nine on Monday.\n\nThe sun shone."
    )
    assert speaker(text, "The bridge is closed") == "Ivan Petrov"
    assert speaker(text, "The sun shone") == "Some Paper"


def test_two_scripts_in_one_sentence_keep_their_speaker() -> None:
    text = "«Мы ответим», — сказал Сергей Лавров. The minister then left, said John Smith."
    assert speaker(text, "Мы ответим") == "Сергей Лавров"
    assert speaker(text, "The minister then left") == "John Smith"


@pytest.mark.parametrize(
    "text", ["قال الوزير إن الجسر مغلق. «لن نعود»، قال.", "השר אמר כי הגשר סגור. “לא נחזור”, אמר."]
)
def test_right_to_left_text_is_covered_and_gives_nobody_a_voice_by_guess(text: str) -> None:
    found = heard(text)
    assert {one.speaker.name for one in found} == {"Some Paper"}
    assert "".join(one.span.of(text) for one in found).replace(" ", "") == text.replace(" ", "")


def test_the_lines_of_a_poem_are_the_writers() -> None:
    text = "I met a traveller\nfrom an antique land\nwho stood alone\nand no one heard\nthe river speak."
    assert {one.mode for one in heard(text)} <= {Mode.OWN, Mode.UNCLEAR}


def test_a_transcript_gives_every_turn_its_speaker() -> None:
    text = "\n".join(
        ["SMITH: We begin with the bridge.", "PETROV: It is closed.", "SMITH: Until when?", "PETROV: Until May.", "SMITH: Thank you."]
    )  # fmt: skip
    assert [one.speaker.name for one in heard(text)][1:4] == ["Petrov", "Smith", "Petrov"]


def test_the_cells_of_a_table_are_nobodys_speech() -> None:
    text = "Party | Seats | Share\nGreens | 12 | 10%\nLiberals | 30 | 25%\nOthers | 8 | 7%"
    assert {one.speaker.name for one in heard(text)} == {"Some Paper"}


def test_a_long_text_without_a_full_stop_is_read_to_its_end() -> None:
    text = "the mayor said that nobody knew " * 8_000
    found = heard(text)
    assert found[-1].span.end == len(text.rstrip())
