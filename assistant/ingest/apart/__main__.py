"""The process that takes documents apart: one after another from its standard input, until that ends."""

from __future__ import annotations

import json
import os
import select
import signal
import sys
from dataclasses import asdict
from typing import IO, Any

from assistant.errors import BadInput
from assistant.ingest.apart import frames, limits
from assistant.ingest.apart.tasks import TASKS, said

_LARGEST = 1 << 40  # the program has its own limits; this process believes it


def main(cpu: int, memory: int) -> None:
    """Answers every request with {"found": ...} or {"error": ..., "message": ..., "hint": ...}."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the program's: it decides what to stop
    asked, told = _pipes()
    import assistant.ingest.pages  # noqa: F401 - most documents are pages: loaded while the program still fetches

    limits.confine(memory)
    while _asked_within(asked, limits.IDLE) and (request := frames.receive(asked, most=_LARGEST)) is not None:
        data = frames.receive(asked, most=_LARGEST)
        if data is None:
            return
        limits.allow_cpu(cpu)
        frames.send(told, _answer(json.loads(request), data))


def _asked_within(asked: IO[bytes], seconds: float) -> bool:
    """Waits for a request, or for the program's end, which reads as one; not where pipes cannot be watched (Windows)."""
    return sys.platform == "win32" or bool(select.select([asked], [], [], seconds)[0])


def _pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The two ends; whatever else reads or prints in this process gets neither."""
    asked, told = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    return asked, told


def _answer(request: dict[str, Any], data: bytes) -> bytes:
    document: dict[str, Any]
    try:
        document = {"found": TASKS[request["task"]](data, request)}
    except BadInput as error:
        document = said(error)
    except MemoryError:
        document = {"error": "MemoryError"}
    except Exception as slip:  # noqa: BLE001 - a parser's own slip costs its document and no more
        document = {"error": "slip", "message": type(slip).__name__}
    # Half a character (a lone surrogate) has no UTF-8.
    return json.dumps(document, ensure_ascii=False, default=_plain).encode("utf-8", "replace")


def _plain(value: Any) -> Any:
    return asdict(value) if hasattr(value, "__dataclass_fields__") else value.isoformat()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
