"""A disk that is full or may not be written loses nothing that was told of as finished, and says what to do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.kills.small_disk import NO_DISK, READ_ONLY

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        sys.platform != "linux" or os.geteuid() != 0, reason="mounts a small disk: Linux, as root"
    ),
]

LONG = bool(os.environ.get("COUNTERPOINT_BOMBS"))  # a minute: every verb, and three amounts of room
WRITING = ["add", "watch", "remove", "reindex", "brief", "ask"] if LONG else ["add", "remove"]


def on_a_small_disk(folder: Path, verb: str, limit: str) -> dict[str, Any]:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.kills.small_disk", str(folder), verb, limit],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[1],
        check=False,
    )
    if ran.returncode == NO_DISK:
        pytest.skip("no disk can be mounted here")
    assert ran.returncode == 0, ran.stderr
    told: dict[str, Any] = json.loads(ran.stdout)
    return told


@pytest.mark.parametrize("verb", WRITING + (["export"] if LONG else []))
@pytest.mark.parametrize("left", [0, 40_000, 400_000] if LONG else [400_000])
def test_a_full_disk_loses_nothing(tmp_path, verb, left):
    told = on_a_small_disk(tmp_path, verb, str(left))

    assert all(told["failed"]), "an error without a hint"
    assert told["faults"] == []


@pytest.mark.parametrize("verb", WRITING)
def test_a_disk_that_may_not_be_written_changes_nothing(tmp_path, verb):
    told = on_a_small_disk(tmp_path, verb, READ_ONLY)

    assert told["failed"], "it was told to be done"
    assert all(told["failed"]), "an error without a hint"
    assert told["faults"] == []
