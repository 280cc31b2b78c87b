"""What several commands share: their options, the filters of a reader, and the open library."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.news import Filters, PartKind

if TYPE_CHECKING:
    from assistant.core import Assistant

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Reads the news against itself: who says what, who disagrees, and the words behind every sentence.",
)

Json = Annotated[bool, typer.Option("--json", help="Print the documented JSON and nothing else.")]


def opened(*, allow_private: bool = False) -> Assistant:
    from assistant.settings import Settings
    from assistant.telemetry import switch_on
    from assistant.wiring import open_assistant

    settings = Settings.load()
    switch_on(settings)
    return open_assistant(settings, allow_private=allow_private)


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the options --outlet, --language, --kind, --since and --until; it gets them as `filters`.

    An option that the command has itself, under the same name, stays the command's own.
    """
    signature = inspect.signature(command, eval_str=True)
    own = [one for name, one in signature.parameters.items() if name != "filters"]
    taken = {one.name for one in own}
    narrowing = inspect.signature(_narrowed, eval_str=True).parameters.values()
    options = [one for one in narrowing if one.name not in taken]

    @functools.wraps(command)
    def with_filters(**given: Any) -> None:
        chosen = {one.name: given.pop(one.name) for one in options}
        command(filters=_narrowed(**chosen), **given)

    parameters = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in (*own, *options)]
    del with_filters.__wrapped__  # typer would read the command's own parameters
    with_filters.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    with_filters.__annotations__ = {one.name: one.annotation for one in parameters}
    return with_filters


def _narrowed(
    outlet: Annotated[
        list[str] | None, typer.Option(help="Only this outlet; can be given several times.")
    ] = None,
    language: Annotated[
        list[str] | None, typer.Option(help="Only this language (en, de, ...); several times.")
    ] = None,
    kind: Annotated[
        list[PartKind] | None, typer.Option(help="Only articles of this kind; several times.")
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Only from this day on (YYYY-MM-DD)."),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Only up to this day (YYYY-MM-DD)."),
    ] = None,
) -> Filters:
    return Filters(
        outlets=tuple(outlet or ()),
        languages=tuple(language or ()),
        kinds=tuple(kind or ()),
        since=since.date() if since else None,
        until=until.date() if until else None,
    )
