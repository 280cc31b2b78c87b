"""Which lines of a page a credit speaks for: those that it ends, or those that it stands above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from assistant.ingest.layout import Line
from assistant.ingest.origin import Strength

# Characters: less than SHORT after a credit is an author's note and no piece; less before it is a standfirst.
SHORT = 300
ENOUGH = 400


@dataclass(frozen=True, slots=True)
class Placed:
    """A credit and how many lines of text stand before it."""

    after: int
    name: str
    strength: Strength


@dataclass(frozen=True, slots=True)
class Block:
    """Lines from `start` to `end` (excluded) that share one origin."""

    start: int
    end: int
    origin: str | None = None


def blocks_of(lines: Sequence[Line], credits: Sequence[Placed]) -> list[Block]:
    """All lines in blocks, in order: a new one begins where a credit ended the one before."""
    upto = [0, *accumulate(len(line.text) for line in lines)]
    listed = any(c.strength is Strength.SOURCE and upto[-1] - upto[c.after] < SHORT for c in credits)
    blocks: list[Block] = []
    start, origin = 0, None
    for credit in credits:
        before, following = upto[credit.after] - upto[start], upto[-1] - upto[credit.after]
        if credit.strength is Strength.SOURCE:
            heads_next = credit.after < len(lines) and lines[credit.after].is_headline
            if before > 0 and following >= SHORT and not (listed and before >= ENOUGH and heads_next):
                continue  # under a picture or a chart
        elif credit.strength is Strength.SAID and before < SHORT and following >= SHORT:
            origin = credit.name
            continue
        if before == 0:
            origin = credit.name if credit.strength is Strength.SOURCE else origin
            continue
        origin = credit.name
        if following >= SHORT:
            blocks.append(Block(start, credit.after, origin))
            start, origin = credit.after, None
    if start < len(lines):
        blocks.append(Block(start, len(lines), origin))
    return blocks
