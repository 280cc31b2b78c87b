"""Reads the library: articles, their chunks, outlets and voices."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import ColumnElement, Connection, RowMapping, Text, cast, func, or_, select

from assistant.library.keeping import unknown
from assistant.library.narrowing import conditions
from assistant.library.rows import article_from, as_given
from assistant.library.tables import articles, chunks, tombstones, voices
from assistant.news import EVERYTHING, Article, Chunk, Filters, PartKind, Span, VoiceKind


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list of articles."""

    id: str
    title: str
    publisher: str
    origin: str | None
    published: date | None
    url: str | None
    language: str
    kind: str
    origin_group: str
    chunks: int


@dataclass(frozen=True, slots=True)
class Extent:
    """What a library can be narrowed to: its first and last day, its languages and its kinds of article."""

    first: date | None = None
    last: date | None = None
    languages: tuple[str, ...] = ()
    kinds: tuple[PartKind, ...] = ()


@dataclass(frozen=True, slots=True)
class HeardOutlet:
    """An outlet that publishes in the library, or is only quoted there."""

    name: str
    articles: int
    quoted_by: tuple[str, ...] = ()

    @property
    def held(self) -> bool:
        return self.articles > 0


def list_articles(connection: Connection, filters: Filters = EVERYTHING) -> list[Listed]:
    """Every article within the filters, newest first."""
    return _listed(connection, conditions(filters))


def listed_by_id(connection: Connection, ids: Iterable[str]) -> list[Listed]:
    """Those of the articles that the library holds, newest first."""
    return _listed(connection, [articles.c.id.in_(list(ids))])


def _listed(connection: Connection, wanted: Sequence[ColumnElement[bool]]) -> list[Listed]:
    number = select(func.count()).where(chunks.c.article_id == articles.c.id).scalar_subquery()
    columns = [articles.c[one.name] for one in fields(Listed) if one.name != "chunks"]
    rows = connection.execute(
        select(*columns, number.label("chunks"))
        .where(*wanted)
        .order_by(articles.c.published.desc().nulls_last(), articles.c.title)
    )
    return [Listed(**row) for row in rows.mappings()]


def extent(connection: Connection) -> Extent:
    """The days, languages and kinds that the library's articles have; an undetermined language is left out."""
    first, last = connection.execute(
        select(func.min(articles.c.published), func.max(articles.c.published))
    ).one()
    languages = connection.execute(select(articles.c.language).distinct()).scalars()
    kinds = connection.execute(select(articles.c.kind).distinct()).scalars()
    return Extent(
        first,
        last,
        tuple(sorted(set(languages) - {"und"})),
        tuple(sorted(PartKind(kind) for kind in kinds)),
    )


def find_article(connection: Connection, id_: str) -> Article:
    """The article with this id, or with an id that begins so. Raises UnknownArticle."""
    rows = connection.execute(select(articles).where(articles.c.id == id_)).mappings().all()
    if not rows and len(id_) >= 4:
        begins = articles.c.id.startswith(id_, autoescape=True)
        rows = connection.execute(select(articles).where(begins).limit(2)).mappings().all()
    if len(rows) != 1:
        raise unknown(id_)
    return article_from(dict(rows[0]))


def articles_by_id(connection: Connection, ids: Iterable[str]) -> dict[str, Article]:
    """Those of the articles that the library holds."""
    wanted = list(dict.fromkeys(ids))
    rows = connection.execute(select(articles).where(articles.c.id.in_(wanted))).mappings()
    return {row["id"]: article_from(dict(row)) for row in rows}


def given_by_id(connection: Connection, ids: Iterable[str]) -> list[Article]:
    """Articles as their sources gave them, before anything was read out of them."""
    rows = connection.execute(select(articles).where(articles.c.id.in_(list(ids)))).mappings()
    return [as_given(dict(row)) for row in rows]


def chunks_by_id(connection: Connection, ids: Iterable[str]) -> dict[str, tuple[Chunk, Article]]:
    """Chunks by `article:number`, with their articles; unknown ids are left out."""
    wanted = list(ids)
    held = articles_by_id(connection, (id_.rpartition(":")[0] for id_ in wanted))
    rows = connection.execute(select(chunks).where(chunks.c.article_id.in_(list(held)))).mappings()
    known = {f"{row['article_id']}:{row['number']}": row for row in rows}
    return {
        id_: (_chunk_from(known[id_], held[known[id_]["article_id"]]), held[known[id_]["article_id"]])
        for id_ in wanted
        if id_ in known
    }


