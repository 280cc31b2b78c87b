"""`chat` and `conversations` in the terminal."""

from __future__ import annotations

import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from rich.table import Table
from rich.text import Text

from assistant import schema
from assistant.cli import streams
from assistant.cli.answering import cost, draw
from assistant.conversation import changes, documents
from assistant.conversation.conversations import Conversations
from assistant.conversation.exporting import FORMS
from assistant.conversation.turns import Conversation, Standalone, Understood, Wants
from assistant.errors import BadInput, CounterpointError
from assistant.findings import Answer, Estimate, Position
from assistant.library.conversations import ListedConversation
from assistant.news import Filters
from assistant.writing import refuse_if_there, whole_file

LAST = "last"
LEAVING = {"/quit", "/exit", "/q", "quit", "exit", ":q"}


def ask(held: Conversations, within: str | None, question: str, filters: Filters, *, as_json: bool) -> None:
    id_ = _place(held, within)
    understood, answer = _answered(held, id_, question, filters)
    if as_json:
        kept = held.open(understood.conversation_id)
        turn = next(one for one in kept.turns if one.number == understood.number)
        document = {"schema": schema.SCHEMA, "conversation": kept.id, **documents.turn_document(turn)}
        streams.print_json(document)
        return
    _draw(question, understood.standalone, answer)
    streams.remark(f'Go on with: counterpoint chat --in {understood.conversation_id} "..."')


def talk(held: Conversations, within: str | None, filters: Filters) -> None:
    """Questions one by one until the end of input; Ctrl-C stops an answer, and leaves between two."""
    id_ = _place(held, within)
    if id_ is not None:
        show(held.open(id_), as_json=False)
    if sys.stdin.isatty():
        streams.remark(
            "Ask about the news in your library. Ctrl-C stops an answer; an empty line or /quit leaves."
        )
    while (question := _typed()) is not None:
        try:
            understood, answer = _answered(held, id_, question, filters)
        except CounterpointError as error:
            streams.complain(error)
            continue
        except KeyboardInterrupt:
            streams.remark("Stopped.")
            continue
        id_ = understood.conversation_id
        _draw(question, understood.standalone, answer)
    if id_ is not None:
        streams.remark(f"Kept as {id_}. Go on with: counterpoint chat --in {id_}")


def listed(given: list[ListedConversation], *, as_json: bool) -> None:
    if as_json:
        streams.print_json(documents.listed(given))
        return
    if not given:
        streams.remark("No conversations yet. Begin one with `counterpoint chat`.")
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("id", "changed", "questions", "title"):
        table.add_column(
            heading, no_wrap=heading != "title", justify="right" if heading == "questions" else "left"
        )
    for one in given:
        table.add_row(one.id, one.changed_at[:16].replace("T", " "), str(one.turns), Text(one.title))
    streams.out().print(table)


def show(conversation: Conversation, *, as_json: bool) -> None:
    if as_json:
        streams.print_json(documents.conversation(conversation))
        return
    streams.out().print(Text(conversation.title, style="bold underline"))
    for turn in conversation.turns:
        _draw(turn.asked, turn.standalone, turn.answer)
        for changed in turn.changed:
            streams.out().print(Text(changes.fate(changed), style="yellow"))
        if told := changes.ending(turn):
            streams.out().print(Text(told, style="yellow"))


def export(held: Conversations, id_: str, to: Path | None, *, force: bool, as_json: bool) -> None:
    form = "json" if as_json else FORMS.get(to.suffix.lower(), "") if to else "markdown"
    if not form:
        raise BadInput(
            f"A conversation cannot be written as {to}.", hint=f"Let the name end in {' or '.join(FORMS)}."
        )
    text = held.export(id_, form)
    if to is None:
        streams.print_text(text)
        return
    refuse_if_there(to, force=force)
    with whole_file(to) as file:
        file.write(text.encode())
    streams.remark(f"Written: {to}")


def _place(held: Conversations, within: str | None) -> str | None:
    if within != LAST:
        return within
    newest = held.list()[:1]
    if not newest:
        raise BadInput("There is no conversation yet.", hint="Leave --in out to begin one.")
    return newest[0].id


def _typed() -> str | None:
    try:
        question = input("\n> " if sys.stdin.isatty() else "")
    except (EOFError, KeyboardInterrupt):
        return None
    return None if question.strip().casefold() in {"", *LEAVING} else question


def _answered(
    held: Conversations, id_: str | None, question: str, filters: Filters
) -> tuple[Understood, Answer]:
    understood: Understood | None = None
    answer: Answer | None = None
    asking = closing(held.asking(id_, question, filters))
    with streams.err().status("Reading the library...") as status, asking as said:
        for one in said:
            if isinstance(one, Understood):
                understood = one
            elif isinstance(one, Answer):
                answer = one
            elif isinstance(one, Estimate):
                status.update(f"Asking the model: at most about {cost(one.usage)}...")
            elif isinstance(one, Position):
                status.update(f"Checked a position of {one.voice.name}...")
    assert understood is not None  # noqa: S101 - asking begins with what was understood
    assert answer is not None  # noqa: S101 - and ends with an answer
    return understood, answer


def _draw(typed: str, standalone: Standalone, answer: Answer) -> None:
    """The answer under what was typed, with how that was understood and what it was limited to."""
    console = streams.out()
    if standalone.question != typed:
        console.print(Text(f"\n{typed}", style="dim"))
    limits = standalone.told if standalone.wants is not Wants.NOTHING else ()
    draw(replace(answer, notes=(*limits, *answer.notes)), console)
