"""Where the words that name a speaker begin and end, to the left or right of a cue."""

from __future__ import annotations

from assistant.attribution.abbreviations import BEFORE_A_NAME, words
from assistant.attribution.cues import ADVERBS, AUXILIARIES, CUES, Strength
from assistant.attribution.namewords import (
    DETERMINERS,
    PEOPLE_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    TITLES,
)
from assistant.attribution.units import QUOTE

LONGEST = 18
"""Words of one name with everything that belongs to it."""

_STOPS = frozenset(
    """
    , ; : — – - ( ) [ ] " . ? ! … | / « » “ ” ‘ ’ ' that which who whom whose when while because if but where though
    although whether than so what how why or not n't n’t dass daß que qui что які який який
    """.split()  # noqa: SIM905
) | {QUOTE}
_RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
_AFTER_STOPS = _STOPS | frozenset(
    "in on at during after as before since amid following when while and last this earlier later about to".split()  # noqa: SIM905
)
_CHUNK_START = DETERMINERS
_PARTICLES = frozenset("de von van der den bin al el da di du la le dos of for and & the".split())  # noqa: SIM905
_CONJUNCTIONS = frozenset(("as", "after", "before"))
_INSIDE = PREPOSITIONS | DETERMINERS | _PARTICLES
"""Words inside one name: "the Bank of England"."""
_OPENS_CHUNK = words("the a an his her its their our my your another every")
_BEFORE_CHUNK = PREPOSITIONS | words("and of both all half even also only just but or not such quite many")
"""What a determiner may follow inside one phrase: "officials at the bank", "all the king's men"."""


def before(low: list[str], capital: list[bool], end: int) -> tuple[int, int] | None:
    """The noun phrase whose last word stands at `end`, as first and last word, or None."""
    if end < 0 or low[end] in _STOPS or low[end] in AUXILIARIES:
        return None
    at = end
    while at >= 0 and end - at < LONGEST:
        word = low[at]
        if word in _STOPS or word in AUXILIARIES:
            if word in AUXILIARIES and (relative := _relative(low, at)) is not None:
                return before(low, capital, relative - 1)
            break
        if word == "and" and not (capital[at - 1] if at else False):
            break
        if word in _CONJUNCTIONS and at < end:
            break
        if CUES.get(word) == Strength.STRONG and at != end and not capital[at]:
            break
        at -= 1
    first = _last_chunk(low, at + 1, end)
    return _trimmed(low, capital, _contact(low, capital, first, end), end)


def _last_chunk(low: list[str], first: int, last: int) -> int:
    """Where the last noun phrase of the words begins: "sent an email citing | a government report"."""
    for at in range(last - 1, first, -1):
        if low[at] in _OPENS_CHUNK and low[at - 1] not in _BEFORE_CHUNK:
            return at
    return first


def _contact(low: list[str], capital: list[bool], first: int, last: int) -> int:
    """The same, where a clause is put to a noun without any word between: "the policy | Trump claimed he wanted"."""
    name = last
    while name > first and capital[name]:
        name -= 1
    contact = first < name < last and capital[last] and low[name] not in _INSIDE
    return name + 1 if contact and PREPOSITIONS.isdisjoint(low[first:name]) else first


def _relative(low: list[str], at: int) -> int | None:
    """The relative pronoun of the clause to which the auxiliary at `at` belongs."""
    for back in range(at - 1, max(-1, at - 4), -1):
        if low[back] in ("who", "which"):
            return back
        if low[back] in _STOPS:
            return None
    return None


def _trimmed(low: list[str], capital: list[bool], first: int, last: int) -> tuple[int, int] | None:
    """Without the adverbs and prepositional phrases that only stand before the name."""
    while first <= last and (low[first] in ADVERBS or low[first] in ("and", "as", "but", "yet", "so", "or")):
        first += 1
    if first > last:
        return None
    if low[first] in PREPOSITIONS and low[first] != "about":
        start = last
        while start > first + 1 and (
            (capital[start - 1] and low[start - 1] not in _DAYS)
            or low[start - 1] in ("de", "von", "van", "al", "’s")
        ):
            start -= 1
        if not capital[last]:
            start = next((i for i in range(last, first, -1) if low[i] in _CHUNK_START), start)
            while start > first + 1 and capital[start - 1] and low[start - 1] not in _DAYS:
                start -= 1
        elif start - 1 > first and low[start - 1] in _CHUNK_START and low[start - 1] not in ("a", "an"):
            start -= 1
        first = start
    return (first, last) if first <= last else None


_DAYS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december
    """.split()  # noqa: SIM905
)


def after(low: list[str], capital: list[bool], start: int) -> tuple[int, int] | None:
    """The noun phrase that begins at `start`, as first and last word, or None."""
    at = start
    while at < len(low) and at - start < LONGEST:
        word = low[at]
        if word == "." and at > start and low[at - 1] in BEFORE_A_NAME and capital[at - 1]:
            at += 1  # "said Dr. Ann Lee"
            continue
        if word in _AFTER_STOPS:
            if word == "and" and at + 1 < len(low) and capital[at + 1] and at > start and capital[at - 1]:
                at += 1
                continue
            break
        if word in AUXILIARIES or (
            word in CUES and not capital[at] and at > start and CUES[word] == Strength.STRONG
        ):
            break
        if word in _DAYS and at > start:
            break
        at += 1
    return (start, at - 1) if at > start else None


def after_with_name(low: list[str], capital: list[bool], start: int) -> tuple[int, int] | None:
    """The same; of "the mayor, Ann Lee" it is the name."""
    phrase = after(low, capital, start)
    if phrase is None or capital[phrase[1]]:
        return phrase
    name = phrase[1] + 2
    if name + 1 < len(low) and low[name - 1] == "," and capital[name] and capital[name + 1]:
        inner = after(low, capital, name)
        if inner is not None and low[name] not in _DAYS:
            return inner
    return phrase


def starts_a_name(low: list[str], capital: list[bool], at: int) -> bool:
    """Whether a speaker may be named from here on: a capital, a determiner or a pronoun."""
    if at >= len(low):
        return False
    word = low[at]
    return (
        capital[at]
        or word[:2] in ("l’", "l'")
        or word in DETERMINERS
        or word in PRONOUNS
        or word in PEOPLE_WORDS
        or word in TITLES
        or word == "police"
    )
