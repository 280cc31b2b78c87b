"""What a verb of saying reports, by its form: "went on to say", "said", "arguing", "was called"."""

from __future__ import annotations

from assistant.attribution import abroad, content, nouns, subjects
from assistant.attribution.abbreviations import words
from assistant.attribution.content import FAR
from assistant.attribution.cues import (
    ADVERBS,
    AUXILIARIES,
    BARE,
    BELIEFS,
    CARRIERS,
    CUES,
    EVIDENCE,
    FOREIGN,
    HYPOTHETICAL,
    NEGATIONS,
    NOUNS,
    Strength,
)
from assistant.attribution.cues_abroad import SPANISH
from assistant.attribution.namewords import DETERMINERS
from assistant.attribution.relays import RELAYED
from assistant.attribution.report import Report
from assistant.attribution.scene import Scene
from assistant.attribution.units import QUOTE
from assistant.news import Span

_NOTHING = words("nothing nichts rien nada ничего нічого")
_WRITER = words("i we you ich wir je nous yo nosotros я мы ми")
_HELPING = AUXILIARIES | ADVERBS
_VERB_GROUP = _HELPING | NEGATIONS
_NOUN_LIKE = BARE | NOUNS
_BEFORE_A_NOUN = DETERMINERS | words("conference phone telephone video roll")
_PLURALS = words("people police men women children media public many few others most some both")
_HAS = words("has had have a ont avait hat haben hatte ha han había")
_PROGRESSIVE = words("is are was were been be")
_PASSIVE = _PROGRESSIVE | {"being"}
_BEFORE_QUOTED_VERB = (QUOTE, ",", "—", "–")
_ENDS_APPOSITION = (",", ")", "—", "–")
_LEADS_IN = frozenset((",", "by", "and", QUOTE, "—", "–", "while", "in", "as", "before", "after", ")", "for"))
"""What stands before a participle that continues the main clause."""


def report_of(scene: Scene, at: int, strength: Strength, sofar: list[Report]) -> Report | None:
    """The report of the verb at a word, or None where nothing was said or nobody can have said it."""
    low, word = scene.low, scene.low[at]
    group = at - 1
    while group >= 0 and (
        low[group] in _VERB_GROUP or low[group].endswith("ly") or (low[group] == "a" and word in FOREIGN)
    ):
        group -= 1
    helpers = low[group + 1 : at]
    if scene.unit.has(at - 1, "to") or (scene.unit.has(group, "to") and word in BARE):
        return _infinitive(scene, at, group, strength)
    if at and low[at - 1] in _BEFORE_A_NOUN and word in _NOUN_LIKE and not scene.unit.is_headline:
        return None
    owned = at and low[at - 1].endswith(("’s", "'s", "s’", "s'"))
    if word.endswith("ed") and (
        owned or scene.unit.has(at - 1, "a", "an", "the", "its", "his", "her", "their")
    ):
        return None  # "a calculated effort", "Lee's alleged crimes"
    if _not_said(scene, at, group, helpers, strength):
        return None
    if word.endswith("ing"):
        if _PROGRESSIVE.isdisjoint(helpers):
            return _participle(scene, at, group, strength, sofar)
    elif not _PASSIVE.isdisjoint(helpers):
        return _passive(scene, at, group, strength)
    return _finite(scene, at, group, strength)


def _infinitive(scene: Scene, at: int, group: int, strength: Strength) -> Report | None:
    """ "went on to say" reports; "declined to say" reports nothing."""
    back = group if scene.unit.has(group, "to") else at - 1
    on = scene.unit.has(back - 1, "on")
    if not scene.unit.has(back - 2 if on else back - 1, *CARRIERS):
        scene.withheld |= strength is Strength.STRONG
        return None
    return _finite(scene, at, back - 3 if on else back - 2, strength)


def _not_said(scene: Scene, at: int, group: int, helpers: list[str], strength: Strength) -> bool:
    """Whether it was not said, or only might be."""
    low = scene.low
    if helpers:
        maybe = not HYPOTHETICAL.isdisjoint(helpers) and not ("have" in helpers and "could" not in helpers)
        never = not NEGATIONS.isdisjoint(helpers) and low[at] not in BELIEFS
        if (maybe and not scene.quoted(at)) or never:
            scene.withheld |= strength >= Strength.WEAK and low[at] not in BELIEFS
            return True
    if scene.unit.has(at + 1, *_NOTHING):
        scene.withheld |= strength >= Strength.WEAK
        return True
    return strength < Strength.STRONG and "if" in low[max(0, group - 5) : group + 1]


