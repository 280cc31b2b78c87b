"""From the words that name a speaker to a voice, with the outlets through which it is heard."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from assistant.attribution.abbreviations import words as listed
from assistant.attribution.cues import AUXILIARIES, BARE, CUES
from assistant.attribution.discourse import Discourse
from assistant.attribution.mentions import EDGE, POSSESSIVE, core, lows, stripped, unquoted
from assistant.attribution.namewords import (
    DOCUMENTS,
    GENDERED,
    GENITIVES,
    INSTITUTION_WORDS,
    OBJECT_PRONOUNS,
    OUTLET_NOUNS,
    PEOPLE_ABROAD,
    PEOPLE_WORDS,
    PLURALS_WITHOUT_NAME,
    PREPOSITIONS,
    PRONOUNS,
)
from assistant.attribution.people import People, person_name
from assistant.attribution.proper import ProperNames
from assistant.attribution.topics import opens_sentence
from assistant.ingest.outlets import Outlet
from assistant.news import Span, Voice, VoiceKind
from assistant.wording.forms import BASE

_OUTLET_TAILS = listed("s’s the a an daily news itself online also later") | {"'s", "’s"}
_VAGUE = listed(
    "source sources official officials spokesman spokeswoman spokesperson reporter correspondent editor"
)
_OPENING_BODY = re.compile(r"(?:Der|Die|Das) ([A-ZÄÖÜ]\w+)\b")
_PEOPLE_OR_BODIES = re.compile(
    r"(?:[eo]rs|ists|ians|[ae]nts|ees|men|crats|cans|folk|mates|people|couples|parties|agencies|companies|groups|firms|banks"
    r"|governments|unions|campaigns|courts|nations|countries|states|cities|ministries|authorities|leagues|clubs|teams)$"
)
"""Plurals that can speak; "nine gauges" cannot."""
_ARTICLE = 7
"""Characters of a comma and an article before a name."""
_DESCRIPTION = re.compile(r",? ?\(|, | (?:an?|the|who|which) ")
_NO_DESCRIPTION = AUXILIARIES | frozenset(PRONOUNS) | frozenset(BASE) | (frozenset(CUES) - BARE)
"""Words with which a description of somebody has run into a clause: "the department believes more Americans"."""
_WORDS_OF_THE_LAST = listed("statement letter release email")


@dataclass(frozen=True, slots=True)
class Holder:
    """Who speaks, through whom, and where the text names them."""

    voice: Voice
    mention: Span
    via: tuple[Voice, ...] = ()


class Holders:
    """Finds voices in one article: its outlets, its people, and what was said of them before."""

    def __init__(self, text: str, outlets: list[tuple[Span, Outlet]], people: People) -> None:
        self._text = text
        self._outlets = outlets
        self._starts = [span.start for span, _ in outlets]
        self._people = people
        self.discourse = Discourse(text, people, outlets)
        self._proper = ProperNames(text, people, self.discourse)

    def outlets_in(self, start: int, end: int) -> list[tuple[Span, Outlet]]:
        """The outlets named from `start` to before `end`."""
        return self._outlets[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def persons(self) -> list[str]:
        """The full names that the article gives, each once."""
        return list(dict.fromkeys(one.voice.name for one in self._people.named if one.full))

    def subject_before(self, sentence: Span) -> Voice | None:
        """Whom the sentences before this one are about, in its paragraph: a person, an outlet or "die Regierung"."""
        paragraph = self._text.rfind("\n", 0, sentence.start) + 1
        named = [
            one.voice
            for one in self._people.between(paragraph, sentence.start)
            if opens_sentence(self._text, one.span)
        ]
        if named:
            return named[-1]
        if (outlet := self.discourse.opening_outlet(sentence)) is not None:
            return Voice(outlet.name)
        body = _OPENING_BODY.match(self._text, paragraph, sentence.start)
        known = body is not None and body[1].lower() in INSTITUTION_WORDS
        return Voice(body[1], VoiceKind.INSTITUTION) if body is not None and known else None

    def names_person(self, span: Span) -> bool:
        """Whether a person is named there whom the article names elsewhere too."""
        return self._people.often(span)

    def at(self, span: Span, *, sentence: Span) -> Holder | None:
        """The speaker that these words name, or None when they name nobody that we can tell."""
        text = span.of(self._text)
        mention = self._whole_name(stripped(self._text, span))
        if not mention:
            return None
        small = mention.of(self._text).lower()
        if (pronoun := PRONOUNS.get(small) or OBJECT_PRONOUNS.get(small)) is not None:
            doubtful = small in GENDERED and self.discourse.body_spoke(sentence)
            known = None if doubtful else self.discourse.pronoun(pronoun, mention.start, sentence)
            found = Holder(known[0], mention, known[1]) if known else None
        else:
            found = self._outlet(mention) or self._noun(mention, sentence)
        if found is not None:
            self.discourse.spoke(found.voice, mention, text, found.via)
        return found

    def _whole_name(self, span: Span) -> Span:
        """The span, grown over the person's name of which it holds a part."""
        for one in self._people.between(max(0, span.start - 40), span.end):
            if one.span.overlaps(span):
                span = Span(min(span.start, one.span.start), max(span.end, one.span.end))
        return span

    def _outlet(self, mention: Span) -> Holder | None:
        named = self.outlets_in(mention.start, mention.end)
        if not named:
            return None
        span, outlet = named[0]
        voice = Voice(outlet.name)
        self.discourse.heard_of(outlet)
        rest = self._text[span.end : mention.end].strip(EDGE).removeprefix("s ").strip()
        small = lows(rest)
        if not set(small) - set(OUTLET_NOUNS) - _OUTLET_TAILS:
            return Holder(voice, mention)
        if small[0] in PREPOSITIONS or small[0] in ("and", "who", "which", "that"):
            return Holder(voice, mention)
        name = person_name(" ".join(word for word in rest.split() if word[:1].isupper()))
        if " " in name or (name and self._people.full_name(name, mention.start)):
            return Holder(self._proper.person(name, mention), mention, (voice,))
        if any(low in PEOPLE_WORDS for low in small):
            return Holder(Voice(f"unnamed {outlet.name} {rest}", VoiceKind.UNNAMED), mention, (voice,))
        return Holder(voice, mention)

    def _noun(self, mention: Span, sentence: Span) -> Holder | None:
        """Who is named by a proper name, or by a common noun that stands for somebody."""
        written = mention.of(self._text)
        first = written.split(maxsplit=1)[0].lower()
        definite = first in ("the", "this", "that", "these", "those")
        words = core(written)
        if not words:
            lone = written.lower()
            alone = lone in PLURALS_WITHOUT_NAME
            return Holder(Voice(f"unnamed {lone}", VoiceKind.UNNAMED), mention) if alone else None
        abroad = next((word for word in words[:2] if word.lower() in PEOPLE_ABROAD), None)
        if abroad is not None and (words[-1].lower() in PEOPLE_ABROAD or not words[-1][0].isupper()):
            return Holder(Voice(f"unnamed {GENITIVES.get(abroad, abroad)}", VoiceKind.UNNAMED), mention)
        if (described := self._described(mention)) is not None:
            return Holder(described, mention)
        low = POSSESSIVE.sub("", words[-1]).lower()
        if words[-1][0].isupper() and low not in PEOPLE_WORDS and low not in DOCUMENTS:
            opens = mention.start == sentence.start
            known = self._proper.read(words, mention, opens=opens, definite=definite)
        elif low in OUTLET_NOUNS and len(words) == 1:
            outlet = self._apposed(mention) or self.discourse.outlet(low, sentence)
            if outlet is None:
                return None
            known = Voice(outlet.name), ()
        elif low in OUTLET_NOUNS and (apposed := self._apposed(mention)) is not None:
            known = Voice(apposed.name), ()
        elif (
            low in OUTLET_NOUNS
            and len(words) == 2
            and definite
            and (outlet := self.discourse.only_outlet(low, sentence))
        ):
            known = Voice(outlet.name), ()
        else:
            known = self._common(words, low, definite=definite)
        if known is not None:
            return Holder(known[0], mention, known[1])
        if (
            low in PEOPLE_WORDS
            or low in DOCUMENTS
            or (len(words) > 1 and low not in CUES and _PEOPLE_OR_BODIES.search(low) is not None)
        ):
            if not _NO_DESCRIPTION.isdisjoint(words[:-1]):
                return None
            name = unquoted(" ".join(words))
            return self._unnamed(name, low, mention, own=first in ("its", "their", "his", "her"))
        return None

    def _described(self, mention: Span) -> Voice | None:
        """The person with whose name a mention begins, before what else is said of them: "Ann Lee, author of a book"."""
        for one in self._people.between(mention.start, mention.end):
            if one.span.start <= mention.start + _ARTICLE:
                return one.voice if _DESCRIPTION.match(self._text, one.span.end, mention.end) else None
        return None

    def _apposed(self, mention: Span) -> Outlet | None:
        """The outlet that stands in commas behind a description: "the party’s newspaper, the Forge, called"."""
        if not self._text.startswith(", ", mention.end):
            return None
        named = self.outlets_in(mention.end, mention.end + _ARTICLE)
        return named[0][1] if named else None

    def _common(
        self, words: list[str], low: str, *, definite: bool
    ) -> tuple[Voice, tuple[Voice, ...]] | None:
        """Who is meant by "the statement", "the prime minister" or "the commission"; None for the unnamed."""
        if definite and len(words) == 1 and low in _WORDS_OF_THE_LAST:
            return self.discourse.last()
        if definite and len(words) <= 2 and (role := self.discourse.role(lows(" ".join(words)))) is not None:
            return role
        if low not in INSTITUTION_WORDS or low in DOCUMENTS:
            return None
        if definite and len(words) == 1 and (body := self.discourse.institution(low)) is not None:
            return body
        return Voice(unquoted(" ".join(words)), VoiceKind.INSTITUTION), ()

    def _unnamed(self, name: str, head: str, mention: Span, *, own: bool) -> Holder:
        via: tuple[Voice, ...] = ()
        if own and (owner := self.discourse.last_outlet()) is not None:
            via = (Voice(owner.name),)
            name = f"{owner.name} {name}" if head in _VAGUE and " " not in name else name
        name = name if name.lower().startswith(("unnamed", "anonymous")) else f"unnamed {name}"
        return Holder(Voice(name.replace("anonymous ", "unnamed "), VoiceKind.UNNAMED), mention, via)
