"""Writes a briefing into a file, whole or not at all; the ending says in which format."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from assistant.briefing import form
from assistant.briefing.document import Briefing
from assistant.briefing.export.argdown import argdown
from assistant.briefing.export.docx import docx
from assistant.briefing.export.html import html
from assistant.briefing.export.jsonld import jsonld
from assistant.briefing.export.markdown import markdown
from assistant.briefing.export.pdf import pdf
from assistant.briefing.export.text import email, text
from assistant.errors import BadInput
from assistant.writing import whole_file


def _json(briefing: Briefing) -> bytes:
    text = json.dumps(form.document(briefing), ensure_ascii=False, indent=2)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def _encoded(drawn: Callable[[Briefing], str]) -> Callable[[Briefing], bytes]:
    return lambda briefing: drawn(briefing).encode("utf-8", "backslashreplace")


FORMATS: Mapping[str, Callable[[Briefing], bytes]] = {
    ".md": _encoded(markdown),
    ".html": html,
    ".pdf": pdf,
    ".docx": docx,
    ".json": _json,
    ".jsonld": jsonld,
    ".argdown": _encoded(argdown),
    ".txt": _encoded(text),
    ".eml": email,
}
"""What writes which ending."""


def checked_path(path: Path) -> Path:
    """The path, which can be written to as far as can be seen. Raises BadInput for an ending that nobody writes."""
    if path.suffix.casefold() not in FORMATS:
        raise BadInput(
            f"{path} has no ending that says in which format to write it.",
            hint=f"End the name in one of {', '.join(FORMATS)}.",
        )
    if path.is_dir() or not path.resolve().parent.is_dir():
        raise BadInput(f"{path} cannot be written: there is no such folder.", hint="Make the folder first.")
    return path


def write(briefing: Briefing, path: Path) -> None:
    """Writes the briefing; a file that was there stays as it was until the new one is whole. Raises BadInput."""
    content = FORMATS[checked_path(path).suffix.casefold()](briefing)
    with whole_file(
        path,
        hint="Free some room, or choose another place: the briefing is kept, `counterpoint briefings show ID -o FILE`.",
    ) as file:
        file.write(content)
