"""Sections of our own words: likelihood words as listed, confidence apart, quotations exact, numbers traceable."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.briefing.faults import Fault, Rule
from assistant.briefing.likelihood import grades_confidence, likelihoods, tells_confidence, unlisted
from assistant.briefing.lint_sourced import Checker
from assistant.briefing.outline import Heading, Line, Name, Outline, Section
from assistant.briefing.saying import STANDING
from assistant.briefing.tracing import uncounted, untraced_numbers, untraced_quotations
from assistant.wording.figures import figures

PARTS = 2  # sentences of a judgement that are our own
_JUDGING = frozenset({Name.JUDGEMENTS, Name.GAPS, Name.INFERRED})


def standing_faults(laid: Outline) -> Iterator[Fault]:
    """The lines under the title say only what was read, when, and how it was narrowed."""
    for line in laid.standing:
        if not any(known.fullmatch(line) for known in STANDING):
            yield Fault(Rule.UNCITED, "", line, "only what was read, when and how stands under the title")


def our_faults(section: Section, laid: Outline, check: Checker) -> Iterator[Fault]:
    """What is wrong with a section of ours; lines that cite are held to their sources there too."""
    own = [line for line in section.lines if not line.marks]
    if section.name is not Name.WITHDRAWN:
        for line in section.lines:
            if line.marks:
                yield from check.line_faults(line, section.title)
    if section.name is Name.JUDGEMENTS:
        yield from _judgements(section, check)
    if section.name in _JUDGING:
        for line in own:
            for word in unlisted(line.checked):
                yield Fault(Rule.UNLISTED, section.title, line.text, f"“{word}” is not on the ICD 203 scale")
    if section.name in (Name.GAPS, Name.INFERRED):
        yield from _traceable(section, own, laid)


def _judgements(section: Section, check: Checker) -> Iterator[Fault]:
    for told in _groups(section):
        own = [line for line in told if not line.marks]
        basis = [mark for line in told for mark in line.marks]
        texts = [line.checked for line in own]
        for text in texts:
            if likelihoods(text) and tells_confidence(text):
                yield Fault(
                    Rule.CONFIDENCE, section.title, text, "likelihood and confidence stand in one sentence"
                )
        if len(texts) != PARTS:
            why = "a judgement is one sentence, and one that says how confident the analyst is"
            yield Fault(Rule.LIKELIHOOD, section.title, " ".join(texts), why)
        if sum(len(likelihoods(text)) for text in texts) != 1:
            yield Fault(
                Rule.LIKELIHOOD,
                section.title,
                " ".join(texts),
                "a judgement has exactly one listed likelihood expression",
            )
        if not any(grades_confidence(text) for text in texts):
            yield Fault(
                Rule.CONFIDENCE,
                section.title,
                " ".join(texts),
                "no sentence says how confident the analyst is",
            )
        if not basis:
            yield Fault(Rule.BASIS, section.title, " ".join(texts), "it rests on no cited sentence")
        words = check.cited_words(basis)
        for text in texts:
            for number in uncounted(text, words, len(set(basis))):
                yield Fault(Rule.NUMBER, section.title, text, f"{number} is not in what it rests on")
            for quoted in untraced_quotations(text, words):
                yield Fault(Rule.QUOTATION, section.title, text, f"“{quoted}” is not in what it rests on")


def _groups(section: Section) -> Iterator[list[Line]]:
    """The lines under each heading of the section."""
    group: list[Line] = []
    for block in section.blocks:
        if isinstance(block, Heading):
            if group:
                yield group
            group = []
        elif isinstance(block, Line):
            group.append(block)
    if group:
        yield group


def _traceable(section: Section, own: Sequence[Line], laid: Outline) -> Iterator[Fault]:
    """Numbers and quotations of our own words stand in the briefing, or count what is in it."""
    told = [line.text for one in laid.sections if not one.name.ours for line in one.lines]
    told += [line.lead for one in laid.sections for line in one.lines]
    told += [block.text for one in laid.sections for block in one.blocks if isinstance(block, Heading)]
    told += [
        *laid.standing,
        *(one.title for one in laid.sources),
        *(c.quote for one in laid.sources for c in one.cited),
    ]
    apart = _days_apart(laid.standing)
    most = max(
        [len(laid.sources), *(int(one) for line in laid.standing for one in re.findall(r"\b\d{1,5}\b", line))]
    )
    for line in own:
        text = line.checked
        for number in untraced_numbers(text, told):
            values = [int(one.value) for one in figures(number)]
            if not all(value <= most or value == apart for value in values):
                yield Fault(Rule.NUMBER, section.title, text, f"{number} is more than there is to count")
        for quoted in untraced_quotations(text, told):
            yield Fault(
                Rule.QUOTATION, section.title, text, f"“{quoted}” stands nowhere in the briefing's sources"
            )


def _days_apart(standing: Sequence[str]) -> int:
    """How many days lie between the first and the last article, as the standing lines date them."""
    days = [
        date.fromisoformat(one)
        for line in standing
        if line.startswith("Read:")
        for one in re.findall(r"\d{4}-\d\d-\d\d", line)
    ]
    return (days[-1] - days[0]).days if days else 0
