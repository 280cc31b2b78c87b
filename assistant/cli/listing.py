"""Tables: articles, outlets, passages, the doctor's checks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from assistant import schema
from assistant.cli import streams
from assistant.library.articles import HeardOutlet, Listed
from assistant.retrieval import Found

if TYPE_CHECKING:
    from assistant.doctor import Check
    from assistant.ingest.outlets import Outlets


def show_articles(listed: Sequence[Listed], *, as_json: bool) -> None:
    if as_json:
        streams.print_json(schema.listed(listed))
        return
    if not listed:
        streams.remark("No articles. Add some with `counterpoint add`, or try `counterpoint demo`.")
        return
    streams.out().print(_lines_of(listed))


def show_events(events: Sequence[Sequence[Listed]], *, as_json: bool) -> None:
    if as_json:
        streams.print_json(schema.events(events))
        return
    if not events:
        streams.remark("No two articles tell of one event.")
    for event in events:
        streams.out().print(_lines_of(event))
        streams.out().print()


def _lines_of(listed: Sequence[Listed]) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in ("id", "date", "outlet", "title"):
        table.add_column(heading, no_wrap=heading in ("id", "date"))
    for one in listed:
        outlet = f"{one.origin} via {one.publisher}" if one.origin else one.publisher
        table.add_row(one.id, str(one.published or "-"), Text(outlet), Text(one.title))
    return table


def show_outlets(heard: Sequence[HeardOutlet], known: Outlets, *, as_json: bool) -> None:
    profiles = {one.name: known.find(one.name) for one in heard}
    if as_json:
        streams.print_json(
            {
                "schema": schema.SCHEMA,
                "outlets": [schema.outlet(one, profiles[one.name]) for one in heard],
            }
        )
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("outlet", "kind", "country", "articles", "quoted by"):
        table.add_column(heading, justify="right" if heading == "articles" else "left")
    for one in heard:
        profile = profiles[one.name]
        table.add_row(
            Text(one.name),
            Text(profile.kind if profile else "unrated"),
            Text(profile.country if profile else ""),
            str(one.articles) if one.held else "absent",
            Text(", ".join(one.quoted_by)),
        )
    streams.out().print(table)


def show_passages(question: str, found: Found, *, as_json: bool) -> None:
    if as_json:
        streams.print_json(schema.passages(question, found.passages))
        return
    console = streams.out()
    if not found.passages:
        nearest = f" The nearest outlets are {', '.join(found.nearest)}." if found.nearest else ""
        streams.remark(f"Nothing in the library bears on this.{nearest}")
    for number, one in enumerate(found.passages, start=1):
        day = f", {one.article.published}" if one.article.published else ""
        console.print(
            Text(f"{number}. ", style="bold")
            + Text(one.article.title, style="bold")
            + Text(f"\n   {one.article.outlet}{day}  [{one.article.id}]  {one.relevance:.2f}", style="dim")
        )
        console.print(Text(one.text.strip(), style=""), style="")
        console.print(Text(f"   voices: {', '.join(one.chunk.voices)}\n", style="dim"))


def show_checks(checks: Sequence[Check], *, as_json: bool) -> bool:
    """Prints what the doctor found; true where nothing is wrong."""
    healthy = all(check.fine for check in checks)
    if as_json:
        streams.print_json(
            {"schema": schema.SCHEMA, "healthy": healthy, "checks": [asdict(c) for c in checks]}
        )
        return healthy
    console = streams.out()
    for check in checks:
        mark = Text("ok  ", style="green") if check.fine else Text("FIX ", style="bold red")
        console.print(mark + Text(f"{check.name}: ", style="bold") + Text(check.found))
        if check.advice:
            console.print(Text(f"    {check.advice}"))
    return healthy
