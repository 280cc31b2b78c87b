"""`feeds` and `watch` in the terminal: progress on stderr, what came of it on stdout."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.table import Table
from rich.text import Text

from assistant import schema
from assistant.cli import streams
from assistant.cli.adding import list_failed
from assistant.errors import CounterpointError
from assistant.ingest.files import content
from assistant.ingest.sources import Failed, is_address
from assistant.library.articles import Listed
from assistant.watching.documents import feeds_document, round_document
from assistant.watching.feeds import Feeds
from assistant.watching.reports import Round
from assistant.watching.watch import watch as rounds
from assistant.writing import refuse_if_there, whole_file

IN_PART = 3  # exit code


def add(feeds: Feeds, sources: Sequence[str], *, as_json: bool) -> int:
    """Follows what the sources name; returns the exit code: 0 all, 3 in part, 1 nothing."""
    followed: list[str] = []
    failed: list[Failed] = []
    with streams.err().status("Asking...") as status:
        for source in sources:
            status.update(f"Asking {source}...")
            try:
                followed += _followed(feeds, source)
            except CounterpointError as error:
                failed.append(Failed(source, error))
    if as_json:
        streams.print_json({"schema": schema.SCHEMA, "followed": followed, "failed": schema.failed(failed)})
    for address in followed:
        streams.remark(f"Following {address}")
    if followed:
        streams.remark("`counterpoint feeds refresh` or `counterpoint watch` reads their articles.")
    elif not failed:
        streams.remark("These feeds were followed already.")
    list_failed(failed)
    return _exit_code(failed, len(sources))


def _followed(feeds: Feeds, source: str) -> list[str]:
    return feeds.add(source) if is_address(source) else feeds.add_list(content(Path(source)), name=source)


def listed(feeds: Feeds, *, as_json: bool) -> None:
    held, given_up = feeds.listed(), feeds.given_up()
    if as_json:
        streams.print_json(feeds_document(held, given_up))
        return
    if not held:
        streams.remark("No feed is followed. Add one with `counterpoint feeds add ADDRESS`.")
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("feed", "articles", "waiting", "given up", "asked", "state"):
        table.add_column(
            heading, justify="right" if heading in ("articles", "waiting", "given up") else "left"
        )
    for one in held:
        numbers = (str(number) for number in (one.articles, one.waiting, one.given_up))
        asked = f"{one.checked_at:%Y-%m-%d %H:%M}" if one.checked_at else "never"
        state = "" if not one.problem else one.problem if one.due_at else f"gone: {one.problem}"
        table.add_row(Text(f"{one.title}\n{one.address}".strip()), *numbers, asked, Text(state))
    console = streams.out()
    console.print(table)
    if given_up:
        console.print(Text("\nArticles that could not be read", style="bold underline"))
    for lost in given_up:
        console.print(Text(f"{lost.title or lost.address}\n   {lost.address}\n   {lost.problem}"))


def refresh(feeds: Feeds, addresses: Sequence[str], *, as_json: bool) -> int:
    """One round over these feeds or all; returns the exit code: 0 all read, 3 in part, 1 nothing read."""
    with _shown() as progress:
        done = feeds.refresh(addresses, progress)
        events = feeds.events(done)
    _report(done, events, as_json=as_json)
    return _exit_code(done.failed, done.checked + done.tried)


def remove(feeds: Feeds, addresses: Sequence[str], *, as_json: bool) -> None:
    titles = [feeds.remove(address) for address in addresses]
    if as_json:
        streams.print_json({"schema": schema.SCHEMA, "removed": titles})
    else:
        for address, title in zip(addresses, titles, strict=True):
            streams.out().print(f"No longer followed: {title or address}", markup=False)


def export(feeds: Feeds, output: Path | None, *, force: bool) -> None:
    listed = feeds.export()
    if output is None:
        streams.print_text(listed.decode("utf-8"))
        return
    refuse_if_there(output, force=force)
    with whole_file(output) as file:
        file.write(listed)
    streams.remark(f"The feeds are in {output}.")


def watch(feeds: Feeds, *, once: bool, brief: Callable[[], None] | None, as_json: bool) -> int:
    """Rounds until the keyboard stops them, or one; has the briefing written after one that brought something.

    Returns the exit code of the last round: 0 all read, 3 in part, 1 nothing read.
    """
    code = 0
    try:
        with _shown() as progress:
            for done in rounds(feeds, progress=progress):
                if done.checked or done.tried or done.failed or once:
                    _report(done, feeds.events(done), as_json=as_json)
                code = _exit_code(done.failed, done.checked + done.tried)
                if brief and done.news:
                    brief()
                if once:
                    break
    except KeyboardInterrupt:
        streams.remark("Stopped. What was read is kept; the next watch goes on from here.")
    return code


@contextmanager
def _shown() -> Iterator[Callable[[Round], None]]:
    """A line on stderr that says what is being done now."""
    with streams.err().status("Asking the feeds...") as status:
        yield lambda done: status.update(_doing(done))


def _doing(done: Round) -> str:
    asked = f"{done.checked} feeds asked"
    return f"{asked}, {done.tried} of {done.due} articles read..." if done.due else f"{asked}..."


def _report(done: Round, events: Sequence[tuple[Listed, ...]], *, as_json: bool) -> None:
    if as_json:
        streams.print_json(round_document(done, events))
    counted = [
        (done.checked, "feeds asked"),
        (len(done.added), "articles added"),
        (len(done.updated), "updated"),
        (done.kept_out, "kept out that you removed"),
        (done.left_out, "left out, since a feed announced too many"),
        (done.given_up, "given up"),
    ]
    streams.remark(", ".join(f"{number} {words}" for number, words in counted if number) or "Nothing to do.")
    for event in events:
        outlets = ", ".join(dict.fromkeys(one.origin or one.publisher for one in event))
        streams.remark(f"One event, {len(event)} articles: {event[0].title} ({outlets})")
    list_failed(done.failed)


def _exit_code(failed: Sequence[Failed], tried: int) -> int:
    if not failed:
        return 0
    return IN_PART if len(failed) < tried else 1
