"""The command line: the same verbs as in Python; it draws and decides nothing."""

from __future__ import annotations

import gc
import sys

from assistant.errors import CounterpointError


def main() -> None:
    """Runs one command. Exit codes: 0 done, 1 our error with a hint, 2 usage, 3 done in part."""
    # What is imported stays: looking through it every 700 objects would cost a cold start a tenth of its time.
    gc.set_threshold(50_000, 20, 20)
    from assistant.cli.commands import app

    try:
        app()
    except CounterpointError as error:
        from assistant.cli.streams import complain

        complain(error)
        sys.exit(1)
    except BrokenPipeError:  # the reader of our output went away, as `| head` does
        sys.stderr.close()
        sys.exit(1)
