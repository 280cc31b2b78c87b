"""Answers go to stdout; progress, warnings and errors to stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.markup import escape
from rich.segment import Segment
from rich.text import Text

from assistant.errors import CounterpointError
from assistant.ingest.cleaning import harmless, spelt_out


class _Harmless(Console):
    """Colours are ours: what articles, sites, models and file names hold cannot command the terminal."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        for segment in super().render(renderable, options):
            yield segment if segment.control else segment._replace(text=harmless(segment.text))


def out() -> Console:
    return _Harmless(highlight=False, soft_wrap=False)


def err() -> Console:
    return _Harmless(stderr=True, highlight=False)


def print_json(document: Mapping[str, Any]) -> None:
    """The document as the only thing on stdout, in UTF-8 whatever the terminal's encoding."""
    text = spelt_out(json.dumps(document, ensure_ascii=False, indent=2))
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.flush()


def print_text(text: str) -> None:
    """The text, in UTF-8 whatever the terminal's encoding."""
    sys.stdout.buffer.write(harmless(text).encode("utf-8", "backslashreplace"))
    sys.stdout.flush()


def complain(error: CounterpointError) -> None:
    console = err()
    console.print(Text("Error: ", style="bold red") + Text(str(error)))
    if error.hint:
        console.print(Text("What to do: ", style="bold") + Text(error.hint))


def remark(text: str) -> None:
    err().print(f"[dim]{escape(text)}[/]")
