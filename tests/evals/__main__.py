"""`python -m tests.evals NAME --data DIR`: one measurement on one data set, printed as JSON.

Each NAME is a module beside this one with `run(options) -> tuple[int, dict[str, float]]`: how many items were
measured, and the metrics. Ids, file names and field order are labels of the data, never features.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asked for. `split` narrows to files whose names carry it; `report` prints errors."""

    data: Path
    split: str | None
    analyst: str
    limit: int | None
    distractors: Path | None
    report: bool


def names() -> list[str]:
    here = Path(__file__).parent
    return sorted(p.stem for p in here.glob("*.py") if not p.stem.startswith("_"))


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.evals", description=__doc__)
    parser.add_argument("name", choices=names())
    parser.add_argument("--data", type=Path, required=True, help="folder with the data set's files")
    parser.add_argument("--split", help="only files whose name carries this word, for instance dev")
    parser.add_argument("--analyst", choices=["embedded", "prompted", "plain"], default="embedded")
    parser.add_argument("--limit", type=int, help="at most this many items")
    parser.add_argument("--distractors", type=Path, help="more articles to search among (events)")
    parser.add_argument("--report", action="store_true", help="errors and per-kind numbers on stderr")
    parser.add_argument(
        "--json", action="store_true", help="one line of JSON (the default prints it indented)"
    )
    given = parser.parse_args(argv)
    if not given.data.is_dir():
        parser.error(f"{given.data} is not a folder")
    options = Options(given.data, given.split, given.analyst, given.limit, given.distractors, given.report)
    started = time.perf_counter()
    n, metrics = importlib.import_module(f"tests.evals.{given.name}").run(options)
    result = {
        "name": given.name,
        "n": n,
        "seconds": round(time.perf_counter() - started, 2),
        "metrics": {key: round(value, 4) for key, value in metrics.items()},
    }
    json.dump(result, sys.stdout, indent=None if given.json else 2)
    print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
