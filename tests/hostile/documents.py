"""Documents that are made to fill the memory, to keep a reader busy, to break it or to reach out. Made when asked for."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable

from assistant.ingest.formats import Format

Made = Callable[[], bytes]

WORDS = "The council voted on Monday to close the old bridge to lorries, the mayor said. "


def page(body: str) -> bytes:
    return f"<html><head><title>T</title></head><body><article>{body}</article></body></html>".encode()


def pdf(objects: dict[int, bytes], *, root: int = 1, trailer: bytes = b"", table: bytes = b"") -> bytes:
    """A PDF of these objects with a true table of their places, unless another table is given."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    rows = b"".join(b"%010d 00000 n \n" % places.get(n, 0) for n in range(1, max(objects) + 1))
    out += table or b"xref\n0 %d\n0000000000 65535 f \n%b" % (max(objects) + 1, rows)
    out += b"trailer\n<< /Size %d /Root %d 0 R %b >>\n" % (max(objects) + 1, root, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF" % start)


def _one_page(content: bytes, *, filters: bytes = b"") -> dict[int, bytes]:
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << >> >>",
        4: b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), filters, content),
    }


def pdf_stream_bomb() -> bytes:
    """A page of 2 GB of blanks, packed twice."""
    inner = zlib.compressobj(9)
    packed = b"".join(inner.compress(b" " * 10_000_000) for _ in range(200)) + inner.flush()
    return pdf(_one_page(zlib.compress(packed, 9), filters=b"/Filter [/FlateDecode /FlateDecode]"))


