"""A name in capitals to the person or institution that it names."""

from __future__ import annotations

import re
from functools import cached_property

from assistant.attribution.abbreviations import words as listed
from assistant.attribution.discourse import Discourse, Known
from assistant.attribution.mentions import POSSESSIVE, lows, unquoted
from assistant.attribution.namewords import (
    INSTITUTION_WORDS,
    OUTLET_NOUNS,
    PEOPLE_WORDS,
    PLACES_THAT_SPEAK,
    ROLES,
    TITLES,
)
from assistant.attribution.people import NOT_NAMES, People, person_name
from assistant.news import Span, Voice, VoiceKind

_OF = re.compile(r" (?:of|for|from|at) ")
_SEEN = 50_000
_OF_A_COUNTRY = ("ian", "ish", "ese")
"""How a word ends that says of what country something is: "the Russian narrative" is no person."""
_OFFICES = (TITLES | PEOPLE_WORDS | ROLES) - listed(
    """
    former foreign defense defence finance interior vice prime us un eu russian ukrainian american british french german
    chinese israeli turkish polish iranian hungarian general media justice
    """
)
_PLACES = frozenset(
    one.replace("_", " ")
    for one in listed(
        """
        north_korea south_korea south_africa united_states united_kingdom united_arab_emirates saudi_arabia new_york new_zealand hong_kong
        los_angeles san_francisco mexico brazil argentina venezuela colombia chile peru cuba austria sweden norway denmark
        finland netherlands belgium greece portugal ireland scotland wales croatia romania bulgaria moldova georgia armenia
        azerbaijan kazakhstan kurdistan jordan lebanon libya tunisia morocco algeria nigeria kenya ethiopia sudan somalia
        indonesia malaysia singapore thailand philippines bangladesh afghanistan california texas florida michigan arizona
        nevada kentucky maryland oregon pennsylvania switzerland serbia yemen vietnam colorado ohio iowa illinois wisconsin minnesota
        """
    )
)
"""Countries and states that speak besides those that are never anybody's name."""
_ACRONYM = 5
_SPEAKING_PLURAL = re.compile(
    r"(?:(?:\w(?:ists|ians|ologists|holders|workers|makers|owners|goers)|polls|surveys|studies|insurers|employers|correspondents)$)",
    re.IGNORECASE,
)
"""Those who open a sentence in the plural are nobody's name: "Insurers say", "Polls show"."""
_NUMERALS = listed(
    "two three four five six seven eight nine ten eleven twelve dozens hundreds thousands millions"
)
_INSIDE_NAMES = listed("de von van der den bin al el da di du la le dos of the and & for")


