"""A briefing as one self-contained HTML file: citations jump to the words, and nothing is fetched from anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

from assistant.briefing.document import Briefing, Source
from assistant.briefing.export.facts import facts, speakers, web_address, xml_text
from assistant.briefing.layout import outline
from assistant.briefing.outline import Grid, Heading, Line, Section

STYLE = Path(__file__).with_name("briefing.css")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
E: Any = ElementMaker()


def html(briefing: Briefing) -> bytes:
    """The document in UTF-8. Every text of a source is text in it: never an element, never an address we did not check."""
    laid = outline(briefing)
    head = E.head(
        E.meta(charset="utf-8"),
        E.meta({"http-equiv": "Content-Security-Policy", "content": POLICY}),
        E.meta(name="viewport", content="width=device-width, initial-scale=1"),
        E.meta(name="referrer", content="no-referrer"),
        E.title(xml_text(laid.title)),
        E.style(STYLE.read_text("utf-8")),
    )
    main = E.main(
        E.h1(xml_text(laid.title), dir="auto"),
        *(E.p({"class": "standing"}, xml_text(line)) for line in laid.standing),
        *(_section(section) for section in laid.sections),
        E.section(E.h2("Sources"), *(_source(source) for source in laid.sources)),
    )
    page = E.html({"lang": laid.language}, head, E.body(main))
    found: bytes = etree.tostring(page, method="html", encoding="utf-8", doctype="<!DOCTYPE html>")
    return found + b"\n"


def _section(section: Section) -> Any:
    found = E.section(E.h2(section.title))
    if section.name.ours:
        found.set("class", "ours")
    if section.says:
        found.append(E.p({"class": "says"}, section.says))
    items: Any = None
    for block in section.blocks:
        if isinstance(block, Line):
            if items is None:
                items = E.ul()
                found.append(items)
            items.append(_line(block))
            continue
        items = None
        found.extend(_set_apart(block))
    return found


def _set_apart(block: Heading | Grid) -> Iterator[Any]:
    match block:
        case Heading():
            yield E(f"h{min(6, block.level + 2)}", xml_text(block.text), dir="auto")
            if block.note:
                yield E.p({"class": "note"}, xml_text(block.note))
        case Grid():
            rows = (
                E.tr(E.th(xml_text(row[0]), scope="row"), *(_cell(cell) for cell in row[1:]))
                for row in block.rows
            )
            header = E.tr(*(E.th(xml_text(name), scope="col") for name in block.header))
            yield E.div({"class": "wide"}, E.table(E.thead(header), E.tbody(*rows)))


def _cell(text: str) -> Any:
    return E.td({"class": "silent"} if text == "not stated" else {}, xml_text(text))


def _line(line: Line) -> Any:
    found = E.li(dir="auto")
    if line.lead:
        found.append(E.b(f"{xml_text(line.lead)}: "))
    found.append(E.span(xml_text(line.text)))
    for mark in line.marks:
        found.append(E.a({"class": "mark", "href": f"#{mark}"}, mark))
    if line.tail:
        found.append(E.span({"class": "tail"}, f" ({xml_text(line.tail)})"))
    if line.original:
        found.append(E.blockquote(xml_text(line.original), dir="auto"))
    return found


def _source(source: Source) -> Any:
    rows = []
    for name, value in facts(source):
        rows += [E.dt(name), E.dd(_address(source) if name == "Address" else xml_text(value))]
    quotes = (
        E.li(
            {"id": source.marked(one), "dir": "auto"},
            E.b(source.marked(one)),
            f" {xml_text(speakers(source, one))}: ",
            E.q(xml_text(one.quote)),
        )
        for one in source.cited
    )
    title = E.h3(f"{source.number}. {xml_text(source.title)}", dir="auto")
    return E.article(title, E.dl(*rows), E.ul({"class": "cited"}, *quotes))


def _address(source: Source) -> Any:
    address = web_address(source)
    if address is None:
        return E.span(xml_text(source.url or ""))
    return E.a({"href": xml_text(address), "rel": "noopener noreferrer"}, xml_text(address))
