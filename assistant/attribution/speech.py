"""Reports inside a unit: a cue, who holds it, and how far it reaches."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from assistant.attribution import nouns
from assistant.attribution.cues import (
    ACCORDING,
    ADVERBS,
    AUXILIARIES,
    BARE,
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
from assistant.attribution.namewords import DETERMINERS, PEOPLE_WORDS, PREPOSITIONS, PRONOUNS
from assistant.attribution.units import QUOTE, Unit
from assistant.news import Span, Voice

_CLAUSES = frozenset("that whether why how dass daß que qu’il qu’elle что що як".split())  # noqa: SIM905
_BELIEFS = frozenset(
    [
        "believe",
        "believes",
        "believed",
        "think",
        "thinks",
        "thought",
        "expect",
        "expects",
        "expected",
        "feel",
        "feels",
        "felt",
        "want",
        "know",
        "hope",
        "hopes",
        "fear",
        "fears",
    ]
)
_SAID = frozenset("said says say".split())  # noqa: SIM905
_TELLING = frozenset("told tells tell telling".split())  # noqa: SIM905
_THROUGH = frozenset("cited quoted reported published obtained seen interviewed broadcast carried".split())  # noqa: SIM905
_AT = frozenset("to on in with by for via from".split())  # noqa: SIM905
_TIES = frozenset((",", ";", "—", "–", "and", "but", "while", "whereas", "although", "though", "as"))
_NEAR, _FAR = 10, 16
TRIGGERS: frozenset[str] = frozenset((*CUES, *NOUNS, *ACCORDING, "according", "по", "за", "із"))


@dataclass(frozen=True, slots=True)
class Report:
    """Someone is heard here: `start` to `end` is where, `holder` is None when nobody is named.

    `after` says that the cue stands behind the words ("..., he said").
    """

    cue: Span
    holder: Holder | None
    start: int
    end: int
    after: bool = False
    outer: int = -1


def reports(unit: Unit, text: str, holders: Holders, ear: Ear | None = None) -> list[Report]:
    """The reports of one unit in order; `outer` is the number of the report inside which one stands.

    With an ear, a word that may be a cue or none ("order", "show") counts only where the tagger finds it likely.
    """
    found: list[Report] = []
    if TRIGGERS.isdisjoint(unit.low):
        return found
    reader = _Reader(unit, text, holders, ear)
    for at, word in enumerate(unit.low):
        if word not in TRIGGERS:
            continue
        report = reader.report(at, found)
        if report is None or (report.holder is None and not reader.speaks(at)):
            continue
        if not any(report.cue.overlaps(one.cue) for one in found):
            found.append(report)
    return _nested(reader, found)


class _Reader:
    """One unit while it is read."""

    def __init__(self, unit: Unit, text: str, holders: Holders, ear: Ear | None) -> None:
        self.unit, self.text, self.holders, self.ear = unit, text, holders, ear
        self.low = unit.low
        self.capital = [text[start].isupper() for start in unit.start]

    @cached_property
    def headline(self) -> bool:
        """Whether the words are written with capitals, so that a capital tells no name."""
        long = [
            c for word, c in zip(self.low, self.capital, strict=True) if len(word) > 3 and word[0].isalpha()
        ]
        return len(long) > 2 and sum(long) > 0.7 * len(long)

    def report(self, at: int, sofar: list[Report]) -> Report | None:
        word = self.low[at]
        if word == "according" and self._is(at + 1, "to"):
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
        if strength is None or (self.capital[at] and at and not self.headline):
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
        return self.low[at] in _SAID or QUOTE in self.low[max(0, at - 4) : at + _NEAR]

    def _is(self, at: int, *words: str) -> bool:
        return 0 <= at < len(self.low) and self.low[at] in words

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
            and (via := self._through(at, phrase))
            and via not in (holder.voice, *holder.via)
        ):
            holder = replace(holder, via=(via, *holder.via))
        return Report(cue, holder, first, final, after)

    def _holder(self, phrase: tuple[int, int]) -> Holder | None:
        span = Span(self.unit.start[phrase[0]], self.unit.end[phrase[1]])
        sentence = next((s for s in self.unit.sentences if s.start <= span.start < s.end), self.unit.span)
        return self.holders.at(span, sentence=sentence)

    def _through(self, at: int, phrase: tuple[int, int] | None) -> Voice | None:
        """The outlet to which, in which or by which it was said: "told Reuters", "quoted by Meduza"."""
        low, unit = self.low, self.unit
        windows = [(at + 1, min(len(low), at + _NEAR))]
        if phrase is not None:
            windows.append((phrase[1] + 1, at))
        for first, last in windows:
            for i in range(first, last):
                if low[i] in (QUOTE, "that", ";"):
                    break
                tell = i == at + 1 and low[at] in _TELLING
                if not tell and not (low[i - 1] in _AT or (low[i - 1] == "the" and low[i - 2] in _AT)):
                    continue
                named = self.holders.outlets_in(unit.start[i], unit.end[min(i + 2, len(low) - 1)])
                if named and named[0][0].start <= unit.end[min(i + 1, len(low) - 1)]:
                    return Voice(named[0][1].name)
        for i in range(max(1, len(low) - 12), len(low) - 1):
            if low[i] in _THROUGH and low[i + 1] in ("by", "in"):
                named = self.holders.outlets_in(unit.start[i], unit.span.end)
                if named:
                    return Voice(named[0][1].name)
        return None

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
        elif self._is(at + 1, "by", "from", "of") and "that" in low[at + 2 : at + 12]:
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
        if self._is(at - 1, "to") or (self._is(group, "to") and word in BARE):
            back = group if self._is(group, "to") else at - 1
            if not (
                self._is(back - 1, *CARRIERS) or (self._is(back - 1, "on") and self._is(back - 2, *CARRIERS))
            ):
                return None
            at_subject = back - 2 if self._is(back - 1, "on") else back - 1
            return self._finite(at, at_subject - 1, strength)
        if at and low[at - 1] in DETERMINERS and word in BARE | NOUNS and not self.headline:
            return None
        if (
            set(helpers) & HYPOTHETICAL
            and not ("have" in helpers and "could" not in helpers)
            and not self._quoted(at)
        ):
            return None
        if set(helpers) & NEGATIONS and word not in _BELIEFS:
            return None
        if "if" in low[max(0, group - 5) : group + 1] and strength < Strength.STRONG:
            return None
        if word.endswith("ing") and not set(helpers) & {"is", "are", "was", "were", "been", "be"}:
            return self._participle(at, group, strength, sofar)
        if set(helpers) & {"was", "were", "is", "are", "been", "be", "being"} and not word.endswith("ing"):
            return self._passive(at, group, strength)
        return self._finite(at, group, strength)

    def _quoted(self, at: int) -> bool:
        near = self.low[max(0, at - 8) : at + _NEAR]
        return QUOTE in near

    def _content(self, at: int, strength: Strength, subject: tuple[int, int] | None) -> bool:
        """Whether something is there that was said."""
        low = self.low
        ahead = low[at + 1 : at + (_FAR if self._is(at + 1, ",") else _NEAR)]
        if strength is Strength.NAMING:
            return QUOTE in low[at + 1 : at + _FAR] or self._behind_quote(at, subject) or self._as(at)
        if not _CLAUSES.isdisjoint(ahead) or QUOTE in ahead or self._behind_quote(at, subject):
            return True
        if self._behind_clause(at, subject) or self._is(at + 1, ":"):
            return True
        if strength is Strength.STRONG:
            rest = [word for word in low[at + 1 : at + 8] if word[0].isalnum()]
            return len(rest) >= 3
        return (
            at + 2 < len(low)
            and (low[at + 1] in PRONOUNS or (self.capital[at + 1] and low[at] not in _TELLING))
            and any(word in AUXILIARIES for word in low[at + 2 : at + 7])
        )

    def _as(self, at: int) -> bool:
        return (
            self.low[at][:6] in ("descri", "charac", "portra", "depict")
            and "as" in self.low[at + 1 : at + _FAR]
        )

    def _behind_quote(self, at: int, subject: tuple[int, int] | None) -> bool:
        back = (min(subject[0], at) if subject else at) - 1
        return any(self._is(i, QUOTE) for i in range(back, max(-1, back - 3), -1))

    def _behind_clause(self, at: int, subject: tuple[int, int] | None) -> bool:
        """ "..., the network argued": a clause stands before a comma, and the cue ends or is bracketed by commas."""
        first = min(subject[0], at) if subject else at
        final = max(subject[1], at) if subject else at
        ends = final + 1 >= len(self.low) or self.low[final + 1] in (
            ",",
            ".",
            ";",
            "in",
            "on",
            "at",
            "during",
            "last",
            "—",
            "–",
        )
        return (
            first > 0
            and self.low[first - 1] in (",", "—", "–")
            and ends
            and (first > 4 or final + 4 < len(self.low))
        )

    def _finite(self, at: int, group: int, strength: Strength) -> Report | None:
        low = self.low
        inverted = (
            nouns.after(low, self.capital, at + 1) if nouns.starts_a_name(low, self.capital, at + 1) else None
        )
        if (
            inverted is not None
            and group == at - 1
            and strength >= Strength.WEAK
            and self._is(group, QUOTE, ",", "—", "–")
        ):
            quoted = self._is(group, QUOTE) or self._is(group - 1, QUOTE)
            if quoted or self._apposition(group) is None:
                return self._made(at, inverted, after=True)
        phrase = self._apposition(group) if self._is(group, ",", ")", "—", "–") else None
        if phrase is None and self._is(group, "who", "which", "that") and group:
            phrase = self._antecedent(group - (2 if low[group - 1] == "," else 1))
        if phrase is None:
            phrase = nouns.before(low, self.capital, group)
        if not self._content(at, strength, phrase):
            return None
        after = (
            bool(phrase)
            and phrase is not None
            and (self._behind_quote(at, phrase) or self._behind_clause(at, phrase))
        )
        if phrase is None and strength < Strength.STRONG:
            return None
        if phrase is None and at == 0:
            return None
        return self._made(at, phrase, after=after)

    def _antecedent(self, end: int) -> tuple[int, int] | None:
        """Of "shock waves through the media, which": the nearest noun that can speak, else the whole phrase."""
        phrase = nouns.before(self.low, self.capital, end)
        if phrase is None:
            return None
        for at in range(phrase[1], phrase[0], -1):
            if self.low[at] in PREPOSITIONS and self.low[phrase[1]] in PEOPLE_WORDS:
                return (at + 1, phrase[1])
        return phrase

    def _apposition(self, comma: int) -> tuple[int, int] | None:
        """ "Kiselyov, a prominent figure in state media, asserted": the name before the words in commas."""
        low = self.low
        opener = {")": "("}.get(low[comma], low[comma])
        for back in range(comma - 1, max(0, comma - 28), -1):
            if low[back] == opener and back:
                inside = low[back + 1]
                if (
                    inside == QUOTE
                    or (inside in PRONOUNS and inside != "who")
                    or inside in ("that", "and", "but")
                ):
                    return None
                if any(word in CUES and CUES[word] is Strength.STRONG for word in low[back + 1 : comma]):
                    return None
                starts = (
                    inside in DETERMINERS
                    or inside in PREPOSITIONS
                    or inside.isdigit()
                    or not self.capital[back + 1]
                )
                if starts or opener == "(" or (self.capital[back - 1] and comma - back < 8):
                    return nouns.before(low, self.capital, back - 1)
                return None
            if low[back] in (QUOTE, ".", ";", ":"):
                return None
        return None

    def _participle(self, at: int, group: int, strength: Strength, sofar: list[Report]) -> Report | None:
        if not self._content(at, strength, None) or (strength is Strength.NAMING and not self._quoted(at)):
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
        if self._is(at - 1, "as") and self._is(at - 2, *_THROUGH):
            back = at - 3
            while back >= 0 and self.low[back] in AUXILIARIES | ADVERBS:
                back -= 1
            return self._made(at, nouns.before(self.low, self.capital, back))
        subject = self._subject(at)
        return self._made(at, subject) if subject else None

    def _subject(self, at: int) -> tuple[int, int] | None:
        """The subject of the clause that a participle continues: what stands before its first verb."""
        for i in range(1, at):
            word = self.low[i]
            if word in AUXILIARIES or (
                word.endswith("ed") and not self.capital[i] and self.low[i - 1] not in (",", "and")
            ):
                phrase = nouns.before(self.low, self.capital, i - 1)
                if phrase is not None:
                    return phrase
        return None

    def _passive(self, at: int, group: int, strength: Strength) -> Report | None:
        """ "was called a fraud by X" has its holder after "by"; "it is believed that" has none."""
        low = self.low
        for i in range(at + 1, min(len(low) - 1, at + _FAR)):
            if (
                low[i] == "by"
                and nouns.starts_a_name(low, self.capital, i + 1)
                and self._content(at, Strength.WEAK, None)
            ):
                phrase = nouns.after(low, self.capital, i + 1)
                return self._made(at, phrase) if phrase else None
            if low[i] in (".", ";"):
                break
        if strength >= Strength.WEAK and self._is(group, "it") and self._is(at + 1, "that"):
            return Report(
                Span(self.unit.start[at], self.unit.end[at]), None, self.unit.start[group], self.unit.end[at]
            )
        return None


def _nested(reader: _Reader, found: list[Report]) -> list[Report]:
    """Which reports stand inside the clause of another: "X reported that Y said".

    What somebody inside such a clause believes or expects stays with the one who reports it.
    """
    kept: list[Report] = []
    for report in found:
        before = next((one for one in reversed(kept) if one.holder is not None), None)
        if (
            before is None
            or report.holder is None
            or report.after
            or before.after
            or report.start < before.cue.end
        ):
            kept.append(report)
            continue
        between = reader.text[before.cue.end : report.start].strip().lower()
        tied = between.rsplit(None, 1)[-1] if between else ""
        clause = between.startswith("that ") or tied == "that"
        inside = (clause and tied not in _TIES and not between.endswith((",", ";", ":"))) or tied == "with"
        if inside and report.cue.of(reader.text).lower() in _BELIEFS:
            continue
        same = before.holder is not None and before.holder.voice == report.holder.voice
        kept.append(replace(report, outer=kept.index(before)) if inside and not same else report)
    return kept
