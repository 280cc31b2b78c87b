"""Keeps every article in the group of its independent origin: ten reprints are one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, func, insert, select, update

from assistant.library.origins import Signed, matches
from assistant.library.signatures import Signature
from assistant.library.tables import articles, origin_bands


def join_origin(connection: Connection, article: Signed) -> str:
    """Puts a stored article with its reprints and returns the group: the id of its first article."""
    bands = bands_of(article.signature)
    found = matches(article, _candidates(connection, article, bands))
    if bands:
        connection.execute(insert(origin_bands), [{"band": band, "article_id": article.id} for band in bands])
    if not found:
        return article.id
    ids = [match.id for match in found]
    joined = connection.execute(
        select(articles.c.origin_group, func.min(articles.c.added_at))
        .where(articles.c.id.in_(ids))
        .group_by(articles.c.origin_group)
        .order_by(func.min(articles.c.added_at), articles.c.origin_group)
    )
    groups = [group for group, _ in joined]
    connection.execute(
        update(articles)
        .where(articles.c.origin_group.in_(groups) | (articles.c.id == article.id))
        .values(origin_group=groups[0])
    )
    return str(groups[0])


def leave_origin(connection: Connection, id_: str) -> None:
    """Before an article goes: a group that bears its id gets that of the next one, for the id may come back with another text."""
    others = select(articles.c.id).where(articles.c.origin_group == id_, articles.c.id != id_)
    heir = connection.execute(others.order_by(articles.c.added_at, articles.c.id).limit(1)).scalar()
    if heir is not None:
        connection.execute(update(articles).where(articles.c.origin_group == id_).values(origin_group=heir))


def origin_groups(connection: Connection, ids: Iterable[str]) -> Mapping[str, str]:
    """Article id -> id of its origin's group."""
    rows = connection.execute(
        select(articles.c.id, articles.c.origin_group).where(articles.c.id.in_(list(ids)))
    )
    return {str(id_): str(group) for id_, group in rows}


def reprints(connection: Connection, id_: str) -> list[str]:
    """Ids of the other articles of the same origin, in the order in which they were added."""
    group = select(articles.c.origin_group).where(articles.c.id == id_).scalar_subquery()
    rows = connection.execute(
        select(articles.c.id)
        .where(articles.c.origin_group == group, articles.c.id != id_)
        .order_by(articles.c.added_at, articles.c.id)
    )
    return list(rows.scalars())


def _candidates(connection: Connection, article: Signed, bands: Sequence[int]) -> list[Signed]:
    if not bands:
        return []
    near = select(origin_bands.c.article_id).where(origin_bands.c.band.in_(bands))
    rows = connection.execute(
        select(articles.c.id, articles.c.signature, articles.c.publisher, articles.c.origin).where(
            articles.c.id.in_(near), articles.c.id != article.id
        )
    )
    return [Signed(id_, Signature.read(stored), publisher, origin) for id_, stored, publisher, origin in rows]


def bands_of(signature: Signature) -> list[int]:
    """The bands as one set of integers: each is mixed with its place, so that places do not meet."""
    return sorted(
        {
            (band ^ (place * 0x9E3779B97F4A7C1 & 0x7FFFFFFFFFFFFFFF))
            for place, band in enumerate(signature.bands())
        }
    )
