"""QAGS (Wang et al. 2020): is a sentence of a news summary faithful to its article? Area under the curve per set.

A sentence is faithful where most of its judges say so.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from assistant.attribution.sentences import sentences
from tests.evals.__main__ import Options
from tests.evals._judging import scorer, scores
from tests.evals._scoring import area_under_curve
from tests.evals.wice import Item

SETS = ("cnndm", "xsum")


def items(folder: Path, split: str | None = None) -> Iterator[tuple[str, Item]]:
    """The name of the set, and each summary sentence with its article's sentences."""
    for name in SETS:
        for path in sorted(folder.glob(f"qags_{name}*.jsonl.gz")):
            if split and split not in path.name:
                continue
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                for line in lines:
                    yield from ((name, one) for one in _judged(json.loads(line)))


def _judged(read: dict[str, object]) -> Iterator[Item]:
    text = str(read["article"])
    cut = [span.of(text) for span in sentences(text)]
    told = read["summary_sentences"]
    assert isinstance(told, list)
    for one in told:
        yes = sum(judged["response"] == "yes" for judged in one["responses"])
        yield Item(one["sentence"], cut, yes * 2 > len(one["responses"]), [])


def run(options: Options) -> tuple[int, dict[str, float]]:
    read = list(items(options.data, options.split))[: options.limit]
    scored = scores(scorer(options.analyst), [(one.claim, one.sentences) for _, one in read])
    metrics: dict[str, float] = {}
    for name in SETS:
        chosen = [number for number, (which, _) in enumerate(read) if which == name]
        truth = [read[number][1].supported for number in chosen]
        metrics[f"auc_{name}"] = area_under_curve([scored[number] for number in chosen], truth)
    return len(read), metrics
