"""What a conversation is made of: what the reader typed, how it was understood, and what was answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from assistant.findings import Answer, Usage
from assistant.library.cited import ChangedArticle
from assistant.news import EVERYTHING, Filters


class Wants(StrEnum):
    """What the reader asks for; `nothing` is a greeting, nonsense, or an order to the program."""

    POSITIONS = "positions"
    COUNTER = "counter"
    SOURCES = "sources"
    NOTHING = "nothing"


class State(StrEnum):
    """How far a turn came. `asking` in a reopened conversation was cut off with the program, or still runs elsewhere."""

    ASKING = "asking"
    ANSWERED = "answered"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Standalone:
    """What the reader's words were understood as.

    `question` can be understood without the conversation. `named` is what the reader's own words narrowed, in this
    turn or before it in the same line of questions. `told` says so in sentences for the reader. `lacking` names
    outlets that the reader limited the question to and of which the library holds no article. `against` are the
    claims to argue against, where the reader wants that. `by` is `rules` or the model's name; `usage` is what a model read and wrote for it.
    """

    question: str
    wants: Wants = Wants.POSITIONS
    named: Filters = EVERYTHING
    told: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    by: str = "rules"
    usage: Usage | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """The first thing that comes of a question: where it is kept, and what is now asked of what.

    `filters` are those in force: the reader's own from outside, with what the words named over them.
    """

    conversation_id: str
    number: int
    standalone: Standalone
    filters: Filters


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a conversation with its answer, which is partial where `state` is not `answered`."""

    number: int
    asked: str
    standalone: Standalone
    filters: Filters
    state: State
    answer: Answer
    asked_at: str
    problem: str = ""
    hint: str = ""
    changed: tuple[ChangedArticle, ...] = ()


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation as it is kept; times are ISO 8601 in UTC."""

    id: str
    title: str
    created_at: str
    changed_at: str
    turns: tuple[Turn, ...] = field(default=())

    @property
    def changed(self) -> tuple[ChangedArticle, ...]:
        """The articles cited in it that were removed or changed since, each once."""
        return tuple(dict.fromkeys(one for turn in self.turns for one in turn.changed))