def outlets_of(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Article id -> the outlet whose article it is; unknown ids are left out."""
    outlet = func.coalesce(articles.c.origin, articles.c.publisher)
    rows = connection.execute(select(articles.c.id, outlet).where(articles.c.id.in_(set(ids))))
    return {str(id_): str(name) for id_, name in rows}


def within(connection: Connection, ids: Iterable[str], filters: Filters) -> set[str]:
    """Those of the article ids that lie within the filters."""
    found = select(articles.c.id).where(articles.c.id.in_(set(ids)), *conditions(filters))
    return set(connection.execute(found).scalars())


def every_chunk_id(connection: Connection) -> Iterator[str]:
    for article_id, number in connection.execute(select(chunks.c.article_id, chunks.c.number)):
        yield f"{article_id}:{number}"


def every_article_id(connection: Connection) -> list[str]:
    return list(connection.execute(select(articles.c.id).order_by(articles.c.id)).scalars())


def count_articles(connection: Connection) -> int:
    """How many articles are held."""
    return connection.execute(select(func.count()).select_from(articles)).scalar_one()


def any_within(connection: Connection, filters: Filters) -> bool:
    """Whether any article lies within the filters."""
    return connection.execute(select(articles.c.id).where(*conditions(filters)).limit(1)).first() is not None


def count_chunks(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(chunks)).scalar_one()


def heard_outlets(connection: Connection) -> list[HeardOutlet]:
    """Outlets with articles of their own first, by their number; then those that are only quoted."""
    held = publishers(connection)
    quoted: dict[str, list[str]] = {}
    written = cast(voices.c.via, Text)  # PostgreSQL's json cannot be compared
    rows = connection.execute(
        select(voices.c.name, written).where(voices.c.kind == "outlet", voices.c.place > 0).distinct()
    )
    for name, said in rows:
        via = json.loads(said)
        if via and via[0] != name:
            quoted.setdefault(name, []).append(via[0])
    listed = [
        HeardOutlet(name, held.get(name, 0), tuple(sorted(set(quoted.get(name, ())))))
        for name in {**held, **quoted}
    ]
    return sorted(listed, key=lambda one: (-one.articles, one.name))


def publishers(connection: Connection, filters: Filters = EVERYTHING) -> dict[str, int]:
    """Outlets with articles within the filters, and in how many: publisher or origin, and the origin of each part.

    Where one piece of a page is another outlet's own, that outlet is held first-hand, whoever published the page.
    """
    narrowed = conditions(filters)
    outlet = func.coalesce(articles.c.origin, articles.c.publisher)
    wholes = select(articles.c.id, outlet.label("outlet")).where(*narrowed)
    parts = select(articles.c.id, voices.c.name).join(voices, voices.c.article_id == articles.c.id)
    parts = parts.where(voices.c.place == 0, voices.c.kind == VoiceKind.OUTLET.value, *narrowed)
    held = wholes.union(parts).subquery()
    rows = connection.execute(select(held.c.outlet, func.count()).group_by(held.c.outlet))
    return {str(name): int(number) for name, number in rows}


def buried(connection: Connection, *, ids: Sequence[str]) -> set[str]:
    """Which of these articles were removed by the reader."""
    found = connection.execute(select(tombstones.c.article_id).where(tombstones.c.article_id.in_(ids)))
    return set(found.scalars())


def with_digest(connection: Connection, digests: Sequence[str], urls: Sequence[str]) -> list[str]:
    """Ids of articles with one of these digests or URLs."""
    same = or_(articles.c.digest.in_(digests), articles.c.url.in_(urls))
    return list(connection.execute(select(articles.c.id).where(same)).scalars())


def _chunk_from(row: RowMapping, article: Article) -> Chunk:
    span = Span(row["start"], row["end"])
    return Chunk(article.id, row["number"], span, article.words(span), tuple(row["voices"]))
