"""What training/opposition.py reads: points with their answers (ArguAna), claims with perspectives (Perspectrum)."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Debates:
    """Distinct texts; `pairs` are rows of point and answer, by number of text; texts of one group share a debate or a copy."""

    texts: list[str]
    pairs: NDArray[np.int64]
    groups: NDArray[np.int64]


def debates(folder: Path) -> Debates:
    """The training and validation debates. Copies of a text under several ids count once."""
    with gzip.open(folder / "arguments_train_validation.jsonl.gz", "rt", encoding="utf-8") as file:
        rows: list[dict[str, Any]] = [json.loads(line) for line in file]
    number: dict[str, int] = {}
    texts: list[str] = []
    for row in rows:
        plain = " ".join(row["text"].split())
        if plain not in number:
            number[plain] = len(texts)
            texts.append(row["text"])
        row["number"] = number[plain]
    by_id = {row["id"]: row["number"] for row in rows}
    answers = [(row["number"], by_id.get(row["id"][:-1] + "b")) for row in rows if row["role"] == "point"]
    pairs = sorted({(point, answer) for point, answer in answers if answer is not None})
    return Debates(texts, np.array(pairs), np.array(_joined(rows, len(texts))))


def _joined(rows: list[dict[str, Any]], count: int) -> list[int]:
    """The lowest text number that each text is joined to by a chain of shared debates."""
    parent = list(range(count))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    first: dict[str, int] = {}
    for row in rows:
        for name in (row["debate"], row["id"].split("-")[2]):  # two themes may list one debate
            one, other = sorted((root(row["number"]), root(first.setdefault(name, row["number"]))))
            parent[other] = one
    return [root(one) for one in range(count)]


def pooled(folder: Path, texts: list[str]) -> list[tuple[int, list[int], int]]:
    """Point and candidates by number of text, and the right one's place among them; copies are candidates too, and wrong."""
    number = {" ".join(text.split()): place for place, text in enumerate(texts)}
    with gzip.open(folder / "pools.jsonl.gz", "rt", encoding="utf-8") as file:
        rows: list[dict[str, Any]] = [json.loads(line) for line in file]
    pools = []
    for row in rows:
        candidates = [number[" ".join(one["text"].split())] for one in row["candidates"]]
        right = [one["id"] for one in row["candidates"]].index(row["relevant"][0])
        pools.append((number[" ".join(row["query"].split())], candidates, right))
    return pools


def stances(folder: Path) -> list[tuple[int, str, str, bool]]:
    """Number of the claim, claim, perspective, and whether it undermines the claim (else it supports it)."""
    with gzip.open(folder / "perspective_pool_v1.0.json.gz", "rt", encoding="utf-8") as file:
        pool = {one["pId"]: one["text"] for one in json.load(file)}
    with gzip.open(folder / "perspectrum_train_dev.json.gz", "rt", encoding="utf-8") as file:
        claims = json.load(file)
    return [
        (number, claim["text"], pool[said["pids"][0]], said["stance_label_3"] == "UNDERMINE")
        for number, claim in enumerate(claims)
        for said in claim["perspectives"]
        if said["pids"][0] in pool and said["stance_label_3"] in ("SUPPORT", "UNDERMINE")
    ]
