"""The conversations of one reader over one library: asked, kept, reopened, renamed, deleted, exported."""

from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import date

from assistant.conversation import documents
from assistant.conversation.answering import Answering
from assistant.conversation.diary import Diary
from assistant.conversation.exporting import exported
from assistant.conversation.titles import first_title, usable_title
from assistant.conversation.turns import Conversation, Turn, Understood
from assistant.conversation.understanding.rewriting import Rewriter
from assistant.conversation.understanding.rules import by_rules
from assistant.core import Assistant
from assistant.findings import Answer, Finding
from assistant.library import conversations as rows
from assistant.library.cited import changed_since
from assistant.library.conversations import ListedConversation
from assistant.library.database import reading, writing
from assistant.news import EVERYTHING, Filters
from assistant.questions import asked

REMEMBERED = 8  # turns that a follow-up is understood from

Said = Understood | Finding | Answer


class Conversations:
    """What one reader asks of one library, turn after turn; `owner` is whose it is, "" at one's own machine.

    Several processes may work on one library: each sees what the others keep.
    """

    def __init__(
        self,
        assistant: Assistant,
        rewriter: Rewriter = by_rules,
        *,
        owner: str = "",
        today: Callable[[], date] = date.today,
    ) -> None:
        """`today` is the reader's day, from which "yesterday" and "since Monday" are counted."""
        self._assistant = assistant
        self._rewriter = rewriter
        self._owner = owner
        self._today = today

    def list(self) -> list[ListedConversation]:
        """Every conversation, the one that changed last first."""
        with reading(self._assistant.engine) as connection:
            return rows.list_conversations(connection, owner=self._owner)

    def open(self, id_: str) -> Conversation:
        """The whole conversation; each turn says which articles that it cites were removed or changed since.

        `id_` may be how the id begins. Raises UnknownConversation.
        """
        with reading(self._assistant.engine) as connection:
            found = rows.find_conversation(connection, id_, owner=self._owner)
            turns = tuple(
                documents.turn(one, tuple(changed_since(connection, rows.cited_as(found.id, one.number))))
                for one in rows.turns_of(connection, found.id)
            )
        return Conversation(found.id, found.title, found.created_at, found.changed_at, turns)

    def start(self, title: str) -> str:
        """A new conversation without a turn; returns its id. Raises BadInput where the title cannot be used."""
        with writing(self._assistant.engine) as connection:
            return rows.create(connection, usable_title(title), owner=self._owner)

    def rename(self, id_: str, title: str) -> None:
        """Raises UnknownConversation, or BadInput where the title is empty or too long."""
        title = usable_title(title)
        with writing(self._assistant.engine) as connection:
            found = rows.find_conversation(connection, id_, owner=self._owner)
            rows.rename(connection, found.id, title)

    def delete(self, id_: str) -> str:
        """Deletes a conversation and returns its title. Raises UnknownConversation."""
        with writing(self._assistant.engine) as connection:
            found = rows.find_conversation(connection, id_, owner=self._owner)
            rows.delete_conversation(connection, found.id)
        return found.title

    def export(self, id_: str, form: str = "markdown") -> str:
        """The conversation as a document with its citations: `markdown`, or `json` (docs/json.md).

        Raises UnknownConversation, or BadInput for another form.
        """
        return exported(self.open(id_), form)

    def asking(
        self, id_: str | None, typed: str, filters: Filters = EVERYTHING
    ) -> Generator[Said, None, None]:
        """Asks in a conversation, or in a new one where `id_` is None; what comes of it is kept as it comes.

        First comes what was Understood, then each finding as soon as it is checked, and last the Answer. Closing the
        iterator stops the answer and keeps what was shown. `filters` are those that the reader set outside the
        words; what the words name goes over them. Raises BadInput, UnknownConversation, EngineError, LibraryError.
        """
        typed = asked(typed)
        answering = Answering(self._assistant, self._today())
        id_, earlier = self._place(id_, typed)
        empty = answering.nothing_yet(typed)
        with Diary.begin(self._assistant.engine, id_, typed, empty) as diary:
            understood = self._rewriter(typed, earlier, answering.known)
            in_force = over(filters, understood.named)
            diary.understood(understood, in_force)
            yield Understood(id_, diary.number, understood, in_force)
            for found in answering(understood, in_force, earlier):
                diary.add(found)
                if not isinstance(found, Answer):
                    yield found
        yield diary.answer

    def _place(self, id_: str | None, typed: str) -> tuple[str, tuple[Turn, ...]]:
        """The conversation to ask in, and its last turns."""
        if id_ is None:
            return self.start(first_title(typed)), ()
        with reading(self._assistant.engine) as connection:
            found = rows.find_conversation(connection, id_, owner=self._owner)
            kept = rows.turns_of(connection, found.id, last=REMEMBERED)
        return found.id, tuple(documents.turn(one) for one in kept)


def over(outer: Filters, named: Filters) -> Filters:
    """The filters that the reader set, with what the reader's words named in their place."""
    dated = named.since or named.until
    return Filters(
        outlets=named.outlets or outer.outlets,
        since=named.since if dated else outer.since,
        until=named.until if dated else outer.until,
        languages=named.languages or outer.languages,
        kinds=named.kinds or outer.kinds,
    )
