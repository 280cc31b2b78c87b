"""Bytes of one document to what it says."""

from __future__ import annotations

from assistant.errors import UnreadableSource
from assistant.ingest.charsets import decode, refuse_binary
from assistant.ingest.formats import Format
from assistant.ingest.found import Found


def extract(
    data: bytes, form: Format, *, name: str, url: str | None = None, charset: str | None = None
) -> Found:
    """The one article of a document; raises UnreadableSource where there is none that can be read.

    `name` is what messages call the document; `charset` is what its carrier (an HTTP header) says.
    """
    if not data.strip():
        raise UnreadableSource(f"{name} is empty.", hint="Check that it was saved completely.")
    if form is Format.PDF:
        from assistant.ingest.pdf import from_pdf

        return from_pdf(data, name)
    if form is Format.DOCX:
        from assistant.ingest.word import from_docx

        return from_docx(data, name)
    refuse_binary(data, name)
    text = decode(data, charset, html=form is Format.HTML)
    try:
        return _from_text(text, form, url)
    except (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError) as problem:
        # The parsers' own slips on hostile or broken markup: one such page must not end a folder.
        raise UnreadableSource(
            f"{name} could not be taken apart: {type(problem).__name__}.",
            hint="Save the article's text as .txt and add that.",
        ) from problem


def _from_text(text: str, form: Format, url: str | None) -> Found:
    if form is Format.HTML:
        from assistant.ingest.pages import from_html

        return from_html(text, url)
    if form is Format.MARKDOWN:
        from assistant.ingest.markdown import from_markdown

        return from_markdown(text)
    from assistant.ingest.plain import from_plain

    return from_plain(text)
