"""What stands above an answer: the question, how it was understood, and the other questions of its conversation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.conversation.turns import State, Turn
from assistant.library.cited import ChangedArticle, Fate
from assistant.news import Filters
from assistant.ui.talk import Shown, Talk

STOPPED = "This answer was stopped. What had passed the checks until then is shown."
CUT_SHORT = "This answer was cut short. What had passed the checks until then is shown."
FATES = {Fate.REMOVED: "was removed from your library", Fate.CHANGED: "has another text now"}


def heading(shown: Shown) -> dict[str, Any]:
    """The question as it was typed, what it was understood as where that differs, and what to know of the answer."""
    question = shown.standalone.question
    return {
        "question": shown.asked,
        "understood": "" if _same(question, shown.asked) else question,
        "told": list(shown.standalone.told),
        "narrowed": narrowed(beyond(shown.filters, shown.standalone.named)),
        "notes": [*ending(shown), *(_gone(one) for one in shown.changed)],
    }


def beyond(filters: Filters, named: Filters) -> Filters:
    """The filters in force without those that the words named: these are told already."""
    dated = named.since or named.until
    return Filters(
        outlets=() if named.outlets else filters.outlets,
        since=None if dated else filters.since,
        until=None if dated else filters.until,
        languages=() if named.languages else filters.languages,
        kinds=() if named.kinds else filters.kinds,
    )


def trail(talk: Talk) -> dict[str, list[dict[str, Any]]]:
    """The other questions of the conversation, before and after the one in view."""
    turns = list(talk.turns)
    here = talk.number or (turns[-1].number + 1 if turns else 1)
    return {
        "before": [_line(one) for one in turns if one.number < here],
        "after": [_line(one) for one in turns if one.number > here],
    }


def ending(shown: Shown) -> list[str]:
    """How an answer ended that did not come to its end."""
    match shown.state:
        case State.STOPPED:
            return [STOPPED]
        case State.FAILED:
            return [CUT_SHORT] if shown.answer.positions else []
        case State.ASKING if not shown.busy:
            return [CUT_SHORT]
        case _:
            return []


def narrowed(filters: Filters) -> str:
    """The filters in a few words; empty where nothing is narrowed."""
    pieces = [*filters.outlets[:2]]
    if len(filters.outlets) > 2:
        pieces.append(f"{len(filters.outlets) - 2} more outlets")
    pieces.extend(_days(filters))
    pieces.extend(filters.languages)
    pieces.extend(one.value.replace("_", "-") for one in filters.kinds)
    return f"Only {', '.join(pieces)}" if pieces else ""


def counted(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _days(filters: Filters) -> Sequence[str]:
    match filters.since, filters.until:
        case None, None:
            return ()
        case since, None:
            return (f"since {since}",)
        case None, until:
            return (f"until {until}",)
        case since, until:
            return (f"{since}" if since == until else f"{since} to {until}",)


def _line(turn: Turn) -> dict[str, Any]:
    voices = len({one.voice for one in turn.answer.positions})
    return {
        "n": turn.number,
        "asked": turn.asked,
        "found": counted(voices, "voice") if voices else "nothing found",
    }


def _gone(one: ChangedArticle) -> str:
    name = f"“{one.title}” ({one.publisher})" if one.title else "An article that is cited here"
    return f"{name} {FATES[one.fate]} since this answer."


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
