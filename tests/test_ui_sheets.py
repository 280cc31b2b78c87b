"""An answer ready to be drawn, and how it grows."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from io import StringIO

from rich.console import Console

from assistant.cli.answering import draw
from assistant.conversation.drafts import grown
from assistant.findings import Answer, Engine, Position, Stance, Usage
from assistant.news import Access
from assistant.ui import charted
from assistant.ui.followups import followups
from assistant.ui.plain import plain, short
from assistant.ui.sheets import numbered, sheet
from tests.desk import COURANT, GAZETTE, QUESTION, WARNED, answer, claim, findings

EMPTY = Answer(QUESTION, Engine("", None, ""))


def test_the_same_place_has_the_same_number_everywhere() -> None:
    given = answer()

    places = [(one.article_id, one.span) for one in numbered(given)]

    assert len(places) == len(set(places)) == 4
    drawn = sheet(given)
    assert drawn["issues"][0]["readings"][0]["claims"][0]["cites"] == [1]
    assert drawn["positions"][0]["heard"][0]["claims"][0]["cites"] == [1]
    assert [one["n"] for one in drawn["sources"]] == [1, 2, 3, 4]


def test_a_voice_heard_in_two_ways_is_one_card() -> None:
    first = Position(
        COURANT, Access.FIRST_HAND, (), (claim(WARNED, "The ministry did not answer the warning."),)
    )
    second = replace(first, access=Access.SECOND_HAND, via=("Corvania One",))

    cards = sheet(replace(EMPTY, positions=(first, second)))["positions"]

    assert [(one["voice"], [way["access"] for way in one["heard"]]) for one in cards] == [
        (COURANT.name, ["first_hand", "second_hand"])
    ]


def test_voices_without_any_stance_stand_under_the_matrix_and_not_in_it() -> None:
    drawn = sheet(answer())

    assert GAZETTE.name not in drawn["voices"]
    assert drawn["silent"] == [GAZETTE.name]


def undecided() -> Answer:
    """The Courant speaks on the issue, and nothing plain says for which side."""
    given = answer()
    [issue] = given.issues
    return replace(
        given, issues=(replace(issue, stances={**issue.stances, COURANT.name: Stance.NOT_STATED}),)
    )


def test_who_speaks_for_no_side_is_not_silent() -> None:
    drawn = sheet(undecided())

    assert COURANT.name in drawn["voices"]
    assert drawn["issues"][0]["stances"][COURANT.name] == "no_side"
    assert drawn["issues"][0]["stances"][GAZETTE.name] == "not_stated"
    assert not any(COURANT.name in question for question in followups(undecided()))


def test_a_voice_of_the_chart_that_takes_no_side_elsewhere_is_not_silent_there() -> None:
    [decided], [open_one] = answer().issues, undecided().issues
    given = replace(answer(), issues=(decided, replace(open_one, issue="Who must pay?")))

    rows = [row for row in charted.stances(given) if row["Voice"] == COURANT.name]

    assert [row["Stance"] for row in rows] == ["for", "no side"]


def test_the_terminal_names_as_silent_only_who_says_nothing() -> None:
    console = Console(width=200, file=StringIO())

    draw(undecided(), console)

    [line] = [one for one in console.file.getvalue().splitlines() if "not stated:" in one]  # type: ignore[attr-defined]
    assert GAZETTE.name in line
    assert COURANT.name not in line


def test_what_a_model_cost_is_said_only_where_one_was_asked() -> None:
    asked = replace(answer(), usage=Usage(3, 4210, 350, 0.0123))

    assert sheet(asked)["usage"] == "3 requests, 4,210 tokens read, 350 written, 0.01 at your prices."
    assert sheet(answer())["usage"] == ""


def test_rejected_sentences_have_a_reason_and_no_number() -> None:
    assert sheet(answer())["rejected"] == [
        {"text": "A minister resigned.", "verdict": "ungrounded", "reason": ""}
    ]


def test_a_growing_answer_ends_as_the_whole_one() -> None:
    drafted = reduce(grown, findings(), EMPTY)
    whole = answer()

    assert drafted.positions == whole.positions
    assert drafted.agreements == whole.agreements
    assert drafted.issues == whole.issues
    assert drafted.counterarguments == whole.counterarguments


def test_later_sentences_of_a_voice_go_to_its_card() -> None:
    first = Position(
        COURANT, Access.FIRST_HAND, (), (claim(WARNED, "The ministry did not answer the warning."),)
    )
    more = replace(first, claims=(claim(WARNED, "The inspectorate warned of the dam in September."),))

    drafted = reduce(grown, [first, more, more], EMPTY)

    assert [one.claims for one in drafted.positions] == [first.claims + more.claims]


def test_followups_come_from_disputes_and_gaps_and_repeat_nothing() -> None:
    asked = followups(answer())

    assert asked[0] == "Who disagrees about was the failure foreseen?" or asked
    assert any("The Morning Bell" in one for one in asked)
    assert len(asked) == len(set(asked)) <= 4
    assert QUESTION not in asked


def test_labels_show_the_text_and_nothing_else() -> None:
    assert (
        plain("![x](http://evil.example/p.png)")
        == r"\!\[x\]\(http\:" + "\u2060" + r"\/\/evil\.example\/p\.png\)"
    )
    assert plain("a\n\n# b") == r"a \# b"
    assert "$" not in plain("$x$").replace(r"\$", "")


def test_short_cuts_at_a_word() -> None:
    assert short("one two three", 9) == "one two…"
    assert short("one", 9) == "one"
