"""Whom the sentences before a pronoun are about: the name that opens the last one, or someone without a name."""

from __future__ import annotations

import re

from assistant.attribution.abbreviations import BEFORE_A_NAME
from assistant.attribution.abbreviations import words as listed
from assistant.attribution.cues import AUXILIARIES, CUES
from assistant.attribution.genders import gender_of
from assistant.attribution.namewords import DETERMINERS, INSTITUTION_WORDS, PEOPLE_WORDS, PREPOSITIONS, TITLES
from assistant.news import Span

_STOP = re.compile(r"[.!?…]+[”\"’»)\]]*\s+|\n+")
_WORD = re.compile(r"[^\W\d_]+")
_SUBORDINATORS = PREPOSITIONS | listed(
    "when while although though because if unlike asked speaking questioned pressed addressing once that"
)
_NOUN = PEOPLE_WORDS | listed(
    "boy girl guest engineer farmer shopkeeper driver passenger survivor prisoner baker hydrologist physician tourist"
)
_SOMEBODY = re.compile(
    r"\b(?P<first>[Aa]n?|[Oo]ne|[Aa]nother) (?P<words>(?:[^\W\d_][\w-]* ){0,2}?)(?P<noun>[a-z]{3,})\b"
)
_LED_IN = re.compile(
    r"(?:When|While|After|As|Before|Since|Although|Though|Because|If|In|On|At|Asked|Speaking|Unlike)\b"
)
_TAIL = 4
"""Words behind which a sentence that ends with "he said" is over."""
_BEFORE, _FAR, _LONGEST = 160, 400, 2_000


def opens_sentence(text: str, name: Span) -> bool:
    """Whether a name is the subject with which a sentence begins, behind a title or "In Kyiv," at most.

    Centering (Grosz, Joshi and Weinstein 1995): a pronoun most often stands for the subject of the sentence before.
    """
    if owns(text, name) or text.startswith((" and ", " & "), name.end):
        return False
    before = text[max(0, name.start - _BEFORE) : name.start]
    head = before[_last_stop(before) :].lstrip(' “"„«')
    intro, comma, rest = head.rpartition(", ")
    if not comma:
        rest = head
    elif not _only_leads(intro):
        return False
    words = rest.split()
    return len(words) <= 5 and all(_describes(word) for word in words)


def owns(text: str, name: Span) -> bool:
    """Whether a name only says whose something is: "Lee’s lawyers"."""
    return text[name.start : name.end].endswith(("’s", "'s", "’", "'")) or text.startswith(
        ("’s", "'s"), name.end
    )


def is_quoted(text: str, at: int) -> bool:
    """Whether a quotation of the same paragraph is open at an offset: names in it are the speaker's choice."""
    start = max(0, text.rfind("\n", 0, at), at - _LONGEST)
    return any(
        text.count(opens, start, at) > text.count(closes, start, at)
        for opens, closes in (("“", "”"), ("«", "»"), ("„", "“"))
    ) or bool(text.count('"', start, at) % 2)


def somebody(text: str, start: int, end: int) -> tuple[str, str | None, bool] | None:
    """The last person without a name whom a stretch brings in: "a boy", with "he" or "she" where the noun tells.

    The flag says whether a sentence begins with these words.
    """
    found = None
    for match in _SOMEBODY.finditer(text, max(start, end - _FAR), end):
        noun = match["noun"]
        if noun in _NOUN and not noun.endswith("s"):
            first = (
                _last_stop(text[max(start, match.start() - 4) : match.start()]) > 0
                or match.start() <= start + 1
            )
            found = (f"unnamed {match['words']}{noun}", gender_of(noun), first)
    return found


def several_before(text: str, start: int, end: int) -> str | None:
    """People without a name with whom the last sentence of a stretch begins: "Three engineers whom we asked"."""
    sentence = text[max(start, end - _FAR) : end].rstrip()
    opening = sentence[_last_stop(sentence) :].split(maxsplit=3)[:3]
    for place, word in enumerate(opening[1:], 1):
        if word in PEOPLE_WORDS and word.endswith("s"):
            return f"unnamed {' '.join(opening[: place + 1]).lower()}".replace("unnamed the ", "unnamed ")
        if not word.isalpha() or word in AUXILIARIES:
            return None
    return None


def told_before(text: str, at: int, sentence: Span) -> bool:
    """Whether what is said stands before the pronoun at `at`: "Lee is a liar, he said"."""
    before = text[sentence.start : at].rstrip()
    if before.endswith("-"):  # French "assure-t-elle"
        before = before.rpartition(" ")[0].rstrip()
    if not before.endswith((",", "”", '"', "’", "»", "“", "—", "–", "?", "!")):
        return False
    return _LED_IN.match(before) is None or len(text[at : sentence.end].split()) <= _TAIL


def _last_stop(before: str) -> int:
    """Where the last sentence of these words begins; "Gov." and "J." end none."""
    end = 0
    for stop in _STOP.finditer(before):
        word = before[: stop.start()].rsplit(None, 1)[-1:] or [""]
        if stop[0][0] != "." or not (word[0].lower() in BEFORE_A_NAME or len(word[0]) == 1):
            end = stop.end()
    return end


def _only_leads(intro: str) -> bool:
    """Whether these words only lead in to a subject: "In Kyiv", "The commissioner"."""
    words = intro.lower().split()
    if words and words[0] in _SUBORDINATORS:
        return True
    return len(words) <= 5 and all(_describes(word) for word in intro.split())


def _describes(word: str) -> bool:
    low = word.lower().strip(",.")
    if low in AUXILIARIES or (low in CUES and word[:1].islower()):
        return False
    return (
        word[:1].isupper()
        or low in DETERMINERS
        or low in TITLES
        or low in PEOPLE_WORDS
        or low in INSTITUTION_WORDS
        or low.endswith(("ed", "al", "ic", "ian", "ese", "ish", "ist", "er", "or", "ous"))
    )
