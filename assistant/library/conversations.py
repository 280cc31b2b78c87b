"""Conversations and their turns, as rows: each function is one step inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, delete, func, insert, select, update

from assistant.errors import UnknownConversation
from assistant.library.cited import forget_cited
from assistant.library.tables import conversations, turns

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ListedConversation:
    """One line of the list of conversations; times are ISO 8601 in UTC, `turns` is how many questions it has."""

    id: str
    title: str
    created_at: str
    changed_at: str
    turns: int


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """One question as it is kept; `filters`, `understood`, `problem` and `answer` are documents (docs/json.md)."""

    number: int
    asked: str
    question: str
    filters: Document
    understood: Document
    state: str
    problem: Document | None
    answer: Document
    asked_at: str


def now() -> str:
    """The time in UTC to the millisecond: turns of one second keep their order."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def create(connection: Connection, title: str, *, owner: str = "") -> str:
    """A new conversation; returns its id."""
    id_, time = uuid4().hex[:12], now()
    row = {"id": id_, "title": title, "created_at": time, "changed_at": time, "owner": owner}
    connection.execute(insert(conversations), row)
    return id_


def list_conversations(connection: Connection, *, owner: str = "") -> list[ListedConversation]:
    """This owner's conversations, the one that changed last first."""
    number = select(func.count()).where(turns.c.conversation_id == conversations.c.id).scalar_subquery()
    columns = [conversations.c[one.name] for one in fields(ListedConversation) if one.name != "turns"]
    rows = connection.execute(
        select(*columns, number.label("turns"))
        .where(conversations.c.owner == owner)
        .order_by(conversations.c.changed_at.desc(), conversations.c.id)
    )
    return [ListedConversation(**row) for row in rows.mappings()]


def find_conversation(connection: Connection, id_: str, *, owner: str = "") -> ListedConversation:
    """The conversation with this id, or whose id begins so. Raises UnknownConversation."""
    held = list_conversations(connection, owner=owner)
    found = [one for one in held if one.id == id_]
    found = found or [one for one in held if len(id_) >= 4 and one.id.startswith(id_)]
    if len(found) != 1:
        raise UnknownConversation(
            f"There is no conversation with the id {id_!r}.",
            hint="`counterpoint conversations list` lists the ids.",
        )
    return found[0]


def turns_of(connection: Connection, id_: str, *, last: int | None = None) -> list[KeptTurn]:
    """The turns of a conversation in order; only so many of the `last` ones, where that is given."""
    columns = [turns.c[one.name] for one in fields(KeptTurn)]
    newest_first = select(*columns).where(turns.c.conversation_id == id_).order_by(turns.c.number.desc())
    rows = connection.execute(newest_first.limit(last)).mappings().all()
    return [KeptTurn(**row) for row in reversed(rows)]


def rename(connection: Connection, id_: str, title: str) -> None:
    connection.execute(update(conversations).where(conversations.c.id == id_).values(title=title))


def delete_conversation(connection: Connection, id_: str) -> None:
    """Deletes a conversation, its turns, and the note of what they cited."""
    numbers = connection.execute(select(turns.c.number).where(turns.c.conversation_id == id_)).scalars()
    for number in list(numbers):
        forget_cited(connection, cited_as(id_, number))
    connection.execute(delete(turns).where(turns.c.conversation_id == id_))
    connection.execute(delete(conversations).where(conversations.c.id == id_))


def begin_turn(connection: Connection, id_: str, row: Mapping[str, Any]) -> int:
    """Adds a turn and returns its number. Raises UnknownConversation where the conversation is gone.

    The number is given out under the lock of the conversation, so that of two writers none overwrites the other.
    """
    held = select(conversations.c.id).where(conversations.c.id == id_).with_for_update()
    if connection.execute(held).first() is None:
        raise UnknownConversation(
            "This conversation was deleted.", hint="Start a new one: ask without naming a conversation."
        )
    newest = select(func.max(turns.c.number)).where(turns.c.conversation_id == id_)
    number = (connection.execute(newest).scalar() or 0) + 1
    time = now()
    connection.execute(insert(turns), {"conversation_id": id_, "number": number, "asked_at": time, **row})
    connection.execute(update(conversations).where(conversations.c.id == id_).values(changed_at=time))
    return number


def change_turn(connection: Connection, id_: str, number: int, changed: Mapping[str, Any]) -> bool:
    """Writes these columns of a turn; false where the turn was deleted in the meantime."""
    place = (turns.c.conversation_id == id_) & (turns.c.number == number)
    done = connection.execute(update(turns).where(place).values(**changed)).rowcount > 0
    if done:
        connection.execute(update(conversations).where(conversations.c.id == id_).values(changed_at=now()))
    return done


def cited_as(id_: str, number: int) -> str:
    """The name under which a turn's cited articles are noted (library/cited.py)."""
    return f"{id_}:{number}"
