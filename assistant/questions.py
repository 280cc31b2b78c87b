"""What can be asked, and what to tell a reader whose question has no answer or was stopped."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from assistant.errors import BadInput
from assistant.findings import Answer, Usage
from assistant.news import Filters

if TYPE_CHECKING:
    from assistant.retrieval import Found

LONGEST_QUESTION = 2_000  # characters
STOPPED = "Stopped before the end: only what was checked until then is shown."


def asked(question: str) -> str:
    """The question without white space around it. Raises BadInput where it is empty or far too long."""
    question = question.strip()
    if not question:
        raise BadInput("The question is empty.", hint='Ask for instance: counterpoint ask "Who is to blame?"')
    if len(question) > LONGEST_QUESTION:
        raise BadInput(
            f"The question has {len(question)} characters; at most {LONGEST_QUESTION} can be read.",
            hint="Ask in a sentence or two; add long texts as articles.",
        )
    return question


def nothing_found(found: Found, held: Collection[str], filters: Filters) -> str:
    """What to tell a reader whose question nothing in the library bears on."""
    if not held:
        return (
            "No article lies within the filters."
            if filters.narrows
            else "The library is empty. Add articles with `counterpoint add`, or try `counterpoint demo`."
        )
    nearest = f" The nearest outlets are {', '.join(found.nearest)}." if found.nearest else ""
    return f"Nothing in the library bears on this question.{nearest}"


def told_of(piece: object) -> dict[str, int]:
    """What the log is told of a piece of an answer: how much there is of it, and no word of it."""
    if isinstance(piece, Answer):
        rejected = {f"rejected_{reason}": number for reason, number in piece.checks.rejected.items()}
        counted = {"positions": piece.positions, "issues": piece.issues, "counters": piece.counterarguments}
        sizes = {name: len(found) for name, found in counted.items()}
        return {**sizes, "claims": piece.checks.claims, "shown": piece.checks.shown, **rejected}
    if isinstance(piece, Usage):
        return {"requests": piece.requests, "read": piece.prompt_tokens, "written": piece.completion_tokens}
    return {}
