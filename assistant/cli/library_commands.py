"""Commands on the articles of the library. Whatever is heavy is imported by the command that needs it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import streams
from assistant.cli.options import Json, app, filtered, opened
from assistant.news import Filters

if TYPE_CHECKING:
    from assistant.ingest.sources import Overrides

Outlet = Annotated[str | None, typer.Option(help="The outlet that published it.")]
Title = Annotated[str | None, typer.Option(help="The headline.")]
Author = Annotated[list[str] | None, typer.Option(help="An author; several times.")]
Published = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Publication date.")
]
Address = Annotated[str | None, typer.Option(help="The canonical address.")]
Language = Annotated[str | None, typer.Option(help="The language, as en or de.")]


def overrides(
    outlet: str | None,
    title: str | None,
    author: list[str] | None,
    date: datetime | None,
    url: str | None,
    language: str | None,
) -> Overrides:
    from assistant.ingest.sources import Overrides

    return Overrides(
        outlet=outlet,
        title=title,
        published=date.date() if date else None,
        url=url,
        authors=tuple(author or ()),
        language=language,
    )


@app.command()
def add(
    sources: Annotated[
        list[str], typer.Argument(help="Files, folders, URLs, feeds, OPML, JSONL of articles, or - .")
    ],
    outlet: Outlet = None,
    title: Title = None,
    author: Author = None,
    date: Published = None,
    url: Address = None,
    language: Language = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Also fetch from private and loopback addresses.")
    ] = False,
    ray: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Let a Ray cluster do the work: local (this machine's cores), auto, or HOST:PORT.",
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Add articles; what was added before is left as it is."""
    from assistant.cli.adding import add_sources

    given = overrides(outlet, title, author, date, url, language)
    with opened(allow_private=allow_private) as assistant:
        code = add_sources(assistant, sources, overrides=given, as_json=as_json, cluster=ray)
    raise typer.Exit(code)


@app.command()
@filtered
def articles(
    filters: Filters,
    events: Annotated[
        bool, typer.Option("--events", help="Only articles that tell of one event, side by side.")
    ] = False,
    as_json: Json = False,
) -> None:
    """List the articles of the library, newest first."""
    from assistant.cli import listing

    with opened() as assistant:
        if events:
            listing.show_events(assistant.events(filters), as_json=as_json)
        else:
            listing.show_articles(assistant.articles(filters), as_json=as_json)


@app.command()
def related(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The article's id, or how it begins.")],
    as_json: Json = False,
) -> None:
    """List other articles that tell of the same event, most likely first."""
    from assistant.cli import listing

    with opened() as assistant:
        listing.show_articles(assistant.related(id_), as_json=as_json)


@app.command()
def edit(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The article's id, or how it begins.")],
    outlet: Outlet = None,
    title: Title = None,
    author: Author = None,
    date: Published = None,
    url: Address = None,
    language: Language = None,
    as_json: Json = False,
) -> None:
    """Correct what is known of an article; the correction stays when its source is added again."""
    from assistant.cli import reading_room

    given = overrides(outlet, title, author, date, url, language)
    with opened() as assistant:
        changed = assistant.edit(id_, given)
        reading_room.show_article(changed, held=assistant.held(), as_json=as_json)


@app.command()
def show(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The article's id, or how it begins.")],
    as_json: Json = False,
) -> None:
    """Show one article: its parts, its voices, and who speaks where."""
    from assistant.cli import reading_room

    with opened() as assistant:
        reading_room.show_article(assistant.article(id_), held=assistant.held(), as_json=as_json)


@app.command()
def remove(
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Ids of articles.")],
    as_json: Json = False,
) -> None:
    """Remove articles from the library and its index."""
    with opened() as assistant:
        titles = assistant.remove(ids)
    if as_json:
        streams.print_json({"schema": 1, "removed": titles})
    else:
        for title in titles:
            streams.out().print(f"Removed: {title}", markup=False)


@app.command()
def outlets(as_json: Json = False) -> None:
    """List the outlets that publish in the library, and those that are only quoted there."""
    from assistant.cli import listing

    with opened() as assistant:
        listing.show_outlets(assistant.outlets(), assistant.outlets_known, as_json=as_json)


@app.command()
@filtered
def search(
    filters: Filters,
    question: Annotated[str, typer.Argument(help="What to look for.")],
    limit: Annotated[int, typer.Option(min=1, max=200, help="At most this many passages.")] = 10,
    as_json: Json = False,
) -> None:
    """Find passages, with their voices."""
    from assistant.cli import listing

    with opened() as assistant:
        found = assistant.search(question, filters=filters, limit=limit)
    listing.show_passages(question, found, as_json=as_json)
