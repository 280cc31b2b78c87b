"""A briefing as a Word document with real styles; the words that a sentence rests on stand in a footnote."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from assistant.briefing.document import Briefing
from assistant.briefing.export.facts import facts, note, speakers, xml_text
from assistant.briefing.layout import outline
from assistant.briefing.outline import Block, Grid, Heading, Line, Section


def docx(briefing: Briefing) -> bytes:
    """The document; it opens in Word, LibreOffice and Pages."""
    from docx import Document
    from docx.shared import Cm, Pt

    from assistant.briefing.export.footnotes import Footnotes

    laid = outline(briefing)
    document: Any = Document()
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(document.sections[0], side, Cm(2.3))
    document.styles["Normal"].font.size = Pt(10.5)
    document.core_properties.title = xml_text(laid.title)[:255]
    document.core_properties.author = "Counterpoint"
    document.core_properties.created = briefing.as_of.replace(tzinfo=None)
    document.add_paragraph(xml_text(laid.title), style="Title")
    for standing in laid.standing:
        document.add_paragraph(xml_text(standing), style="Subtitle")
    footnotes = Footnotes(document)
    notes = {source.marked(one): note(source, one) for source in laid.sources for one in source.cited}
    for section in laid.sections:
        _section(document, section, footnotes, notes)
    _sources(document, briefing)
    footnotes.finish()
    held = BytesIO()
    document.save(held)
    return held.getvalue()


def _section(document: Any, section: Section, footnotes: Any, notes: dict[str, str]) -> None:
    document.add_heading(section.title, level=1)
    if section.says:
        document.add_paragraph().add_run(xml_text(section.says)).italic = True
    for block in section.blocks:
        _block(document, block, footnotes, notes)


def _block(document: Any, block: Block, footnotes: Any, notes: dict[str, str]) -> None:
    match block:
        case Heading():
            document.add_heading(xml_text(block.text), level=min(9, block.level + 1))
            if block.note:
                document.add_paragraph().add_run(xml_text(block.note)).italic = True
        case Grid():
            table = document.add_table(rows=1 + len(block.rows), cols=len(block.header), style="Table Grid")
            for row, cells in zip(table.rows, (block.header, *block.rows), strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = xml_text(text)
            document.add_paragraph()
        case Line():
            paragraph = document.add_paragraph(style="List Bullet")
            if block.lead:
                paragraph.add_run(f"{xml_text(block.lead)}: ").bold = True
            paragraph.add_run(xml_text(block.text))
            if block.marks:
                footnotes.add(paragraph, [xml_text(f"{mark} {notes[mark]}") for mark in block.marks])
            if block.tail:
                paragraph.add_run(f" ({xml_text(block.tail)})").italic = True
            if block.original:
                document.add_paragraph(xml_text(block.original), style="Quote")


def _sources(document: Any, briefing: Briefing) -> None:
    document.add_heading("Sources", level=1)
    for source in briefing.sources:
        document.add_heading(xml_text(f"{source.number}. {source.title}"), level=2)
        for name, value in facts(source):
            paragraph = document.add_paragraph(style="List")
            paragraph.add_run(f"{name}: ").bold = True
            paragraph.add_run(xml_text(value))
        for one in source.cited:
            paragraph = document.add_paragraph(style="List")
            paragraph.add_run(f"{source.marked(one)} ").bold = True
            paragraph.add_run(xml_text(f"{speakers(source, one)}: {one.quote}"))