def _finite(scene: Scene, at: int, group: int, strength: Strength) -> Report | None:
    unit, low = scene.unit, scene.low
    if (inverted := _inverted(scene, at, group, strength)) is not None:
        return scene.made(at, inverted, after=True)
    phrase = subjects.apposition(unit, group) if unit.has(group, *_ENDS_APPOSITION) else None
    if phrase is None and unit.has(group, "who", "which", "that") and group:
        phrase = subjects.antecedent(unit, group - (2 if low[group - 1] == "," else 1))
    if phrase is None:
        phrase = nouns.before(low, scene.capital, group)
    if phrase is None and unit.has(group, "and", "but") and strength is Strength.STRONG:
        phrase = subjects.main_subject(unit, group)
    if phrase is not None and group == at - 1 and strength < Strength.STRONG and _is_noun(scene, at, phrase):
        return None
    if not content.said(unit, at, strength, phrase):
        return None
    if phrase is None and low[at] in SPANISH and (left_out := abroad.left_out(scene, at)) is not None:
        return left_out
    if phrase is None:
        return scene.made(at, None) if strength is Strength.STRONG and at else None
    if low[phrase[1]] in _WRITER:
        return None
    after = content.behind_quote(unit, at, phrase) or content.behind_clause(unit, at, phrase)
    return scene.made(at, phrase, after=after)


def _is_noun(scene: Scene, at: int, phrase: tuple[int, int]) -> bool:
    """Whether a base form ends a phrase in the singular: "described the Trump-Putin call as" calls nobody anything."""
    low, (first, last) = scene.low, phrase
    plural = low[last].endswith("s") or low[last] in _PLURALS
    return low[at] in BARE and low[first] in DETERMINERS and not plural and not scene.unit.is_headline


def _inverted(scene: Scene, at: int, group: int, strength: Strength) -> tuple[int, int] | None:
    """ "...," said the mayor: the name behind the verb, where what was said stands before it."""
    unit = scene.unit
    if strength < Strength.WEAK or not unit.has(group, *_BEFORE_QUOTED_VERB):
        return None
    if not _HAS.issuperset(scene.low[group + 1 : at]):
        return None
    if scene.ear is None and unit.has(group, QUOTE, ",", "—", "–") and _in_marks(scene, at + 1):
        return abroad.phrase_after(scene, at + 1)
    if not nouns.starts_a_name(scene.low, scene.capital, at + 1):
        return None
    if scene.ear is None:
        return abroad.phrase_after(scene, at + 1)
    quoted = unit.has(group, QUOTE) or unit.has(group - 1, QUOTE)
    if not quoted and subjects.apposition(unit, group) is not None:
        return None
    return nouns.after_with_name(scene.low, scene.capital, at + 1)


def _in_marks(scene: Scene, start: int) -> bool:
    """Whether an outlet is named in quotation marks here, as German and Russian do."""
    at = next((i for i in range(start, min(start + 3, len(scene.low))) if scene.low[i] == QUOTE), None)
    return at is not None and bool(scene.holders.outlets_in(scene.unit.start[at], scene.unit.end[at]))


def _participle(scene: Scene, at: int, group: int, strength: Strength, sofar: list[Report]) -> Report | None:
    unit, low = scene.unit, scene.low
    if low[at] in EVIDENCE and unit.has(at - 1, QUOTE) and not content.clause_ahead(unit, at):
        return None
    if not content.said(unit, at, strength, None) or (strength is Strength.NAMING and not scene.quoted(at)):
        return None
    if group >= 0 and low[group] not in _LEADS_IN:
        phrase = nouns.before(low, scene.capital, group)
        if phrase is not None and low[phrase[1]] not in CUES and phrase[0] != 0:
            made = scene.made(at, phrase)
            if made.holder is not None:
                return made
    main = next((one for one in reversed(sofar) if one.holder is not None), None)
    if main is not None:
        cue = Span(unit.start[at], unit.end[at])
        return Report(cue, main.holder, cue.start, cue.end)
    if unit.has(at - 1, "as") and unit.has(at - 2, *RELAYED):
        back = at - 3
        while back >= 0 and low[back] in _HELPING:
            back -= 1
        return scene.made(at, nouns.before(low, scene.capital, back))
    subject = subjects.main_subject(unit, at)
    return scene.made(at, subject) if subject else None


def _passive(scene: Scene, at: int, group: int, strength: Strength) -> Report | None:
    """ "was called a fraud by X" has its holder after "by"; "it is believed that" has none."""
    unit, low = scene.unit, scene.low
    for i in range(at + 1, min(len(low) - 1, at + FAR)):
        if (
            low[i] == "by"
            and nouns.starts_a_name(low, scene.capital, i + 1)
            and content.said(unit, at, Strength.WEAK, None)
        ):
            phrase = nouns.after(low, scene.capital, i + 1)
            return scene.made(at, phrase) if phrase else None
        if low[i] in (".", ";"):
            break
    if strength >= Strength.WEAK and unit.has(group, "it") and unit.has(at + 1, "that"):
        return Report(Span(unit.start[at], unit.end[at]), None, unit.start[group], unit.end[at])
    return None
