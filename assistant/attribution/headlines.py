"""Headlines that name the speaker beside a colon or a dash: "Trump: we won", "Talks to resume: Reuters"."""

from __future__ import annotations

from assistant.attribution.holders import Holders
from assistant.attribution.namewords import DETERMINERS
from assistant.attribution.report import Report
from assistant.attribution.units import Unit
from assistant.news import Span, VoiceKind

_LONGEST = 200
_NAME_WORDS = 4


def headline(unit: Unit, text: str, holders: Holders) -> Report | None:
    """The report of a headline, or None for any other unit."""
    if (
        not unit.low
        or len(unit.sentences) != 1
        or len(unit.span) > _LONGEST
        or text[unit.span.end - 1] in ".!…。"
    ):
        return None
    colons = [at for at, word in enumerate(unit.low) if word == ":"]
    if len(colons) != 1 or not 0 < colons[0] < len(unit.low) - 1:
        return None
    colon = colons[0]
    sign = Span(unit.start[colon], unit.end[colon])
    tail = Span(unit.start[colon + 1], unit.end[-1])
    named = holders.outlets_in(tail.start, tail.end)
    if named and named[0][0].start - tail.start <= 4 and tail.end - named[0][0].end <= 8:
        holder = holders.at(tail, sentence=unit.span)
        return Report(sign, holder, sign.start, tail.end, after=True) if holder else None
    if (
        colon > _NAME_WORDS
        or not text[unit.start[0]].isupper()
        or unit.low[0] in DETERMINERS
        or len(unit.low) - colon < 4
    ):
        return None
    head = Span(unit.start[0], unit.end[colon - 1])
    if not holders.outlets_in(head.start, head.end) and not holders.names_person(head):
        return None
    holder = holders.at(head, sentence=unit.span)
    if holder is None or holder.voice.kind is VoiceKind.UNNAMED:
        return None
    return Report(sign, holder, head.start, sign.end)
