"""`brief`, `briefings` and `lint`. Whatever is heavy is imported by the command that needs it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.briefing.document import Length
from assistant.cli.answer_commands import Inferred
from assistant.cli.options import Json, app, filtered, opened
from assistant.news import Filters

briefings = typer.Typer(no_args_is_help=True, help="Briefings that were made: list, show, delete.")
app.add_typer(briefings, name="briefings")

Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write it here; the ending says in which format. Without it, Markdown is printed.",
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Write over a file that exists, without asking.")]
Id = Annotated[str, typer.Argument(help="A briefing's id, or how it begins.")]


@app.command()
@filtered
def brief(
    filters: Filters,
    topic: Annotated[
        str, typer.Argument(help="What the briefing is about: a topic, an event or a question.")
    ],
    output: Output = None,
    length: Annotated[Length, typer.Option(help="How much it reads and shows.")] = Length.STANDARD,
    to: Annotated[
        str, typer.Option(metavar="LANGUAGE", help="Write it in this language (de, fr, ...); needs a model.")
    ] = "",
    since: Annotated[
        str | None,
        typer.Option(
            metavar="last|DATE",
            help="`last`: also say what is new, withdrawn or changed since the last briefing on the topic. "
            "A date: only articles from this day on.",
        ),
    ] = None,
    inferred: Inferred = False,
    force: Force = False,
    as_json: Json = False,
) -> None:
    """A briefing that can be sent as it is: bottom line, positions, disagreements, gaps, sources."""
    from assistant.cli import briefing

    with opened() as assistant:
        briefing.brief(
            assistant.inferring(wanted=inferred),
            briefing.order(topic, filters, length=length, language=to, since=since),
            output=output,
            since_last=since == briefing.LAST,
            force=force,
            as_json=as_json,
        )


@briefings.command("list")
def list_(as_json: Json = False) -> None:
    """Every briefing that is kept, newest first."""
    from assistant.cli import briefing

    with opened() as assistant:
        briefing.listed(assistant, as_json=as_json)


@briefings.command()
def show(id_: Id, output: Output = None, force: Force = False, as_json: Json = False) -> None:
    """A briefing as it was made, and which of its articles were removed or changed since."""
    from assistant.cli import briefing

    with opened() as assistant:
        briefing.show(assistant, id_, output=output, force=force, as_json=as_json)


@briefings.command()
def delete(id_: Id, as_json: Json = False) -> None:
    """Deletes a briefing; files that were written from it stay."""
    from assistant.cli import briefing

    with opened() as assistant:
        briefing.delete(assistant, id_, as_json=as_json)


@app.command()
def lint(
    file: Annotated[Path, typer.Argument(help="A briefing as Markdown or JSON.", dir_okay=False)],
    as_json: Json = False,
) -> None:
    """Checks a briefing sentence by sentence: citations, quotations, numbers, judgement language."""
    from assistant.cli import briefing

    with opened() as assistant:
        briefing.lint(assistant, file, as_json=as_json)
