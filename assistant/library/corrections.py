"""What the reader corrected in the metadata of articles; it wins over what their sources say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from assistant.ingest.found import Overrides
from assistant.library.keeping import now
from assistant.library.tables import corrections
from assistant.news import Article


def corrected(article: Article, given: Overrides) -> Article:
    """The article with the reader's fields; its id stays, whatever it was made from."""
    return replace(
        article,
        title=given.title or article.title,
        publisher=given.outlet or article.publisher,
        published=given.published or article.published,
        url=given.url or article.url,
        authors=given.authors or article.authors,
        language=given.language or article.language,
    )


def corrections_of(connection: Connection, ids: Iterable[str]) -> dict[str, Overrides]:
    """By article id; articles that nobody corrected are left out."""
    wanted = select(corrections.c.article_id, corrections.c.fields).where(
        corrections.c.article_id.in_(list(ids))
    )
    return {str(id_): overrides(fields) for id_, fields in connection.execute(wanted)}


def keep_correction(connection: Connection, id_: str, given: Overrides) -> None:
    """Adds to what was corrected in this article before."""
    earlier = corrections_of(connection, [id_]).get(id_, Overrides())
    stated = {name: value for name, value in asdict(given).items() if value}
    both = replace(earlier, **stated)
    connection.execute(delete(corrections).where(corrections.c.article_id == id_))
    fields = {**asdict(both), "published": both.published.isoformat() if both.published else None}
    connection.execute(insert(corrections), {"article_id": id_, "fields": fields, "corrected_at": now()})


def overrides(fields: dict[str, Any]) -> Overrides:
    """What was corrected, out of its document."""
    published = date.fromisoformat(fields["published"]) if fields["published"] else None
    return Overrides(**{**fields, "published": published, "authors": tuple(fields["authors"])})
