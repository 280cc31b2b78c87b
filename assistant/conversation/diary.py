"""One turn written into the library as it happens, so that nothing that was shown is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import Any

from sqlalchemy import Engine

from assistant import observing, schema
from assistant.conversation import documents
from assistant.conversation.citing import cited_articles
from assistant.conversation.drafts import grown
from assistant.conversation.turns import Standalone, State
from assistant.errors import CounterpointError, LibraryBusy, LibraryError
from assistant.findings import Answer, Finding
from assistant.library import conversations
from assistant.library.cited import digests, keep_cited
from assistant.library.database import writing
from assistant.news import EVERYTHING, Filters
from assistant.questions import STOPPED

EVERY = 3.0  # seconds between two savings of an answer that still grows


@dataclass(slots=True)
class Diary:
    """Keeps one turn: when it begins, when it is understood, while it grows, and how it ends.

    A context manager: leaving it writes the end. An error makes the turn failed, closing the iterator or Ctrl-C
    makes it stopped; what was shown until then is kept with it.
    """

    engine: Engine
    conversation_id: str
    number: int
    answer: Answer
    clock: Callable[[], float] = monotonic
    _saved_at: float = field(init=False)

    def __post_init__(self) -> None:
        self._saved_at = self.clock()

    @classmethod
    def begin(cls, engine: Engine, conversation_id: str, asked: str, answer: Answer) -> Diary:
        """A new turn of the conversation. Raises UnknownConversation where it is gone, or LibraryError."""
        row = {
            "asked": asked,
            "question": asked,
            "filters": schema.filters(EVERYTHING),
            "understood": documents.understood(Standalone(asked)),
            "state": State.ASKING.value,
            "problem": None,
            "answer": schema.answer(answer),
        }
        with writing(engine) as connection:
            number = conversations.begin_turn(connection, conversation_id, row)
        return cls(engine, conversation_id, number, answer)

    def understood(self, given: Standalone, filters: Filters) -> None:
        """Keeps how the words were understood."""
        self.answer = replace(self.answer, question=given.question)
        changed = {"question": given.question, "filters": schema.filters(filters)}
        self._write({**changed, "understood": documents.understood(given)})

    def add(self, found: Finding | Answer) -> None:
        """Keeps what was found in mind, and now and then in the library; a library that is busy is left alone."""
        self.answer = found if isinstance(found, Answer) else grown(self.answer, found)
        if self.clock() - self._saved_at >= EVERY:
            with suppress(LibraryBusy):
                self._save({})
            self._saved_at = self.clock()

    def __enter__(self) -> Diary:
        return self

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        state, problem = ending(error)
        if STOPPED in self.answer.notes:  # Ctrl-C in the middle of an analysis, which ends in good order
            state = State.STOPPED
        try:
            self._save({"state": state.value, "problem": problem})
        except LibraryError as unkept:
            note = f"This answer could not be kept in the library. {unkept}"
            self.answer = replace(self.answer, notes=(*self.answer.notes, note))

    def _save(self, changed: Mapping[str, Any]) -> None:
        self._write({"answer": schema.answer(self.answer), **changed}, cited=cited_articles(self.answer))

    def _write(self, changed: Mapping[str, Any], *, cited: frozenset[str] = frozenset()) -> None:
        with writing(self.engine) as connection:
            kept = conversations.change_turn(connection, self.conversation_id, self.number, changed)
            if kept and cited:
                # An article that went in the meantime is noted without a digest: reopening says that it is gone.
                read = dict.fromkeys(cited, "") | digests(connection, cited)
                keep_cited(connection, conversations.cited_as(self.conversation_id, self.number), read)


def ending(error: BaseException | None) -> tuple[State, dict[str, str] | None]:
    """How a turn ended that was left with this error, and what is kept of the error."""
    if error is None:
        return State.ANSWERED, None
    if isinstance(error, CounterpointError):
        return State.FAILED, documents.problem(error)
    if isinstance(error, Exception):
        observing.unforeseen("conversation", error)
        unforeseen = CounterpointError(
            f"Something unforeseen went wrong: {type(error).__name__}.",
            hint="Ask again. If it happens twice, run `counterpoint doctor`.",
        )
        return State.FAILED, documents.problem(unforeseen)
    return State.STOPPED, None
