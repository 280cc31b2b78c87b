"""Who is written before the colon: interviews, transcripts, and headlines."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from assistant.attribution.abbreviations import words
from assistant.attribution.closings import answer_end, paragraph_end, paragraphs_in
from assistant.attribution.people import People, person_name
from assistant.news import Span, Voice, VoiceKind

QUESTIONS = words(
    "q question interviewer host moderator reporter journalist frage pregunta вопрос корреспондент питання"
)
ANSWERS = words("a answer antwort respuesta réponse ответ відповідь")

_LABEL = re.compile(
    r"^[ \t]*(?P<label>(?:[A-ZÀ-ÖØ-ÞА-ЯЁЄІЇҐ][\w.’'-]*)(?:[ \u00a0]?(?:[A-ZÀ-ÖØ-ÞА-ЯЁЄІЇҐ(][\w.’')-]*|de|von|van)){0,4})"
    r"[ \t]?:(?=\s)",
    re.MULTILINE,
)
_MEETS = re.compile(
    r"\b(?:[Ii]nterview(?:\s+with)?|INTERVIEW(?:\s+WITH)?|[Tt]alks?\s+to|[Ss]poke\s+(?:to|with)|[Ii]n\s+conversation\s+with|[Q]&A\s*(?:with|:)?)"
    r"\s*:?\s*(?P<name>(?:(?:[A-ZÀ-ÖØ-Þ][\w’'-]*\.?[ \u00a0]?|de[ ]|von[ ]|van[ ]){1,5}))"
)
_NOT_LABELS = words(
    """
    note update updated photo source sources related read more watch correction editor warning example price date time
    location figure table chapter part step tip topic tags category share by from to subject re ps nb image video
    http https
    """
)


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's turn: `label` is where the name stands, `voice` None for the one who asks."""

    span: Span
    label: Span
    voice: Voice | None


def turns(
    text: str, within: Span, people: People, *, interview: bool, guest: str | None = None
) -> list[Turn]:
    """The labelled turns of a part, each up to the next label; empty when it is no dialogue.

    `guest` is who answers where the labels only say Q and A.
    """
    found = [
        m for m in _LABEL.finditer(text, within.start, within.end) if _plain(m["label"]) not in _NOT_LABELS
    ]
    counts = Counter(_key(m["label"]) for m in found)
    repeated = {label for label, count in counts.items() if count > 1}
    asked = {label for label in counts if label in QUESTIONS}
    if interview:
        kept = [m for m in found if _key(m["label"]) in repeated | asked | (ANSWERS & set(counts))]
        if len(kept) < 2:
            return []
    else:
        kept = [m for m in found if _key(m["label"]) in repeated]
        if len(kept) < 4 or len({_key(m["label"]) for m in kept}) < 2:
            return []
    guest = (
        guest or _guest(text, within) or _introduced(people, within.start, kept[0].start()) or _answerer(kept)
    )
    ends = [following.start() for following in kept[1:]] + [within.end]
    voices = [_voice(m["label"], guest, people, m.start("label")) for m in kept]
    made = [
        Turn(Span(m.start("label"), end), Span(m.start("label"), m.end("label")), voice)
        for m, end, voice in zip(kept, ends, voices, strict=True)
    ]
    return [*made[:-1], replace(made[-1], span=_closed(text, made, asked=interview))]


def _closed(text: str, made: list[Turn], *, asked: bool) -> Span:
    """The last turn without what has no label of its own; outside an interview it ends with its paragraph."""
    *before, last = made
    start = text.index(":", last.label.end) + 1
    if not asked or last.voice is None:
        return Span(last.span.start, paragraph_end(text, start, last.span.end))
    habit = any(turn.voice is not None and paragraphs_in(text, turn.span) > 1 for turn in before)
    guest = None if last.voice.kind is VoiceKind.UNNAMED else last.voice.name
    end = answer_end(text, start, last.span.end, guest=guest, long_answers=habit)
    return Span(last.span.start, end)


def _plain(label: str) -> str:
    return label.strip(" .:").casefold()


def _key(label: str) -> str:
    """Dr.Petrova, Dr. Petrova and PETROVA are one label."""
    parts = re.findall(r"[^\W_]+", label.casefold())
    return parts[-1] if parts else ""


def _voice(label: str, guest: str | None, people: People, at: int) -> Voice | None:
    plain = _key(label)
    if plain in QUESTIONS:
        return None
    if plain in ANSWERS:
        return Voice(guest, VoiceKind.PERSON) if guest else Voice("unnamed interviewee", VoiceKind.UNNAMED)
    name = person_name(
        re.sub(r"\.(?=[^\W\d_])", ". ", label).title()
        if label.isupper()
        else re.sub(r"\.(?=\w)", ". ", label)
    )
    name = name or label.strip(" .")
    full = people.full_name(name.rsplit(" ", 1)[-1], at)
    return Voice(full or name, VoiceKind.PERSON)


def _guest(text: str, within: Span) -> str | None:
    match = _MEETS.search(text, within.start, min(within.end, within.start + 2_000))
    if match is None:
        return None
    name = person_name(re.sub(r"\.(?=\w)", ". ", match["name"]).strip())
    return name if " " in name else None


def _introduced(people: People, start: int, end: int) -> str | None:
    """The only person whom the introduction names in full."""
    named = {one.voice.name for one in people.between(start, end) if one.full}
    return named.pop() if len(named) == 1 else None


def _answerer(kept: list[re.Match[str]]) -> str | None:
    named = Counter(m["label"] for m in kept if _key(m["label"]) not in QUESTIONS | ANSWERS)
    return person_name(named.most_common(1)[0][0]) if named else None
