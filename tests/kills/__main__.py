"""`python -m tests.kills --kills 200`: kills each verb in turn and prints what it left; exit code 1 where that is not whole."""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.kills.killing import Killing
from tests.kills.verbs import VERBS


def main() -> int:
    wanted = argparse.ArgumentParser(prog="python -m tests.kills", description=__doc__)
    wanted.add_argument("--kills", type=int, default=200)
    wanted.add_argument("--seed", type=int, default=1)
    wanted.add_argument("--verbs", nargs="+", choices=VERBS, default=list(VERBS))
    given = wanted.parse_args()
    started, found = time.monotonic(), []
    with tempfile.TemporaryDirectory(prefix="kills-") as folder:
        killing = Killing(Path(folder), random.Random(given.seed))  # noqa: S311
        killing.measure(given.verbs)
        print(
            "left alone, seconds: " + ", ".join(f"{k} {v:.2f}" for k, v in killing.longest.items()),
            file=sys.stderr,
        )
        tried = 0
        while killing.killed < given.kills and tried < 3 * given.kills:
            verb = given.verbs[tried % len(given.verbs)]
            tried += 1
            for fault in killing.kill(verb):
                print(f"after killing {verb} ({tried}): {fault}", file=sys.stderr, flush=True)
                found.append({"verb": verb, "try": tried, "fault": fault})
    took = round(time.monotonic() - started, 1)
    print(
        json.dumps(
            {"killed": killing.killed, "done before": killing.survived, "seconds": took, "faults": found}
        )
    )
    return 1 if found or killing.killed < given.kills else 0


if __name__ == "__main__":
    sys.exit(main())
