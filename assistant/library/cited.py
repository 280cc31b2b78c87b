"""What a kept conversation or briefing rests on, and what became of it since: removed, or changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, delete, insert, select

from assistant.library.tables import articles, cited_articles, revisions, tombstones


class Fate(StrEnum):
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class ChangedArticle:
    """A cited article that is no longer what was read; `at` is the ISO time of the change, "" where it is unknown."""

    article_id: str
    title: str
    publisher: str
    fate: Fate
    at: str = ""


def digests(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Article id -> digest of its text as the library holds it now; of those that it holds."""
    wanted = list(dict.fromkeys(ids))
    rows = connection.execute(select(articles.c.id, articles.c.digest).where(articles.c.id.in_(wanted)))
    return {row.id: row.digest for row in rows}


def keep_cited(connection: Connection, kept_id: str, cited: Mapping[str, str]) -> None:
    """Notes the articles (id -> digest of what was read) that `kept_id` rests on; what was noted before stays."""
    noted = connection.execute(
        select(cited_articles.c.article_id).where(cited_articles.c.kept_id == kept_id)
    ).scalars()
    fresh = cited.keys() - set(noted)
    if fresh:
        rows = [{"kept_id": kept_id, "article_id": id_, "digest": cited[id_]} for id_ in sorted(fresh)]
        connection.execute(insert(cited_articles), rows)


def forget_cited(connection: Connection, kept_id: str) -> None:
    connection.execute(delete(cited_articles).where(cited_articles.c.kept_id == kept_id))


def changed_since(connection: Connection, kept_id: str) -> list[ChangedArticle]:
    """The cited articles that were removed, or whose text is another now, ordered by title."""
    rows = connection.execute(
        select(
            cited_articles.c.article_id,
            cited_articles.c.digest,
            articles.c.digest.label("now"),
            articles.c.title,
            articles.c.publisher,
            tombstones.c.title.label("last_title"),
            tombstones.c.publisher.label("last_publisher"),
            tombstones.c.removed_at,
            revisions.c.replaced_at,
        )
        .outerjoin(articles, articles.c.id == cited_articles.c.article_id)
        .outerjoin(tombstones, tombstones.c.article_id == cited_articles.c.article_id)
        .outerjoin(
            revisions,
            (revisions.c.article_id == cited_articles.c.article_id)
            & (revisions.c.digest == cited_articles.c.digest),
        )
        .where(cited_articles.c.kept_id == kept_id)
    ).all()
    found = [
        ChangedArticle(
            row.article_id, row.last_title or "", row.last_publisher or "", Fate.REMOVED, row.removed_at or ""
        )
        if row.now is None
        else ChangedArticle(row.article_id, row.title, row.publisher, Fate.CHANGED, row.replaced_at or "")
        for row in rows
        if row.now != row.digest
    ]
    return sorted(found, key=lambda one: (one.title, one.article_id))
