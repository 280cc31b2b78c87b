"""What each cue of a unit reports: "according to", "citing", nouns of saying; verbs are read in their own room."""

from __future__ import annotations

from dataclasses import replace

from assistant.attribution import abroad, nouns, verbs
from assistant.attribution.abbreviations import words
from assistant.attribution.content import NEAR
from assistant.attribution.cues import ACCORDING, CUES, DENIALS, NOUNS, Strength
from assistant.attribution.report import Report
from assistant.attribution.scene import Scene
from assistant.attribution.units import QUOTE

_SAID = words("said says say")


def report_at(scene: Scene, at: int, sofar: list[Report]) -> Report | None:
    """The report of the cue at a word, or None; one that only says whom an earlier one cites takes its place."""
    word, unit = scene.low[at], scene.unit
    if word == "according" and unit.has(at + 1, "to"):
        return _named_after(scene, at, at + 2)
    if scene.ear is None and (report := abroad.report_at(scene, at)) is not None:
        return report
    if word in ACCORDING and not (word == "laut" and scene.capital[at] and at):
        if word == "zufolge":
            return scene.made(at, nouns.before(scene.low, scene.capital, at - 1))
        return _named_after(scene, at, at + 1)
    if word == "citing" or (word == "quoting" and at):
        return _citing(scene, at, sofar)
    if word in NOUNS and not DENIALS.isdisjoint(scene.low[max(0, at - 5) : at]):
        return None
    if word in NOUNS and (nominal := _nominal(scene, at)) is not None:
        return nominal
    strength = CUES.get(word)
    if strength is None or (scene.capital[at] and at and not unit.is_headline):
        return None
    if strength is not Strength.STRONG and scene.ear is not None and not scene.ear.cued(unit.start[at]):
        return None
    return verbs.report_of(scene, at, strength, sofar)


def speaks(scene: Scene, at: int) -> bool:
    """Whether the cue at `at` must be someone's speech, though nobody can be told from the words."""
    return scene.low[at] in _SAID or QUOTE in scene.low[max(0, at - 4) : at + NEAR]


def _named_after(scene: Scene, at: int, start: int) -> Report | None:
    phrase = (abroad.phrase_after if scene.ear is None else _phrase_after)(scene, start)
    return scene.made(at, phrase, after=at > 3, until=start - 1) if phrase is not None else None


def _phrase_after(scene: Scene, start: int) -> tuple[int, int] | None:
    return nouns.after(scene.low, scene.capital, start)


def _citing(scene: Scene, at: int, sofar: list[Report]) -> Report | None:
    """ "The FT reported, citing officials": the officials' words, through the FT."""
    phrase = nouns.after(scene.low, scene.capital, at + 1)
    if phrase is None:
        return None
    made = scene.made(at, phrase)
    main = next((one for one in reversed(sofar) if one.holder is not None), None)
    if made.holder is None or main is None or main.holder is None:
        return None
    sofar.remove(main)
    via = tuple(dict.fromkeys((*main.holder.via, main.holder.voice, *made.holder.via)))
    return replace(made, holder=replace(made.holder, via=via), cue=main.cue, start=main.start)


def _nominal(scene: Scene, at: int) -> Report | None:
    """ "X's claim that", "the claim by X that"."""
    low = scene.low
    phrase = None
    if at and low[at - 1].endswith(("’s", "'s", "s’")):
        phrase = nouns.before(low, scene.capital, at - 1)
        final = at
    elif scene.unit.has(at + 1, "by", "from", "of") and "that" in low[at + 2 : at + 12]:
        phrase, final = nouns.after(low, scene.capital, at + 2), at + 1
    if phrase is None or "that" not in low[final + 1 : final + 10]:
        return None
    return scene.made(at, phrase)
