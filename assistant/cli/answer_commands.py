"""Commands that answer. Whatever is heavy is imported by the command that needs it."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli.options import Json, app, filtered, opened
from assistant.news import Filters


@app.command()
@filtered
def ask(
    filters: Filters,
    question: Annotated[str, typer.Argument(help="A question about the news in the library.")],
    rejected: Annotated[
        bool, typer.Option("--rejected", help="Show the claims that failed a check.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Positions by outlet, agreements, issues with their readings, and counter-arguments."""
    from assistant.cli import answering

    with opened() as assistant:
        answering.answer(assistant, question, filters=filters, show_rejected=rejected, as_json=as_json)


@app.command()
@filtered
def counter(
    filters: Filters,
    claim: Annotated[str, typer.Argument(help="A claim to argue against.")],
    as_json: Json = False,
) -> None:
    """The strongest arguments of the library against a claim."""
    from assistant.cli import answering

    with opened() as assistant:
        answering.counter(assistant, claim, filters=filters, as_json=as_json)
