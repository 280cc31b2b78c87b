"""Links that a page keeps hidden behind a name and that an extractor ran into the sentence.

`Joe Biden Joe BidenPoll: race is tight Trump tweets MORE leads`: the name is written a second time, glued to the first of
several headlines. A reader of the page sees `Joe Biden leads`.
"""

from __future__ import annotations

import re

_NAME = r"[^\W\d_a-zа-я][\w’'-]+"
_WORD = r"\(?[^\W\d_a-zа-я][\w.’'-]*\)?"
_JUNIOR = r"(?: [JS]r\.?)?"
_LONGEST = 1_200  # characters of all the headlines behind one name
_HEADLINES = rf"(?=[“\"'‘(]?[^\W_a-zа-я])[^\n]{{10,{_LONGEST}}}?[^\W_][’'”\"?!.)]* MORE\b"
_GLUED = re.compile(
    rf"(?P<last>\b{_NAME}){_JUNIOR}(?P<hidden> (?:{_WORD} ){{0,5}}(?P=last){_JUNIOR}{_HEADLINES})"
)
_SPACED = re.compile(
    rf"(?P<first>\b{_NAME}) (?P<last>{_NAME}){_JUNIOR}"
    rf"(?P<hidden> (?P=first) (?:{_WORD} ){{0,4}}(?P=last){_JUNIOR} {_HEADLINES})"
)
_GLUE = re.compile(r"[a-z](?=[“\"‘]?[A-Z][a-z])")
_LOOK_BACK = 80  # characters before the glued name in which its first writing stands
_CLOSES = " MORE"


def without_run_ins(text: str) -> str:
    """The text without the hidden links whose end is known: they close with a call for more in capitals."""
    if _CLOSES not in text:
        return text
    return _SPACED.sub(_seen, _GLUED.sub(_seen, text))


def _seen(found: re.Match[str]) -> str:
    """The name as a reader of the page sees it."""
    return found[0].removesuffix(found["hidden"])


def run_ins(text: str) -> list[int]:
    """Offsets at which a name that was just written is written again and glued to what follows it, in order."""
    return [match.end() for match in _GLUE.finditer(text) if _is_doubled(text, match.end())]


def _is_doubled(text: str, glued: int) -> bool:
    """Whether the words before an offset are a name, then the name again: `Joe Biden Joe Biden`."""
    name, *rest = text[max(0, glued - _LOOK_BACK) : glued].rpartition("\n")[2].split(" ")[::-1] or [""]
    for word in rest:
        if word == name:
            return len(name) > 2 and name[0].isupper()
        if not word.lstrip("(")[:1].isupper():
            return False
    return False
