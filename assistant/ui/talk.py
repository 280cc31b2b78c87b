"""What lies on the desk: a conversation, the question in view, and how far its answer is."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.conversation.turns import Conversation, Standalone, State, Turn
from assistant.errors import CounterpointError
from assistant.findings import Answer
from assistant.library.cited import ChangedArticle
from assistant.news import Filters
from assistant.ui.asking import Asking


@dataclass(frozen=True, slots=True)
class Shown:
    """One question as the page shows it, still growing or kept."""

    asked: str
    standalone: Standalone
    filters: Filters
    state: State
    answer: Answer
    busy: bool = False
    error: CounterpointError | None = None
    changed: tuple[ChangedArticle, ...] = ()


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation as it was kept last, the number of the question in view, and the answer that still grows."""

    kept: Conversation | None
    number: int
    live: Asking | None = None

    @property
    def shown(self) -> Shown:
        if self.live:
            return growing(self.live)
        return kept(next(one for one in self.turns if one.number == self.number))

    @property
    def turns(self) -> tuple[Turn, ...]:
        return self.kept.turns if self.kept else ()


def growing(live: Asking) -> Shown:
    standalone = live.understood.standalone if live.understood else Standalone(live.typed)
    return Shown(
        live.typed, standalone, live.filters, live.state, live.answer, busy=live.busy, error=live.error
    )


def kept(turn: Turn) -> Shown:
    error = CounterpointError(turn.problem, hint=turn.hint) if turn.problem else None
    return Shown(
        turn.asked,
        turn.standalone,
        turn.filters,
        turn.state,
        turn.answer,
        error=error,
        changed=turn.changed,
    )
