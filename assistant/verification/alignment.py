"""A claim laid against the words it rests on: where a near-copy was changed, and how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher

from assistant.wording.tokens import Token, stem, tokens

# Above this share of shared words, in order, a claim is a copy with changes and each change is looked at.
NEAR_COPY = 0.65
_FAR = 8  # words of the source between a stray match and the stretch that the claim follows
_LONGEST = 400  # words; longer cited texts are narrowed to the stretch around the best match first


@dataclass(frozen=True, slots=True)
class Change:
    """Words of the claim that stand where the source has others; either side may be empty."""

    claim: tuple[Token, ...]
    source: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """How much of the claim follows the source word by word, and the changes between the first and the last match.

    `window` are the source's words from the first match to the last, `source` all of them, `text` what they stand in.
    """

    share: float
    changes: tuple[Change, ...]
    window: tuple[Token, ...]
    source: tuple[Token, ...] = ()
    text: str = ""

    @property
    def is_near_copy(self) -> bool:
        return self.share >= NEAR_COPY


def align(claim: str, source: str) -> Alignment:
    """Lays a claim against one stretch of source."""
    mine, theirs = tokens(claim), tokens(source)[:_LONGEST]
    matcher = SequenceMatcher(
        None, [stem(t.key) for t in mine], [stem(t.key) for t in theirs], autojunk=False
    )
    blocks: Sequence[Match] = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks or not mine:
        return Alignment(0.0, (), (), theirs, source)
    blocks = _together(blocks)
    first, last = blocks[0], blocks[-1]
    share = sum(block.size for block in blocks) / len(mine)
    window = theirs[first.b : last.b + last.size]
    changes = tuple(_changes(matcher, mine, theirs, first.b, last.b + last.size))
    return Alignment(share, changes, window, theirs, source)


def _together(blocks: Sequence[Match]) -> Sequence[Match]:
    """The blocks without single words at the edges that stand far from the rest: a name in both says nothing."""
    first, last = 0, len(blocks) - 1
    while first < last and blocks[first].size == 1 and blocks[first + 1].b - blocks[first].b > _FAR:
        first += 1
    while first < last and blocks[last].size == 1 and blocks[last].b - _end(blocks[last - 1]) > _FAR:
        last -= 1
    return blocks[first : last + 1]


def _end(block: Match) -> int:
    return block.b + block.size


def _changes(
    matcher: SequenceMatcher[str], mine: tuple[Token, ...], theirs: tuple[Token, ...], start: int, end: int
) -> Iterator[Change]:
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        # What the source says before or after the stretch that the claim uses was left out, not changed,
        # except where the claim has something else at the same edge.
        b1, b2 = (b1, b2) if a2 > a1 else (max(b1, start), min(b2, end))
        if a2 > a1 and (b2 <= start or b1 >= end):
            edge = a2 - a1 + 1
            b1, b2 = (max(b1, b2 - edge), b2) if b2 <= start else (b1, min(b2, b1 + edge))
        if a2 > a1 or b2 > b1:
            yield Change(mine[a1:a2], theirs[b1:b2])
