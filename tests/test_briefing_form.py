"""A briefing as JSON loses nothing, and what is no briefing is refused with a hint."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assistant.briefing import form
from assistant.errors import BadInput
from tests.briefed import briefing


def test_comes_back_from_json_as_it_was() -> None:
    kept = json.loads(json.dumps(form.document(briefing())))

    assert form.briefing(kept) == briefing()


def test_passes_over_keys_that_a_later_program_added() -> None:
    kept = form.document(briefing())
    kept["later"] = 1
    kept["read"]["later"] = 1
    kept["sources"][0]["later"] = 1

    assert form.briefing(kept) == briefing()


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"kind": "answer", "schema": 1},
        {"kind": "briefing", "schema": 2},
        {"kind": "briefing", "schema": 1},
        [],
    ],
)
def test_refuses_what_is_no_briefing(wrong: Any) -> None:
    with pytest.raises(BadInput) as refused:
        form.briefing(wrong)

    assert refused.value.hint


def test_every_claim_that_is_shown_has_a_mark() -> None:
    given = briefing()

    assert all(
        (citation.article_id, citation.span) in given.marks
        for claim in given.claims()
        for citation in claim.citations
    )
