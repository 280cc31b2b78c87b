"""What is said in German, French, Spanish, Russian and Ukrainian without a plain verb and its subject."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.attribution import declension, nouns
from assistant.attribution.abbreviations import words
from assistant.attribution.cues import AUXILIARIES, CUES
from assistant.attribution.cues_abroad import BY_WORDS_ABROAD, FINITE, GERMAN_ANGABEN, HOW
from assistant.attribution.holders import Holder
from assistant.attribution.report import Report
from assistant.attribution.scene import Scene
from assistant.attribution.units import QUOTE
from assistant.news import Span, Voice, VoiceKind

TRIGGERS = GERMAN_ANGABEN | BY_WORDS_ABROAD | words("so acuerdo après")

_IN = words("в во у")
_BY = words("по за із на")
_THEIR = {
    "его": "him", "её": "her", "ее": "her", "их": "them", "його": "him", "її": "her", "їх": "them", "їхніми": "them",
}  # fmt: skip
_SUBJECTS = words("il elle ils elles on")
_PARTICLES = words("mit an zurück ein hinzu bekannt klar fest vor aus ab voraus entgegen")
"""The end of a German verb: "teilte Weber mit"."""
_INSIDE = words("von van der des dem den de du la le les del los las y e et und d’ für of the")
_GERMAN_BODY = re.compile(
    r"(?P<name>.*(?:amt|behörde|ministerium|polizei|werk|gericht|verband|gesellschaft|bank|partei|zentrale|agentur|kanzlei|gewerkschaft))(?:e?s)?",
    re.IGNORECASE,
)
_LONGEST_CLAUSE = 8


def report_at(scene: Scene, at: int) -> Report | None:
    """The report of the cue at a word where it is one that only these languages have."""
    low, word, unit = scene.low, scene.low[at], scene.unit
    if word in GERMAN_ANGABEN and unit.has(at - 1, "nach", "laut"):
        return _by(scene, at - 1, at + 1, at)
    if word == "acuerdo" and unit.has(at - 1, "de") and unit.has(at + 1, "con"):
        return _by(scene, at - 1, at + 2, at + 1)
    if word in BY_WORDS_ABROAD:
        if unit.has(at - 1, *_BY):
            return _by(scene, at - 1, at + 1, at)
        if unit.has(at - 1, *_THEIR) and unit.has(at - 2, *_BY):
            return _of_them(scene, at)
        return None
    if word == "so" and unit.has(at - 1, ","):
        ends = next((i for i in range(at + 1, min(at + 8, len(low))) if low[i] in (",", ".")), 0)
        return _by(scene, at, at + 1, at) if ends else None
    if word not in CUES or scene.capital[at]:
        return None
    if unit.has(at - 1, *_SUBJECTS) and unit.has(at - 2, "a", "ont"):
        return scene.made(at, (at - 1, at - 1), after=True)  # "a-t-il ajouté"
    if (place := _place(scene, at)) is not None:
        return place
    return _how(scene, at)


def left_out(scene: Scene, at: int) -> Report | None:
    """The report of a Spanish verb without a subject behind what was said: «..., explicó»."""
    unit = scene.unit
    if not unit.has(at - 1, ",", "—") or not (at + 1 >= len(scene.low) or unit.has(at + 1, ".", ",", QUOTE)):
        return None
    span = Span(unit.start[at], unit.start[at])
    sentence = next((s for s in unit.sentences if s.start <= span.start < s.end), unit.span)
    known = scene.holders.discourse.pronoun("anyone", span.start, sentence)
    if known is None:
        return None
    return replace(
        scene.made(at, None),
        holder=Holder(known[0], Span(unit.start[at], unit.end[at]), known[1]),
        after=True,
    )


def phrase_after(scene: Scene, start: int) -> tuple[int, int] | None:
    """The name that begins at a word, up to the verb; an outlet's name in marks is one too."""
    low = scene.low
    for at in range(start, min(start + 3, len(low))):
        if low[at] == QUOTE:
            named = scene.holders.outlets_in(scene.unit.start[at], scene.unit.end[at])
            return (at, at) if named else None
        if scene.capital[at]:
            break
    phrase = nouns.after(low, scene.capital, start)
    if phrase is None:
        return None
    while phrase[1] > start and low[phrase[1]] in _PARTICLES and not scene.capital[phrase[1]]:
        phrase = (start, phrase[1] - 1)
    return (
        start,
        next((at for at in range(start + 1, phrase[1] + 1) if _ends(scene, at)), phrase[1] + 1) - 1,
    )


