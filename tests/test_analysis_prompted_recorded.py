"""The prompted analyst on the sample library, with replies as good as a strong model's, through the real gate.

tests/recordings holds the replies by outlet and quote; source numbers are looked up in each prompt, so that
a better attribution or another order of passages does not make a recording stale.
"""

from __future__ import annotations

import json
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
from tests.stub_model import Says, asked_for, serving, shown_sources, user_text

SAMPLE = Path(__file__).parents[1] / "assistant" / "sample"
TOLD = json.loads((Path(__file__).parent / "recordings" / "dam_failure.json").read_text("utf-8"))


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


def strong_model(body: dict[str, Any]) -> Says:
    """The recorded reply to this prompt, with the numbers that the sources and claims have in it."""
    text = user_text(body)

    def cited(line: dict[str, Any]) -> list[dict[str, Any]]:
        sources = shown_sources(body)
        numbers = {
            quote: next((one.number for one in sources if quote in one.text), sources[0].number)
            for quote in line["quotes"]
        }
        return [{"source": number, "quote": quote} for quote, number in numbers.items()]

    def numbered(claims: list[str]) -> list[int]:
        return [one.number for told in claims for one in shown_sources(body, "claim") if one.text == told]

    match asked_for(body):
        case "positions":
            outlet = next((name for name in TOLD["positions"] if f"come from {name}." in text), "")
            lines = [*TOLD["positions"].get(outlet, ()), *TOLD["faults"].get(outlet, ())]
            told = [
                {"voice": _known(one["voice"], text), "claim": one["claim"], "citations": cited(one)}
                for one in lines
            ]
        case "agreements":
            told = [one | {"claims": numbered(one["claims"])} for one in TOLD["agreements"]]
        case "issues":
            told = [
                one
                | {
                    "readings": [
                        reading
                        | {"claims": numbered(reading["claims"]), "against": numbered(reading["against"])}
                        for reading in one["readings"]
                    ]
                }
                for one in TOLD["issues"]
            ]
        case "steelman":
            told = [
                {
                    "claim": TOLD["counter"]["steelman"]["claim"],
                    "citations": cited(TOLD["counter"]["steelman"]),
                }
            ]
        case "counter":
            told = [{"claim": one["claim"], "citations": cited(one)} for one in TOLD["counter"]["arguments"]]
        case _:
            told = []
    return Says("\n".join(json.dumps(one) for one in told), piece=60)


def _known(voice: str, text: str) -> str:
    """The voice as this prompt lists it: attribution may call it “the commission of inquiry”."""
    listed = [line[2:] for line in text.splitlines() if line.startswith("- ")]
    return next((one for one in listed if voice.casefold() in one.casefold()), voice)


@cache
def answered() -> tuple[Answer, tuple[Finding, ...]]:
    known = {article.id: article for article in evidence().articles}
    gate = Gate(known.get, support=EmbeddedSupport(), among=tuple(known.values()))
    assembly = Assembly(lambda claim, voice: gate.check(claim, voice=voice))
    with serving(strong_model) as stub:
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
