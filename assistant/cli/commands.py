"""Every command of `counterpoint`. Whatever is heavy is imported by the command that needs it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import streams
from assistant.news import Filters

if TYPE_CHECKING:
    from assistant.core import Assistant

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Reads the news against itself: who says what, who disagrees, and the words behind every sentence.",
)

Json = Annotated[bool, typer.Option("--json", help="Print the documented JSON and nothing else.")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD")]
OnlyOutlets = Annotated[
    list[str] | None, typer.Option("--outlet", help="Only this outlet; can be given several times.")
]
OnlyLanguages = Annotated[
    list[str] | None, typer.Option("--language", help="Only this language (en, de, ...); several times.")
]
Since = Annotated[
    datetime | None,
    typer.Option("--since", formats=["%Y-%m-%d"], metavar="DATE", help="Only from this day on (YYYY-MM-DD)."),
]
Until = Annotated[
    datetime | None,
    typer.Option("--until", formats=["%Y-%m-%d"], metavar="DATE", help="Only up to this day (YYYY-MM-DD)."),
]


def opened(*, allow_private: bool = False) -> Assistant:
    from assistant.wiring import open_assistant

    return open_assistant(allow_private=allow_private)


def narrowed(
    outlets: list[str] | None, languages: list[str] | None, since: datetime | None, until: datetime | None
) -> Filters:
    return Filters(
        outlets=tuple(outlets or ()),
        languages=tuple(languages or ()),
        since=since.date() if since else None,
        until=until.date() if until else None,
    )


@app.command()
def add(
    sources: Annotated[list[str], typer.Argument(help="Files, folders, URLs, JSONL of articles, or - .")],
    outlet: Annotated[str | None, typer.Option(help="The outlet that published it.")] = None,
    title: Annotated[str | None, typer.Option(help="The headline.")] = None,
    author: Annotated[list[str] | None, typer.Option(help="An author; several times.")] = None,
    date: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Publication date.")
    ] = None,
    url: Annotated[str | None, typer.Option(help="The canonical address.")] = None,
    language: Annotated[str | None, typer.Option(help="The language, as en or de.")] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Also fetch from private and loopback addresses.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Add articles; what was added before is left as it is."""
    from assistant.cli.adding import add_sources
    from assistant.ingest.sources import Overrides

    overrides = Overrides(
        outlet=outlet,
        title=title,
        published=date.date() if date else None,
        url=url,
        authors=tuple(author or ()),
        language=language,
    )
    with opened(allow_private=allow_private) as assistant:
        code = add_sources(assistant, sources, overrides=overrides, as_json=as_json)
    raise typer.Exit(code)


@app.command()
def articles(
    outlet: OnlyOutlets = None,
    language: OnlyLanguages = None,
    since: Since = None,
    until: Until = None,
    as_json: Json = False,
) -> None:
    """List the articles of the library, newest first."""
    from assistant.cli import listing

    with opened() as assistant:
        listing.show_articles(assistant.articles(narrowed(outlet, language, since, until)), as_json=as_json)


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
def search(
    question: Annotated[str, typer.Argument(help="What to look for.")],
    limit: Annotated[int, typer.Option(min=1, max=200, help="At most this many passages.")] = 10,
    outlet: OnlyOutlets = None,
    language: OnlyLanguages = None,
    since: Since = None,
    until: Until = None,
    as_json: Json = False,
) -> None:
    """Find passages, with their voices."""
    from assistant.cli import listing

    with opened() as assistant:
        found = assistant.search(question, filters=narrowed(outlet, language, since, until), limit=limit)
    listing.show_passages(question, found, as_json=as_json)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="A question about the news in the library.")],
    outlet: OnlyOutlets = None,
    language: OnlyLanguages = None,
    since: Since = None,
    until: Until = None,
    rejected: Annotated[
        bool, typer.Option("--rejected", help="Show the claims that failed a check.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Positions by outlet, agreements, issues with their readings, and counter-arguments."""
    from assistant.cli import answering

    with opened() as assistant:
        filters = narrowed(outlet, language, since, until)
        answering.answer(assistant, question, filters=filters, show_rejected=rejected, as_json=as_json)


@app.command()
def counter(
    claim: Annotated[str, typer.Argument(help="A claim to argue against.")],
    outlet: OnlyOutlets = None,
    language: OnlyLanguages = None,
    since: Since = None,
    until: Until = None,
    as_json: Json = False,
) -> None:
    """The strongest arguments of the library against a claim."""
    from assistant.cli import answering

    with opened() as assistant:
        filters = narrowed(outlet, language, since, until)
        answering.counter(assistant, claim, filters=filters, as_json=as_json)


@app.command()
def reindex(as_json: Json = False) -> None:
    """Read every article's voices anew and rebuild the index, for instance after changing the embedder."""
    from assistant.cli.adding import reindexed

    with opened() as assistant:
        chunks = reindexed(assistant)
    if as_json:
        streams.print_json({"schema": 1, "chunks": chunks})
    else:
        streams.out().print(f"The index holds {chunks} chunks.")


@app.command()
def doctor(as_json: Json = False) -> None:
    """What is configured, what is reachable, and what to do about each problem."""
    from assistant.cli import listing
    from assistant.doctor import examine

    healthy = listing.show_checks(examine(), as_json=as_json)
    raise typer.Exit(0 if healthy else 1)


@app.command()
def ui(
    port: Annotated[int | None, typer.Option(help="The port; a free one by default.")] = None,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
) -> None:
    """Open the browser app."""
    from assistant.ui.serve import serve

    serve(port, open_browser=browser)


@app.command()
def demo(
    port: Annotated[int | None, typer.Option(help="The port; a free one by default.")] = None,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
    serve_app: Annotated[
        bool, typer.Option("--serve/--no-serve", help="Serve the browser app after the answer.")
    ] = True,
) -> None:
    """Load the sample library if yours is empty, answer one question, and open the browser app."""
    from assistant.cli import answering
    from assistant.cli.adding import load_sample

    with opened() as assistant:
        question = load_sample(assistant)
        answering.answer(assistant, question, filters=Filters(), show_rejected=False, as_json=False)
    if serve_app:
        from assistant.ui.serve import serve

        serve(port, open_browser=browser)
