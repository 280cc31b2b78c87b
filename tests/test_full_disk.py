"""A disk that is full or may not be written loses nothing that was told of as finished, and says what to do."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from assistant.errors import CounterpointError
from tests.kills.killing import Killing, Known, forked
from tests.kills.library import opened
from tests.kills.verbs import VERBS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        sys.platform != "linux" or os.geteuid() != 0, reason="mounts a small disk: Linux, as root"
    ),
]

LONG = bool(os.environ.get("COUNTERPOINT_BOMBS"))  # a minute: every verb, and three amounts of room
WRITING = ["add", "watch", "remove", "reindex", "brief", "ask"] if LONG else ["add", "remove"]


def mount(folder: Path, *options: str) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(folder)], check=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 MB with a library on it."""
    try:
        mount(tmp_path, "size=64m")
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no disk can be mounted here")
    try:
        assert tried("add", tmp_path)[1] == []
        yield tmp_path
    finally:
        subprocess.run(["umount", "-l", str(tmp_path)], check=True)


def filled(disk: Path, left: int) -> Path:
    """A file that leaves so many bytes free."""
    room = os.statvfs(disk)
    ballast = disk / "ballast"
    with ballast.open("wb") as file:
        file.write(bytes(max(0, room.f_bavail * room.f_frsize - left)))
    return ballast


def tried(verb: str, folder: Path) -> tuple[Known, list[str]]:
    """What the verb told of, and how it failed, in a process of its own: it leaves no file open on the disk."""
    known, failed = Known(), []

    def act(write: Callable[[str], None]) -> None:
        def tell(what: str, ids: Iterable[str]) -> None:
            for id_ in ids:
                write(json.dumps([what, [id_]]))

        try:
            with opened(folder) as library:
                VERBS[verb](library, random.Random(2), tell)  # noqa: S311
        except CounterpointError as error:
            write(json.dumps(["failed", error.hint]))

    def read(line: str) -> None:
        what, said = json.loads(line)
        if what == "failed":
            failed.append(said)
        else:
            known.told(line)

    assert forked(act, read, patience=120.0) == 0, "it failed with an error that is none of ours"
    return known, failed


def looked_at(folder: Path, known: Known) -> list[str]:
    return Killing(folder, random.Random(1), known).looked_at()  # noqa: S311


@pytest.mark.parametrize("verb", WRITING + (["export"] if LONG else []))
@pytest.mark.parametrize("left", [0, 40_000, 400_000] if LONG else [400_000])
def test_a_full_disk_loses_nothing(disk, verb, left):
    ballast = filled(disk, left)
    known, failed = tried(verb, disk)
    assert all(failed), "an error without a hint"
    ballast.unlink()
    assert looked_at(disk, known) == []


@pytest.mark.parametrize("verb", WRITING)
def test_a_disk_that_may_not_be_written_changes_nothing(disk, verb):
    mount(disk, "remount", "ro")
    try:
        known, failed = tried(verb, disk)
    finally:
        mount(disk, "remount", "rw")
    assert failed, "it was told to be done"
    assert all(failed), "an error without a hint"
    assert looked_at(disk, known) == []
