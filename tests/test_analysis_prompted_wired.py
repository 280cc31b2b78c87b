"""The prompted analyst as it is wired: replies kept and forgotten, what an answer costs, stopping, the inferred lane."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant import Assistant, Settings, open_assistant
from assistant.cli.commands import app
from assistant.errors import BadInput
from assistant.findings import Answer, CounterArgument, Estimate, Finding, Lane
from assistant.prompting import prompts
from assistant.wiring import chosen_model
from tests.stub_model import Says, StubModel, asked_for, serving, shown_sources

QUESTION = "Why did the harbour wall break?"
COURIER = (
    "The harbour wall broke because nobody had inspected it for nine years. Engineers had asked for money."
)
HERALD = (
    "The harbour wall broke because the storm was stronger than any before. Inspections found no fault in it."
)
CLAIM = "Nobody had inspected the harbour wall for nine years."


def line(**values: Any) -> str:
    return json.dumps(values) + "\n"


def script(body: dict[str, Any]) -> Says:
    """Copies one sentence of each outlet, and what the tests below ask for besides."""
    sources = shown_sources(body)
    match asked_for(body):
        case "positions" if sources:
            first = sources[0].text.split(". ")[0].rstrip(".")
            told = line(
                voice=sources[0].labels["speaker"],
                claim=first + ".",
                citations=[{"source": sources[0].number, "quote": first}],
            )
            return Says(told)
        case "issues":
            readings = [
                {"label": "The wall broke because nobody had inspected it", "answer": "yes", "claims": [1]},
                {"label": "The wall broke because of the storm", "answer": "no", "claims": [2]},
            ]
            return Says(line(issue="Why did the harbour wall break?", readings=readings))
        case "inferred":
            return Says(line(claim="What breaks in a storm may have been weak before it."))
        case "support":
            return Says(line(judgements=[{"claim": 1, "verdict": "supported"}]))
    return Says("")


@pytest.fixture(scope="module")
def served() -> Iterator[StubModel]:
    with serving(script) as serves:
        yield serves


def settings(served: StubModel, folder: Path, **more: Any) -> Settings:
    return Settings(
        model="stub", base_url=served.address, data_dir=folder, price_in=1.0, price_out=2.0, **more
    )


@pytest.fixture(scope="module")
def opened(served: StubModel, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("harbour")
    for name, text in (("Courier", COURIER), ("Herald", HERALD)):
        place = folder / f"{name}.md"
        place.write_text(f"---\ntitle: {name} on the wall\npublisher: {name}\n---\n\n{text}\n")
    with open_assistant(settings(served, folder)) as assistant:
        assistant.add([str(folder / "Courier.md"), str(folder / "Herald.md")])
        yield assistant


@pytest.fixture
def stub(served: StubModel) -> StubModel:
    served.script = script
    served.requests.clear()
    return served


@pytest.fixture
def assistant(opened: Assistant, stub: StubModel) -> Assistant:
    """The library of two outlets, with no reply kept from another test."""
    opened.forget()
    return opened


def test_the_second_identical_question_makes_no_request_and_costs_nothing(
    assistant: Assistant, stub: StubModel
) -> None:
    first = assistant.ask(QUESTION)
    sent = len(stub.requests)
    again = assistant.ask(QUESTION)

    assert len(first.positions) == 2
    assert sent > 2
    assert len(stub.requests) == sent
    assert set(again.positions) == set(first.positions)
    assert again.issues == first.issues
    assert first.usage is not None
    assert again.usage is not None
    assert (first.usage.requests, again.usage.requests, again.usage.cost) == (sent, 0, None)


def test_a_changed_prompt_file_is_asked_anew(
    assistant: Assistant, stub: StubModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    assistant.ask(QUESTION)
    sent = len(stub.requests)
    changed = replace(prompts.prompt("positions"), version=99)
    monkeypatch.setattr(
        "assistant.analysis.prompted.prompt",
        lambda name: changed if name == "positions" else prompts.prompt(name),
    )
    assistant.ask(QUESTION)

    assert [asked_for(body) for body in stub.requests[sent:]] == ["positions", "positions"]


def test_replies_are_forgotten_with_the_article_that_they_quote(
    assistant: Assistant, stub: StubModel, tmp_path: Path
) -> None:
    place = tmp_path / "Mail.md"
    place.write_text(f"---\ntitle: The wall\npublisher: Mail\n---\n\n{COURIER.replace('nine', 'ten')}\n")
    (added,) = assistant.add([str(place)]).added
    assistant.ask(QUESTION)
    sent = len(stub.requests)

    assistant.remove([added])
    assistant.ask(QUESTION)

    again = [body for body in stub.requests[sent:] if asked_for(body) == "positions"]
    assert len(again) == 2
    assert all("ten years" not in str(body) for body in again)


def test_replies_are_not_kept_where_the_reader_switched_it_off(stub: StubModel, tmp_path: Path) -> None:
    request = prompts.prompt("inferred").render(claim=CLAIM)
    for keep in (True, False):
        chat = chosen_model(settings(stub, tmp_path / str(keep), keep_replies=keep))
        assert chat is not None
        for _ in range(2):
            "".join(chat.stream(request))

    assert len(stub.requests) == 1 + 2
    assert (tmp_path / "True").exists()
    assert not (tmp_path / "False").exists()


def test_an_estimate_sends_nothing_and_lies_above_what_the_answer_reads(
    assistant: Assistant, stub: StubModel
) -> None:
    expected = assistant.estimate(QUESTION)
    sent = len(stub.requests)
    answer = assistant.ask(QUESTION)

    assert sent == 0
    assert expected is not None
    assert answer.estimate == expected
    assert answer.usage is not None
    assert expected.prompt_tokens > answer.usage.prompt_tokens
    assert (expected.cost or 0) > (answer.usage.cost or 0) > 0


def test_the_estimate_comes_before_the_first_request(assistant: Assistant, stub: StubModel) -> None:
    running = assistant.asking(QUESTION)
    first = next(running)
    sent = len(stub.requests)
    running.close()  # type: ignore[attr-defined]

    assert isinstance(first, Estimate)
    assert sent == 0


def test_repairs_and_checks_count_with_the_answer(assistant: Assistant, stub: StubModel) -> None:
    def altering(body: dict[str, Any]) -> Says:
        told = script(body)
        if asked_for(body) == "positions" and "Courier" in told.text:
            return Says(told.text.replace("nine years.", "eight years."))
        return told

    stub.script = altering
    answer = assistant.ask(QUESTION)

    assert "repair" in {asked_for(body) for body in stub.requests}
    assert answer.usage is not None
    assert answer.usage.requests == len(stub.requests)


def test_inferred_arguments_come_only_where_the_reader_wants_them_and_are_labelled(
    assistant: Assistant, stub: StubModel
) -> None:
    without = assistant.ask(QUESTION).counterarguments
    inferred = assistant.inferring().ask(QUESTION).counterarguments

    assert all(one.lane is Lane.IN_SOURCES for one in without)
    own = [one for one in inferred if one.lane is Lane.INFERRED]
    assert own
    assert all(not claim.citations and not claim.supported for one in own for claim in one.claims)


def test_only_a_model_can_infer(assistant: Assistant) -> None:
    class Embedded:
        name, model = "embedded", None

    with pytest.raises(BadInput, match="language model"):
        replace(assistant, analyst=Embedded()).inferring()  # type: ignore[arg-type]


def test_stopping_from_the_keyboard_keeps_what_was_shown(assistant: Assistant) -> None:
    shown, *_ = assistant.ask(QUESTION).positions

    class Stopped:
        name, model = "prompted", "stub"

        def analyse(self, question: str, evidence: Any) -> Iterator[Finding]:
            yield shown
            raise KeyboardInterrupt

    *_, answer = replace(assistant, analyst=Stopped()).asking(QUESTION)  # type: ignore[arg-type]

    assert isinstance(answer, Answer)
    assert answer.positions == (shown,)
    assert any("Stopped" in note for note in answer.notes)


@pytest.fixture
def terminal(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setattr("assistant.cli.answer_commands.opened", lambda: nullcontext(assistant))
    return CliRunner()


def test_the_terminal_estimates_without_asking(terminal: CliRunner, stub: StubModel) -> None:
    done = terminal.invoke(app, ["ask", QUESTION, "--estimate", "--json"])

    assert done.exit_code == 0
    assert json.loads(done.stdout)["estimate"]["cost"] > 0
    assert stub.requests == []


def test_the_terminal_reaches_the_inferred_lane_and_says_what_it_cost(
    terminal: CliRunner, stub: StubModel
) -> None:
    asked = json.loads(terminal.invoke(app, ["ask", QUESTION, "--inferred", "--json"]).stdout)
    countered = json.loads(terminal.invoke(app, ["counter", CLAIM, "--inferred", "--json"]).stdout)

    assert {one["lane"] for one in asked["counterarguments"]} == {"inferred"}
    assert {one["lane"] for one in countered["counterarguments"]} == {"inferred"}
    assert countered["usage"]["requests"] == 3
    assert asked["estimate"]["prompt_tokens"] >= asked["usage"]["prompt_tokens"] > 0


def test_the_counter_of_the_library_alone_yields_only_arguments(
    assistant: Assistant, stub: StubModel
) -> None:
    found = list(assistant.inferring().counter(CLAIM))

    assert found
    assert all(isinstance(one, CounterArgument) for one in found)
