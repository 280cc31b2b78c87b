"""A briefing on the sample library by the prompted analyst, from replies as good as a strong model's, through every check."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Settings, open_assistant
from assistant.briefing.briefings import Briefings
from assistant.briefing.document import Briefing
from assistant.briefing.export.markdown import markdown
from assistant.briefing.likelihood import grades_confidence, likelihoods
from assistant.briefing.lint import lint
from assistant.briefing.order import Order
from assistant.findings import Lane
from assistant.news import VoiceKind
from tests.recorded import recording, replaying
from tests.stub_model import StubModel, asked_for, serving

SAMPLE = Path(__file__).parents[1] / "assistant" / "sample"
TOLD = recording("dam_briefing")


@pytest.fixture(scope="module")
def stub() -> Iterator[StubModel]:
    with serving(replaying(TOLD)) as serves:
        yield serves


@pytest.fixture(scope="module")
def briefed(
    stub: StubModel, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Briefing, list[str]]]:
    """The briefing, and the faults that the linter finds in its Markdown."""
    folder = tmp_path_factory.mktemp("dam")
    settings = Settings(
        model="stub", base_url=stub.address, data_dir=folder, outlets_file=SAMPLE / "outlets.toml"
    )
    with open_assistant(settings) as assistant:
        assistant.add([str(path) for path in sorted(SAMPLE.glob("*.md"))])
        *_, made = Briefings(assistant).composing(Order(TOLD["topic"]))
        assert isinstance(made, Briefing)
        file = folder / "briefing.md"
        file.write_text(markdown(made), "utf-8")
        yield made, [f"{one.rule.value}: {one.text}: {one.why}" for one in lint(assistant, file).faults]


def test_every_sentence_of_it_passes_the_linter(briefed: tuple[Briefing, list[str]]) -> None:
    made, faults = briefed

    assert faults == []
    assert len(set(made.claims())) > 25


def test_it_judges_in_listed_words_and_tells_its_confidence_apart(
    briefed: tuple[Briefing, list[str]],
) -> None:
    judgements = briefed[0].judgements

    assert [one.text for one in judgements] == [one["judgement"] for one in TOLD["judgements"]]
    for one in judgements:
        assert len(likelihoods(one.text)) == 1
        assert grades_confidence(one.confidence)
        assert not likelihoods(one.confidence)
        assert one.basis


def test_nothing_is_inferred_unless_it_is_wanted(
    briefed: tuple[Briefing, list[str]], stub: StubModel
) -> None:
    assert all(one.lane is Lane.IN_SOURCES for one in briefed[0].counterarguments)
    assert "inferred" not in {asked_for(body) for body in stub.requests}


def test_who_holds_a_reading_comes_before_who_holds_none(briefed: tuple[Briefing, list[str]]) -> None:
    made, _ = briefed
    holding = {name for issue in made.matrix for reading in issue.readings for name in reading.voices}
    shown = {one.voice.name for one in made.positions if one.voice.kind is not VoiceKind.OUTLET}

    assert {"Milos Antar", "Zoran Pilat"} <= shown <= holding


def test_all_that_was_refused_was_mended_in_one_request(
    briefed: tuple[Briefing, list[str]], stub: StubModel
) -> None:
    asked = [asked_for(body) for body in stub.requests]

    assert asked.count("repair") == 1
    assert any("rewritten by the model" in note for note in briefed[0].made.notes)
