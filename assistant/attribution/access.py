"""How we know a voice: first-hand, or through whom."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.news import Access, Article, Attribution, Mode, Part, PartKind, Voice, VoiceKind


@dataclass(frozen=True, slots=True)
class Heard:
    """A voice of an article: how we know it at its nearest, and how many stretches of text it speaks."""

    voice: Voice
    access: Access
    via: tuple[str, ...]
    mentions: int


def access_to(attribution: Attribution, kind: PartKind) -> tuple[Access, tuple[str, ...]]:
    """How we know the speaker of an attribution in a piece of this kind, and the names in between, outermost first.

    The publisher, an author in their own words and an interviewee answering speak first-hand. Who is only quoted in
    an interview ("..., said X") is no interviewee: an answer has no cue, or its label before it.
    """
    chain, cue = attribution.chain, attribution.cue
    place, speaker = len(chain) - 1, attribution.speaker
    answering = kind is PartKind.INTERVIEW and attribution.mode is Mode.DIRECT
    answering = answering and (cue is None or cue.start <= attribution.span.start)
    itself = attribution.mode is Mode.OWN or answering
    if place == 0 or (place == 1 and speaker.kind is VoiceKind.PERSON and itself):
        return Access.FIRST_HAND, ()
    via = tuple(dict.fromkeys(voice.name for voice in chain[:-1]))
    return (Access.SECOND_HAND if len(via) == 1 else Access.THIRD_HAND), via


def part_at(parts: Iterable[Part], place: int) -> Part | None:
    """The part that holds a character offset."""
    ordered = tuple(parts)
    index = bisect_right([part.span.start for part in ordered], place) - 1
    return ordered[index] if index >= 0 and ordered[index].span.end > place else None


def heard_in(article: Article) -> list[Heard]:
    """Every voice that speaks in the article or passes words on, nearest first, then the most heard."""
    found: dict[Voice, Heard] = {}
    starts = [part.span.start for part in article.parts]
    for attribution in article.attributions:
        index = bisect_right(starts, attribution.span.start) - 1
        kind = article.parts[index].kind if index >= 0 else article.kind
        access, via = access_to(attribution, kind)
        for place, voice in enumerate(attribution.chain[:-1]):
            passing = Attribution(attribution.span, attribution.chain[: place + 1])
            _note(found, voice, *access_to(passing, kind), speaks=0)
        _note(found, attribution.speaker, access, via, speaks=1)
    return sorted(found.values(), key=lambda one: (len(one.via), -one.mentions, one.voice.name))


def _note(
    found: dict[Voice, Heard], voice: Voice, access: Access, via: tuple[str, ...], *, speaks: int
) -> None:
    known = found.get(voice)
    if known is None:
        found[voice] = Heard(voice, access, via, speaks)
        return
    nearer = len(via) < len(known.via)
    found[voice] = Heard(
        voice,
        access if nearer else known.access,
        via if nearer else known.via,
        known.mentions + speaks,
    )
