"""Reads a briefing back from its Markdown (docs/briefing-markdown.md); what the form does not know is a stray."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from assistant.briefing.document import Source
from assistant.briefing.outline import Block, Grid, Heading, Line, Name, Outline, Section
from assistant.briefing.reading_sources import source_field
from assistant.errors import BadInput

SOURCES = "Sources"
_NAMES = {name.value: name for name in Name}
_MARK = re.compile(r"(?<!\\)\[(\d+[a-z]+)\]\(#\1\)")
_LEAD = re.compile(r"\*\*(.+?):\*\*\s*")
_TAIL = re.compile(r"(?<!\\)\*\((.+)\)\*$")
_ITALIC = re.compile(r"(?<![\\*])\*(?![*\s])(.+?)(?<!\\)\*$")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_SOURCE = re.compile(r"(\d+)\.\s+(.*)")
_NO_TEXT = "-|: "


class Stray(NamedTuple):
    """Text that stands where the form has none: a paragraph that somebody wrote in; `section` is its title."""

    section: str
    text: str


@dataclass(slots=True)
class _Draft:
    title: str = ""
    standing: list[str] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)
    place: str = ""

    def stray(self, text: str) -> None:
        self.strays.append(Stray(self.place, unescaped(text)))

    def block(self, block: Block) -> None:
        last = self.sections[-1]
        self.sections[-1] = replace(last, blocks=(*last.blocks, block))


def outline_of(markdown: str) -> tuple[Outline, tuple[Stray, ...]]:
    """The outline, and what stands in the text beside it. Raises BadInput where the text is no briefing."""
    draft = _Draft()
    for block in _blocks(markdown):
        _take(draft, block)
    if not draft.title or not draft.sections:
        raise BadInput(
            "This Markdown is not a briefing: it has no title, or none of the sections of one.",
            hint="`counterpoint brief TOPIC -o FILE.md` writes one; docs/briefing-markdown.md describes it.",
        )
    outline = Outline(draft.title, tuple(draft.standing), tuple(draft.sections), tuple(draft.sources))
    return outline, tuple(draft.strays)


def unescaped(text: str) -> str:
    return " ".join(_ESCAPED.sub(r"\1", text).split())


def _blocks(markdown: str) -> Iterator[list[str]]:
    """Paragraphs, headings, single list items and tables, as lists of their lines."""
    held: list[str] = []
    for line in (*markdown.splitlines(), ""):
        begins = re.match(r"#{1,6}\s|[-*+]\s|\d+[.)]\s", line) is not None
        heading = bool(held) and held[0].startswith("#")
        if held and (begins or heading or not line.strip()):
            yield held
            held = []
        if line.strip():
            held.append(line)


def _take(draft: _Draft, block: list[str]) -> None:
    first = block[0]
    text = " ".join(line.strip() for line in block)
    if first.startswith("# ") and not draft.title:
        draft.title = unescaped(text[2:])
    elif first.startswith("## "):
        _section(draft, unescaped(text[3:]))
    elif draft.place == SOURCES:
        _source(draft, text)
    elif not draft.place:
        draft.standing.append(unescaped(text))
    elif draft.place not in _NAMES:
        draft.stray(text)
    elif heading := re.fullmatch(r"(###|####) (.*)", text):
        draft.block(Heading(unescaped(heading[2]), level=len(heading[1]) - 2))
    elif first.startswith("- "):
        _line(draft, block)
    elif first.startswith("|"):
        _grid(draft, block)
    elif italic := _ITALIC.fullmatch(text):
        _italic(draft, unescaped(italic[1]))
    else:
        draft.stray(text)


def _section(draft: _Draft, title: str) -> None:
    draft.place = title
    if title in _NAMES:
        draft.sections.append(Section(_NAMES[title], "", ()))
    elif title != SOURCES:
        draft.stray(title)


def _italic(draft: _Draft, text: str) -> None:
    """What a section says of itself, or the note of the heading before."""
    section = draft.sections[-1]
    if not section.blocks and not section.says:
        draft.sections[-1] = replace(section, says=text)
    elif section.blocks and isinstance(last := section.blocks[-1], Heading) and not last.note:
        draft.sections[-1] = replace(section, blocks=(*section.blocks[:-1], replace(last, note=text)))
    else:
        draft.stray(text)


def _line(draft: _Draft, block: list[str]) -> None:
    quoted = [line.strip() for line in block[1:] if line.strip().startswith(">")]
    text = " ".join(line.strip() for line in block if not line.strip().startswith(">")).removeprefix("- ")
    lead, tail = _LEAD.match(text), None
    if lead:
        text = text[lead.end() :]
    if tail := _TAIL.search(text):
        text = text[: tail.start()]
    marks = tuple(dict.fromkeys(_MARK.findall(text)))
    draft.block(
        Line(
            unescaped(_MARK.sub("", text)),
            marks,
            unescaped(lead[1]) if lead else "",
            unescaped(tail[1]) if tail else "",
            unescaped(" ".join(line.lstrip("> ") for line in quoted)),
        )
    )


def _grid(draft: _Draft, block: list[str]) -> None:
    rows = [tuple(unescaped(cell) for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1]) for line in block]
    told = [row for row in rows if not all(set(cell) <= set(_NO_TEXT) for cell in row)]
    draft.block(Grid(told[0], tuple(told[1:])) if told else Grid((), ()))


def _source(draft: _Draft, text: str) -> None:
    if begins := _SOURCE.match(text.removeprefix("### ")) if text.startswith("### ") else None:
        draft.sources.append(Source(int(begins[1]), "", unescaped(begins[2]), "", "", ""))
        return
    read = source_field(draft.sources[-1], text, unescaped) if draft.sources else None
    if read is None:
        draft.stray(text)
    else:
        draft.sources[-1] = read
