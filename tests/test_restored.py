"""An answer comes back out of its documented JSON exactly as it was."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import restored, schema
from assistant.errors import BadInput
from assistant.findings import (
    Agreement,
    Answer,
    Checks,
    Citation,
    Claim,
    CounterArgument,
    Engine,
    Issue,
    Lane,
    Position,
    Reading,
    Stance,
    Usage,
    Verdict,
)
from assistant.news import Access, Span, Voice, VoiceKind
from tests import desk

words = st.text(max_size=12)
several = st.lists(words, max_size=2).map(tuple)
spans = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda one: Span(min(one), max(one)))
citations = st.builds(
    Citation,
    words,
    spans,
    words,
    several,
    words,
    words,
    st.none() | words,
    st.sampled_from(Verdict),
    words,
    st.none() | words,
)
claims = st.builds(Claim, words, st.lists(citations, max_size=2).map(tuple))
many_claims = st.lists(claims, max_size=2).map(tuple)
answers = st.builds(
    Answer,
    question=words,
    engine=st.builds(Engine, words, st.none() | words, words),
    positions=st.lists(
        st.builds(
            Position,
            st.builds(Voice, words, st.sampled_from(VoiceKind)),
            st.sampled_from(Access),
            several,
            many_claims,
        ),
        max_size=2,
    ).map(tuple),
    not_stated=several,
    absent=several,
    agreements=st.lists(st.builds(Agreement, claims, several, st.integers(0, 9)), max_size=2).map(tuple),
    issues=st.lists(
        st.builds(
            Issue,
            words,
            st.lists(st.builds(Reading, words, several, many_claims), max_size=2).map(tuple),
            st.dictionaries(words, st.sampled_from(Stance), max_size=2),
        ),
        max_size=2,
    ).map(tuple),
    counterarguments=st.lists(
        st.builds(CounterArgument, claims, st.sampled_from(Lane), many_claims), max_size=2
    ).map(tuple),
    checks=st.builds(
        Checks, st.integers(0, 9), st.integers(0, 9), st.dictionaries(words, st.integers(1, 9), max_size=2)
    ),
    rejected=many_claims,
    notes=several,
    usage=st.none()
    | st.builds(
        Usage, st.integers(0), st.integers(0), st.integers(0), st.none() | st.floats(0, 10), st.booleans()
    ),
)


@given(answers)
@settings(max_examples=60, deadline=None)
def test_an_answer_survives_its_json(answer: Answer) -> None:
    document = json.loads(json.dumps(schema.answer(answer)))
    assert restored.answer(document) == answer


def test_what_was_supported_is_supported_again() -> None:
    answer = restored.answer(schema.answer(desk.answer()))
    assert answer.positions[0].claims[0].supported
    assert not answer.rejected[0].supported


def broken(**changed: Any) -> dict[str, Any]:
    return schema.answer(desk.answer()) | changed


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"schema": 1},
        broken(schema=2),
        broken(positions=[{"voice": "x"}]),
        broken(issues=None),
        broken(checks=[]),
        broken(agreements=[{"statement": {"text": "x", "citations": [{"article": 1}]}}]),
        broken(counterarguments=[{"against": {"text": "", "citations": []}, "lane": "aside", "claims": []}]),
    ],
    ids=str,
)
def test_a_document_that_is_no_answer_is_refused_with_a_hint(document: dict[str, Any]) -> None:
    with pytest.raises(BadInput) as refused:
        restored.answer(document)
    assert refused.value.hint
