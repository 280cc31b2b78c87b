"""`make bench`: what the program costs, as ratios against a limit or a peer measured in the same run.

    python -m tests.bench [NAME...] --data ../shared/evals/articles

Each NAME is a module beside this one with `run(articles: Path, scale: float) -> Iterator[Line]`. Nothing here is a
test: a number that a busy machine can change never decides whether a commit is good.
"""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import sys
from dataclasses import dataclass
from pathlib import Path

NAMES = (
    "attributing",
    "starting",
    "adding",
    "asking",
    "gates",
    "feeds",
    "pages",
    "readers",
    "peers",
    "growing",
    "words",
    "team",
    "sizing",
    "bulk",
    "dearest",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One number: what was measured, how much, of what, and what we aim at."""

    what: str
    value: float
    unit: str
    aim: str = ""

    def __str__(self) -> str:
        aim = f"   (aim: {self.aim})" if self.aim else ""
        return f"  {self.what:<58} {self.value:>10.3f} {self.unit}{aim}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}; all by default")
    shared = Path(os.environ.get("COUNTERPOINT_SHARED", Path(__file__).parents[2].parent / "shared"))
    parser.add_argument("--data", type=Path, default=shared / "evals" / "articles")
    parser.add_argument("--scale", type=float, default=1.0, help="0.1 takes a tenth of the articles")
    given = parser.parse_args()
    articles = given.data / "articles_8000.jsonl.gz"
    if not articles.is_file():
        print(f"skipped: {articles} is not here (docs/benchmarks.md says what it holds)", file=sys.stderr)
        return 0
    for unknown in set(given.names) - set(NAMES):
        parser.error(f"there is no benchmark {unknown!r}")
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, scale {given.scale}"
    )
    for name in given.names or NAMES:
        module = importlib.import_module(f"tests.bench.{name}")
        print(f"{name}: {(module.__doc__ or '').splitlines()[0]}", flush=True)
        for line in module.run(articles, given.scale):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
