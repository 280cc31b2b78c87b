"""The prompted analyst keeps the contract of every analyst, over a model that does what the prompts ask."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from assistant.analysis.analyst import Analyst
from assistant.analysis.prompted import PromptedAnalyst
from assistant.findings import Usage
from assistant.prompting import Request
from assistant.prompting.models import R
from assistant.prompting.reading import read
from tests.analyst_contract import AnalystContract


@dataclass
class Written:
    """A whole reply at once."""

    text: str
    cut_short: bool = False
    usage: Usage = field(default_factory=Usage)

    def __iter__(self) -> Iterator[str]:
        yield self.text

    def close(self) -> None:
        """There is nothing to stop."""


class Obliging:
    """States the first sentence of every clear source, and sets those for the closure against those that are not."""

    name, context_tokens, reply_tokens = "obliging", 16_000, 1_000

    def stream(self, request: Request) -> Written:
        return Written("".join(json.dumps(line) + "\n" for line in self._lines(request)))

    def answer(self, request: Request, reply: type[R]) -> tuple[R, Usage]:
        return read(self.stream(request).text, reply), Usage(1, 10, 10)

    def price(self, prompt_tokens: int, completion_tokens: int) -> float | None:
        return None

    def _lines(self, request: Request) -> Iterator[dict[str, Any]]:
        match request.prompt:
            case "positions":
                for number, labels, text in _shown(request, "source"):
                    sentence = re.split(r"(?<=[.?])\s", text)[0]
                    if labels["speaker"] != "not clear":
                        citations = [{"source": number, "quote": sentence}]
                        yield {"voice": labels["speaker"], "claim": sentence, "citations": citations}
            case "counter":
                for number, _, text in _shown(request, "source"):
                    if "safe" in text:
                        yield {"claim": text, "citations": [{"source": number, "quote": text}]}
            case "agreements":
                yield {"statement": "Engineers found broken cables.", "claims": [1, 2]}
            case "issues":
                told = list(_shown(request, "claim"))
                against = [number for number, _, text in told if "not be closed" in text or "mistake" in text]
                held = [number for number, _, _ in told if number not in against]
                readings = [
                    {"label": "It should be closed", "answer": "yes", "claims": held, "against": against},
                    {"label": "It should not be closed", "answer": "no", "claims": against},
                ]
                yield {"issue": "Should the bridge be closed?", "readings": readings}


def _shown(request: Request, tag: str) -> Iterator[tuple[int, dict[str, str], str]]:
    pattern = rf'<{tag}-{request.nonce} number="(\d+)"([^>]*)>\n(.*?)\n</'
    for number, labels, text in re.findall(pattern, request.messages[-1].text, re.DOTALL):
        yield int(number), dict(re.findall(r'(\w+)="([^"]*)"', labels)), text


class TestPrompted(AnalystContract):
    @pytest.fixture
    def analyst(self) -> Analyst:
        return PromptedAnalyst(Obliging(), concurrency=1)
