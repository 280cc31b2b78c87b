"""`add`, `reindex` and the sample library, with progress on stderr."""

from __future__ import annotations

from collections.abc import Sequence

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from assistant import schema
from assistant.attribution.overlong import LONGEST_READ
from assistant.bulk.adding import add_in_bulk
from assistant.cli import streams
from assistant.core import Assistant
from assistant.ingest.sources import Failed, Overrides, count
from assistant.intake import Added
from assistant.wiring import SAMPLE_QUESTIONS, sample_sources


def add_sources(
    assistant: Assistant,
    sources: Sequence[str],
    *,
    overrides: Overrides,
    as_json: bool,
    cluster: str | None = None,
) -> int:
    """Adds and reports; returns the exit code: 0 all, 3 in part, 1 nothing."""
    counts = [count(source) for source in sources]
    total = sum(one for one in counts if one) if None not in counts else None
    with bar("Adding") as progress:
        task = progress.add_task("Adding", total=total)

        def show(added: Added) -> None:
            progress.update(task, completed=added.done)

        if cluster is None:
            added = assistant.add(sources, overrides=overrides, progress=show)
        else:
            added = add_in_bulk(assistant, sources, address=cluster, overrides=overrides, progress=show)
    if as_json:
        streams.print_json(added_document(added))
    report(added)
    if not added.failed:
        return 0
    return 3 if len(added.failed) < added.done else 1


def added_document(added: Added) -> dict[str, object]:
    return {
        "schema": schema.SCHEMA,
        "added": list(added.added),
        "updated": list(added.updated),
        "unchanged": list(added.unchanged),
        "failed": schema.failed(added.failed),
    }


def report(added: Added) -> None:
    """What became of the sources, on stderr, so that --json stays alone on stdout."""
    console = streams.err()
    counted = [
        (len(added.added), "added"),
        (len(added.updated), "updated"),
        (len(added.unchanged), "unchanged"),
    ]
    told = ", ".join(f"{number} {word}" for number, word in counted if number) or "Nothing added"
    if added.unchanged and not added.added and not added.updated:
        told += " (already in the library)"
    console.print(Text(told + (f", {len(added.failed)} failed." if added.failed else ".")))
    if (asked := added.heard.total()) > 0:
        dropped = ", ".join(f"{number} {why}" for why, number in added.heard.most_common() if why != "taken")
        streams.remark(
            f"The model named a voice {asked} times: {added.heard['taken']} taken"
            + (f"; dropped: {dropped}." if dropped else ".")
        )
    list_failed(added.failed)
    if added.unnamed:
        streams.remark(
            f"{len(added.unnamed)} article(s) name no outlet; if you know it: counterpoint edit {added.unnamed[0]} --outlet NAME"
        )
    if added.overlong:
        streams.remark(
            f"{len(added.overlong)} article(s) are longer than {LONGEST_READ:,} characters: what lies beyond was kept, and who speaks there is unclear."
        )


def list_failed(failed: Sequence[Failed]) -> None:
    """The first sources that failed, each with why and what to do, on stderr."""
    console = streams.err()
    for one in failed[:20]:
        console.print(Text("Failed: ", style="bold red") + Text(f"{one.source}: {one.error}"))
        if one.error.hint:
            console.print(Text(f"        {one.error.hint}"))
    if len(failed) > 20:
        console.print(f"        and {len(failed) - 20} more; --json lists them all.")


def reindexed(assistant: Assistant) -> int:
    with bar("Indexing") as progress:
        task = progress.add_task("Indexing", total=None)
        return assistant.reindex(lambda done, total: progress.update(task, completed=done, total=total))


def load_sample(assistant: Assistant) -> str:
    """Adds the sample library where the library is empty; returns a question that it can answer."""
    if assistant.held():
        streams.remark("Your library is not empty, so the sample articles were not added.")
    else:
        streams.remark(
            "Your library is empty: adding the sample articles (a fictional event, fictional outlets)."
        )
        report(assistant.add(sample_sources()))
    return SAMPLE_QUESTIONS[0]


def bar(_title: str) -> Progress:
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=streams.err(),
        transient=True,
    )