def _ends(scene: Scene, at: int) -> bool:
    """Whether a word that begins small ends a name: a verb, or any word behind a noun but "von" and its like."""
    low, capital = scene.low, scene.capital
    if capital[at]:
        return False
    if low[at] in FINITE or low[at] in CUES:
        return True
    return capital[at - 1] and low[at] not in _INSIDE and low[at][0] < "Ѐ"


def _by(scene: Scene, at: int, start: int, until: int) -> Report | None:
    """ "nach Angaben von X", «по словам X»: the holder follows, in the genitive."""
    if scene.unit.has(start, "von", "vom", "aus"):
        start += 1
    phrase = phrase_after(scene, start)
    if phrase is None:
        return None
    made = scene.made(at, phrase, after=at > 3, until=until)
    holder = _nominative(scene, phrase) or made.holder
    if holder is not None and (body := _GERMAN_BODY.fullmatch(holder.voice.name)) is not None:
        return replace(made, holder=replace(holder, voice=Voice(body["name"], VoiceKind.INSTITUTION)))
    if holder is not None and holder.voice.kind is VoiceKind.PERSON:
        name = declension.person(holder.voice.name, scene.holders.persons())
        holder = replace(holder, voice=replace(holder.voice, name=name))
        scene.holders.discourse.spoke(holder.voice, holder.mention, name, holder.via)
    return replace(made, holder=holder)


def _nominative(scene: Scene, phrase: tuple[int, int]) -> Holder | None:
    """ "источника в правительстве" or "Кремля" as a voice, where the word is known in all its cases."""
    first = phrase[0]
    word = scene.low[first]
    mention = Span(scene.unit.start[first], scene.unit.end[first])
    if (noun := declension.somebody(word)) is not None:
        return Holder(Voice(f"unnamed {noun}", VoiceKind.UNNAMED), mention)
    if phrase[0] == phrase[1] and (body := declension.body(word)) is not None:
        return Holder(Voice(body, VoiceKind.INSTITUTION), mention)
    return None


def _of_them(scene: Scene, at: int) -> Report | None:
    """«По его словам»."""
    span = Span(scene.unit.start[at - 1], scene.unit.end[at - 1])
    sentence = next((s for s in scene.unit.sentences if s.start <= span.start < s.end), scene.unit.span)
    pronoun = {"him": "he", "her": "she", "them": "they"}[_THEIR[scene.low[at - 1]]]
    known = scene.holders.discourse.pronoun(pronoun, span.start, sentence)
    made = scene.made(at - 2, None, until=at)
    if known is None:
        return made
    return replace(made, holder=Holder(known[0], span, known[1]), after=at > 4)


def _place(scene: Scene, at: int) -> Report | None:
    """«В Кремле заявили», «утверждают в Минобороны»: the authority where it was said."""
    unit = scene.unit
    for first in (at - 2, at + 1):
        if first >= 0 and unit.has(first, *_IN) and first + 1 < len(scene.low):
            holder = _nominative(scene, (first + 1, first + 1))
            if holder is not None and holder.voice.kind is VoiceKind.INSTITUTION:
                return replace(scene.made(at, None), holder=holder, after=first > at)
    return None


def _how(scene: Scene, at: int) -> Report | None:
    """ "wie X berichtet", "comme le rapporte X", «как сообщает X»."""
    low, unit = scene.low, scene.unit
    floor = max(-1, at - _LONGEST_CLAUSE)
    how = next((i for i in range(at - 1, floor, -1) if low[i] in HOW or low[i] in (",", ";", ".")), -1)
    if how < 0 or low[how] not in HOW or (how and not unit.has(how - 1, ",", "(", QUOTE)):
        return None
    between = [
        word
        for word in low[how + 1 : at]
        if word not in AUXILIARIES and word not in ("le", "l’a", "lo", "об", "про")
    ]
    phrase = phrase_after(scene, at + 1) if not between else nouns.before(low, scene.capital, at - 1)
    if phrase is not None and between:
        phrase = (max(phrase[0], how + 1), phrase[1])
        if low[phrase[1]] == QUOTE:
            return None
    if phrase is None and between and unit.has(at - 1, QUOTE):
        phrase = (at - 1, at - 1)
    return scene.made(at, phrase, after=at > _LONGEST_CLAUSE) if phrase is not None else None
