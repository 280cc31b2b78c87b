"""One thing under two names, where a source says so: `the Affordable Care Act, known as Obamacare`, `Harbour Protection Act (HPA)`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from assistant.analysis.weighing import Weighed
from assistant.wording.tokens import content

Names = tuple[frozenset[str], frozenset[str]]
"""The stems of two names for one thing."""

_NAME: Final = r"[A-Z][\w’'-]+(?: (?:(?:of|for|on|to|and|the) )?[A-Z][\w’'-]+){0,5}"
_KNOWN: Final = re.compile(
    rf"(?P<one>{_NAME}),? (?:(?:also|commonly|popularly|better|informally|widely|often) )?"
    rf"(?:known(?: \w+ly)? as|(?<=also )called|(?<=commonly )called) (?:the )?[“\"]?(?P<other>{_NAME})"
)
_SHORT: Final = re.compile(
    rf"(?P<one>{_NAME}(?: \w+)?),? \((?:the |or )?[“\"]?(?P<other>[A-Z][A-Za-z]{{1,7}})[”\"]?\)"
)


def aliases(read: Sequence[Weighed]) -> list[Names]:
    """The pairs of names that some sentence gives for one thing; a short form must be made of the long one's initials."""
    found: dict[Names, None] = {}
    for one in read:
        text = one.sentence.text
        pairs = [match.group("one", "other") for match in _KNOWN.finditer(text)]
        pairs += [
            (long, short)
            for long, short in (match.group("one", "other") for match in _SHORT.finditer(text))
            if _is_short_for(short, long)
        ]
        for first, second in pairs:
            names = frozenset(content(first)), frozenset(content(second))
            if all(names) and not names[0] & names[1]:
                found.setdefault(names)
    return list(found)


def other_names(stems: frozenset[str], known: Sequence[Names]) -> list[frozenset[str]]:
    """What else the thing of these stems is called."""
    return [other for pair in known for name, other in (pair, pair[::-1]) if name == stems]


def _is_short_for(short: str, long: str) -> bool:
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z][\w’'-]*", long) if word[0].isupper())
    return initials.upper().endswith(short.upper())
