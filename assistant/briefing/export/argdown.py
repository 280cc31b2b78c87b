"""A briefing as Argdown: readings that oppose each other, with the evidence for and against (argdown.org)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.briefing.document import Briefing
from assistant.briefing.export.facts import note
from assistant.briefing.layout import outline
from assistant.briefing.outline import Heading, Line, Name

_SPECIAL = re.compile(r"[\\\[\]<>{}#@*_|:/&^~`+=.\"'-]")
_SPACES = re.compile(r"\s+")
COMPETING = frozenset({Name.READINGS, Name.COUNTERARGUMENTS, Name.INFERRED})


def argdown(briefing: Briefing) -> str:
    """Every sentence of the briefing as a statement under its section, then what opposes and what supports what."""
    laid = outline(briefing)
    lines = ["===", f"title: {_quoted(laid.title)}", "===", "", f"# {_plain(laid.title)}"]
    for standing in laid.standing:
        lines += ["", _plain(standing)]
    statements = 0
    for section in laid.sections:
        lines += ["", f"## {_plain(section.title)}"]
        for block in section.blocks:
            if isinstance(block, Heading):
                lines += ["", f"{'#' * (block.level + 2)} {_plain(block.text)}"]
            elif isinstance(block, Line):
                statements += 1
                lines += ["", _statement(f"s{statements}", block)]
    lines += ["", "## Arguments", *_arguments(briefing), "", "## Words cited"]
    for source in laid.sources:
        for cited in source.cited:
            lines += ["", f"[{source.marked(cited)}]: {_plain(note(source, cited))}"]
    return "\n".join(lines) + "\n"


def _arguments(briefing: Briefing) -> Iterator[str]:
    """Each reading as a statement that the others contradict, with the evidence that tells them apart."""
    for place, contest in enumerate(briefing.contests, 1):
        names = [f"Reading {place}{chr(ord('A') + number)}" for number in range(len(contest.cases))]
        for number, case in enumerate(contest.cases):
            yield ""
            yield f"[{names[number]}]: {_plain(f'{contest.issue}: {case.label}')}"
            yield from (f"    + {_plain(one.text)}" for one in case.claims)
            told = [one for one in contest.evidence if one.discriminates]
            for one in told:
                sign = {"consistent": "+", "inconsistent": "-"}.get(one.bearings[number].value)
                if sign:
                    yield f"    {sign} {_plain(one.claim.text)}"
            yield from (f"    - [{other}]" for other in names if other != names[number])
    for place, counter in enumerate(briefing.counterarguments, 1):
        yield ""
        yield f"[Countered {place}]: {_plain(counter.against.text)}"
        yield from (f"    - {_plain(claim.text)}" for claim in counter.claims)


def _statement(name: str, line: Line) -> str:
    lead = f"{line.lead}: " if line.lead else ""
    marks = f" ({', '.join(line.marks)})" if line.marks else ""
    tail = f" ({line.tail})" if line.tail else ""
    return f"[{name}]: {_plain(f'{lead}{line.text}{marks}{tail}')}"


def _plain(text: str) -> str:
    """The text on one line, with a backslash before what Argdown would read as its own."""
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", _SPACES.sub(" ", text).strip())


def _quoted(text: str) -> str:
    """As a YAML string in double quotes."""
    return '"' + _SPACES.sub(" ", text).replace("\\", "\\\\").replace('"', '\\"') + '"'
