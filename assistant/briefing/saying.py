"""Our own sentences about a briefing: what was read, how it was made, how a voice is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from string import ascii_uppercase

from assistant.briefing.document import Briefing, Read
from assistant.news import Access, Filters

_SHOWN = 8
PARTIAL = "Partial: the work was stopped before it was finished. What stands here was checked; what is missing was not read."
NOT_JUDGED = "Every sentence is a source's own. No model was used, and nothing is judged."
NO_OUTLET = "No outlet takes a position of its own; only people and institutions are quoted."
ONE_OUTLET = "Only one outlet, {}, has anything on this topic: nothing here is compared or confirmed."
SEEN_DIFFERENTLY = "these readings differ, and are not shown to exclude each other"
STANDING = tuple(
    re.compile(one)
    for one in (
        r"As of \d{4}-\d\d-\d\d \d\d:\d\d UTC\.",
        r"Read: [^.]+\. Heard: [^.]+\.",
        r"Narrowed to .*\.",
        re.escape(PARTIAL),
        re.escape(NOT_JUDGED),
        re.escape(NO_OUTLET),
        re.escape(ONE_OUTLET).replace(r"\{\}", ".+"),
    )
)
"""The lines that can stand under the title: what the linter lets stand there without a source."""


def counted(number: int, what: str) -> str:
    """`1 article`, `2 articles`."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def joined(names: Sequence[str], most: int = _SHOWN) -> str:
    """`A, B and C`, with how many more where there are too many to name."""
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def origins(number: int) -> str:
    return f"{number} independent origin{'' if number == 1 else 's'}"


def access(given: Access, via: Sequence[str]) -> str:
    """`first-hand`, `second-hand via RT`."""
    told = given.value.replace("_", "-")
    return told if given is Access.FIRST_HAND else f"{told} via {joined(via)}"


def letter(place: int) -> str:
    """The letter of the reading at this place: A, B, ..."""
    return ascii_uppercase[place % 26]


def standing(briefing: Briefing) -> Iterator[str]:
    """The lines under the title."""
    yield f"As of {briefing.as_of:%Y-%m-%d %H:%M} UTC."
    if not briefing.complete:
        yield PARTIAL
    yield _read(briefing.read)
    if briefing.filters.narrows:
        yield f"Narrowed to {_narrowed(briefing.filters)}."
    yield from briefing.scope


def _read(read: Read) -> str:
    told = (
        f"Read: {counted(read.articles, 'article')} of {counted(read.outlets, 'outlet')} "
        f"({origins(read.origins)}), out of {counted(read.within, 'article')} in the library"
    )
    days = [day.isoformat() for day in dict.fromkeys((read.earliest, read.latest)) if day]
    if days:
        told += f", dated {' to '.join(days)}"
    hands = [
        f"{number} {hand}"
        for number, hand in (
            (read.first_hand, "first-hand"),
            (read.second_hand, "second-hand"),
            (read.third_hand, "third-hand"),
        )
        if number
    ]
    return f"{told}. Heard: {counted(read.voices, 'voice')}{f' ({joined(hands)})' if hands else ''}."


def _narrowed(filters: Filters) -> str:
    told = []
    if filters.outlets:
        told.append(joined(filters.outlets))
    if filters.languages:
        told.append(f"texts in {joined(filters.languages)}")
    if filters.since:
        told.append(f"articles from {filters.since.isoformat()} on")
    if filters.until:
        told.append(f"articles up to {filters.until.isoformat()}")
    return ", ".join(told)


def method(briefing: Briefing) -> Iterator[str]:
    """Who made the briefing, with what, at what cost, and what was refused."""
    made = briefing.made
    engine = made.engine
    if engine.model:
        yield (
            f"Written by the {engine.analyst} analyst with the model {engine.model}, over passages found with {engine.embedder}, "
            f"by {made.program}."
        )
    else:
        yield (
            f"Put together by the {engine.analyst} analyst, over passages found with {engine.embedder}, by {made.program}. "
            "Its sentences are the sources' own; it judges nothing, and no language model was used."
        )
    reasons = [f"{number} {reason}" for reason, number in made.checks.rejected.items()]
    yield (
        f"{counted(made.checks.claims, 'claim')} checked against the cited words, {made.checks.shown} passed"
        f"{f'; refused: {joined(reasons)}' if reasons else ''}."
    )
    if made.prompts:
        used = [f"{one.name} {one.version} ({one.digest})" for one in made.prompts]
        yield f"Prompts, with version and digest: {joined(used, len(used))}."
    if made.usage:
        about = "about " if made.usage.estimated else ""
        cost = f", at a cost of {made.usage.cost:.4f}" if made.usage.cost is not None else ""
        yield (
            f"{counted(made.usage.requests, 'request')}, {about}{made.usage.prompt_tokens:,} tokens read and "
            f"{about}{made.usage.completion_tokens:,} written{cost}."
        )
    yield from made.notes
    yield f"Briefing {briefing.id}, {briefing.length.value} length."
