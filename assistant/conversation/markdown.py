"""A conversation as Markdown with its citations as footnotes; nothing of an article or a model becomes markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.conversation import changes
from assistant.conversation.turns import Conversation, Turn, Wants
from assistant.findings import Answer, Citation, Claim, CounterArgument, Issue, Lane, Position
from assistant.news import Access

_PUNCTUATION = re.compile(r"([\\`*_{}\[\]()<>#+!|~$&^])")  # CommonMark 2.4: ASCII punctuation may be escaped
_LINE_MARKS = re.compile(r"^(\d+)([.)])|^([-=:])")
_ADDRESS = re.compile(r"(?i)\b(https?|ftp|mailto|www)(?=[:.])")


class Footnotes:
    """Numbers the places that claims rest on, in the order in which they first come."""

    def __init__(self) -> None:
        self._numbers: dict[Citation, int] = {}

    def marks(self, claim: Claim) -> str:
        return "".join(
            f"[^{self._numbers.setdefault(one, len(self._numbers) + 1)}]" for one in claim.citations
        )

    def lines(self) -> Iterator[str]:
        for citation, number in self._numbers.items():
            chain = plain(" → ".join(citation.voices) or citation.publisher)
            place = f"{citation.article_id} {citation.span.start}–{citation.span.end}"
            address = f" {plain(citation.url)}" if citation.url else ""
            yield f"[^{number}]: {chain}: “{plain(citation.quote)}” — {plain(citation.title)}.{address} ({place})"


def markdown(conversation: Conversation) -> str:
    """The whole conversation: each question as it was typed and as it was understood, and its answer."""
    notes = Footnotes()
    blocks = [
        f"# {plain(conversation.title)}",
        f"*Asked with Counterpoint from {conversation.created_at[:10]} on.*",
    ]
    for turn in conversation.turns:
        blocks.extend(_turn(turn, notes))
    blocks.extend(notes.lines())
    return "\n\n".join(blocks) + "\n"


def plain(text: str) -> str:
    """The text on one line, as Markdown that shows exactly these characters."""
    line = _PUNCTUATION.sub(r"\\\1", " ".join(text.split()))
    line = _LINE_MARKS.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", line)
    return _ADDRESS.sub(lambda m: f"{m[1]}\u2060", line)


def _turn(turn: Turn, notes: Footnotes) -> Iterator[str]:
    standalone, answer = turn.standalone, turn.answer
    yield f"## {turn.number}. {plain(turn.asked)}"
    if standalone.question != turn.asked:
        yield f"Understood as: *{plain(standalone.question)}*"
    limits = standalone.told if standalone.wants is not Wants.NOTHING else ()
    for note in (*limits, *answer.notes, *map(changes.fate, turn.changed), changes.ending(turn)):
        if note:
            yield f"> {plain(note)}"
    yield from _answer(answer, notes)


def _answer(answer: Answer, notes: Footnotes) -> Iterator[str]:
    for position in answer.positions:
        yield _heading(position)
        yield _listed(position.claims, notes)
    if answer.agreements:
        yield "### Agreed"
        yield "\n".join(
            f"- {_claim(one.statement, notes)} ({plain(', '.join(one.voices))}; independent origins: {one.origins})"
            for one in answer.agreements
        )
    for issue in answer.issues:
        yield from _issue(issue, notes)
    if answer.counterarguments:
        yield "### Counter-arguments"
        yield from _arguments(answer.counterarguments, notes)
    for told, names in (("Not stated", answer.not_stated), ("Absent from the library", answer.absent)):
        if names:
            yield f"{told}: {plain(', '.join(names))}."
    if answer.checks.claims:
        rejected = "".join(f"; {number} {reason}" for reason, number in answer.checks.rejected.items())
        yield f"*{answer.checks.claims} claims checked, {answer.checks.shown} shown{rejected}.*"


def _heading(position: Position) -> str:
    via = f" via {' and '.join(position.via)}" if position.via else ""
    known = (
        "first-hand"
        if position.access is Access.FIRST_HAND
        else f"{position.access.value.replace('_', '-')}{via}"
    )
    return f"**{plain(position.voice.name)}** ({plain(known)})"


def _issue(issue: Issue, notes: Footnotes) -> Iterator[str]:
    yield f"### {plain(issue.issue)}"
    for reading in issue.readings:
        yield f"**{plain(reading.label)}** ({plain(', '.join(reading.voices))})"
        yield _listed(reading.claims, notes)
    stances = "; ".join(
        f"{voice}: {stance.value.replace('_', ' ')}" for voice, stance in issue.stances.items()
    )
    if stances:
        yield plain(stances)


def _arguments(given: Sequence[CounterArgument], notes: Footnotes) -> Iterator[str]:
    for one in given:
        lane = "in the sources" if one.lane is Lane.IN_SOURCES else "inferred by the model, no source says it"
        yield f"**Against:** {_claim(one.against, notes)} ({lane})"
        yield _listed(one.claims, notes)


def _listed(claims: Iterable[Claim], notes: Footnotes) -> str:
    return "\n".join(f"- {_claim(one, notes)}" for one in claims)


def _claim(claim: Claim, notes: Footnotes) -> str:
    return f"{plain(claim.text)}{notes.marks(claim)}"
