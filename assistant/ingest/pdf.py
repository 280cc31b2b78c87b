"""Text out of PDF with pypdf."""

from __future__ import annotations

import io
import re
from typing import Any

from assistant.errors import UnreadableSource
from assistant.ingest.bylines import split_authors
from assistant.ingest.cleaning import clean, one_line
from assistant.ingest.found import Found
from assistant.ingest.plain import title_line

_MOST_PAGES = 500
_MOST_CHARACTERS = 2_000_000
_SOFT_HYPHENATION = re.compile(r"(?<=[^\W\d_])[-\u00ad]\n(?=[^\W\d_A-Z])")
_ENDS_A_PARAGRAPH = re.compile(r"""[.!?…:]["'”’»)\]]*$""")
_FILE_NAME = re.compile(r"\.\w{2,5}$|^Microsoft Word|^untitled", re.IGNORECASE)


def from_pdf(data: bytes, name: str) -> Found:
    """The words of all pages; raises UnreadableSource for a PDF that is encrypted, damaged or only images."""
    from pypdf import PdfReader
    from pypdf.errors import FileNotDecryptedError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _encrypted(name)
        pages = [_page_text(page) for page in reader.pages[:_MOST_PAGES]]
        facts = reader.metadata
    except FileNotDecryptedError as problem:
        raise _encrypted(name) from problem
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as problem:
        # pypdf lets its own slips out on damaged files (py-pdf/pypdf issues tagged is-robustness-issue).
        raise UnreadableSource(
            f"{name} is a damaged PDF: {problem}.", hint="Open it in a viewer and print it to a new PDF."
        ) from problem
    text = clean("\n\n".join(pages))[:_MOST_CHARACTERS]
    if sum(map(str.isalpha, text)) < 20:
        raise UnreadableSource(
            f"{name} holds images and no text.",
            hint="Run it through text recognition first, for instance ocrmypdf.",
        )
    return Found(
        text=text,
        title=_stated_title(facts) or title_line(text),
        authors=split_authors(str(facts.author or "")) if facts else (),
    )


def _page_text(page: Any) -> str:
    """The page's words with its lines joined to paragraphs, as far as line lengths and full stops show them."""
    text = _SOFT_HYPHENATION.sub("", str(page.extract_text()).replace("\r", ""))
    lines = [line.strip() for line in text.split("\n")]
    longest = max(map(len, lines), default=0)
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if not line:
            paragraphs.append([])
            continue
        paragraphs[-1].append(line)
        if len(line) < 0.8 * longest and (_ENDS_A_PARAGRAPH.search(line) or len(line) < 0.5 * longest):
            paragraphs.append([])
    return "\n\n".join(" ".join(lines) for lines in paragraphs if lines)


def _stated_title(facts: Any) -> str:
    title = one_line(str(facts.title or "")) if facts else ""
    return "" if _FILE_NAME.search(title) else title


def _encrypted(name: str) -> UnreadableSource:
    return UnreadableSource(
        f"{name} is an encrypted PDF.", hint="Save it without a password, then add that file."
    )
