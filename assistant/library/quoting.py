"""Who quotes whom: every voice that an outlet lets speak, how often, and in how many articles."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from assistant.library.narrowing import conditions
from assistant.library.tables import articles, voices
from assistant.news import EVERYTHING, Filters, Voice, VoiceKind


@dataclass(frozen=True, slots=True)
class Quoting:
    """One outlet and one voice that is heard in its articles; `mentions` counts stretches of text."""

    outlet: str
    voice: Voice
    mentions: int
    articles: int


def quoting(connection: Connection, filters: Filters = EVERYTHING) -> list[Quoting]:
    """Named voices by the outlet that quotes them, most often heard first; nobody quotes themselves."""
    outlet = func.coalesce(articles.c.origin, articles.c.publisher)
    mentions, number = func.sum(voices.c.mentions), func.count()
    rows = connection.execute(
        select(outlet, voices.c.name, voices.c.kind, mentions, number)
        .join(articles, articles.c.id == voices.c.article_id)
        .where(
            voices.c.place > 0,
            voices.c.kind != VoiceKind.UNNAMED.value,
            voices.c.name != outlet,
            *conditions(filters),
        )
        .group_by(outlet, voices.c.name, voices.c.kind)
        .order_by(mentions.desc(), outlet, voices.c.name)
    )
    return [
        Quoting(str(quotes), Voice(name, VoiceKind(kind)), int(often), int(held))
        for quotes, name, kind, often, held in rows
    ]
