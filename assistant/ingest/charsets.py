"""Bytes to text: what the bytes are, before what they are said to be."""

from __future__ import annotations

import codecs
import re

from assistant.errors import UnreadableSource

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_META_WITHIN = 4096  # the HTML standard wants it in the first 1,024 bytes; real pages are late
_SNIFFED = 65_536
# The WHATWG Encoding Standard reads these labels as the Windows superset.
_SUPERSETS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
_SEVEN_BIT = {"iso2022_jp", "iso2022_kr", "hz", "utf-7"}


def decode(data: bytes, declared: str | None = None, *, html: bool = False) -> str:
    """The text of the bytes; a character that cannot be read becomes U+FFFD.

    A byte order mark wins. Bytes that are valid UTF-8 are UTF-8 whatever a header says (Latin-1 text is almost never
    valid UTF-8 by chance). Then the declared charset, a page's own meta tag, and a guess from the bytes.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace")
    meta = _META.search(data[:_META_WITHIN]) if html else None
    labels = [_codec(declared), _codec(meta[1].decode("ascii", "ignore")) if meta else None]
    stateful = [label for label in labels if label in _SEVEN_BIT - {"utf-7"}]
    for label in [*stateful, "utf-8", *labels]:
        if label:
            try:
                return data.decode(label)
            except (UnicodeDecodeError, LookupError):
                continue
    almost = data.decode("utf-8", errors="replace")
    if almost.count("\ufffd") * 10 < sum(character > "\x7f" for character in almost):
        return almost  # UTF-8 with a few broken bytes
    return data.decode(_guess(data) or "cp1252", errors="replace")


def refuse_binary(data: bytes, name: str) -> None:
    """Raises UnreadableSource when the bytes are not a text in any encoding."""
    head = data[:8192]
    if any(head.startswith(bom) for bom, _ in _BOMS):
        return
    control = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)
    if b"\0" in head or control > len(head) * 0.02:
        raise UnreadableSource(
            f"{name} is not text: it holds binary data.",
            hint="Give the article as .txt, .md, .html, .pdf, .docx or .jsonl, with the ending that fits what it is.",
        )


def _codec(label: str | None) -> str | None:
    if not label:
        return None
    try:
        name = codecs.lookup(label.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    return None if name in ("utf-7", "idna", "punycode", "undefined") else _SUPERSETS.get(name, name)


def _guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SNIFFED]).best()
    return best.encoding if best else None
