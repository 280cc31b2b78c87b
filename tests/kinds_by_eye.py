"""How well the kinds of articles are told: `python -m tests.kinds_by_eye --articles FILE.jsonl.gz --labels FILE.tsv`.

A line of the labels is the number of a line of the articles (from 0) and the kind that somebody read there. Prints the
confusion, precision and recall of each kind, and every article that was told otherwise than by eye.
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from assistant.ingest.outlets import Outlets
from assistant.ingest.parts import divide
from assistant.ingest.records import from_line
from assistant.news import Article, PartKind


def main() -> None:
    """Read the two files that the command line names and print what was told."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--labels", type=Path, required=True)
    asked = parser.parse_args()
    read = _labels(asked.labels)
    pairs: Counter[tuple[PartKind, PartKind]] = Counter()
    for number, article in _articles(asked.articles, read).items():
        pairs[read[number], article.kind] += 1
        if read[number] is not article.kind:
            print(
                f"{number}: {read[number]} by eye, told {article.kind}: {article.title[:70]} | {article.url}"
            )
    for (eye, told), count in sorted(pairs.items()):
        print(f"{eye} by eye, told {told}: {count}")
    for kind in PartKind:
        right = pairs[kind, kind]
        told = sum(count for (_, other), count in pairs.items() if other is kind)
        there = sum(count for (other, _), count in pairs.items() if other is kind)
        if told or there:
            print(f"{kind}: precision {right} of {told}, recall {right} of {there}")


def _labels(path: Path) -> dict[int, PartKind]:
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {int(number): PartKind(kind) for number, kind in rows}


def _articles(path: Path, read: Mapping[int, PartKind]) -> dict[int, Article]:
    outlets = Outlets.packaged()
    found = {}
    with gzip.open(path) as lines:
        for number, line in enumerate(lines):
            if number in read:
                found[number] = divide(from_line(line).article(outlets, stem=str(number)), outlets)
    return found


if __name__ == "__main__":
    main()
