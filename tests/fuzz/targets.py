"""What may come out of any bytes: nothing but a value that keeps its promise, or an error of ours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from assistant.errors import CounterpointError
from assistant.findings import Citation, Claim
from assistant.ingest import feeds
from assistant.ingest.extract import extract
from assistant.ingest.formats import Format
from assistant.ingest.found import Found
from assistant.ingest.opml import read_opml
from assistant.ingest.outlets import Outlets
from assistant.ingest.records import from_json
from assistant.library.chunking import chunks
from assistant.news import Article, Span
from assistant.prompting.reading import objects, read, without_thoughts
from assistant.replies import PositionLine
from assistant.understanding import understand
from assistant.verification.quotes import misplaced, misquoted
from assistant.wording.quotations import find
from tests.making import an_article

_FORMS = (Format.HTML, Format.PDF, Format.DOCX, Format.MARKDOWN, Format.PLAIN)
_NOT_KEPT = re.compile("[\x00-\x08\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@cache
def outlets() -> Outlets:
    return Outlets.packaged()


def extraction(data: bytes) -> None:
    """The first byte chooses the format. A document gives a clean article, or says why not."""
    kind, rest = (data[0] if data else 0) % (len(_FORMS) + 3), data[1:]
    try:
        if kind < len(_FORMS):
            _clean(extract(rest, _FORMS[kind], name="x"))
        elif kind == len(_FORMS):
            feeds.parse(rest, address="https://a.example/f")
        elif kind == len(_FORMS) + 1:
            read_opml(rest, name="x")
        else:
            for found in from_json(rest, name="x"):
                if isinstance(found, Found):
                    _clean(found)
    except CounterpointError as error:
        if not error.hint:
            raise AssertionError("an error without a hint") from error


def _clean(found: Found) -> None:
    article = found.article(outlets(), stem="x")
    for text in (article.text, article.title, article.publisher, *article.authors):
        assert not _NOT_KEPT.search(text), text
    article.text.encode()


def attribution(data: bytes) -> None:
    """Every sentence has a place in the text and a voice; places stand in order and do not overlap."""
    text = Found(data.decode("utf-8", "replace")).article(outlets(), stem="x").text
    if not text:
        return
    article = understand(Article("0" * 12, "A title", "Morning Post", text), outlets())
    for places in ([one.span for one in article.parts], [one.span for one in article.attributions]):
        end = 0
        for span in places:
            assert end <= span.start <= span.end <= len(text), (places, text)
            end = span.end
    for one in article.attributions:
        assert one.chain, (one, text)
        assert one.cue is None or 0 <= one.cue.start <= one.cue.end <= len(text), (one, text)
    for chunk in chunks(article):
        assert chunk.text == chunk.span.of(text)


def quotes(data: bytes) -> None:
    """A quotation is exact only where the source has its letters and digits, all of them and in their order."""
    words, _, source = data.decode("utf-8", "replace").partition("\n")
    if not source.strip() or not words.strip():
        return
    article = an_article(source)
    for span in find(words, source):
        assert _letters(span.of(source)) == _letters(words), (words, span.of(source))
    span = Span(0, min(len(source), len(words)))
    citation = Citation(article.id, span, words, (article.publisher,))
    assert (misplaced(citation, article) is None) == (span.of(source) == words)
    whole = Citation(article.id, Span(0, len(source)), source, (article.publisher,))
    problem = misquoted(Claim(f"He said: “{words}”", (whole,)), [article])
    quoted = words.split("”")[0]
    if problem is None and "“" not in words and '"' not in words and len(_letters(quoted)) > 20:
        assert _letters(quoted) in _letters(source), (words, source)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFC", text))


def replies(data: bytes) -> None:
    """How a reply is cut into pieces changes nothing, and what cannot be read is told in words."""
    text = data[1:].decode("utf-8", "replace")
    size = (data[0] if data else 0) % 7 + 1
    pieces = [text[start : start + size] for start in range(0, len(text), size)]
    assert list(objects(pieces)) == list(objects([text]))
    assert "".join(without_thoughts(pieces)) == "".join(without_thoughts([text]))
    try:
        read(text, PositionLine)
    except ValueError as problem:
        if not str(problem):
            raise AssertionError("an error without a word") from problem


TARGETS: dict[str, Callable[[bytes], None]] = {
    "extraction": extraction,
    "attribution": attribution,
    "quotes": quotes,
    "replies": replies,
}

# Few and small, each a different road through the target.
CORPUS: dict[str, tuple[bytes, ...]] = {
    "extraction": (
        b"\x00<html><head><title>T</title><script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"author\": {\"name\": \"A\"}}</script></head><body><article><p>The council voted on Monday to close the bridge.</p></article></body></html>",
        b"\x01%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF",
        b"\x02PK\x03\x04",
        "\x03---\ntitle: T\ndate: 2025-01-06\n---\n# T\n\n> He said “no”.\n\n| a | b |\n|---|---|".encode(),
        b"\x04Title\n\nThe council voted on Monday.",
        b"\x05<rss><channel><title>F</title><item><title>T &amp; &lt;b&gt;</title><link>https://a.example/1</link><pubDate>Mon, 06 Jan 2025 10:00:00 GMT</pubDate></item></channel></rss>",
        b"\x05{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{\"id\": 1, \"url\": \"https://a.example/1\"}]}",
        b"\x06<opml><body><outline xmlUrl='https://a.example/f' text='F'/></body></opml>",
        b"\x07[{\"text\": \"The council voted.\", \"authors\": [\"A\"], \"date\": \"2025-01-06\"}]",
    ),
    "attribution": (
        "The wall broke, the mayor said. “We warned them,” said Ana Brook, who told Reuters: “It is late.”".encode(),
        "Reuters reported that RT had quoted The Telegraph as saying that he “lied”.\n\nQ: Why?\n\nA: Because.".encode(),
        "Le ministre a déclaré : « Rien n’est sûr ». Der Minister sagte, „nichts“ sei sicher.".encode(),
        "“Open and never closed, said X. ‘In’ “one” ‘another’, he said, she said, they said.".encode(),
    ),
    "quotes": (
        b"never closed\nIt was never  closed, he said.",
        "it’s “late”\nIt's \"late\", and it's 'late'.".encode(),
        "café 3\u00a0000\nCafe\u0301 3 000 people".encode(),
    ),
    "replies": (
        b"\x02{\"voice\": \"A\", \"claim\": \"B\", \"citations\": [{\"source\": 1, \"quote\": \"C\"}]}",
        b"\x01<think>no {</think>```json\n[{\"a\": \"}\\\"\"},\n{\"b\": 1}\n{broken\n{\"c\": 2}]\n```",
    ),
}  # fmt: skip
