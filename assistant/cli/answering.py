"""`ask` and `counter` in the terminal: positions by outlet with numbered sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from assistant import schema
from assistant.cli import streams
from assistant.core import Assistant
from assistant.findings import (
    Answer,
    Citation,
    Claim,
    CounterArgument,
    Estimate,
    Issue,
    Lane,
    Note,
    Position,
    Stance,
    Usage,
)
from assistant.news import Access, Filters

_MARK = {Stance.FOR: "for", Stance.AGAINST: "against", Stance.MIXED: "mixed"}


class Sources:
    """Numbers citations in the order in which they are first shown."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._citations: list[Citation] = []

    def marks(self, claim: Claim) -> str:
        return "".join(f"[{self._number(citation)}]" for citation in claim.citations)

    def listed(self) -> Iterable[tuple[int, Citation]]:
        return enumerate(self._citations, start=1)

    def _number(self, citation: Citation) -> int:
        key = (citation.article_id, citation.span.start, citation.span.end)
        if key not in self._numbers:
            self._citations.append(citation)
            self._numbers[key] = len(self._citations)
        return self._numbers[key]


def answer(
    assistant: Assistant, question: str, *, filters: Filters, show_rejected: bool, as_json: bool
) -> None:
    console = streams.err()
    with console.status("Reading the library...") as status:
        found: Answer | None = None
        for one in assistant.asking(question, filters=filters):
            if isinstance(one, Answer):
                found = one
            elif isinstance(one, Estimate):
                status.update(f"Asking the model: about {cost(one.usage)}...")
            elif isinstance(one, Position):
                status.update(f"Checked a position of {one.voice.name}...")
    assert found is not None  # noqa: S101 - asking always ends with an answer
    if as_json:
        streams.print_json(schema.answer(found))
    else:
        draw(found, streams.out(), show_rejected=show_rejected)


def counter(assistant: Assistant, claim: str, *, filters: Filters, as_json: bool) -> None:
    with streams.err().status("Looking for opposing voices..."):
        told = list(assistant.countering(claim, filters=filters))
    found = [one for one in told if isinstance(one, CounterArgument)]
    notes = [one.text for one in told if isinstance(one, Note)]
    spent = next((one for one in told if isinstance(one, Usage)), None)
    if as_json:
        streams.print_json(
            {
                "schema": schema.SCHEMA,
                "claim": claim,
                "counterarguments": [schema.counterargument(one) for one in found],
                "notes": notes,
                "usage": schema.usage(spent) if spent else None,
            }
        )
        return
    console, sources = streams.out(), Sources()
    console.print(Rule(Text(claim, style="bold"), align="left"))
    for note in notes:
        console.print(Text(note, style="italic"))
    if not found:
        console.print("No counter-argument in your library.")
    _counterarguments(console, found, sources)
    _sources(console, sources)
    if spent:
        console.print(Text(f"\n{cost(spent)}", style="dim"))


def estimate(assistant: Assistant, question: str, *, filters: Filters, as_json: bool) -> None:
    expected = assistant.estimate(question, filters=filters)
    if as_json:
        told = schema.usage(expected) if expected else None
        streams.print_json({"schema": schema.SCHEMA, "question": question, "estimate": told})
    else:
        free = "Nothing: the embedded analyst answers on this machine."
        streams.out().print(Text(f"About {cost(expected)}" if expected else free))


def cost(usage: Usage) -> str:
    """Requests and tokens on one line, and the price where one is set."""
    price = f", cost {usage.cost:.4f}" if usage.cost is not None else ""
    return (
        f"{usage.requests} requests, {usage.prompt_tokens} tokens read,"
        f" {usage.completion_tokens} written{price}"
    )


