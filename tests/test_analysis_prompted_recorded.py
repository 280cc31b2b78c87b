"""The prompted analyst on the sample library, with replies as good as a strong model's, through the real gate."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assistant.analysis.analyst import Evidence
from assistant.analysis.prompted import PromptedAnalyst
from assistant.assembly import Assembly
from assistant.attribution.attribute import attribute
from assistant.engines import open_model
from assistant.findings import (
    Agreement,
    Answer,
    CounterArgument,
    Engine,
    Finding,
    Issue,
    Lane,
    Position,
    Stance,
)
from assistant.ingest.fetch import Fetcher
from assistant.ingest.outlets import Outlets
from assistant.ingest.parts import divide
from assistant.ingest.sources import read
from assistant.news import Article, Chunk, Passage, Span
from assistant.settings import Settings
from assistant.verification.gate import Gate
from assistant.verification.support import EmbeddedSupport
from tests.recorded import recording, replaying
from tests.stub_model import serving

SAMPLE = Path(__file__).parents[1] / "assistant" / "sample"
TOLD = recording("dam_failure")


@cache
def evidence() -> Evidence:
    outlets = Outlets.packaged().with_file(SAMPLE / "outlets.toml")
    articles = []
    for path in sorted(SAMPLE.glob("*.md")):
        for article in read(str(path), fetcher=Fetcher(), outlets=outlets):
            assert isinstance(article, Article)
            divided = divide(article, outlets)
            articles.append(replace(divided, attributions=attribute(divided, outlets)))
    return Evidence(
        tuple(Passage(Chunk(one.id, 0, Span(0, len(one.text)), one.text), one, 0.5) for one in articles)
    )


@cache
def answered() -> tuple[Answer, tuple[Finding, ...]]:
    known = {article.id: article for article in evidence().articles}
    gate = Gate(known.get, support=EmbeddedSupport(), among=tuple(known.values()))
    assembly = Assembly(lambda claim, voice: gate.check(claim, voice=voice))
    with serving(replaying(TOLD)) as stub:
        model = open_model(Settings(model="stub", base_url=stub.address))
        assert model is not None
        analyst = PromptedAnalyst(model, concurrency=2)
        found = [assembly.add(one) for one in analyst.analyse(TOLD["question"], evidence())]
        found += [assembly.add(one) for one in analyst.counter(TOLD["counter"]["claim"], evidence())]
    answer = assembly.answer(TOLD["question"], engine=Engine("prompted", "stub", "none"))
    return answer, tuple(one for one in found if one is not None)


def test_almost_every_true_claim_passes_the_gate() -> None:
    answer, _ = answered()
    true = {one["claim"] for lines in TOLD["positions"].values() for one in lines}

    shown = {claim.text for position in answer.positions for claim in position.claims}

    assert len(true & shown) >= 0.9 * len(true), true - shown


@pytest.mark.parametrize(
    "fault", [pytest.param(one, id=one["verdict"]) for lines in TOLD["faults"].values() for one in lines]
)
def test_no_false_claim_passes_the_gate(fault: dict[str, Any]) -> None:
    answer, _ = answered()

    shown = {claim.text for position in answer.positions for claim in position.claims}

    assert fault["claim"] not in shown
    assert fault["claim"] in {claim.text for claim in answer.rejected}


def test_every_shown_word_is_the_articles_own() -> None:
    articles = {article.id: article for article in evidence().articles}
    answer, _ = answered()
    citations = [c for position in answer.positions for claim in position.claims for c in claim.citations]

    assert citations
    assert all(articles[one.article_id].words(one.span) == one.quote for one in citations)


def test_second_hand_stays_second_hand() -> None:
    answer, _ = answered()
    forge = next(position for position in answer.positions if "Forge" in position.voice.name)

    assert forge.via == ("Quarterstone Review",)


def test_the_issue_sets_the_readings_side_by_side() -> None:
    answer, _ = answered()
    issue = answer.issues[0]

    assert {reading.label for reading in issue.readings} == {
        one["label"] for one in TOLD["issues"][0]["readings"]
    }
    assert issue.stances["Zoran Pilat"] is Stance.FOR
    assert issue.stances["Milos Antar"] is Stance.AGAINST
    assert issue.stances["Viktor Palensk"] is Stance.NOT_STATED


def test_counter_arguments_are_of_other_voices_and_in_the_sources() -> None:
    _, found = answered()
    counters = [one for one in found if isinstance(one, CounterArgument)]

    assert counters
    for one in counters:
        assert one.lane is Lane.IN_SOURCES
        theirs = {citation.voices[-1] for citation in one.against.citations}
        assert all(claim.citations and claim.citations[0].voices[-1] not in theirs for claim in one.claims)


@pytest.mark.parametrize("kind", [Position, Agreement, Issue, CounterArgument])
def test_every_kind_of_finding_comes_through(kind: type[Finding]) -> None:
    assert any(isinstance(one, kind) for one in answered()[1])
