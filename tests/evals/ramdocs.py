"""RAMDocs (Wang et al. 2025): questions whose documents give several right answers and some wrong ones.

Every document is an article of its own outlet. `exact_match`: all right answers stand in what the answer shows and no
wrong one does. An analyst that shows conflicting values side by side fails where a document is wrong, which is what this
product is for; so `all_right` (every right answer is shown) and `side_by_side` (where documents give several answers, two
of them stand in different claims) are given beside it.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from assistant.ingest.outlets import Outlets
from tests.evals.__main__ import Options
from tests.evals._asking import analyst_named, article, evidence, shown_claims


def run(options: Options) -> tuple[int, dict[str, float]]:
    """Questions measured, and the metrics."""
    analyst, outlets = analyst_named(options.analyst), Outlets.packaged()
    exact, right, several, apart = 0, 0, 0, 0
    count = 0
    for question, documents, gold, wrong in islice(items(options.data, options.split), options.limit):
        articles = [
            article(f"Document {number}", "", text, outlets=outlets)
            for number, text in enumerate(documents, 1)
            if text.strip()
        ]
        shown = [claim.text for claim in shown_claims(analyst.analyse(question, evidence(articles)))]
        text = folded(" \n ".join(shown))
        found = all(folded(one) in text for one in gold)
        right += found
        exact += found and not any(folded(one) in text for one in wrong)
        if len({*gold, *wrong}) > 1:
            several += 1
            apart += sum(any(folded(one) in folded(claim) for claim in shown) for one in {*gold, *wrong}) > 1
        count += 1
    return count, {
        "exact_match": exact / count,
        "all_right": right / count,
        "side_by_side": apart / max(1, several),
    }


def items(folder: Path, split: str | None = None) -> Iterator[tuple[str, list[str], list[str], list[str]]]:
    """Each question with its documents' texts, its right answers and its wrong ones."""
    for path in sorted(folder.glob("ramdocs*.jsonl.gz")):
        if split and split not in path.name:
            continue
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                read = json.loads(line)
                documents = [one["text"] for one in read["documents"]]
                yield read["question"], documents, read["gold_answers"], read["wrong_answers"]


def folded(text: str) -> str:
    """Without case, articles and punctuation, as exact match is measured for SQuAD."""
    words = re.sub(r"[^\w\s]", " ", text.casefold()).split()
    return " ".join(word for word in words if word not in ("a", "an", "the"))
