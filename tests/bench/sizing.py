"""What a team's servers need as the library grows: rows, bytes on disk by part, memory (docs/sizing.md)."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import create_engine, text

from assistant import Settings, open_assistant
from assistant.library.articles import count_chunks
from assistant.library.database import reading
from tests.bench.__main__ import Line
from tests.bench.reading import first
from tests.team import team

SIZES = (1_000, 2_000, 4_000, 8_000)
PARTS = {
    "articles": ("articles", "revisions"),
    "chunks and their words": ("chunks", "chunk_words", "index_tasks"),
    "voices": ("voices",),
    "reprints": ("origin_bands",),
}


def run(articles: Path, scale: float) -> Iterator[Line]:
    given = first(articles, int(SIZES[-1] * scale))
    with team() as servers, open_assistant(Settings(**servers.settings)) as assistant:
        held = 0
        for size in SIZES:
            wanted = int(size * scale)
            started = time.perf_counter()
            assistant.intake.add(given[held:wanted])
            yield Line(
                f"{wanted} articles: seconds for the last {wanted - held}", time.perf_counter() - started, "s"
            )
            held = wanted
            with reading(assistant.engine) as connection:
                yield Line("  characters", sum(len(one.text) for one in given[:wanted]) / 1e6, "million")
                yield Line("  chunks", count_chunks(connection), "")
            for name, number in on_disk(servers.settings["database_url"]):
                yield Line(f"  {name}", number, "MB")
            yield Line("  Chroma's folder", servers.chroma_bytes() / 1e6, "MB")
            yield Line("  memory of the Chroma server", servers.chroma_memory(), "MB")


def on_disk(database_url: str) -> Iterator[tuple[str, float]]:
    """Megabytes of each part of a PostgreSQL library, indexes and all, after VACUUM."""
    engine = create_engine(database_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("VACUUM ANALYZE"))
        measured = text("SELECT pg_total_relation_size(CAST(:name AS regclass))")
        for part, tables in PARTS.items():
            sizes = [connection.execute(measured, {"name": name}).scalar_one() for name in tables]
            yield part, sum(sizes) / 1e6
        whole = "SELECT pg_database_size(current_database())"
        yield "the whole database", connection.execute(text(whole)).scalar_one() / 1e6
    engine.dispose()
