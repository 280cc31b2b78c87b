"""`python -m training.naming --data DIR`: weighs which words name a source (attribution/naming.py).

A logistic regression over numbers that the tagger and the rules give, and how often a naming word stands beside another,
fitted on the tenth of polnear_train that the tagger was not trained on (Newell et al., LREC 2018): on the other nine
tenths the tagger is too sure of itself. Only weights are kept, no text. Prints what five-fold cross-validation gives,
then writes assistant/attribution/naming.json.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from assistant.attribution.attribute import readings
from assistant.attribution.naming import PACKAGED, THRESHOLD, Floats, features, linked
from assistant.ingest.outlets import Outlets
from assistant.news import Article
from training.polnear import Annotated, articles

RIDGE, FOLDS = 3.0, 5
HELD = slice(9, None, 10)
LINKED = 0.3
"""The share of a link that counts: what it tells stands in the features in part."""

Sentence = tuple[Floats, Floats]
"""The features of a sentence's words, and 1 for each that names a source."""


def rows(annotated: Annotated, outlets: Outlets) -> Iterator[Sentence]:
    """For each attributed sentence, as each annotator reads it: the features of its words, and which name a source."""
    text = annotated.text
    [read] = readings(Article("x", "", "unknown outlet (x)", text, language="en"), outlets)
    if read.ear is None:
        return
    spans = [span for one in read.heard for span in one.unit.sentences]
    ruled = sorted(span for one in read.heard for span in one.named)
    for relations in annotated.annotators:
        contents = [span for one in relations for span in one.content]
        sources = [span for one in relations for span in one.source]
        for number, sentence in enumerate(spans):
            words = read.ear.words(number, text)
            if words and any(first < sentence.end and sentence.start < last for first, last in contents):
                gold = [any(a < word.end and word.start < b for a, b in sources) for word in words]
                yield features(text, read.ear, number, words, ruled), np.array(gold, float)


def fitted(x: Floats, y: Floats) -> Floats:
    """Weights and constant of a ridge logistic regression in the features' own units, by Newton's method."""
    mean, spread = x.mean(0), x.std(0) + 1e-9
    z = np.c_[(x - mean) / spread, np.ones(len(x))]
    found = np.zeros(z.shape[1])
    for _ in range(25):
        p = 1 / (1 + np.exp(-z @ found))
        curve = (z * (p * (1 - p))[:, None]).T @ z + RIDGE * np.eye(len(found))
        found -= np.linalg.solve(curve, z.T @ (p - y) + RIDGE * found)
    own = found[:-1] / spread
    model: Floats = np.r_[own, found[-1] - own @ mean]
    return model


def links_of(sentences: Sequence[Sentence]) -> Floats:
    """LINKED times the log of how much oftener than by chance a word of one kind follows one of the other."""
    counts, named = np.ones((2, 2)), np.concatenate([gold for _, gold in sentences])
    for _, gold in sentences:
        kinds = gold.astype(int)
        np.add.at(counts, (kinds[:-1], kinds[1:]), 1)
    chance = np.log([1 - named.mean(), named.mean()])
    links: Floats = LINKED * (np.log(counts / counts.sum(1, keepdims=True)) - chance)
    return links


def model_of(sentences: Sequence[Sentence]) -> tuple[Floats, Floats]:
    x, y = (np.concatenate(column) for column in zip(*sentences, strict=True))
    return fitted(x, y), links_of(sentences)


def f1(model: tuple[Floats, Floats], sentences: Sequence[Sentence], threshold: float) -> float:
    weights, links = model
    chosen = np.concatenate([linked(x @ weights[:-1] + weights[-1], links) > threshold for x, _ in sentences])
    gold = np.concatenate([y for _, y in sentences])
    return float(2 * (chosen * gold).sum() / (chosen.sum() + gold.sum()))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.naming", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with polnear_train.tar.gz")
    given = parser.parse_args()
    outlets = Outlets.packaged()
    held = islice(articles(given.data, "train"), HELD.start, HELD.stop, HELD.step)
    read = [list(rows(one, outlets)) for one in held]
    folds = [[row for rows_of in read[fold::FOLDS] for row in rows_of] for fold in range(FOLDS)]
    models = [
        model_of([row for other, fold in enumerate(folds) if other != number for row in fold])
        for number in range(FOLDS)
    ]
    for threshold in (THRESHOLD - 0.05, THRESHOLD, THRESHOLD + 0.05):
        scores = [f1(model, fold, threshold) for model, fold in zip(models, folds, strict=True)]
        print(f"threshold {threshold:.2f}: cross-validated F1 {np.mean(scores):.4f}")
    weights, links = model_of([row for fold in folds for row in fold])
    written = {
        "made_by": "training/naming.py",
        "weights": weights.round(4).tolist(),
        "links": links.round(4).tolist(),
    }
    PACKAGED.write_text(json.dumps(written) + "\n", "utf-8")
    print(PACKAGED.read_text("utf-8"))


if __name__ == "__main__":
    main()
