"""`chat` and `conversations`. Whatever is heavy is imported by the command that needs it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import streams
from assistant.cli.options import Json, app, filtered
from assistant.news import Filters

if TYPE_CHECKING:
    from assistant.conversation.conversations import Conversations

conversations = typer.Typer(no_args_is_help=True, help="Conversations that the library keeps.")
app.add_typer(conversations, name="conversations")

Id = Annotated[str, typer.Argument(metavar="ID", help="The conversation's id, or how it begins.")]


@app.command()
@filtered
def chat(
    filters: Filters,
    question: Annotated[
        str | None, typer.Argument(help="One question; without it, questions are read line by line.")
    ] = None,
    within: Annotated[
        str | None, typer.Option("--in", metavar="ID", help="Go on in this conversation, or `last`.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Ask in a conversation: "and Europe?", "only the FT", "since Monday", "argue the other side", "who said that?"."""
    from assistant.cli import conversing

    if question is None and as_json:
        raise typer.BadParameter("--json needs a question.", param_hint="--json")
    with opened() as held:
        if question is None:
            conversing.talk(held, within, filters)
        else:
            conversing.ask(held, within, question, filters, as_json=as_json)


@conversations.command("list")
def list_(as_json: Json = False) -> None:
    """Every conversation, the one that changed last first."""
    from assistant.cli import conversing

    with opened() as held:
        conversing.listed(held.list(), as_json=as_json)


@conversations.command()
def show(id_: Id, as_json: Json = False) -> None:
    """A whole conversation, and which of the articles that it cites were removed or changed since."""
    from assistant.cli import conversing

    with opened() as held:
        conversing.show(held.open(id_), as_json=as_json)


@conversations.command()
def rename(id_: Id, title: Annotated[str, typer.Argument(help="The new title.")]) -> None:
    """Give a conversation another title."""
    with opened() as held:
        held.rename(id_, title)
    streams.remark("Renamed.")


@conversations.command()
def delete(
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Ids of conversations.")],
    as_json: Json = False,
) -> None:
    """Delete conversations with all their answers; the articles stay."""
    with opened() as held:
        titles = [held.delete(id_) for id_ in ids]
    if as_json:
        streams.print_json({"schema": 1, "deleted": titles})
    else:
        for title in titles:
            streams.out().print(f"Deleted: {title}", markup=False)


@conversations.command()
def export(
    id_: Id,
    to: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="A new file ending in .md or .json; else Markdown on stdout."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
    as_json: Json = False,
) -> None:
    """Write a conversation with its citations as Markdown or as the documented JSON."""
    from assistant.cli import conversing

    with opened() as held:
        conversing.export(held, id_, to, force=force, as_json=as_json)


@contextmanager
def opened() -> Iterator[Conversations]:
    """The conversations of whoever sits at this machine."""
    from assistant.wiring import open_assistant, open_conversations

    with open_assistant() as assistant:
        yield open_conversations(assistant)
