"""A unit read word by word: what each cue reports, and whose report it is."""

from __future__ import annotations

from dataclasses import replace

from assistant.attribution import content, nouns, subjects
from assistant.attribution.abbreviations import words
from assistant.attribution.content import FAR, NEAR
from assistant.attribution.cues import (
    ACCORDING,
    ADVERBS,
    AUXILIARIES,
    BARE,
    BELIEFS,
    BY_WORDS,
    CARRIERS,
    CUES,
    FOREIGN,
    HYPOTHETICAL,
    NEGATIONS,
    NOUNS,
    Strength,
)
from assistant.attribution.faint import Ear
from assistant.attribution.holders import Holder, Holders
from assistant.attribution.namewords import DETERMINERS
from assistant.attribution.relays import RELAYED, through
from assistant.attribution.report import Report
from assistant.attribution.units import QUOTE, Unit
from assistant.news import Span

_SAID = words("said says say")
_WRITER = words("i we you ich wir je nous yo nosotros я мы ми")
_HELPING = AUXILIARIES | ADVERBS
_NOUN_LIKE = BARE | NOUNS
_HAS = words("has had have a ont avait hat haben hatte ha han había")


class Reader:
    """One unit while it is read."""

    def __init__(self, unit: Unit, text: str, holders: Holders, ear: Ear | None) -> None:
        self.unit, self.text, self.holders, self.ear = unit, text, holders, ear
        self.low = unit.low
        self.capital = unit.capital
        self.withheld = False

    def report(self, at: int, sofar: list[Report]) -> Report | None:
        word = self.low[at]
        if word == "according" and self.unit.has(at + 1, "to"):
            return self._named_after(at, at + 2)
        if word in ACCORDING and not (word == "laut" and self.capital[at] and at):
            if word == "zufolge":
                return self._made(at, nouns.before(self.low, self.capital, at - 1))
            return self._named_after(at, at + 1)
        if word in ("по", "за", "із") and at + 1 < len(self.low) and self.low[at + 1] in BY_WORDS:
            return self._named_after(at, at + 2)
        if word == "citing" or (word == "quoting" and at):
            return self._citing(at, sofar)
        if word in NOUNS and (nominal := self._nominal(at)) is not None:
            return nominal
        strength = CUES.get(word)
        if strength is None or (self.capital[at] and at and not self.unit.is_headline):
            return None
        if (
            strength is not Strength.STRONG
            and self.ear is not None
            and not self.ear.cued(self.unit.start[at])
        ):
            return None
        return self._verb(at, strength, sofar)

    def speaks(self, at: int) -> bool:
        """Whether the cue at `at` must be someone's speech, though nobody can be told from the words."""
        return self.low[at] in _SAID or QUOTE in self.low[max(0, at - 4) : at + NEAR]

    def _made(
        self, at: int, phrase: tuple[int, int] | None, *, after: bool = False, until: int | None = None
    ) -> Report:
        unit = self.unit
        holder = self._holder(phrase) if phrase else None
        last = until if until is not None else at
        cue = Span(unit.start[at], unit.end[last])
        first = min(cue.start, unit.start[phrase[0]]) if phrase else cue.start
        final = max(cue.end, unit.end[phrase[1]]) if phrase else cue.end
        if (
            holder is not None
            and (via := through(self.unit, at, phrase, self.holders))
            and via not in (holder.voice, *holder.via)
        ):
            holder = replace(holder, via=(via, *holder.via))
        return Report(cue, holder, first, final, after)

    def _holder(self, phrase: tuple[int, int]) -> Holder | None:
        span = Span(self.unit.start[phrase[0]], self.unit.end[phrase[1]])
        sentence = next((s for s in self.unit.sentences if s.start <= span.start < s.end), self.unit.span)
        return self.holders.at(span, sentence=sentence)

    def _named_after(self, at: int, start: int) -> Report | None:
        phrase = nouns.after(self.low, self.capital, start)
        if phrase is None:
            return None
        return self._made(at, phrase, after=at > 3, until=start - 1)

    def _citing(self, at: int, sofar: list[Report]) -> Report | None:
        phrase = nouns.after(self.low, self.capital, at + 1)
        if phrase is None:
            return None
        made = self._made(at, phrase)
        main = next((one for one in reversed(sofar) if one.holder is not None), None)
        if made.holder is None or main is None or main.holder is None:
            return None
        outer = (*main.holder.via, main.holder.voice)
        sofar.remove(main)
        via = tuple(dict.fromkeys((*outer, *made.holder.via)))
        return replace(made, holder=replace(made.holder, via=via), cue=main.cue, start=main.start)

    def _nominal(self, at: int) -> Report | None:
        low = self.low
        phrase = None
        if at and low[at - 1].endswith(("’s", "'s", "s’")):
            phrase = nouns.before(low, self.capital, at - 1)
            final = at
        elif self.unit.has(at + 1, "by", "from", "of") and "that" in low[at + 2 : at + 12]:
            phrase, final = nouns.after(low, self.capital, at + 2), at + 1
        if phrase is None or "that" not in low[final + 1 : final + 10]:
            return None
        return self._made(at, phrase)

    def _verb(self, at: int, strength: Strength, sofar: list[Report]) -> Report | None:
        low, word = self.low, self.low[at]
        group = at - 1
        while group >= 0 and (
            low[group] in AUXILIARIES
            or low[group] in ADVERBS
            or (low[group] == "a" and word in FOREIGN)
            or low[group].endswith("ly")
            or low[group] in NEGATIONS
        ):
            group -= 1
        helpers = low[group + 1 : at]
        if self.unit.has(at - 1, "to") or (self.unit.has(group, "to") and word in BARE):
            return self._infinitive(at, group, strength)
        if at and low[at - 1] in DETERMINERS and word in _NOUN_LIKE and not self.unit.is_headline:
            return None
        if self._not_said(at, group, helpers, strength):
            return None
        if word.endswith("ing") and not set(helpers) & {"is", "are", "was", "were", "been", "be"}:
            return self._participle(at, group, strength, sofar)
        if set(helpers) & {"was", "were", "is", "are", "been", "be", "being"} and not word.endswith("ing"):
            return self._passive(at, group, strength)
        return self._finite(at, group, strength)

    def _infinitive(self, at: int, group: int, strength: Strength) -> Report | None:
        """ "went on to say" reports; "declined to say" reports nothing."""
        back = group if self.unit.has(group, "to") else at - 1
        on = self.unit.has(back - 1, "on")
        if not self.unit.has(back - 2 if on else back - 1, *CARRIERS):
            self.withheld |= strength is Strength.STRONG
            return None
        return self._finite(at, back - 3 if on else back - 2, strength)

    def _not_said(self, at: int, group: int, helpers: list[str], strength: Strength) -> bool:
        """Whether it was not said, or only might be."""
        low, verbs = self.low, set(helpers)
        maybe = bool(verbs & HYPOTHETICAL) and not ("have" in verbs and "could" not in verbs)
        never = bool(verbs & NEGATIONS) and low[at] not in BELIEFS
        if (maybe and not self._quoted(at)) or never:
            self.withheld |= strength >= Strength.WEAK and low[at] not in BELIEFS
            return True
        return "if" in low[max(0, group - 5) : group + 1] and strength < Strength.STRONG

    def _quoted(self, at: int) -> bool:
        near = self.low[max(0, at - 8) : at + NEAR]
        return QUOTE in near

    def _finite(self, at: int, group: int, strength: Strength) -> Report | None:
        low, helpers = self.low, self.low[group + 1 : at]
        inverted = (
            nouns.after(low, self.capital, at + 1) if nouns.starts_a_name(low, self.capital, at + 1) else None
        )
        if (
            inverted is not None
            and set(helpers) <= _HAS
            and strength >= Strength.WEAK
            and self.unit.has(group, QUOTE, ",", "—", "–")
        ):
            quoted = self.unit.has(group, QUOTE) or self.unit.has(group - 1, QUOTE)
            if quoted or subjects.apposition(self.unit, group) is None:
                return self._made(at, inverted, after=True)
        phrase = subjects.apposition(self.unit, group) if self.unit.has(group, ",", ")", "—", "–") else None
        if phrase is None and self.unit.has(group, "who", "which", "that") and group:
            phrase = subjects.antecedent(self.unit, group - (2 if low[group - 1] == "," else 1))
        if phrase is None:
            phrase = nouns.before(low, self.capital, group)
        if not content.said(self.unit, at, strength, phrase):
            return None
        after = (
            bool(phrase)
            and phrase is not None
            and (content.behind_quote(self.unit, at, phrase) or content.behind_clause(self.unit, at, phrase))
        )
        if phrase is None and strength < Strength.STRONG:
            return None
        if phrase is not None and low[phrase[1]] in _WRITER:
            return None
        if phrase is None and at == 0:
            return None
        return self._made(at, phrase, after=after)

    def _participle(self, at: int, group: int, strength: Strength, sofar: list[Report]) -> Report | None:
        if not content.said(self.unit, at, strength, None) or (
            strength is Strength.NAMING and not self._quoted(at)
        ):
            return None
        if group >= 0 and self.low[group] not in (
            ",",
            "by",
            "and",
            QUOTE,
            "—",
            "–",
            "while",
            "in",
            "as",
            "before",
            "after",
            ")",
            "for",
        ):
            phrase = nouns.before(self.low, self.capital, group)
            if phrase is not None and self.low[phrase[1]] not in CUES and phrase[0] != 0:
                made = self._made(at, phrase)
                if made.holder is not None:
                    return made
        main = next((one for one in reversed(sofar) if one.holder is not None), None)
        cue = Span(self.unit.start[at], self.unit.end[at])
        if main is not None:
            return Report(cue, main.holder, cue.start, cue.end)
        if self.unit.has(at - 1, "as") and self.unit.has(at - 2, *RELAYED):
            back = at - 3
            while back >= 0 and self.low[back] in _HELPING:
                back -= 1
            return self._made(at, nouns.before(self.low, self.capital, back))
        subject = subjects.main_subject(self.unit, at)
        return self._made(at, subject) if subject else None

    def _passive(self, at: int, group: int, strength: Strength) -> Report | None:
        """ "was called a fraud by X" has its holder after "by"; "it is believed that" has none."""
        low = self.low
        for i in range(at + 1, min(len(low) - 1, at + FAR)):
            if (
                low[i] == "by"
                and nouns.starts_a_name(low, self.capital, i + 1)
                and content.said(self.unit, at, Strength.WEAK, None)
            ):
                phrase = nouns.after(low, self.capital, i + 1)
                return self._made(at, phrase) if phrase else None
            if low[i] in (".", ";"):
                break
        if strength >= Strength.WEAK and self.unit.has(group, "it") and self.unit.has(at + 1, "that"):
            return Report(
                Span(self.unit.start[at], self.unit.end[at]), None, self.unit.start[group], self.unit.end[at]
            )
        return None
