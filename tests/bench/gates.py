"""How long the checks of one claim take."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from assistant.findings import Citation, Claim
from assistant.ingest.outlets import Outlets
from assistant.intake import understand
from assistant.verification.gate import Gate
from assistant.wiring import chosen_support
from tests.bench.__main__ import Line
from tests.bench.reading import first


class NoSupport:
    """Leaves the rule gates alone on the clock."""

    threshold = 0.0

    def score(self, claim: str, cited: object) -> float:
        return 1.0


def run(articles: Path, scale: float) -> Iterator[Line]:
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
    for name, support, aim in (("rule gates", NoSupport(), "2"), ("all gates", chosen_support(None), "60")):
        gate = Gate(given.get, support=support)
        gate.check(claims[1][0])
        started = time.perf_counter()
        for claim, voice in claims:
            gate.check(claim, voice=voice)
        yield Line(f"{name}, one claim", (time.perf_counter() - started) / len(claims) * 1000, "ms", aim)
