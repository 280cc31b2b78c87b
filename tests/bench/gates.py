"""How long the checks of one claim take, and what we add before the first verified claim of a model that streams at once."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant import Settings, open_assistant
from assistant.analysis.prompted import PromptedAnalyst
from assistant.engines import open_model
from assistant.findings import Citation, Claim, Position
from assistant.ingest.outlets import Outlets
from assistant.understanding import understand
from assistant.verification.gate import Gate
from assistant.verification.support import EmbeddedSupport, SupportScorer
from assistant.wiring import chosen_support
from tests.bench.__main__ import Line
from tests.bench.asking import QUESTIONS
from tests.bench.reading import first, library
from tests.stub_model import Says, asked_for, serving, shown_sources

LIBRARY = 8_000  # articles


class NoSupport:
    """Leaves the rule gates alone on the clock."""

    threshold = 0.0

    def score(self, claim: str, cited: object) -> float:
        return 1.0


def run(articles: Path, scale: float) -> Iterator[Line]:
    yield from _gates(articles)
    yield from _first_claim(articles, scale)


def _gates(articles: Path) -> Iterator[Line]:
    outlets = Outlets.packaged()
    given = {one.id: one for one in (understand(each, outlets) for each in first(articles, 50))}
    claims = []
    for article in given.values():
        for attribution in article.attributions[2:8]:
            quote = article.words(attribution.span)
            voices = tuple(voice.name for voice in attribution.chain)
            citation = Citation(article.id, attribution.span, quote, voices)
            claims.append((Claim(quote, (citation,)), attribution.speaker))
            claims.append((Claim(" ".join(quote.split()[:-1]) + ".", (citation,)), attribution.speaker))
    scorers: list[tuple[str, SupportScorer, str]] = [
        ("rule gates", NoSupport(), "2"),
        ("all gates with the embedded support", chosen_support(None), "60"),
    ]
    for name, support, aim in scorers:
        gate = Gate(given.get, support=support)
        gate.check(claims[1][0])
        started, spent = time.perf_counter(), time.process_time()
        for claim, voice in claims:
            gate.check(claim, voice=voice)
        wall, cpu = time.perf_counter() - started, time.process_time() - spent
        yield Line(f"{name}, one claim", wall / len(claims) * 1000, "ms", aim)
        yield Line("  processor time of it", cpu / len(claims) * 1000, "ms")


def _first_claim(articles: Path, scale: float) -> Iterator[Line]:
    with library(articles, int(LIBRARY * scale)) as data, serving(_at_once) as stub:
        settings = Settings(data_dir=data, model="stub", base_url=stub.address)
        chat = open_model(settings)
        assert chat is not None
        with open_assistant(settings) as opened:
            # No reply is kept, and the embedded scorer stands for the model's judgement: only our own time is measured.
            assistant = replace(opened, analyst=PromptedAnalyst(chat), support=EmbeddedSupport())
            next(iter(assistant.asking(QUESTIONS[0])))
            for one in assistant.asking(QUESTIONS[0]):
                if isinstance(one, Position):
                    break
            added = [_added(assistant, question) for question in QUESTIONS]
    held = int(LIBRARY * scale)
    yield Line(
        f"before the first verified claim at {held} articles, median", statistics.median(added), "ms", "150"
    )
    yield Line("  slowest", max(added), "ms")


def _added(assistant: Any, question: str) -> float:
    """Milliseconds from the question to the first verified claim; the stub's own answer takes a few of them."""
    started = time.perf_counter()
    for one in assistant.asking(question):
        if isinstance(one, Position):
            break
    return (time.perf_counter() - started) * 1000


def _at_once(body: dict[str, Any]) -> Says:
    """The first clear source, word for word."""
    for source in shown_sources(body):
        if asked_for(body) == "positions" and source.labels["speaker"] != "not clear":
            sentence = source.text.split("\n")[0][:500]
            told = {
                "voice": source.labels["speaker"],
                "claim": sentence,
                "citations": [{"source": source.number, "quote": sentence}],
            }
            return Says(json.dumps(told) + "\n", piece=4_000)
    return Says("")
