"""Follow-ups mean what a reader means by them: question and limits, by kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.conversation.turns import Standalone, State, Turn, Wants
from assistant.conversation.understanding.rewriting import Known
from assistant.conversation.understanding.rules import by_rules
from assistant.findings import Engine
from assistant.ingest.outlets import Outlets
from assistant.news import EVERYTHING, Filters, PartKind
from tests import desk
from tests.follow_ups import FOLLOW_UPS, HELD, TODAY

KNOWN = Known(Outlets.packaged(), HELD, TODAY)
NOBODY = Engine("embedded", None, "words")


def a_turn(question: str, *, named: Filters = EVERYTHING, wants: Wants = Wants.POSITIONS) -> Turn:
    standalone = Standalone(question, wants, named)
    answer = replace(desk.answer(), question=question)
    return Turn(1, question, standalone, named, State.ANSWERED, answer, "")


def after(question: str, typed: str, **more: object) -> Standalone:
    return by_rules(typed, [a_turn(question, **more)], KNOWN)  # type: ignore[arg-type]


def limits(wanted: str) -> Filters:
    given = dict(
        one.split("=", 1)
        for one in wanted.replace(" since", "|since")
        .replace(" until", "|until")
        .replace(" kind", "|kind")
        .split("|")
        if one
    )
    outlets = tuple(one for one in given.get("outlets", "").split(",") if one)
    if outlets and outlets[0].startswith("-"):
        without = {outlets[0][1:], *outlets[1:]}
        outlets = tuple(sorted(name for name in HELD if name not in without))
    return Filters(
        outlets=outlets,
        since=date.fromisoformat(given["since"]) if "since" in given else None,
        until=date.fromisoformat(given["until"]) if "until" in given else None,
        languages=tuple(given["lang"].split(",")) if "lang" in given else (),
        kinds=(PartKind(given["kind"]),) if "kind" in given else (),
    )


CASES = [(kind, *case) for kind, cases in FOLLOW_UPS.items() for case in cases]


@pytest.mark.parametrize(("kind", "before", "typed", "question", "wanted"), CASES)
def test_a_follow_up_means_what_the_reader_means(
    kind: str, before: str, typed: str, question: str, wanted: str
) -> None:
    found = after(before, typed)
    assert (found.question, found.named, found.wants) == (question, limits(wanted), Wants.POSITIONS)
