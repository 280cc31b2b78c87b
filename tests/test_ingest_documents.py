"""PDF, Word and Markdown to text, and what cannot be read says so. See assistant/ingest/pdf.py, word.py, markdown.py."""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Iterator
from datetime import date

import docx
import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from assistant.errors import CounterpointError, RefusedSource, UnreadableSource
from assistant.ingest.extract import extract
from assistant.ingest.formats import Format
from assistant.ingest.found import Found
from assistant.news import PartKind


def read(data: bytes | str, form: Format) -> Found:
    return extract(data.encode() if isinstance(data, str) else data, form, name="the file")


@contextlib.contextmanager
def hinted() -> Iterator[None]:
    """Nothing but an error of ours with a hint may come out."""
    problem = None
    try:
        yield
    except CounterpointError as error:
        problem = error
    assert problem is None or problem.hint


def refused(data: bytes, form: Format) -> str:
    with pytest.raises(UnreadableSource) as failed:
        read(data, form)
    assert failed.value.hint
    return str(failed.value)


def pdf(lines: list[str], *, title: str = "", password: str = "") -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(width=600, height=800)
    font = DictionaryObject(
        {NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1")}
    )
    font[NameObject("/BaseFont")] = NameObject("/Helvetica")
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
    )
    if lines:
        drawn = DecodedStreamObject()
        drawn.set_data(
            "BT /F1 12 Tf 14 TL 50 700 Td {} ET".format(
                " T* ".join(f"({line}) Tj" for line in lines)
            ).encode()
        )
        page[NameObject("/Contents")] = writer._add_object(drawn)
    if title:
        writer.add_metadata({"/Title": title, "/Author": "Ann Lee"})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


LINES = [
    "The council voted on Monday to close the old bridge to lorries after",
    "the inspectors had found cracks in two of its seven stone piers and a",
    "loose railing.",
    "The mayor called the decision a matter of safety and asked the drivers",
    "for patience until the spring.",
]


def test_a_pdf_is_read_in_paragraphs():
    found = read(pdf(LINES, title="Old bridge closes"), Format.PDF)
    assert found.text == " ".join(LINES[:3]) + "\n\n" + " ".join(LINES[3:])
    assert (found.title, found.authors) == ("Old bridge closes", ("Ann Lee",))


def test_the_name_of_a_file_is_no_title_of_a_pdf():
    assert read(pdf(LINES, title="Microsoft Word - draft2.docx"), Format.PDF).title == ""


def test_an_encrypted_pdf_says_so():
    assert "encrypted" in refused(pdf(LINES, password="word"), Format.PDF)


def test_a_pdf_of_images_says_so():
    assert "images and no text" in refused(pdf([]), Format.PDF)


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7 and nothing more", b"not a pdf", pdf(LINES)[:-400], pdf(LINES)[: len(pdf(LINES)) // 2]],
)
def test_a_damaged_pdf_is_an_error_of_ours(data):
    with hinted():
        read(data, Format.PDF)


def word(build: object) -> bytes:
    document = docx.Document()
    build(document)  # type: ignore[operator]
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_a_word_document_keeps_paragraphs_lists_and_tables_in_order():
    def build(document):
        document.add_heading("Old bridge closes", level=1)
        document.add_paragraph("The council voted on Monday.")
        document.add_paragraph("No lorries", style="List Bullet")
        row = document.add_table(rows=1, cols=2).rows[0]
        row.cells[0].text, row.cells[1].text = "Piers", "seven"
        document.add_paragraph("It reopens in spring.")
        document.core_properties.author = "Ann Lee"

    found = read(word(build), Format.DOCX)
    assert found.text.split("\n\n") == [
        "Old bridge closes",
        "The council voted on Monday.",
        "- No lorries",
        "Piers seven",
        "It reopens in spring.",
    ]
    assert (found.title, found.authors) == ("Old bridge closes", ("Ann Lee",))


def test_a_word_document_without_text_says_so():
    assert "no text" in refused(word(lambda document: None), Format.DOCX)


@pytest.mark.parametrize("data", [b"\xd0\xcf\x11\xe0 an old .doc", b"PK\x03\x04 broken"])
def test_what_is_no_word_document_says_so(data):
    assert "Word document" in refused(data, Format.DOCX)


def test_an_archive_of_something_else_is_no_word_document():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("../../etc/passwd", "x")
    assert "Word document" in refused(file.getvalue(), Format.DOCX)


def test_a_zip_bomb_is_refused_before_it_is_opened():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 30_000_000)
    with pytest.raises(RefusedSource, match="fill the memory"):
        read(file.getvalue(), Format.DOCX)


def test_an_archive_that_lies_about_its_sizes_is_an_error_of_ours():
    data = bytearray(word(lambda document: document.add_paragraph("The council voted on Monday.")))
    place = data.rfind(b"PK\x01\x02")
    data[place + 24 : place + 28] = (5).to_bytes(4, "little")
    with hinted():
        read(bytes(data), Format.DOCX)


def test_xml_entities_of_a_word_document_are_not_expanded(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words")
    plain = word(lambda document: document.add_paragraph("MARK of the council"))
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                declared = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode()
                data = data.replace(b"MARK", b"&x;").replace(b"?>", b"?>" + declared, 1)
            new.writestr(name, data)
    with hinted():
        assert "secret words" not in read(file.getvalue(), Format.DOCX).text


FRONT = """---
title: "Bridge: the decision"
outlet: The Harbour Post
authors: Ann Lee; Bo Ray
date: 2024-05-06
url: https://harbourpost.example/bridge
language: en
kind: opinion
origin: Northwire
---
# Another heading

The **council** voted on [Monday](https://example.org). It was _close_;
nobody
had expected it.

- No lorries
- No buses

> “Safety first”, the mayor said.

1. One
2. Two
"""


def test_front_matter_states_the_facts():
    found = read(FRONT, Format.MARKDOWN)
    assert (found.title, found.outlet, found.authors) == (
        "Bridge: the decision",
        "The Harbour Post",
        ("Ann Lee", "Bo Ray"),
    )
    assert (found.published, found.url, found.language) == (
        date(2024, 5, 6),
        "https://harbourpost.example/bridge",
        "en",
    )
    assert (found.kind, found.origin) == (PartKind.OPINION, "Northwire")


def test_markdown_is_stored_as_a_reader_sees_it():
    assert read(FRONT, Format.MARKDOWN).text.split("\n\n") == [
        "Another heading",
        "The council voted on Monday. It was close; nobody had expected it.",
        "- No lorries",
        "- No buses",
        "“Safety first”, the mayor said.",
        "1. One",
        "2. Two",
    ]


def test_the_first_heading_is_the_title_where_none_is_stated():
    assert read("# Old bridge closes\n\nThe council voted.", Format.MARKDOWN).title == "Old bridge closes"


def test_markup_inside_markdown_is_no_markup_of_ours():
    found = read(
        "The council <b>voted</b>.\n\n<script>alert(1)</script>\n\n<p onclick='x'>On Monday.</p>",
        Format.MARKDOWN,
    )
    assert "<" not in found.text
    assert "The council voted." in found.text


@pytest.mark.parametrize("line", ["date: soon", "kind: gossip"])
def test_front_matter_that_cannot_be_meant_says_so(line):
    assert "front matter" in refused(f"---\n{line}\n---\nText.".encode(), Format.MARKDOWN)
