"""Every format says the same, is opened by a reader of its own, and keeps a source's text from becoming anything else."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx as python_docx
import pypdf
import pytest
from lxml import html as lxml_html
from pyld import jsonld as pyld

from assistant.briefing.document import Briefing
from assistant.briefing.export.files import FORMATS
from assistant.briefing.layout import outline
from assistant.findings import Claim
from tests.briefed import briefing

HOSTILE = (
    '<script>alert(1)</script> #image("x.png") [x](javascript:1) ]: > {a: b} //gone \\ @[y] *z* \u202eabc'
)
PARSER = Path(__file__).with_name("argdown.js")


def html_text(content: bytes) -> str:
    return str(lxml_html.fromstring(content).find("body").text_content())


def pdf_text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)


def docx_text(content: bytes) -> str:
    document = python_docx.Document(BytesIO(content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def markdown_text(content: bytes) -> str:
    return re.sub(r"\\(.)", r"\1", content.decode())


def email_text(content: bytes) -> str:
    return str(message_from_bytes(content, policy=default).get_content())


READERS: dict[str, Callable[[bytes], str]] = {
    ".md": markdown_text,
    ".html": html_text,
    ".pdf": pdf_text,
    ".docx": docx_text,
    ".argdown": markdown_text,
    ".txt": bytes.decode,
    ".eml": email_text,
}


def flat(text: str) -> str:
    """The letters and digits alone: lines are broken and marks set differently in each format."""
    return re.sub(r"\W+", "", text)


def sentences(given: Briefing) -> Iterator[str]:
    laid = outline(given)
    yield laid.title
    yield from laid.standing
    for section in laid.sections:
        yield section.title
        yield from (line.text for line in section.lines)


@pytest.mark.parametrize("ending", READERS)
def test_every_format_for_readers_holds_every_sentence_and_every_cited_word(ending: str) -> None:
    given = briefing()

    read = flat(READERS[ending](FORMATS[ending](given))).casefold()

    missing = [one for one in sentences(given) if flat(one).casefold() not in read]
    quotes = [cited.quote for source in given.sources for cited in source.cited]
    assert missing == []
    assert [one for one in quotes if flat(one).casefold() not in read] == []


def test_every_format_is_covered_here() -> None:
    assert set(FORMATS) == {*READERS, ".json", ".jsonld"}


def test_html_fetches_nothing_and_its_citations_lead_to_the_words() -> None:
    page = lxml_html.fromstring(FORMATS[".html"](briefing()))

    anchors = {one.get("id") for one in page.xpath("//*[@id]")}
    jumps = [one.get("href") for one in page.xpath("//a[@class='mark']")]

    assert jumps
    assert all(one.removeprefix("#") in anchors for one in jumps)
    assert page.xpath("//script | //img | //link | //iframe | //@src") == []
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv]/@content")[0]


def hostile() -> Briefing:
    given = briefing()
    first = given.bottom_line[0]
    source = replace(given.sources[0], title=HOSTILE, url="javascript:alert(1)")
    line = Claim(f"{HOSTILE} {first.text}", first.citations)
    return replace(
        given, title=HOSTILE, bottom_line=(line, *given.bottom_line[1:]), sources=(source, *given.sources[1:])
    )


@pytest.mark.parametrize("ending", READERS)
def test_text_of_a_source_stays_text(ending: str) -> None:
    read = READERS[ending](FORMATS[ending](hostile()))

    assert "alert(1)" in read
    assert flat('image("x.png")') in flat(read)


def test_hostile_text_makes_no_element_and_no_link() -> None:
    page = lxml_html.fromstring(FORMATS[".html"](hostile()))

    assert page.xpath("//script") == []
    assert [one for one in page.xpath("//a/@href") if not one.startswith(("#", "http"))] == []


def test_word_has_real_headings_and_footnotes_with_the_words() -> None:
    given = briefing()

    content = FORMATS[".docx"](given)

    styles = {one.style.name for one in python_docx.Document(BytesIO(content)).paragraphs}
    notes = lxml_html.fromstring(ZipFile(BytesIO(content)).read("word/footnotes.xml"))
    assert {"Title", "Heading 1", "Heading 2", "List Bullet"} <= styles
    assert flat(given.sources[0].cited[0].quote) in flat(notes.text_content())


def test_json_ld_expands_to_schema_org_and_judges_nobody() -> None:
    given = briefing()

    [*nodes] = pyld.expand(json.loads(FORMATS[".jsonld"](given)))

    kinds = [kind for node in nodes for kind in node["@type"]]
    claims = [node for node in nodes if "https://schema.org/Claim" in node["@type"]]
    known = {node["@id"] for node in nodes}
    places = [place for one in claims for place in one["https://schema.org/appearance"]]
    assert kinds.count("https://schema.org/Report") == 1
    assert "https://schema.org/ClaimReview" not in kinds
    assert len(claims) == len({one.text for one in given.claims() if one.citations})
    assert all(place["https://schema.org/isPartOf"][0]["@id"] in known for place in places)


def test_the_same_briefing_gives_the_same_pdf() -> None:
    assert FORMATS[".pdf"](briefing()) == FORMATS[".pdf"](briefing())


@pytest.mark.parametrize("given", [briefing(), hostile()], ids=["plain", "hostile"])
def test_argdown_is_read_by_its_own_parser(given: Briefing, tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None or subprocess.run([node, PARSER, "--probe"], capture_output=True).returncode:
        pytest.skip("the Argdown parser is not installed: npm install --no-save @argdown/core")
    file = tmp_path / "briefing.argdown"
    file.write_bytes(FORMATS[".argdown"](given))

    told = json.loads(subprocess.run([node, PARSER, file], capture_output=True, check=True, text=True).stdout)

    assert told["errors"] == []
    assert told["statements"] >= sum(1 for _ in sentences(given)) - len(outline(given).sections) - 5
    assert (told["relations"] > 0) == bool(given.contests or given.counterarguments)


def test_poppler_reads_the_pages(tmp_path: Path) -> None:
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("pdftotext is not installed: apt-get install poppler-utils")
    file = tmp_path / "briefing.pdf"
    file.write_bytes(FORMATS[".pdf"](briefing()))

    read = subprocess.run([reader, file, "-"], capture_output=True, check=True, text=True).stdout

    assert flat(briefing().title) in flat(read)
    assert read.count("\f") == len(pypdf.PdfReader(file).pages)
