"""Fits the numbers of `assistant.ingest.manner`: `python -m training.manner --articles FILE.jsonl.gz [--without FILE.tsv ...]`.

Opinions are articles whose address or title is labelled so, reports a sample of those whose address files them as news.
Columns among the news count as reports here, so that the precision printed is too low. Articles whose line numbers the
`--without` files name are left out: they are read by eye. Prints cross-validated precision and recall, and the numbers.
"""

from __future__ import annotations

import argparse
import gzip
import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.ingest import opinions
from assistant.ingest.layout import lines_of
from assistant.ingest.manner import measures
from assistant.ingest.outlets import Outlets
from assistant.ingest.records import from_line

_NEWS = re.compile(
    r"/(?:politics?|news|us-news|us|world|article|story|stories|business|usa|international)/", re.I
)
_NEWS_SHARE, _FOLDS, _RIDGE = 0.4, 5, 0.01

Numbers = NDArray[np.float64]


def main() -> None:
    """Read, fit and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--without", type=Path, nargs="*", default=[])
    asked = parser.parse_args()
    skipped = {int(line.split("\t")[0]) for path in asked.without for line in path.read_text().splitlines()}
    found, argued = _examples(asked.articles, skipped)
    order = np.random.default_rng(0).permutation(len(argued))
    odds = np.zeros(len(argued))
    for fold in range(_FOLDS):
        held = order[fold::_FOLDS]
        rest = np.setdiff1d(order, held)
        odds[held] = _with_one(found[held]) @ _fit(found[rest], argued[rest])
    print(f"{len(argued)} articles, {int(argued.sum())} labelled opinion")
    for threshold in np.arange(0, 3.1, 0.5):
        told = odds > threshold
        print(
            f"above {threshold}: precision {argued[told].mean():.3f}, recall {argued[told].sum() / argued.sum():.3f}"
        )
    weights = _fit(found, argued).round(3)
    print(f"WEIGHTS = {tuple(weights[:-1].tolist())}\nBIAS = {weights[-1]}")


def _examples(path: Path, skipped: set[int]) -> tuple[Numbers, Numbers]:
    outlets, chance = Outlets.packaged(), np.random.default_rng(1)
    found, argued = [], []
    with gzip.open(path) as lines:
        for number, line in enumerate(lines):
            if number in skipped:
                continue
            article = from_line(line).article(outlets, stem=str(number))
            opinion = opinions.is_filed(article.url) or opinions.is_titled(article.title, article.authors)
            news = _NEWS.search(article.url or "") is not None and chance.random() < _NEWS_SHARE
            if (opinion or news) and (measured := measures(lines_of(article.text))) is not None:
                found.append(measured)
                argued.append(opinion)
    return np.array(found), np.array(argued, dtype=np.float64)


def _with_one(found: Numbers) -> Numbers:
    return np.c_[found, np.ones(len(found))]


def _fit(found: Numbers, argued: Numbers) -> Numbers:
    """Ridge logistic regression by Newton's method, on measures of equal spread; the weights are for raw measures."""
    mean, spread = found.mean(axis=0), found.std(axis=0)
    columns = _with_one((found - mean) / spread)
    weights = np.zeros(columns.shape[1])
    penalty = _RIDGE * np.diag([*np.ones(len(mean)), 0.0])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-columns @ weights))
        slope = columns.T @ (chance - argued) / len(argued) + penalty @ weights
        bend = (columns.T * (chance * (1 - chance))) @ columns / len(argued) + penalty
        weights -= np.linalg.solve(bend, slope)
    raw = weights[:-1] / spread
    return np.append(raw, weights[-1] - raw @ mean)


if __name__ == "__main__":
    main()
