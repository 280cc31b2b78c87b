"""Text of articles, models and addresses for Streamlit's labels and messages, which read Markdown."""

from __future__ import annotations

import re
from html import escape

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")  # CommonMark 2.4: any ASCII punctuation may be escaped
_COLON = re.compile(r"(?<=:)(?=\S)")
_JOINER = "\u2060"  # invisible; keeps :emoji: and https:// from being found in the text after it was parsed


def plain(text: str) -> str:
    """Markdown that shows exactly this text, on one line: no link, picture, formula, colour or emoji comes of it."""
    return _PUNCTUATION.sub(r"\\\1", _COLON.sub(_JOINER, " ".join(text.split())))


def short(text: str, most: int = 60) -> str:
    """The text on one line, cut at a word where it is longer."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return line[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def markup(text: str) -> str:
    """The text for `st.html`: nothing in it is markup."""
    return escape(text, quote=True)
