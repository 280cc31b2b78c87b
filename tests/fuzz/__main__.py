"""`python -m tests.fuzz TARGET --seconds 300`: guided by coverage where atheris is installed, by hypothesis where it is not."""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
import time
from pathlib import Path


def main() -> int:
    wanted = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    wanted.add_argument("target", choices=("extraction", "attribution", "quotes", "replies"))
    wanted.add_argument("--seconds", type=int, default=60)
    given = wanted.parse_args()
    logging.disable(logging.CRITICAL)  # the parsers' complaints about what they were given
    try:
        import atheris  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        return _by_chance(given.target, given.seconds)
    with atheris.instrument_imports(include=["assistant", "tests.fuzz.targets"]):
        from tests.fuzz.targets import CORPUS, TARGETS
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        for number, data in enumerate(CORPUS[given.target]):
            Path(folder, str(number)).write_bytes(data)
        limits = [f"-max_total_time={given.seconds}", "-max_len=4000", "-timeout=20", "-rss_limit_mb=3000"]
        atheris.Setup([sys.argv[0], folder, *limits], TARGETS[given.target])
        atheris.Fuzz()
    return 0


def _by_chance(target: str, seconds: int) -> int:
    from hypothesis import HealthCheck, settings
    from hypothesis import given as by_chance

    from tests.fuzz.chance import near
    from tests.fuzz.targets import CORPUS, TARGETS

    until, tried = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        found = settings(
            max_examples=500, deadline=None, database=None, suppress_health_check=list(HealthCheck)
        )
        found(by_chance(near(CORPUS[target]))(TARGETS[target]))()
        tried += 500
    print(f"{target}: {tried} inputs by chance, nothing found")
    return 0


if __name__ == "__main__":
    sys.exit(main())
