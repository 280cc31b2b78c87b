"""BASIL: is an annotated span a quotation, or the outlet's own words (Fan et al., EMNLP 2019, release 2).

`quote_f1`: F1 of the spans that BASIL's annotators marked `quote: yes`. Ours is a quotation when most of its words stand
in direct attributions or between quotation marks.
"""

from __future__ import annotations

import json
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.attribution.attribute import attribute
from assistant.attribution.quotes import quotations
from assistant.ingest.outlets import Outlets
from assistant.news import Article, Mode, Span
from tests.evals.__main__ import Options

_OUTLETS = {"fox": "Fox News", "nyt": "The New York Times", "hpo": "HuffPost"}


def run(options: Options) -> tuple[int, dict[str, float]]:
    """Spans measured, and the metrics."""
    outlets = Outlets.packaged()
    counts = {"hit": 0, "false": 0, "miss": 0, "none": 0}
    errors: list[str] = []
    for number, (page, marks) in enumerate(_articles(options.data, options.split)):
        if options.limit is not None and number >= options.limit:
            break
        text, paragraphs = _text(page)
        article = Article(
            "x", page.get("title", ""), _OUTLETS.get(page["source"].lower(), "x"), text, language="en"
        )
        direct = [one.span for one in attribute(article, outlets) if one.mode is Mode.DIRECT]
        direct += [one.span for one in quotations(text)]
        for span, gold in _marked(marks, text, paragraphs):
            ours = _quoted(span, text, direct)
            kind = ("hit" if ours else "miss") if gold else ("false" if ours else "none")
            counts[kind] += 1
            if ours != gold:
                errors.append(f"{kind}: {span.of(text)[:160]!r}")
    if options.report:
        print(counts, file=sys.stderr)
        for error in errors[:: max(1, len(errors) // 40)]:
            print(error, file=sys.stderr)
    f1 = 2 * counts["hit"] / max(1, 2 * counts["hit"] + counts["false"] + counts["miss"])
    return sum(counts.values()), {"quote_f1": f1}


def _quoted(span: Span, text: str, direct: list[Span]) -> bool:
    inside = sum(any(one.start <= at < one.end for one in direct) for at in range(span.start, span.end))
    return 2 * inside >= len(span)


def _articles(folder: Path, split: str | None) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Each article with its annotations, in a fixed order."""
    for archive in sorted(folder.glob("*.tar.gz")):
        if split and split not in archive.name:
            continue
        pages: dict[str, dict[str, Any]] = {}
        marks: dict[str, list[dict[str, Any]]] = {}
        with tarfile.open(archive) as tar:
            for member in sorted(tar.getmembers(), key=lambda one: one.name):
                stored = tar.extractfile(member) if member.name.endswith(".json") else None
                if stored is None:
                    continue
                read = json.load(stored)
                if "body-paragraphs" in read:
                    pages[read["uuid"]] = read
                elif "phrase-level-annotations" in read:
                    marks[read["uuid"]] = read["phrase-level-annotations"]
        for uuid in sorted(pages.keys() & marks.keys()):
            yield pages[uuid], marks[uuid]


def _text(page: dict[str, Any]) -> tuple[str, list[tuple[int, str]]]:
    """The body with a blank line between paragraphs, and where each line of an annotation's number begins."""
    text, lines = "", []
    for paragraph in page["body-paragraphs"]:
        for line in paragraph:
            lines.append((len(text), line))
            text += line + " "
        text = text.rstrip(" ") + "\n\n"
    return text, lines


def _marked(
    marks: list[dict[str, Any]], text: str, lines: list[tuple[int, str]]
) -> Iterator[tuple[Span, bool]]:
    """Where each annotated phrase of the body stands, and whether it is marked as a quotation."""
    for mark in marks:
        if not mark["id"].startswith("p") or not mark["txt"].strip():
            continue
        number = int(mark["id"][1:])
        start = lines[number][0] + mark["start"] if number < len(lines) else 0
        if text[start : start + len(mark["txt"])] != mark["txt"]:
            start = text.find(mark["txt"])
        if start >= 0:
            yield Span(start, start + len(mark["txt"])), mark["quote"] == "yes"
