"""The text as it is stored: what a reader sees, in one form, so that offsets mean the same everywhere."""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDINGS = re.compile(r"\r\n?|[\x0b\x85\u2028]")
_PARAGRAPH_ENDINGS = re.compile(r"[\x0c\u2029]")
# Invisible characters that split words or smuggle text past a reader: control characters, soft hyphen, zero-width
# space, word joiner, byte order mark, bidirectional overrides (Trojan Source, CVE-2021-42574) and tag characters.
# Zero-width (non-)joiners stay: Persian, Hindi and emoji are spelt with them. Lone surrogates cannot be encoded.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]"
)
# For a terminal also what `clean` makes line ends of (a carriage return writes over the line), and marks of direction.
_COMMANDS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\U000e0000-\U000e007f]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_BLANK_LINES = re.compile(r"\n{3,}")


def clean(text: str) -> str:
    """The text with line ends as `\\n`, one blank line between paragraphs, NFC, and nothing invisible.

    Quotation marks, dashes, non-breaking spaces and the letters' case stay as the author wrote them.
    """
    odd = not text.replace(
        "\n", ""
    ).isprintable()  # most texts are not, and the patterns below take 20 times longer
    if odd:
        text = _LINE_ENDINGS.sub("\n", text)
        text = _PARAGRAPH_ENDINGS.sub("\n\n", text)
        text = _INVISIBLE.sub("", text)
        text = _SURROGATES.sub("\ufffd", text)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if odd or " \n" in text:
        text = "\n".join(line.rstrip() for line in text.split("\n"))
    if "\n\n\n" in text:
        text = _BLANK_LINES.sub("\n\n", text)
    return text.strip()


def one_line(text: str) -> str:
    """The text cleaned, on one line, with single spaces: a title, a name."""
    return " ".join(clean(text).split())


def harmless(text: str) -> str:
    """The text without what would move, colour or turn round what a terminal shows; line ends and tabs stay."""
    return _COMMANDS.sub("", text)


def spelt_out(text: str) -> str:
    """The same for JSON: such characters as `\\u009b`, which every reader of JSON turns back."""
    return _COMMANDS.sub(lambda found: "".join(f"\\u{unit:04x}" for unit in _utf16(found[0])), text)


def _utf16(character: str) -> list[int]:
    data = character.encode("utf-16-be", "surrogatepass")
    return [int.from_bytes(data[place : place + 2], "big") for place in range(0, len(data), 2)]
