"""One process that takes documents apart, seen from the program: warm, re-used, and killed where a document outlasts it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import weakref
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from assistant.errors import RefusedSource, UnreadableSource
from assistant.ingest.apart import frames, limits

_LARGEST_ANSWER = 200_000_000  # bytes
_SOURCE = Path(__file__).parents[3]  # where `assistant` was loaded from
# What Python needs to start. The rest of the environment, keys among it, is not the document's business.
_PASSED_ON = (
    "PATH",
    "PYTHONHOME",
    "VIRTUAL_ENV",
    "LANG",
    "LC_ALL",
    "TZ",
    "SYSTEMROOT",
    "HOME",
    "USERPROFILE",
)
_AS_TEXT = "Save the article's text as .txt and add that."


class Ended(Exception):
    """The process is gone: it must be replaced, and `code` is how it ended (negative: by that signal)."""

    def __init__(self, code: int, *, late: bool) -> None:
        super().__init__(code)
        self.code = code
        self.late = late


class Process:
    """A child process behind two pipes. Used by one thread at a time."""

    def __init__(
        self,
        *,
        seconds: float = limits.MOST_TIME,
        cpu: int = limits.MOST_CPU,
        memory: int = limits.MOST_MEMORY,
    ) -> None:
        self._seconds = seconds
        paths = [str(_SOURCE), os.environ.get("PYTHONPATH", "")]
        environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
        environment["OPENBLAS_NUM_THREADS"] = "1"  # each thread would reserve address space
        # -P: a file lxml.py in the reader's folder is not imported.
        self._child = subprocess.Popen(  # noqa: S603 - nothing of a stranger's is in the command
            [sys.executable, "-P", "-m", "assistant.ingest.apart", str(cpu), str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        assert self._child.stdin is not None  # noqa: S101 - both pipes were asked for
        assert self._child.stdout is not None  # noqa: S101
        self._told, self._answers = self._child.stdin, self._child.stdout
        self.stop = weakref.finalize(self, _stop, self._child)

    @property
    def id(self) -> int:
        return self._child.pid

    @property
    def alive(self) -> bool:
        return self._child.poll() is None

    def wait(self) -> None:
        """Until it has ended."""
        self._child.wait()

    def ask(self, request: Mapping[str, Any], data: bytes) -> Any:
        """The answer as parsed JSON. Raises Ended where there is none."""
        late = threading.Event()

        def over() -> None:
            late.set()
            self._child.kill()

        clock = threading.Timer(self._seconds, over)
        clock.daemon = True
        clock.start()
        answer = None
        try:
            with suppress(OSError):  # a broken pipe: it died while we were talking
                frames.send(self._told, json.dumps(request).encode(), data)
                answer = frames.receive(self._answers, most=_LARGEST_ANSWER)
        finally:
            clock.cancel()
            if answer is None:
                self.stop()
        if answer is None:
            raise Ended(self._child.returncode, late=late.is_set())
        return json.loads(answer)


def unlike_a_document(name: str, ended: Ended) -> RefusedSource | UnreadableSource:
    """What is said of a document that ended the process."""
    if ended.late or ended.code == -getattr(signal, "SIGXCPU", 0):
        return RefusedSource(
            f"{name} takes too long to be read: it may be made to keep the program busy.", hint=_AS_TEXT
        )
    if ended.code == -getattr(signal, "SIGKILL", 0):  # the system, where memory ran out
        return too_large(name)
    return UnreadableSource(f"{name} broke the program that reads it ({_how(ended.code)}).", hint=_AS_TEXT)


def too_large(name: str) -> RefusedSource:
    return RefusedSource(
        f"{name} needs more than {limits.MOST_MEMORY / 1e9:.1f} GB of memory to be read: it may be made to fill it.",
        hint=_AS_TEXT,
    )


def slipped(name: str, kind: str) -> UnreadableSource:
    return UnreadableSource(f"{name} could not be taken apart: {kind}.", hint=_AS_TEXT)


def _how(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    with suppress(ValueError):
        return signal.Signals(-code).name
    return f"signal {-code}"


def _stop(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout):
        with suppress(OSError):
            if pipe is not None:
                pipe.close()
