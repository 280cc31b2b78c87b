"""WiCE (Kamoi et al. 2023): is a sentence supported by the article that it cites, and by which sentences?

Balanced accuracy of supported against the rest (partially and not), at the threshold fixed on the development
half (with --analyst prompted, what the model calls supported); F1 of the evidence sentences against the nearest of the annotators' sets, over items that have one.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.verification.support import evidence
from tests.evals.__main__ import Options
from tests.evals._judging import scorer, scores
from tests.evals._scoring import area_under_curve, balanced_accuracy, best_f1


@dataclass(frozen=True, slots=True)
class Item:
    """A claim, the cited article's sentences, whether they support it, and sets of sentences that bear it out."""

    claim: str
    sentences: list[str]
    supported: bool
    evidence: list[set[int]]


def items(folder: Path, split: str | None = None) -> Iterator[Item]:
    """The claims of every split found; partly supported ones count as not supported."""
    for path in sorted(folder.glob("claim_*.jsonl.gz")):
        if split and split not in path.name:
            continue
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                read = json.loads(line)
                sets = [set(one) for one in read["supporting_sentences"] if one]
                yield Item(read["claim"], read["evidence"], read["label"] == "supported", sets)


def run(options: Options) -> tuple[int, dict[str, float]]:
    asks = scorer(options.analyst)
    read = list(items(options.data, options.split))[: options.limit]
    scored = scores(asks, [(one.claim, one.sentences) for one in read])
    truth = [one.supported for one in read]
    found = [score >= asks.threshold for score in scored]
    borne = [best_f1(evidence(one.claim, one.sentences), one.evidence) for one in read if one.evidence]
    if options.report:
        for one, score in sorted(zip(read, scored, strict=True), key=lambda pair: pair[1]):
            if (score >= asks.threshold) != one.supported:
                print(f"{score:.2f} supported={one.supported} {one.claim}", file=sys.stderr)
    return len(read), {
        "balanced_accuracy": balanced_accuracy(found, truth),
        "evidence_f1": sum(borne) / max(1, len(borne)),
        "auc": area_under_curve(scored, truth),
    }