class ProperNames:
    """Reads the capitalised names of one article."""

    def __init__(self, text: str, people: People, discourse: Discourse) -> None:
        self._text, self._people, self._discourse = text, people, discourse

    def read(self, words: list[str], mention: Span, *, opens: bool, definite: bool) -> Known | None:
        """Who is named by words that end in a capitalised one; `opens` says that they begin a sentence."""
        for one in self._people.between(mention.start, mention.end):
            if one.full and (_OF.match(self._text, one.span.end) or self._in_office(one.span, mention)):
                return one.voice, ()
        words, first = self._run(words, opens=opens)
        small = lows(" ".join(words))
        if (
            first
            and set(small[:first]) & set(OUTLET_NOUNS)
            and not set(small[:first]) & {"editor", "reporter"}
        ):
            return Voice(unquoted(" ".join(words[first:]))), ()
        name, run = unquoted(" ".join(words[first:])), small[first:]
        if len(run) > 1 and name.isupper() and max(map(len, run)) > _ACRONYM:
            return None  # a headline: "AOC REMINDS TRUMP"
        if (holder := self._holder_of_office(words[first:], mention)) is not None:
            return holder, ()
        if (
            definite
            and len(run) == 1
            and run[0] in INSTITUTION_WORDS
            and (body := self._discourse.institution(run[0])) is not None
        ):
            return body
        if self._is_institution(name, run, mention, alone=definite and first == 0):
            return Voice(name, VoiceKind.INSTITUTION), ()
        owned = [at for at in range(first, len(words) - 1) if POSSESSIVE.search(words[at])]
        if owned:
            name = unquoted(" ".join(words[owned[-1] + 1 :]))
        joined = [part for part in re.split(r" (?:and|&) ", name) if part]
        if len(joined) > 1:
            return self._together(joined, mention)
        person = person_name(_OF.split(name)[0])
        if len(person) < 2:
            return self._discourse.role(run) if run else None
        if " " not in person and self._is_a_word(person, mention):
            return None
        if opens and " " not in person and _SPEAKING_PLURAL.search(person):
            return Voice(f"unnamed {person}", VoiceKind.UNNAMED), ()
        return self.person(person, mention), ()

    def _holder_of_office(self, words: list[str], mention: Span) -> Voice | None:
        """Who stands behind an office or an owner: "National Committee Chair Ann Lee", "the Cato Institute's Ann Lee"."""
        small = lows(" ".join(words))
        for at in range(len(words) - 2, -1, -1):
            behind = small[at + 1 :]
            if set(behind) & (INSTITUTION_WORDS | PLACES_THAT_SPEAK | set(_INSIDE_NAMES)):
                return None
            if small[at] in _OFFICES or POSSESSIVE.search(words[at]):
                name = person_name(" ".join(words[at + 1 :]))
                return self.person(name, mention) if name else None
        return None

    def _in_office(self, name: Span, mention: Span) -> bool:
        """Whether a name ends the mention behind an office: "Treasury Secretary Steven Mnuchin" is no treasury."""
        before = self._text[mention.start : name.start].lower().split()
        return name.end == mention.end and any(word in TITLES or word in PEOPLE_WORDS for word in before)

    def person(self, name: str, mention: Span) -> Voice:
        """The voice of a person, under the full name that the article gives."""
        return Voice(self._people.whole(name, mention.start), VoiceKind.PERSON)

    def _run(self, words: list[str], *, opens: bool) -> tuple[list[str], int]:
        """The words, and where among them the capitalised name begins."""
        first = len(words)
        while first and (words[first - 1][:1].isupper() or words[first - 1].lower() in _INSIDE_NAMES):
            first -= 1
        while first < len(words) and words[first].lower() in _INSIDE_NAMES:
            first += 1
        small = words[0].lower()
        if first == 1 and opens and words[0].islower() and small not in TITLES:
            words = [words[0].capitalize(), *words[1:]]
            first = 0 if small not in PEOPLE_WORDS else 1
        return words, first

    def _is_institution(self, name: str, run: list[str], mention: Span, *, alone: bool) -> bool:
        if any(low in INSTITUTION_WORDS for low in run):
            return True
        if " ".join(run) in _PLACES and self._people.full_name(name, mention.start) is None:
            return True
        if len(run) != 1:
            return False
        if run[0] in PLACES_THAT_SPEAK or (name.isupper() and len(name) > 1):
            return True
        if run[0] in TITLES or run[0].endswith(_OF_A_COUNTRY):
            return False
        return alone and self._people.full_name(name, mention.start) is None

    def _is_a_word(self, name: str, mention: Span) -> bool:
        """Whether a lone capitalised word is an ordinary one: a weekday, or written small elsewhere."""
        if self._people.full_name(name, mention.start) is not None:
            return False
        low = name.lower()
        return (
            low in NOT_NAMES
            or low in _NUMERALS
            or low in TITLES
            or low.endswith(_OF_A_COUNTRY)
            or f" {low} " in self._seen
        )

    @cached_property
    def _seen(self) -> str:
        return self._text[:_SEEN]

    def _together(self, names: list[str], mention: Span) -> Known | None:
        """Several who speak as one: "Moscow and Washington"."""
        small = {name.lower().removeprefix("the ") for name in names}
        if small & PLACES_THAT_SPEAK or any(set(low.split()) & INSTITUTION_WORDS for low in small):
            return Voice(" and ".join(names), VoiceKind.INSTITUTION), ()
        people = [self.person(name, mention).name for name in map(person_name, names) if name]
        return (Voice(" and ".join(people), VoiceKind.PERSON), ()) if people else None
