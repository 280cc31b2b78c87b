"""What a tool is doing now, told to a client that asked to be told; and a client's cancelling, heard."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import anyio.from_thread
from mcp.server.mcpserver import Context

Told = Callable[[str], None]


def telling(context: Context[None, object] | None) -> Told:
    """A function that tells a sentence, from the thread in which a tool works.

    Where the client has cancelled the request it raises the event loop's own cancellation, so that what is being made is
    closed in order: a briefing is kept as partial.
    """
    if context is None:
        return _nobody
    told = 0

    def tell(sentence: str) -> None:
        nonlocal told
        anyio.from_thread.check_cancelled()
        told += 1
        anyio.from_thread.run(partial(context.report_progress, told, None, sentence))

    return tell


def _nobody(_: str) -> None:
    """The tool was called without a client."""
