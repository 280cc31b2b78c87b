"""Kept briefings, as rows: each function is one step inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from assistant.errors import UnknownBriefing
from assistant.library.cited import forget_cited, keep_cited
from assistant.library.tables import briefings

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ListedBriefing:
    """One line of the list of briefings; `made_at` is ISO 8601 in UTC, `complete` whether it was finished."""

    id: str
    topic: str
    made_at: str
    complete: bool


def keep(
    connection: Connection,
    line: ListedBriefing,
    document: Document,
    cited: Mapping[str, str],
    *,
    owner: str = "",
) -> None:
    """Keeps a briefing with the articles (id -> digest of what was read) that it cites."""
    row = {one.name: getattr(line, one.name) for one in fields(line)}
    connection.execute(insert(briefings), {**row, "document": dict(document), "owner": owner})
    keep_cited(connection, line.id, cited)


def list_briefings(connection: Connection, *, topic: str = "", owner: str = "") -> list[ListedBriefing]:
    """This owner's briefings, newest first; on this topic only, whatever its case, where one is given."""
    columns = [briefings.c[one.name] for one in fields(ListedBriefing)]
    wanted = select(*columns).where(briefings.c.owner == owner)
    if topic:
        wanted = wanted.where(func.lower(briefings.c.topic) == topic.lower())
    rows = connection.execute(wanted.order_by(briefings.c.made_at.desc(), briefings.c.id))
    return [ListedBriefing(**row) for row in rows.mappings()]


def find_briefing(connection: Connection, id_: str, *, owner: str = "") -> Document:
    """The document of the briefing with this id, or whose id begins so. Raises UnknownBriefing."""
    held = [one.id for one in list_briefings(connection, owner=owner)]
    found = [one for one in held if one == id_]
    found = found or [one for one in held if len(id_) >= 4 and one.startswith(id_)]
    if len(found) != 1:
        raise UnknownBriefing(
            f"There is no briefing with the id {id_!r}.", hint="`counterpoint briefings list` lists the ids."
        )
    document: Document = connection.execute(
        select(briefings.c.document).where(briefings.c.id == found[0])
    ).scalar_one()
    return document


def delete_briefing(connection: Connection, id_: str, *, owner: str = "") -> str:
    """Deletes a briefing and returns its topic. Raises UnknownBriefing."""
    document = find_briefing(connection, id_, owner=owner)
    connection.execute(delete(briefings).where(briefings.c.id == document["id"]))
    forget_cited(connection, document["id"])
    return str(document["topic"])
