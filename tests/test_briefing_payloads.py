"""No published payload executes, escapes its place or becomes a formula in a document that leaves the program."""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from assistant.briefing.document import Briefing
from assistant.briefing.export.files import FORMATS
from assistant.findings import Claim
from tests.briefed import briefing
from tests.test_ingest_attacks import ARCHIVE

OWN = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"'><svg/onload=alert(1)>",
    "</title></style></textarea></script><script>alert(1)</script>",
    "<!--<iframe src=javascript:alert(1)>-->",
    "[press](javascript:alert(1)) ![x](https://evil.example/x.png) <https://evil.example>",
    "`` `<b onclick=alert(1)>` ``",
    "# heading\n\n    <b>code</b>\n\n[1]: javascript:alert(1)",
    "=HYPERLINK(\"https://evil.example\",\"press\")",
    "+cmd|' /C calc'!A0",
    "DDEAUTO c:\\windows\\system32\\cmd.exe",
    "@SUM(1+9)*cmd|' /C calc'!A0",
    "#image(\"https://evil.example\") #eval(\"1\")",
    "\r\nBcc: x@evil.example\r\n\r\n<b>x</b>",
)  # fmt: skip


@cache
def payloads() -> tuple[str, ...]:
    """Our own, and the lines of the published lists where those are in the shared folder."""
    if not ARCHIVE.is_file():
        return OWN
    with tarfile.open(ARCHIVE) as tar:
        texts = [
            file.read().decode("utf-8", "replace")
            for member in tar
            if member.isfile()
            and re.match(r"(?:\./)?(?:XSS Injection|CSV Injection|XXE Injection)/", member.name)
            and (file := tar.extractfile(member))
        ]
    lines = dict.fromkeys(line.strip() for text in texts for line in text.splitlines() if line.strip())
    return (*OWN, *(line[:500] for line in lines))


def hostile(words: str) -> Briefing:
    """The words in every place that a stranger can write: titles, publishers, addresses, claims, quotations."""
    given = briefing()
    sources = tuple(
        replace(
            one,
            title=words,
            publisher=words,
            url=words,
            cited=tuple(replace(cited, quote=f"{words} {cited.quote}") for cited in one.cited),
        )
        for one in given.sources
    )
    line = tuple(Claim(f"{words} {one.text}", one.citations) for one in given.bottom_line)
    return replace(given, title=words, topic=words, absent=(words,), bottom_line=line, sources=sources)


def together() -> Iterator[str]:
    """Few documents with many payloads each."""
    given = payloads()
    for start in range(0, len(given), 400):
        yield "\n\n".join(given[start : start + 400])
    yield from OWN


def shape(page: str | bytes) -> tuple[set[str], set[str]]:
    """Which elements and attributes there are, and the beginnings of what is linked to."""
    tree = lxml_html.fromstring(page)
    elements = [one for one in tree.iter() if isinstance(one.tag, str)]
    made = {f"{one.tag} {name}" for one in elements for name in ("", *one.attrib)}
    led = {
        re.match(r"[^:/]*", value)[0].lower().strip()  # type: ignore[index]
        for one in elements
        for name, value in one.attrib.items()
        if name in ("href", "src", "action", "formaction", "data", "background", "xlink:href")
    }
    return made, {one for one in led if not one.startswith("#")}


@pytest.mark.parametrize("ending", [".html", ".md"])
def test_no_payload_makes_an_element_an_attribute_or_a_link(ending):
    def drawn(given: Briefing) -> str | bytes:
        written = FORMATS[ending](given)
        return (
            written
            if ending == ".html"
            else MarkdownIt("commonmark", {"html": True}).enable("table").render(written.decode())
        )

    usual, _ = shape(drawn(briefing()))
    for words in together():
        made, led = shape(drawn(hostile(words)))
        assert made <= usual, words
        assert led <= {"http", "https", ""}, words


def test_no_payload_becomes_a_field_a_link_or_a_macro_in_word():
    for words in together():
        with ZipFile(BytesIO(FORMATS[".docx"](hostile(words)))) as file:
            for name in file.namelist():
                data = file.read(name)
                assert not name.endswith((".bin", ".vbs"))
                if name.endswith((".xml", ".rels")):
                    tree = etree.fromstring(data, etree.XMLParser(resolve_entities=False))
                    assert tree.xpath("//*[local-name()='instrText' or local-name()='altChunk']") == []
                    links = tree.xpath("//*[local-name()='Relationship'][@TargetMode='External']/@Target")
                    assert [one for one in links if not one.startswith(("http://", "https://"))] == []


def test_no_payload_gets_into_the_head_of_a_mail():
    usual = message_from_bytes(FORMATS[".eml"](briefing()), policy=default)
    for words in together():
        mail = message_from_bytes(FORMATS[".eml"](hostile(words)), policy=default)
        assert mail.keys() == usual.keys()
        assert {part.get_content_type() for part in mail.walk()} == {
            part.get_content_type() for part in usual.walk()
        }


@pytest.mark.parametrize("ending", [".pdf", ".json", ".jsonld", ".argdown", ".txt"])
def test_every_payload_can_be_written(ending):
    for words in OWN:
        written = FORMATS[ending](hostile(words))
        assert ending != ".pdf" or not re.search(
            rb"/(?:JS|JavaScript|Launch|EmbeddedFile|SubmitForm)\b", written
        )
