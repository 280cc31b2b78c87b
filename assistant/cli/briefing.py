"""`brief`, `briefings` and `lint` in the terminal: progress on stderr, the briefing on stdout or in a file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import typer
from rich.table import Table
from rich.text import Text

from assistant import schema
from assistant.briefing import form
from assistant.briefing.briefings import Briefings
from assistant.briefing.document import Briefing, Length
from assistant.briefing.export.files import checked_path, write
from assistant.briefing.export.markdown import markdown
from assistant.briefing.faults import Fault
from assistant.briefing.order import Order, Step
from assistant.briefing.saying import counted
from assistant.cli import streams
from assistant.core import Assistant
from assistant.errors import BadInput, CounterpointError
from assistant.news import Filters
from assistant.writing import refuse_if_there

LAST = "last"
IN_PART = 3  # exit code


def order(topic: str, filters: Filters, *, length: Length, language: str, since: str | None) -> Order:
    """The order that the options give. Raises BadInput for a date that is none."""
    if since not in (None, LAST):
        try:
            filters = replace(filters, since=date.fromisoformat(str(since)))
        except ValueError as problem:
            raise BadInput(
                f"--since {since} is neither `last` nor a date.",
                hint="Write --since last, or a day as YYYY-MM-DD.",
            ) from problem
    return Order(topic, filters, length, language).checked()


def brief(
    assistant: Assistant, wanted: Order, *, output: Path | None, since_last: bool, force: bool, as_json: bool
) -> None:
    """Makes, keeps and writes a briefing; where it was stopped, writes what was checked and exits with 3."""
    if output is not None:
        free(output, force=force)
    kept = Briefings(assistant)
    before = {one.id for one in kept.list()}
    try:
        made = _made(kept.composing(wanted, since_last=since_last))
    except (KeyboardInterrupt, CounterpointError) as stopped:
        partial = next((one for one in kept.list() if one.id not in before), None)
        if partial is None:
            raise
        made = kept.open(partial.id)
        if isinstance(stopped, CounterpointError):
            streams.complain(stopped)
    shown(made, output=output, as_json=as_json)
    if not made.complete:
        streams.remark(f"Stopped before the end: briefing {made.id} holds what was checked until then.")
        raise typer.Exit(IN_PART)


def _made(work: Iterator[Step | Briefing]) -> Briefing:
    made: Briefing | None = None
    with streams.err().status("Opening the library...") as status, closing(work):  # type: ignore[type-var]
        for one in work:
            if isinstance(one, Step):
                status.update(f"{one.text}...")
            else:
                made = one
    assert made is not None  # noqa: S101 - composing ends with the briefing
    return made


def free(output: Path, *, force: bool) -> None:
    """Sees that the file can be written, before any work is done. Asks where it exists. Raises BadInput."""
    checked_path(output)
    asks = output.exists() and not force and sys.stdin.isatty()
    agreed = asks and typer.confirm(f"{output} exists. Write over it?", err=True)
    refuse_if_there(output, force=force or agreed)


def shown(made: Briefing, *, output: Path | None, as_json: bool) -> None:
    """The briefing where it was asked for: in a file, as JSON, or as Markdown on stdout."""
    if output is not None:
        write(made, output)
        streams.remark(f"Briefing {made.id} written to {output}.")
    if as_json:
        streams.print_json(form.document(made))
    elif output is None:
        streams.print_text(markdown(made))


def listed(assistant: Assistant, *, as_json: bool) -> None:
    kept = Briefings(assistant).list()
    if as_json:
        streams.print_json({"schema": schema.SCHEMA, "briefings": [asdict(one) for one in kept]})
        return
    if not kept:
        streams.remark("No briefing is kept. Make one with `counterpoint brief TOPIC`.")
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("id", "made", "state", "topic"):
        table.add_column(heading, no_wrap=heading != "topic")
    for one in kept:
        state = "complete" if one.complete else "partial"
        table.add_row(one.id, one.made_at[:16].replace("T", " "), state, Text(one.topic))
    streams.out().print(table)


def show(assistant: Assistant, id_: str, *, output: Path | None, force: bool, as_json: bool) -> None:
    if output is not None:
        free(output, force=force)
    shown(Briefings(assistant).open(id_), output=output, as_json=as_json)


def delete(assistant: Assistant, id_: str, *, as_json: bool) -> None:
    topic = Briefings(assistant).delete(id_)
    if as_json:
        streams.print_json({"schema": schema.SCHEMA, "deleted": topic})
    else:
        streams.remark(f"Deleted the briefing on “{topic}”.")


def lint(assistant: Assistant, file: Path, *, as_json: bool) -> None:
    """Prints what is wrong with a briefing; exits with 1 where something is, with 3 where the model did not check it all."""
    from assistant.briefing.lint import lint as linted

    with streams.err().status("Checking every sentence..."):
        found = linted(assistant, file)
    if as_json:
        streams.print_json(
            {
                "schema": schema.SCHEMA,
                "file": str(file),
                "clean": found.clean,
                "faults": [asdict(one) for one in found.faults],
                "unjudged": {"sentences": found.unjudged, "why": found.why} if found.unjudged else None,
            }
        )
    else:
        for one in found.faults:
            streams.out().print(_told(one))
    if found.unjudged:
        streams.remark(
            f"Not checked by the model: {counted(found.unjudged, 'sentence')}, held to the cited words by rules alone. {found.why}"
        )
    if found.clean:
        streams.remark(
            "No fault found: every sentence rests on its source, or stands where we say that it is ours."
        )
    else:
        raise typer.Exit(1 if found.faults else IN_PART)


def _told(fault: Fault) -> Text:
    return (
        Text(f"{fault.rule.value}", style="bold red")
        + Text(f"  {fault.section or 'under the title'}: ", style="bold")
        + Text(f"{fault.text}\n    {fault.why}")
    )
