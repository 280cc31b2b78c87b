"""Footnotes for python-docx, which has none: the part that holds them and the references to them.

ECMA-376 part 1, section 17.11: a document's notes stand in a part of their own, the first two are the separators.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from lxml import etree

TEXT, REFERENCE = "footnote text", "footnote reference"
_SEPARATORS: Final = ("separator", "continuationSeparator")


class Footnotes:
    """The notes of one document. Call `finish` before it is saved."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._notes: list[Sequence[str]] = []
        text = document.styles.add_style(TEXT, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        text.base_style = document.styles["Normal"]
        text.font.size = Pt(8.5)
        text.paragraph_format.space_after = Pt(2)
        reference = document.styles.add_style(REFERENCE, WD_STYLE_TYPE.CHARACTER, builtin=True)
        reference.font.superscript = True

    def add(self, paragraph: Any, lines: Sequence[str]) -> None:
        """Puts a note with these lines behind the last words of the paragraph."""
        self._notes.append(lines)
        mark = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), str(len(self._notes) + 1))
        run = paragraph.add_run()
        run.style = REFERENCE
        run._r.append(mark)

    def finish(self) -> None:
        root = etree.fromstring(f"<w:footnotes {nsdecls('w')}/>")
        for number, kind in enumerate(_SEPARATORS):
            note = etree.SubElement(root, qn("w:footnote"), {qn("w:type"): kind, qn("w:id"): str(number)})
            run = etree.SubElement(etree.SubElement(note, qn("w:p")), qn("w:r"))
            etree.SubElement(run, qn(f"w:{kind}"))
        for number, lines in enumerate(self._notes, start=2):
            note = etree.SubElement(root, qn("w:footnote"), {qn("w:id"): str(number)})
            for place, line in enumerate(lines):
                _paragraph(note, line, with_mark=place == 0)
        content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        package = self._document.part.package
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, content, package)
        self._document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _paragraph(note: Any, line: str, *, with_mark: bool) -> None:
    paragraph = etree.SubElement(note, qn("w:p"))
    style = etree.SubElement(paragraph, qn("w:pPr"))
    etree.SubElement(style, qn("w:pStyle"), {qn("w:val"): TEXT.title().replace(" ", "")})
    if with_mark:
        run = etree.SubElement(paragraph, qn("w:r"))
        properties = etree.SubElement(run, qn("w:rPr"))
        etree.SubElement(properties, qn("w:rStyle"), {qn("w:val"): REFERENCE.title().replace(" ", "")})
        etree.SubElement(run, qn("w:footnoteRef"))
    words = etree.SubElement(etree.SubElement(paragraph, qn("w:r")), qn("w:t"))
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    words.text = f" {line}" if with_mark else line
