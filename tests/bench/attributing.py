"""How many articles of 500 words are attributed in a second on one core, and whether time grows with length."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from assistant.attribution.attribute import attribute
from assistant.ingest.outlets import Outlets
from assistant.ingest.parts import divide
from assistant.news import Article
from tests.bench.__main__ import Line
from tests.bench.reading import first

WORDS = 500


def run(articles: Path, scale: float) -> Iterator[Line]:
    outlets = Outlets.packaged()
    given = [cut for one in first(articles, max(20, int(600 * scale))) if (cut := to_words(one))]
    divided = [divide(one, outlets) for one in given]
    for one in divided[:20]:  # loads the model
        attribute(one, outlets)
    started = time.process_time()
    for one in divided:
        attribute(one, outlets)
    seconds = time.process_time() - started
    yield Line("articles of 500 words attributed a second, one core", len(divided) / seconds, "/s", "200")
    started = time.process_time()
    for one in given:
        divide(one, outlets)
    yield Line("articles divided into parts a second", len(given) / (time.process_time() - started), "/s")
    small = cost(divided, outlets, 10_000)
    large = cost(divided, outlets, int(1_000_000 * min(scale, 1.0)) or 100_000)
    yield Line("cost of a character in a long text against a short one", large / small, "x", "about 1")


def to_words(article: Article) -> Article | None:
    words = article.text.split(" ")
    if len(words) < WORDS:
        return None
    return replace(article, text=" ".join(words[:WORDS]))


def cost(divided: list[Article], outlets: Outlets, characters: int) -> float:
    text = "\n\n".join(one.text for one in divided)
    text = (text * (characters // len(text) + 1))[:characters]
    article = divide(replace(divided[0], text=text, parts=()), outlets)
    started = time.process_time()
    attribute(article, outlets)
    return (time.process_time() - started) / characters
