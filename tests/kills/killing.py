"""Runs a verb in a process of its own and kills it (SIGKILL) after a while."""

from __future__ import annotations

import json
import os
import random
import select
import signal
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tests.kills.verbs import done
from tests.kills.whole import faults


@dataclass
class Known:
    """What the killed programs told of before they died."""

    present: set[str] = field(default_factory=set)
    absent: set[str] = field(default_factory=set)

    def told(self, line: str) -> None:
        what, ids = json.loads(line)
        if what == "added":
            self.present |= set(ids)
            self.absent -= set(ids)
        elif what == "adding":  # killed now, what was removed may be back and nobody was told
            self.absent -= set(ids)
        elif what == "removing":  # killed now, it may be there or not
            self.present -= set(ids)
        elif what == "removed":
            self.absent |= set(ids)


@dataclass
class Killing:
    """One library, killed again and again; `longest` is how long each verb takes when it is left alone, in seconds."""

    folder: Path
    chance: random.Random
    known: Known = field(default_factory=Known)
    longest: dict[str, float] = field(default_factory=dict)
    killed: int = 0
    survived: int = 0

    def measure(self, verbs: Iterable[str]) -> None:
        """Runs each verb once to its end, so that there is something to lose."""
        for verb in verbs:
            started = time.monotonic()
            self._run(verb, patience=120.0)
            self.longest[verb] = time.monotonic() - started

    def kill(self, verb: str) -> list[str]:
        """Kills the verb at a random moment and returns what is wrong with the library afterwards."""
        died = self._run(verb, patience=self.chance.uniform(0.0, 1.1 * self.longest[verb]))
        self.killed += died
        self.survived += not died
        return self.looked_at()

    def looked_at(self) -> list[str]:
        found: list[str] = []
        known = self.known

        def look(write: Callable[[str], None]) -> None:
            for fault in faults(self.folder, present=known.present, absent=known.absent):
                write(json.dumps(fault))

        code = forked(look, lambda line: found.append(json.loads(line)), patience=120.0)
        return found if code == 0 else [*found, f"the library could not be looked at (exit code {code})"]

    def _run(self, verb: str, *, patience: float) -> bool:
        """Whether it was killed; False where it was done before."""
        seed = self.chance.random()

        def act(write: Callable[[str], None]) -> None:
            def tell(what: str, ids: Iterable[str]) -> None:
                for id_ in ids:
                    write(json.dumps([what, [id_]]))

            done(verb, self.folder, seed, tell)

        code = forked(act, self.known.told, patience=patience)
        if code not in (0, -signal.SIGKILL):
            raise AssertionError(f"{verb} failed by itself with {code}")
        return code != 0


def forked(
    act: Callable[[Callable[[str], None]], None], read: Callable[[str], object], *, patience: float
) -> int:
    """The exit code of `act` in a fork of this process, negative for a signal; `read` gets each line that it wrote."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        try:
            act(lambda line: _write(into, line))
            os._exit(0)
        except BaseException:  # noqa: BLE001 - a fork must never return into its parent's work
            traceback.print_exc()
            os._exit(1)
    os.close(into)
    end, told, killed = time.monotonic() + patience, b"", False
    while True:
        ready, _, _ = select.select([out], [], [], None if killed else max(0.0, end - time.monotonic()))
        if not ready:
            os.kill(child, signal.SIGKILL)
            killed = True
        elif some := os.read(out, 65_536):
            told += some
        else:
            break
    os.close(out)
    _, status = os.waitpid(child, 0)
    for line in told.decode().splitlines():
        read(line)
    return os.waitstatus_to_exitcode(status)


def _write(pipe: int, line: str) -> None:
    """A line at once: what is shorter than 4 kB goes into a pipe whole or not at all (POSIX)."""
    os.write(pipe, f"{line}\n".encode())
