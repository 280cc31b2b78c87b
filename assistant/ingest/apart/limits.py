"""What one document may cost the process that takes it apart."""

from __future__ import annotations

import sys
import time

MOST_MEMORY = 1_500_000_000  # bytes of address space; the largest page that is read (15 MB) needs 500 MB
MOST_CPU = 30  # seconds; a page of 14 MB takes 4, a PDF of 500 plain pages 1
MOST_WRITTEN = 500_000_000  # bytes of one file: py3langid unpacks its model into a temporary one
IDLE = 300  # seconds after which a process that nobody asks anything goes
MOST_TIME = 120.0  # seconds on the clock, for machines that are busy and for systems without the two above


def confine(memory: int) -> None:
    """Limits what this process may use until it ends. Windows and macOS hold it to less: there time is the limit."""
    if sys.platform == "win32":
        return
    import resource

    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, MOST_WRITTEN)
    _lower(resource.RLIMIT_AS, memory)


def allow_cpu(seconds: int) -> None:
    """Lets the process compute for so long from now on; then the system ends it."""
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    until = int(time.process_time()) + seconds
    resource.setrlimit(
        resource.RLIMIT_CPU, (until if hard == resource.RLIM_INFINITY else min(until, hard), hard)
    )


def _lower(kind: int, most: int) -> None:
    import contextlib
    import resource

    with contextlib.suppress(ValueError, OSError):  # macOS knows RLIMIT_AS and does not take it
        resource.setrlimit(kind, (most, most))
