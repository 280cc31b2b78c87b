"""Commands on the program itself. Whatever is heavy is imported by the command that needs it."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli import streams
from assistant.cli.options import Json, app, opened
from assistant.news import Filters


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
def doctor(
    as_json: Json = False,
    repair: Annotated[
        bool, typer.Option("--repair", help="First mend what can be made again from the library.")
    ] = False,
) -> None:
    """What is configured, what is reachable, and what to do about each problem."""
    from assistant.cli import listing
    from assistant.doctor import examine

    if repair:
        from assistant.mending import mended
        from assistant.settings import Settings

        done = 0
        for sentence in mended(Settings.load()):
            streams.remark(sentence)
            done += 1
        streams.remark("Nothing else needed mending." if done else "Nothing needed mending.")
    healthy = listing.show_checks(examine(), as_json=as_json)
    raise typer.Exit(0 if healthy else 1)


@app.command()
def ui(
    port: Annotated[int | None, typer.Option(help="The port; a free one by default.")] = None,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
    public: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The host name under which your proxy offers it to others."),
    ] = None,
) -> None:
    """Open the browser app."""
    from assistant.ui.serve import serve

    serve(port, open_browser=browser, public=public)


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
