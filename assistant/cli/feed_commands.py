"""`feeds` and `watch`. Whatever is heavy is imported by the command that needs it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.options import Json, app

if TYPE_CHECKING:
    from assistant.watching.feeds import Feeds

feeds = typer.Typer(no_args_is_help=True, help="Feeds that the library follows: RSS, Atom, JSON Feed, OPML.")
app.add_typer(feeds, name="feeds")

AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Also fetch from private and loopback addresses.")
]


@feeds.command()
def add(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="ADDRESS...", help="Addresses of feeds or of pages that name one; OPML files."
        ),
    ],
    allow_private: AllowPrivate = False,
    as_json: Json = False,
) -> None:
    """Follow feeds. Their articles are read by `counterpoint feeds refresh` or `counterpoint watch`."""
    from assistant.cli import following

    with opened(allow_private=allow_private) as followed:
        code = following.add(followed, sources, as_json=as_json)
    raise typer.Exit(code)


@feeds.command("list")
def list_(as_json: Json = False) -> None:
    """Every feed, how it fares, and the articles that could not be read."""
    from assistant.cli import following

    with opened() as followed:
        following.listed(followed, as_json=as_json)


@feeds.command()
def refresh(
    addresses: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ADDRESS]...", help="Only these feeds; all of them by default."),
    ] = None,
    allow_private: AllowPrivate = False,
    as_json: Json = False,
) -> None:
    """Ask feeds now, whether they are due or not, and read what they announce."""
    from assistant.cli import following

    with opened(allow_private=allow_private) as followed:
        code = following.refresh(followed, addresses or [], as_json=as_json)
    raise typer.Exit(code)


@feeds.command()
def remove(
    addresses: Annotated[list[str], typer.Argument(metavar="ADDRESS...", help="Addresses of feeds.")],
    as_json: Json = False,
) -> None:
    """Stop following feeds; their articles stay in the library."""
    from assistant.cli import following

    with opened() as followed:
        following.remove(followed, addresses, as_json=as_json)


@feeds.command()
def export(
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write the list here, not to stdout."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that exists.")] = False,
) -> None:
    """All feeds as an OPML list, which other readers of feeds can import."""
    from assistant.cli import following

    with opened() as followed:
        following.export(followed, output, force=force)


@app.command()
def watch(
    every: Annotated[int, typer.Option(min=1, metavar="MINUTES", help="Ask each feed this often.")] = 60,
    once: Annotated[bool, typer.Option("--once", help="Do what is due now and end; for cron.")] = False,
    brief: Annotated[
        str | None, typer.Option(metavar="TOPIC", help="Write a briefing on this when something new arrives.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write the briefing here, over the one before."),
    ] = None,
    allow_private: AllowPrivate = False,
    as_json: Json = False,
) -> None:
    """Keep the library up to date with its feeds until it is stopped; --json prints one document a round."""
    from assistant.cli import following
    from assistant.cli.brief_on_news import briefer

    with opened(every=every, allow_private=allow_private) as followed:
        writer = briefer(followed.assistant, brief, output) if brief is not None else None
        code = following.watch(followed, once=once, brief=writer, as_json=as_json)
    raise typer.Exit(code)


@contextmanager
def opened(*, every: int = 60, allow_private: bool = False) -> Iterator[Feeds]:
    """The feeds of the reader's library, which is closed afterwards."""
    from assistant.wiring import open_assistant, open_feeds

    with open_assistant(allow_private=allow_private) as assistant:
        yield open_feeds(assistant, every=timedelta(minutes=every), allow_private=allow_private)
