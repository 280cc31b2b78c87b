"""A verb on a small disk that fills up or may not be written: `python -m tests.kills.small_disk FOLDER VERB BYTES|read-only`.

Prints {"failed": [hints], "faults": [...]}; exit code 2 where no disk can be mounted. A process of its own, because it forks: the threads of
a program that has been at work for a while do not come along into a fork, and what they held stays locked there.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from assistant.errors import CounterpointError
from tests.kills.killing import Killing, Known, forked
from tests.kills.library import opened
from tests.kills.verbs import VERBS

READ_ONLY = "read-only"
NO_DISK = 2  # exit code


def mount(folder: Path, *options: str) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(folder)], check=True)


def ballast(disk: Path, left: int) -> Path:
    """A file that leaves so many bytes free."""
    room = os.statvfs(disk)
    file = disk / "ballast"
    file.write_bytes(bytes(max(0, room.f_bavail * room.f_frsize - left)))
    return file


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

    code = forked(act, read, patience=120.0)
    if code != 0:
        raise AssertionError(f"{verb} failed with an error that is none of ours ({code})")
    return known, failed


def main(folder: Path, verb: str, limit: str) -> int:
    try:
        mount(folder, "size=64m")
    except (OSError, subprocess.CalledProcessError):
        return NO_DISK
    try:
        assert tried("add", folder)[1] == []
        if limit == READ_ONLY:
            mount(folder, "remount", "ro")
            known, failed = tried(verb, folder)
            mount(folder, "remount", "rw")
        else:
            file = ballast(folder, int(limit))
            known, failed = tried(verb, folder)
            file.unlink()
        faults = Killing(folder, random.Random(1), known).looked_at()  # noqa: S311
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
    print(json.dumps({"failed": failed, "faults": faults}))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
