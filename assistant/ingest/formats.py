"""Which format a source is in: by its ending, its content type or its first bytes."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from assistant.errors import UnreadableSource
from assistant.ingest import feeds


class Format(StrEnum):
    HTML = "HTML"
    PDF = "PDF"
    DOCX = "DOCX"
    MARKDOWN = "Markdown"
    PLAIN = "plain text"
    JSONL = "JSONL"
    JSON = "JSON"
    FEED = "feed"


_ENDINGS = {
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".pdf": Format.PDF,
    ".docx": Format.DOCX,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".txt": Format.PLAIN,
    ".text": Format.PLAIN,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".json": Format.JSON,
    ".rss": Format.FEED,
    ".atom": Format.FEED,
    ".rdf": Format.FEED,
    ".xml": Format.FEED,
    ".opml": Format.FEED,
}
_TYPES = {
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
    "application/pdf": Format.PDF,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Format.DOCX,
    "text/markdown": Format.MARKDOWN,
    "text/plain": Format.PLAIN,
    "application/x-ndjson": Format.JSONL,
    "application/jsonl": Format.JSONL,
    "application/json": Format.JSON,
    **{kind: Format.FEED for kind in feeds.CONTENT_TYPES if "xml" in kind or "feed" in kind},
}
CONTENT_TYPES = frozenset(_TYPES)
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|meta|title)[\s>]", re.IGNORECASE)


def by_ending(name: str) -> Format | None:
    """The format of a file's ending, `.jsonl.gz` too; None for an ending that we do not read."""
    path = PurePath(name.lower())
    if path.suffix == ".gz":
        inner = _ENDINGS.get(PurePath(path.stem).suffix)
        return inner if inner is Format.JSONL else None
    return _ENDINGS.get(path.suffix)


def of_file(name: str) -> Format:
    """The format of a file's ending; raises UnreadableSource for an unknown one."""
    known = by_ending(name)
    if known:
        return known
    raise UnreadableSource(
        f"{name}: files that end in {PurePath(name).suffix or 'nothing'} are not read.",
        hint=f"Known endings: {', '.join(_ENDINGS)}, .jsonl.gz. Rename it, or pass it on standard input with '-'.",
    )


def of_content_type(header: str) -> Format | None:
    """The format of a Content-Type header, None where it names none that we read."""
    return _TYPES.get(header.partition(";")[0].strip().lower())


def of_bytes(head: bytes) -> Format:
    """The format that the first bytes look like; plain text where nothing else fits."""
    if feeds.announces(head):
        return Format.FEED
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"%PDF-"):
        return Format.PDF
    if start.startswith(b"PK\x03\x04"):
        return Format.DOCX
    if start.startswith(b"{"):
        return Format.JSONL
    if start.startswith(b"[") and re.match(rb"\[\s*\{", start):
        return Format.JSON
    if _MARKUP.search(start[:4096]):
        return Format.HTML
    return Format.MARKDOWN if re.match(rb"---[ \t]*\r?\n", start) else Format.PLAIN
