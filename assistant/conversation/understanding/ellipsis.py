"""Completes a follow-up from the question before it: the new piece in its place, or both side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.conversation.understanding.cues import ASKING, ASKING_IN, BARE_ASKING, JOINED
from assistant.conversation.understanding.places import is_place
from assistant.conversation.understanding.pointing import named_for, points_back
from assistant.wording.names import Name, names
from assistant.wording.tokens import tokens

SHORT, LONG = 4, 8  # words of a piece: one that nothing joins to what was said, and one that something does
_END = re.compile(r"[\s?!.…]*$")
_OPENING = re.compile(r"^[\s¿¡]+")
_SENTENCE = re.compile(r"(?<=[?!.])\s+(?=[^\W\d_]|¿)")
_PREPOSITION = re.compile(
    r"(?:in|at|on|for|from|to|with|by|about|under|against|among|during|after|before|über|zu|zum|zur|für|bei|mit|von|gegen|unter|"
    r"im|am|в|во|на|для|у|от|с|против|о|об|при|среди|к|dans|pour|en|avec|par|chez|contre|à|au|aux|sur|para|con|por|contra|"
    r"sobre|entre)(?!\w)",
    re.IGNORECASE,
)
_ABOUT = (
    ("about", "on", "over", "regarding", "concerning"),
    ("über", "zu", "zum", "zur"),
    ("о", "об", "про", "насчёт"),
    ("sur", "à propos de", "au sujet de"),
    ("sobre", "acerca de"),
)
# A subject and no voice: those have an article, a capital or a plural.
_SUBJECT = re.compile(
    r"(?!(?:the|a|an|der|die|das|le|la|les|el|los|las)\s)[^\W\dA-Z_]+(?:\s[^\W\dA-Z_]+)?(?<!s)"
)
_SPOKEN = r"say|think|want|know|do|write|see|view|feel|report|claim|argue|make of|believe|plan|propose|demand|tell|react|respond|fear|expect|reject|deny"
_INVERTED = (
    r"sagt|sagte|sagen|meint|schreibt|denkt|говорит|говорят|думает|считает|пишет|хочет|"
    r"dit|disent|pense|veut|[eé]crit|dice|dicen|piensa|quiere|escribe"
)
_SPEAKER = re.compile(
    rf"\b(?:do|does|did|has|have|had|will|would|can|could|should)\s+(?P<before>(?:\S+\s+){{0,4}}?\S+)\s+(?:{_SPOKEN})\b"
    rf"|(?<!\w)(?:{_INVERTED})\s+(?P<after>(?:\S+\s+){{0,3}}?[^\s?.!]+)(?=\s+{_PREPOSITION.pattern}|\s*[?.!]|$)",
    re.IGNORECASE,
)


def is_piece(said: str) -> bool:
    """Whether the message is a piece of a sentence that goes on from the question before: "in France?", "and the mine?"."""
    joined = JOINED.match(said)
    piece = said[joined.end() :] if joined else said
    words = tokens(piece)
    if any(word.key in ASKING for word in words):
        return False
    if joined or _PREPOSITION.match(piece):
        return len(words) <= LONG
    return len(words) <= SHORT and said.rstrip().endswith("?")


def completed(before: str, said: str) -> str:
    """What the reader means who says `said` after the question `before`; the words of both are kept as they are."""
    joined = JOINED.match(said)
    piece = _OPENING.sub("", _END.sub("", said[joined.end() :] if joined else said))
    words = tokens(piece)
    if all(word.key in BARE_ASKING for word in words):
        return _continued(before, said if joined else f"{_and(piece)} {_small(piece)}")
    if any(word.key in ASKING for word in words) or points_back(piece):
        return _asked_on(before, said, piece)
    if _PREPOSITION.match(piece):
        return _with_phrase(before, said, piece)
    placed = _in_place(before, piece) or _about(before, piece)
    return placed or _continued(before, said, ", " if joined else ": ")


def _asked_on(before: str, said: str, piece: str) -> str:
    """A clause of its own that leaves its subject in the question before."""
    first, *others = _SENTENCE.split(before)
    last = others[-1] if others else first
    spoken, was = _SPEAKER.search(piece), _SPEAKER.search(last)
    if spoken and was and not piece[spoken.end() :].strip(" ?!."):
        asked = f"{_sentence(_END.sub('', piece))}{last[was.end() :]}"
        return f"{first} {asked}" if others else asked
    joined = JOINED.match(said)
    asked = _sentence(_OPENING.sub("", said[joined.end() :] if joined else said))
    return f"{first} {named_for(asked, before)}"


def _with_phrase(before: str, said: str, piece: str) -> str:
    """ "in France" in the place of "in Germany", "on gun control" in that of "about the police", else at the end."""
    preposition = piece.split()[0].casefold()
    alike = next((group for group in _ABOUT if preposition in group), (preposition,))
    held = list(_phrases(before, alike))
    if held and bool(names(held[-1]["phrase"])) == bool(names(piece)):
        last = held[-1]
        return f"{before[: last.start()]}{piece}{before[last.end() :]}"
    if len(alike) > 1 and not _SPEAKER.search(before):
        return _continued(before, said)
    stem, end = _open(before)
    return f"{stem} {piece}{end}"


def _about(before: str, piece: str) -> str | None:
    """The question with another subject where it asks what somebody says about one: "what about inflation?"."""
    held = [one for group in _ABOUT for one in _phrases(before, group)]
    if not held or not _SPEAKER.search(before) or not _SUBJECT.fullmatch(piece):
        return None
    return f"{before[: held[-1].start('phrase')]}{piece}{before[held[-1].end() :]}"


def _phrases(text: str, prepositions: Iterable[str]) -> Iterator[re.Match[str]]:
    either = "|".join(map(re.escape, prepositions))
    return re.finditer(rf"(?<!\w)(?:{either})\s+(?P<phrase>[^?!.,;]+)", text, re.IGNORECASE)


def _in_place(before: str, piece: str) -> str | None:
    """The question with the new name where one of its kind stood; None where there is no such place."""
    piece = _capital(piece)
    fresh = names(piece)
    if len(fresh) != 1 or len(tokens(piece)) > len(tokens(fresh[0].text)) + 1:
        return None
    spoken = _SPEAKER.search(before)
    if spoken and names(_speaker(spoken)):
        return _replaced(before, spoken, piece)
    alike = [
        one for one in names(before) if is_place(one) == is_place(fresh[0]) and not _is_modifier(before, one)
    ]
    if not alike:
        return None
    old = alike[-1]
    return f"{before[: old.start]}{_without_article(before, old, piece)}{before[old.end :]}"


def _is_modifier(text: str, name: Name) -> bool:
    """Whether the name only describes what comes after it: "the Stolmar dam"."""
    return (
        re.search(r"\bthe\s+$", text[: name.start], re.IGNORECASE) is not None
        and re.match(r"\s+[^\W\dA-Z_]", text[name.end :]) is not None
    )


def _without_article(before: str, old: Name, piece: str) -> str:
    doubled = re.search(r"\b(the)\s+$", before[: old.start], re.IGNORECASE)
    return re.sub(r"^the\s+", "", piece, flags=re.IGNORECASE) if doubled else piece


def _speaker(spoken: re.Match[str]) -> str:
    return spoken["before"] or spoken["after"]


def _replaced(before: str, spoken: re.Match[str], piece: str) -> str:
    group = "before" if spoken["before"] else "after"
    return f"{before[: spoken.start(group)]}{piece}{before[spoken.end(group) :]}"


def _continued(before: str, said: str, by: str = ", ") -> str:
    """The question with the follow-up as its last words."""
    stem, end = _open(before)
    added = _OPENING.sub("", _END.sub("", said))
    return f"{stem}{by}{_small(added)}{end}"


def _open(question: str) -> tuple[str, str]:
    """The question without its closing mark, and the mark."""
    stem = _END.sub("", question)
    return stem, "?" if "?" in question[len(stem) :] or not question[len(stem) :].strip() else question[
        len(stem) :
    ].strip()


def _and(piece: str) -> str:
    """ "And" in the language of the question words."""
    keys = {word.key for word in tokens(piece)}
    return max(ASKING_IN, key=lambda word: len(keys & ASKING_IN[word]))


def _small(text: str) -> str:
    """The text as it goes on inside a sentence: a first word of talk loses its capital, a name keeps it."""
    first = tokens(text)[:1]
    return (
        text[:1].lower() + text[1:]
        if first and not names(first[0].text.lower() + text[len(first[0].text) :])[:1]
        else text
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _capital(piece: str) -> str:
    """Readers type names in small letters too: "and russia?"."""
    return (
        piece if piece != piece.lower() else " ".join(word[:1].upper() + word[1:] for word in piece.split())
    )
