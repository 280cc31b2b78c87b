"""Titles of conversations: from the first question, or as the reader names them."""

from __future__ import annotations

from assistant.errors import BadInput

LONGEST = 200  # characters of a title that a reader gives
FROM_QUESTION = 80  # characters of the first question that become the title


def first_title(typed: str) -> str:
    """The first question as a title, cut between words."""
    line = " ".join(typed.split())
    if len(line) <= FROM_QUESTION:
        return line
    cut = line[:FROM_QUESTION]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut) + "…"


def usable_title(title: str) -> str:
    """The title on one line. Raises BadInput where it is empty or too long."""
    line = " ".join(title.split())
    if not line:
        raise BadInput("A conversation needs a title.", hint="Give it a few words.")
    if len(line) > LONGEST:
        raise BadInput(
            f"The title has {len(line)} characters; at most {LONGEST} are kept.", hint="Give a shorter one."
        )
    return line
