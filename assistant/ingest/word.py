"""Text out of DOCX with python-docx."""

from __future__ import annotations

import io
import zipfile

from assistant.errors import RefusedSource, UnreadableSource
from assistant.ingest.bylines import split_authors
from assistant.ingest.cleaning import clean, one_line
from assistant.ingest.found import Found
from assistant.ingest.plain import title_line

_MOST_BYTES = 200_000_000  # of all parts, uncompressed
_MOST_RATIO = 200  # a part that shrinks more than that is not prose: deflate reaches 1,030 only on repetition
_RATIO_MATTERS_FROM = 10_000_000
_MOST_PARTS = 5_000


def from_docx(data: bytes, name: str) -> Found:
    """Paragraphs and tables in order; raises UnreadableSource for what is not DOCX, RefusedSource for a bomb."""
    from docx import Document
    from docx.opc.exceptions import OpcError
    from docx.table import Table
    from lxml.etree import LxmlError

    _refuse_bomb(data, name)
    try:
        document = Document(io.BytesIO(data))
        blocks: list[str] = []
        title = ""
        for block in document.iter_inner_content():
            if isinstance(block, Table):
                blocks.extend(" ".join(dict.fromkeys(cell.text for cell in row.cells)) for row in block.rows)
                continue
            style = block.style.name if block.style is not None else ""
            if not title and style in ("Title", "Heading 1"):
                title = one_line(block.text)
            blocks.append(f"- {block.text}" if (style or "").startswith("List") else block.text)
        facts = document.core_properties
    except (OpcError, LxmlError, KeyError, ValueError, zipfile.BadZipFile, AttributeError) as problem:
        raise UnreadableSource(
            f"{name} is not a Word document that can be read: {problem}.",
            hint="Open it in Word and save it as .docx.",
        ) from problem
    text = clean("\n\n".join(block for block in blocks if block.strip()))
    if not text:
        raise UnreadableSource(f"{name} holds no text.", hint="Check that it is the right file.")
    return Found(
        text=text,
        title=title or one_line(facts.title or "") or title_line(text),
        authors=split_authors(facts.author or "") if facts.author != "python-docx" else (),
    )


def _refuse_bomb(data: bytes, name: str) -> None:
    """Reads only the archive's directory: sizes are checked before anything is decompressed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as problem:
        raise UnreadableSource(
            f"{name} is not a Word document: {problem}.", hint="An old .doc must be saved as .docx first."
        ) from problem
    bomb = any(
        p.file_size > _RATIO_MATTERS_FROM and p.file_size > _MOST_RATIO * p.compress_size for p in parts
    )
    if bomb or len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_BYTES:
        raise RefusedSource(
            f"{name} unpacks to far more than its size: it may be made to fill the memory.",
            hint="Open it in Word and save it again without pictures.",
        )
