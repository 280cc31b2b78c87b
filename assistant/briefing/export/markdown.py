"""A briefing as Markdown that can be read back: the form of docs/briefing-markdown.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from assistant.briefing.document import Briefing, Cited, Source
from assistant.briefing.export.facts import facts
from assistant.briefing.layout import outline
from assistant.briefing.outline import Block, Grid, Heading, Line, Section

_IN_ADDRESSES = ":/?#@!$&'()*+,;=%-._~"  # RFC 3986 without square brackets, which begin links
_SPECIAL = re.compile(r"[\\`*_\[\]<>|#&~]")
_BEGINS_BLOCK = re.compile(r"^([-+=])|^(\d+)([.)])")


def markdown(briefing: Briefing) -> str:
    """The whole briefing as text, ending in a line break."""
    laid = outline(briefing)
    blocks = [f"# {escaped(laid.title)}", *(escaped(line) for line in laid.standing)]
    for section in laid.sections:
        blocks += _section(section)
    blocks.append("## Sources")
    for source in laid.sources:
        blocks += [f"### {source.number}. {escaped(source.title)}", "\n".join(_source(source))]
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """The text as running text: what Markdown would read as its own has a backslash before it."""
    line = _SPECIAL.sub(lambda found: f"\\{found[0]}", " ".join(text.split()))
    return _BEGINS_BLOCK.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", line)


def _section(section: Section) -> Iterator[str]:
    yield f"## {section.title}"
    if section.says:
        yield f"*{escaped(section.says)}*"
    listed: list[str] = []
    for block in section.blocks:
        if isinstance(block, Line):
            listed.append(_line(block))
            continue
        if listed:
            yield "\n".join(listed)
            listed = []
        yield from _set_apart(block)
    if listed:
        yield "\n".join(listed)


def _set_apart(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * (block.level + 2)} {escaped(block.text)}"
            if block.note:
                yield f"*{escaped(block.note)}*"
        case Grid():
            rows = [block.header, tuple("---" for _ in block.header), *block.rows]
            yield "\n".join(f"| {' | '.join(map(_cell, row))} |" for row in rows)


def _cell(text: str) -> str:
    return text if set(text) == {"-"} else escaped(text)


def _line(line: Line) -> str:
    lead = f"**{escaped(line.lead)}:** " if line.lead else ""
    marks = "".join(f" [{mark}](#{mark})" for mark in line.marks)
    tail = f" *({escaped(line.tail)})*" if line.tail else ""
    original = f"\n  > {escaped(line.original)}" if line.original else ""
    return f"- {lead}{escaped(line.text)}{marks}{tail}{original}"


def _source(source: Source) -> Iterator[str]:
    for name, value in facts(source):
        yield f"- {name}: {_address(value) if name == 'Address' else escaped(value)}"
    yield from (_cited(source, one) for one in source.cited)


def _address(url: str) -> str:
    """The address without a backslash in it, so that it can be copied: what Markdown would read as its own is %-encoded."""
    return quote(url, safe=_IN_ADDRESSES)


def _cited(source: Source, cited: Cited) -> str:
    mark = source.marked(cited)
    chain = " → ".join(escaped(one) for one in cited.voices or (source.publisher,))
    chosen = ", as its round-up chose" if cited.selected_by else ""
    place = f"characters {cited.span.start}-{cited.span.end}"
    return f'- <a id="{mark}"></a>**{mark}** {place}, {chain}{chosen}: {escaped(cited.quote)}'
