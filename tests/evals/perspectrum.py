"""Perspectrum: of all perspectives in the pool, those that undermine a claim; recall@50.

`undermine_recall_at_50` ranks by what the reader of opposition, the default embedder and the cross-encoder make of them: near to the
claim and not to everything, more so where a perspective speaks against the claim; and to the five perspectives that the first reading puts
first (pseudo-relevance feedback, Rocchio 1971), because claim and answer often share no word. `likeness_recall_at_50` is bge-small's cosine alone;
`stance_auc` tells undermining from supporting perspectives. The shares were chosen on a quarter of the development claims.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.evals.__main__ import Options
from tests.evals._scoring import area_under_curve, log_odds
from vectorstore.embedders.bge_depths import WIDTH, BgeDepths
from vectorstore.embedders.remembered import Remembered
from vectorstore.embedders.use_multilingual import UseMultilingual
from vectorstore.opposition import Opposition, centred
from vectorstore.rerankers import EnglishReranker

DEPTH = 50
READ = 200  # the nearest perspectives, which are read again with the claim
MEANING = 3.0  # what a cosine of the default embedder adds to the likeness
COMMON = 0.3  # what is taken off for likeness to the twenty perspectives that are nearest to a perspective: some are near to everything
AGAIN = 0.3  # what a logit of the cross-encoder adds
AGAINST = 0.6  # what a certain stance adds
FEEDBACK = 5  # the perspectives that a first reading puts first, whose mean is added to the claim
TURN = 4.0  # how many claims that mean counts as
FED = (
    5.0,
    3.0,
)  # what a cosine to claim and feedback adds, of bge-small's centred vectors and of the default embedder


def run(options: Options) -> tuple[int, dict[str, float]]:
    pool: dict[int, str] = {}
    claims: list[dict[str, Any]] = []
    for path in sorted(options.data.glob("*.json.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            found = json.load(file)
        if path.name.startswith("perspective_pool"):
            pool = {one["pId"]: one["text"] for one in found}
        else:
            claims += found
    claims = claims[: options.limit]
    ids, texts = list(pool), list(pool.values())
    model = Remembered(BgeDepths(), held=len(texts) + 4_096)
    reader, second, again = Opposition(model), UseMultilingual(), EnglishReranker()
    vectors, meanings = model.passages(texts)[:, :WIDTH], second.passages(texts)
    middle = vectors.mean(axis=0)
    subjects = centred(vectors, middle)
    common = COMMON * crowding(reader, texts)
    recalls: dict[str, list[float]] = {"undermine_recall_at_50": [], "likeness_recall_at_50": []}
    scores: list[float] = []
    undermining: list[bool] = []
    for claim in claims:
        sides = {pid: said["stance_label_3"] for said in claim["perspectives"] for pid in said["pids"]}
        wanted = {pid for pid, side in sides.items() if side == "UNDERMINE" and pid in pool}
        known = [pid for pid in sides if pid in pool]
        if known:
            scores += reader.stances(claim["text"], [pool[pid] for pid in known]).tolist()
            undermining += [pid in wanted for pid in known]
        if not wanted:
            continue
        alike = reader.likeness([claim["text"]], texts)[0] - common
        alike += MEANING * (meanings @ second.passages([claim["text"]])[0])
        alike += AGAINST * reader.stances(claim["text"], texts)
        first = _read_again(again, claim["text"], texts, alike)[:FEEDBACK]
        own = model.passages([claim["text"]])[0, :WIDTH]
        asked = (centred(own, middle), second.passages([claim["text"]])[0])
        for share, held, vector in zip(FED, (subjects, meanings), asked, strict=True):
            alike += share * (held @ fed_back(vector, held[first]))
        ranked = _read_again(again, claim["text"], texts, alike)
        plain = np.argsort(-(vectors @ own), kind="stable")
        for name, order in (("undermine_recall_at_50", ranked), ("likeness_recall_at_50", plain)):
            recalls[name].append(len(wanted & {ids[index] for index in order[:DEPTH]}) / len(wanted))
    if options.report:
        print(f"{len(ids)} perspectives", file=sys.stderr)
    means = {name: float(np.mean(values)) for name, values in recalls.items()}
    return len(recalls["undermine_recall_at_50"]), means | {
        "stance_auc": area_under_curve(scores, undermining)
    }


def fed_back(claim: NDArray[np.float32], best: NDArray[np.float32]) -> NDArray[np.float32]:
    """The claim's vector (width,) moved towards those of what was found first (texts, width); of length one."""
    moved: NDArray[np.float32] = claim + TURN * best.mean(axis=0)
    return moved / np.linalg.norm(moved)


def _read_again(
    again: EnglishReranker, claim: str, texts: Sequence[str], alike: NDArray[np.float32]
) -> NDArray[np.intp]:
    """Places of the nearest texts, best first once the cross-encoder has read them with the claim."""
    nearest = np.argsort(-alike, kind="stable")[:READ]
    scores = alike[nearest] + AGAIN * log_odds(again.scores(claim, [texts[place] for place in nearest]))
    return nearest[np.argsort(-scores, kind="stable")]


def crowding(reader: Opposition, texts: Sequence[str], *, neighbours: int = 20) -> NDArray[np.float32]:
    """Mean likeness of each text to the others that are nearest to it (the hubness of Lample et al. 2018, CSLS)."""
    found = []
    for start in range(0, len(texts), 1_000):
        nearest = np.sort(reader.likeness(texts[start : start + 1_000], texts), axis=1)[:, -neighbours:]
        found.append(nearest.mean(axis=1))
    made: NDArray[np.float32] = np.concatenate(found)
    return made