def draw(found: Answer, console: Console, *, show_rejected: bool = False) -> None:
    sources = Sources()
    console.print(Rule(Text(found.question, style="bold"), align="left"))
    for note in found.notes:
        console.print(Text(note, style="italic"))
    for position in found.positions:
        console.print(Text("\n") + heading(position))
        _claims(console, position.claims, sources)
    if found.agreements:
        console.print(Text("\nAgreed", style="bold underline"))
        for agreement in found.agreements:
            origins = f"{agreement.origins} independent origin{'s' if agreement.origins != 1 else ''}"
            _claims(console, [agreement.statement], sources)
            console.print(Text(f"      {', '.join(agreement.voices)} ({origins})", style="dim"))
    for issue in found.issues:
        _issue(console, issue, sources)
    _counterarguments(console, found.counterarguments, sources)
    if found.not_stated:
        shown = ", ".join(found.not_stated[:12])
        more = f" and {len(found.not_stated) - 12} more" if len(found.not_stated) > 12 else ""
        console.print(Text("\nNot stated: ", style="bold") + Text(shown + more))
    if found.absent:
        console.print(Text("\nAbsent from the library: ", style="bold") + Text(", ".join(found.absent)))
    _sources(console, sources)
    _tally(console, found, show_rejected=show_rejected)


def heading(position: Position) -> Text:
    access = {
        Access.FIRST_HAND: "first-hand",
        Access.SECOND_HAND: f"second-hand via {' and '.join(position.via)}",
        Access.THIRD_HAND: f"third-hand via {' and '.join(position.via)}",
    }[position.access]
    return Text(position.voice.name, style="bold cyan") + Text(
        f"  {position.voice.kind.value}, {access}", style="dim"
    )


def _claims(console: Console, claims: Iterable[Claim], sources: Sources) -> None:
    table = Table.grid(padding=(0, 1))
    table.add_column(width=3, justify="right")
    table.add_column(ratio=1)
    for claim in claims:
        table.add_row(Text("•"), Text(claim.text + " ") + Text(sources.marks(claim), style="green"))
    console.print(table)


def _issue(console: Console, issue: Issue, sources: Sources) -> None:
    console.print(Text("\nIssue: ", style="bold underline") + Text(issue.issue, style="bold"))
    for reading in issue.readings:
        console.print(
            Text(f"   {reading.label}", style="bold") + Text(f"  {', '.join(reading.voices)}", style="dim")
        )
        _claims(console, reading.claims, sources)
    for stance, mark in _MARK.items():
        if voices := [voice for voice, theirs in issue.stances.items() if theirs is stance]:
            console.print(Text(f"   {mark}: {', '.join(voices)}", style="dim"))
    if silent := [voice for voice in issue.stances if not issue.heard(voice)]:
        console.print(Text(f"   not stated: {', '.join(silent)}", style="dim"))


def _counterarguments(console: Console, given: Sequence[CounterArgument], sources: Sources) -> None:
    if not given:
        return
    console.print(Text("\nCounter-arguments", style="bold underline"))
    for one in given:
        lane = "in the sources" if one.lane is Lane.IN_SOURCES else "inferred by the model, no source says it"
        console.print(
            Text("   Against: ", style="bold") + Text(one.against.text) + Text(f"  ({lane})", style="dim")
        )
        _claims(console, one.claims, sources)


def _sources(console: Console, sources: Sources) -> None:
    listed = list(sources.listed())
    if not listed:
        return
    console.print(Text("\nSources", style="bold underline"))
    for number, one in listed:
        chain = " → ".join(one.voices)
        console.print(
            Text(f"[{number}] ", style="green")
            + Text(f"{chain}{', as its round-up chose' if one.selected_by else ''}. ", style="bold")
            + Text(f"{one.title}  ")
            + Text(f"{one.article_id} {one.span.start}-{one.span.end} {one.url or ''}", style="dim")
        )


def _tally(console: Console, found: Answer, *, show_rejected: bool) -> None:
    checks = found.checks
    reasons = ", ".join(f"{number} {reason}" for reason, number in checks.rejected.items())
    told = f"\n{checks.claims} claims checked, {checks.shown} shown" + (
        f"; rejected: {reasons}" if reasons else ""
    )
    console.print(Text(told, style="dim"))
    if found.usage:
        expected = f" (expected: {cost(found.estimate)})" if found.estimate else ""
        console.print(Text(cost(found.usage) + expected, style="dim"))
    if show_rejected:
        for claim in found.rejected:
            reason = next((c.reason for c in claim.citations if c.reason), claim.verdict.value)
            console.print(Text(f"  {claim.verdict.value}: ", style="red") + Text(f"{claim.text} ({reason})"))
