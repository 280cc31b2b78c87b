"""Commands that answer. Whatever is heavy is imported by the command that needs it."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli.options import Json, app, filtered, opened
from assistant.news import Filters

Inferred = Annotated[
    bool,
    typer.Option(
        "--inferred/--no-inferred",
        help="Also let the model argue beyond the sources; such arguments are labelled and cite nobody.",
    ),
]


@app.command()
@filtered
def ask(
    filters: Filters,
    question: Annotated[str, typer.Argument(help="A question about the news in the library.")],
    rejected: Annotated[
        bool, typer.Option("--rejected", help="Show the claims that failed a check.")
    ] = False,
    inferred: Inferred = False,
    estimate: Annotated[
        bool, typer.Option("--estimate", help="Only say about what the answer would cost; ask no model.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Positions by outlet, agreements, issues with their readings, and counter-arguments."""
    from assistant.cli import answering

    with opened() as opened_assistant:
        assistant = opened_assistant.inferring(wanted=inferred)
        if estimate:
            answering.estimate(assistant, question, filters=filters, as_json=as_json)
        else:
            answering.answer(assistant, question, filters=filters, show_rejected=rejected, as_json=as_json)


@app.command()
@filtered
def counter(
    filters: Filters,
    claim: Annotated[str, typer.Argument(help="A claim to argue against.")],
    inferred: Inferred = False,
    as_json: Json = False,
) -> None:
    """The strongest arguments of the library against a claim."""
    from assistant.cli import answering

    with opened() as assistant:
        answering.counter(assistant.inferring(wanted=inferred), claim, filters=filters, as_json=as_json)
