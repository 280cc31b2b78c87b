"""What became of a turn and of the articles that it cites, in sentences for the reader."""

from __future__ import annotations

from assistant.conversation.turns import State, Turn
from assistant.library.cited import ChangedArticle, Fate


def fate(changed: ChangedArticle) -> str:
    """What happened to a cited article."""
    when = f" on {changed.at[:10]}" if changed.at else ""
    name = (
        f"“{changed.title}” of {changed.publisher}" if changed.title else f"The article {changed.article_id}"
    )
    if changed.fate is Fate.REMOVED:
        return f"{name}, cited here, was removed from the library{when}."
    return f"{name}, cited here, was changed{when}: what is quoted here is its earlier text."


def ending(turn: Turn) -> str:
    """Why the turn has no whole answer; empty where it has one."""
    match turn.state:
        case State.ANSWERED:
            return ""
        case State.STOPPED:
            return "This answer was stopped: what had passed the checks until then is shown."
        case State.FAILED:
            return f"This answer failed: {turn.problem} {turn.hint}".rstrip()
        case State.ASKING:
            return "This answer was cut off before its end, or is still being written elsewhere."