def pdf_page_loop() -> bytes:
    """A tree of pages that is its own child."""
    return pdf(
        {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"}
    )


def pdf_xref_loop() -> bytes:
    """A table that names itself as the one before it."""
    made = pdf(_one_page(b"BT (x) Tj ET"), trailer=b"/Prev 0000000000")
    return made.replace(b"/Prev 0000000000", b"/Prev %010d" % made.rfind(b"xref\n0"))


def pdf_deep_arrays() -> bytes:
    """An object of 200,000 arrays in one another."""
    return pdf({1: b"<< /Type /Catalog /Pages " + b"[" * 200_000 + b"]" * 200_000 + b" >>"})


def pdf_many_numbers() -> bytes:
    """A table for four thousand million objects."""
    return pdf(_one_page(b""), table=b"xref\n0 4000000000\n0000000000 65535 f \n")


def pdf_form_loop() -> bytes:
    """A drawing that draws itself, twice."""
    objects = _one_page(b"/F Do /F Do")
    objects[3] = objects[3].replace(b"<< >>", b"<< /XObject << /F 5 0 R >> >>")
    drawn = b"/F Do /F Do"
    objects[5] = (
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >> /Length %d >>\nstream\n%b\nendstream"
        % (len(drawn), drawn)
    )
    return pdf(objects)


def docx(body: str, *, head: str = "", more: dict[str, bytes] | None = None) -> bytes:
    """A Word document with this body; `head` stands before its root element."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'{head}<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>',
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in {**parts, **(more or {})}.items():
            file.writestr(name, data)
    return held.getvalue()


def words_in_word(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY outside SYSTEM "{}"> <!ENTITY % other SYSTEM "{}"> %other;]>'


def docx_of_laughs() -> bytes:
    return docx(words_in_word(f"{WORDS}&a11;"), head=LAUGHS)


def docx_deep_tables() -> bytes:
    """Twenty thousand tables in one another."""
    deep = 20_000
    return docx("<w:tbl><w:tr><w:tc>" * deep + words_in_word("x") + "</w:tc></w:tr></w:tbl>" * deep)


def docx_wide() -> bytes:
    """A text of 190 MB that is packed to less than 1 MB, below the ratio of a bomb part by part."""
    import random

    words = " ".join(random.Random(1).choices(WORDS.split(), k=1_000))  # noqa: S311
    return docx(words_in_word(words) * 30_000)


DOCUMENTS: dict[str, tuple[Format, Made]] = {
    "a million elements in one another": (
        Format.HTML,
        lambda: page("<div>" * 1_000_000 + WORDS + "</div>" * 1_000_000),
    ),
    "a million open elements": (Format.HTML, lambda: page("<b><i>" * 500_000 + WORDS)),
    "a million elements side by side": (Format.HTML, lambda: page("<p>a" * 1_000_000)),
    "an attribute of ten million characters": (
        Format.HTML,
        lambda: page(f'<p title="{"a" * 10_000_000}">{WORDS}</p>'),
    ),
    "a hundred thousand attributes": (
        Format.HTML,
        lambda: page("<p " + " ".join(f"a{n}=x" for n in range(100_000)) + f">{WORDS}"),
    ),
    "50 MB of text": (Format.HTML, lambda: page(WORDS * 650_000)),
    "50 MB without a space": (Format.PLAIN, lambda: b"a" * 50_000_000),
    "ten million blanks": (Format.HTML, lambda: page(" " * 10_000_000 + WORDS)),
    "tables in one another": (Format.HTML, lambda: page("<table><tr><td>" * 20_000 + WORDS)),
    "a table of a million cells": (
        Format.HTML,
        lambda: page("<table><tr>" + "<td>a" * 1_000_000 + "</table>"),
    ),
    "JSON-LD of deep lists": (
        Format.HTML,
        lambda: page(f'<script type="application/ld+json">{"[" * 200_000}</script><p>{WORDS * 5}</p>'),
    ),
    "JSON of deep lists": (Format.JSON, lambda: b'[{"a": ' + b"[" * 10_000_000),
    "JSON of a long number": (Format.JSON, lambda: b'[{"text": ' + b"9" * 10_000_000 + b"}]"),
    "JSON of twenty million lists": (Format.JSON, lambda: b'[{"a": [' + b"[]," * 16_000_000 + b"[]]}]"),
    "PDF: a stream of 2 GB": (Format.PDF, pdf_stream_bomb),
    "PDF: a tree of pages that is its own child": (Format.PDF, pdf_page_loop),
    "PDF: a table that comes before itself": (Format.PDF, pdf_xref_loop),
    "PDF: arrays in one another": (Format.PDF, pdf_deep_arrays),
    "PDF: a table of four thousand million objects": (Format.PDF, pdf_many_numbers),
    "PDF: a drawing that draws itself": (Format.PDF, pdf_form_loop),
    "Word: a billion laughs": (Format.DOCX, docx_of_laughs),
    "Word: tables in one another": (Format.DOCX, docx_deep_tables),
    "Word: 190 MB out of less than one": (Format.DOCX, docx_wide),
    "Word: path names": (
        Format.DOCX,
        lambda: docx(words_in_word(WORDS), more={"../../evil.xml": b"<x/>", "/etc/evil": b""}),
    ),
    "Markdown: quotes in one another": (Format.MARKDOWN, lambda: b"> " * 2_000_000),
    "Markdown: open brackets": (Format.MARKDOWN, lambda: b"[" * 2_000_000),
}
FEEDS: dict[str, Made] = {
    "a billion laughs": lambda: (
        f"{LAUGHS}<rss><channel><title>&a11;</title><item><link>https://a.example/1</link><title>&a11;</title></item></channel></rss>"
    ).encode(),
    "a million elements in one another": lambda: b"<rss><channel>" + b"<item>" * 1_000_000,
    "a million entries": lambda: (
        b"<rss><channel>" + b"<item><link>https://a.example/1</link></item>" * 500_000 + b"</channel></rss>"
    ),
    "an entry of 20 MB of markup": lambda: (
        b"<rss><channel><item><link>https://a.example/1</link><description>"
        + b"&lt;b&gt;" * 2_500_000
        + b"</description></item></channel></rss>"
    ),
}
