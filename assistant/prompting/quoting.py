"""Text of others, put before a model so that it can only be read: nonce tags, look-alikes neutralised."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

# Every substitute is one character long, so an offset in the model's copy is the same offset in the article.
_ANGLES = {ord(char): "‹" for char in "<＜﹤"} | {ord(char): "›" for char in ">＞﹥"}
_LINES = {ord(char): " " for char in "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"}
# Joiners stay: Persian, the Indic scripts and emoji are written with them.
_KEPT_FORMAT = {0x200C, 0x200D, 0x00AD}
_ORDINARY = {ord(char): "x" for char in "\n\t\u00a0"}  # a quick look spares most texts the slow one
_BRACKET_TOKEN = re.compile(
    r"\[\s*/?\s*[A-Z][A-Z_ ]{2,}\s*\]|\[\s*/?\s*(?i:inst|sys|system|user|assistant|tool)\s*\]"
)
_ROLE = re.compile(
    r"^([^\S\n]*[#*>_~`=|:-]*[^\S\n]*(?:system|assistant|user|human|developer|instructions?|tool)(?:[^\S\n]+\w+)?"
    r"[*_`]*[^\S\n]*)[:：]",
    re.IGNORECASE | re.MULTILINE,
)
_FENCE = re.compile(r"`{3,}|~{3,}")


def fresh_nonce() -> str:
    """Eight hexadecimal digits that no article can have known."""
    return secrets.token_hex(4)


def neutralised(text: str) -> str:
    """The copy that a model sees: as long as the text, offset for offset, without tags and role tokens."""
    copy = text.translate(_ANGLES).translate(_LINES)
    if not copy.translate(_ORDINARY).isprintable():
        copy = "".join(map(_visible, copy))
    copy = _BRACKET_TOKEN.sub(lambda token: f"({token.group()[1:-1]})", copy)
    copy = _ROLE.sub(lambda role: f"{role.group(1)}∶", copy)
    return _FENCE.sub(lambda fence: "'" * len(fence.group()), copy)


def _visible(char: str) -> str:
    """Control, direction and tag characters can carry words that only a model reads."""
    if char in "\n\t" or char.isprintable() or ord(char) in _KEPT_FORMAT:
        return char
    return " " if unicodedata.category(char) in {"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"} else char


def on_one_line(text: str) -> str:
    """Neutralised, with white space run together: fit for a label, a name or a question."""
    return neutralised(" ".join(text.split()))


@dataclass(frozen=True, slots=True)
class Quoted:
    """A numbered piece of someone else's text, with labels that say where it comes from."""

    number: int
    text: str
    labels: Mapping[str, str] = field(default_factory=dict)
    tag: str = "source"

    def between_tags(self, nonce: str) -> str:
        labels = "".join(f' {key}="{_label(value)}"' for key, value in self.labels.items() if value)
        opening, closing = f'<{self.tag}-{nonce} number="{self.number}"{labels}>', f"</{self.tag}-{nonce}>"
        # An article cannot know the nonce; should it stand there all the same, it is broken up.
        return f"{opening}\n{neutralised(self.text).replace(nonce, nonce[:-1] + '·')}\n{closing}"


def _label(text: str) -> str:
    return on_one_line(text).replace('"', "'")
