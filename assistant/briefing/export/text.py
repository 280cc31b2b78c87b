"""A briefing as plain text of 72 columns, alone or as an e-mail that can be sent."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP

from assistant.briefing.document import Briefing
from assistant.briefing.export.facts import facts, speakers
from assistant.briefing.layout import outline
from assistant.briefing.outline import Block, Grid, Heading, Line, Section

WIDTH = 72  # columns: RFC 3676 asks for less than 78


def text(briefing: Briefing) -> str:
    """The whole briefing, ending in a line break; marks stand in brackets and the cited words under their source."""
    laid = outline(briefing)
    lines = [*_wrapped(laid.title), "=" * min(WIDTH, len(laid.title)), ""]
    for standing in laid.standing:
        lines += _wrapped(standing)
    for section in laid.sections:
        lines += ["", "", section.title.upper(), *_section(section)]
    lines += ["", "", "SOURCES"]
    for source in laid.sources:
        lines += ["", *_wrapped(f"{source.number}. {source.title}")]
        lines += [line for name, value in facts(source) for line in _wrapped(f"{name}: {value}", "   ")]
        for cited in source.cited:
            lines += _wrapped(f"[{source.marked(cited)}] {speakers(source, cited)}: {cited.quote}", "   ")
    return "\n".join(lines) + "\n"


def email(briefing: Briefing) -> bytes:
    """The text as an RFC 5322 message without sender and recipient: open it, address it, send it."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = " ".join(briefing.title.split())
    message["Date"] = briefing.as_of
    message["X-Unsent"] = "1"
    message.set_content(text(briefing))
    return message.as_bytes()


def _section(section: Section) -> Iterator[str]:
    if section.says:
        yield from ("", *_wrapped(section.says))
    for block in section.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield from ("", *_wrapped(f"{block.text}{f' ({block.note})' if block.note else ''}"))
        case Line():
            lead = f"{block.lead}: " if block.lead else ""
            marks = "".join(f" [{mark}]" for mark in block.marks)
            tail = f" ({block.tail})" if block.tail else ""
            yield from _wrapped(f"{lead}{block.text}{marks}{tail}", "  ", first="- ")
            if block.original:
                yield from _wrapped(block.original, "  > ")
        case Grid():
            yield ""
            for row in block.rows:
                cells = zip(block.header[1:], row[1:], strict=True)
                yield from _wrapped(f"{row[0]}: {'; '.join(f'{name}: {cell}' for name, cell in cells)}", "  ")


def _wrapped(given: str, indent: str = "", *, first: str | None = None) -> list[str]:
    """Lines of at most `WIDTH` columns; a longer word stands whole on a line of its own."""
    return textwrap.wrap(
        " ".join(given.split()),
        WIDTH,
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
