"""The linter: every sentence of a briefing against the library, and every judgement against its rules."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from assistant.briefing import form
from assistant.briefing.faults import Fault, Linted, Rule
from assistant.briefing.layout import outline
from assistant.briefing.lint_ours import our_faults, standing_faults
from assistant.briefing.lint_sourced import Checker, sourced_faults
from assistant.briefing.outline import Name, Outline, Section
from assistant.briefing.reading_markdown import Stray, outline_of
from assistant.core import Assistant
from assistant.errors import BadInput
from assistant.library.articles import articles_by_id
from assistant.library.database import reading
from assistant.news import Article
from assistant.verification.support import SupportScorer

LARGEST = 20_000_000  # bytes; a briefing of everything in a library has some hundred thousand


def lint(assistant: Assistant, file: Path) -> Linted:
    """What is wrong with a briefing's file, in reading order; clean where it can be sent. Raises BadInput."""
    laid, strays = read(file)
    return linted(laid, strays, held(assistant, laid), assistant.support)


def read(file: Path) -> tuple[Outline, tuple[Stray, ...]]:
    """The outline of a briefing in Markdown or JSON, and what stands beside it. Raises BadInput."""
    text = _text(file)
    match file.suffix.casefold():
        case ".md" | ".markdown":
            return outline_of(text)
        case ".json":
            try:
                return outline(form.briefing(json.loads(text))), ()
            except json.JSONDecodeError as problem:
                raise BadInput(
                    f"{file} is not JSON: {problem}.", hint="Write the briefing again with -o FILE.json."
                ) from problem
    raise BadInput(
        f"{file} cannot be checked: only Markdown (.md) and JSON (.json) briefings can be read back.",
        hint="Write the briefing again with -o FILE.md or -o FILE.json and check that.",
    )


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > LARGEST:
            raise BadInput(
                f"{file} is far too large for a briefing.", hint="Check that it is the right file."
            )
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else "it is not UTF-8 text"
        raise BadInput(f"{file} cannot be read: {reason}.", hint="Check the path and the file.") from problem


def held(assistant: Assistant, laid: Outline) -> dict[str, Article]:
    """The articles of the briefing's sources that the library holds."""
    with reading(assistant.engine) as connection:
        return articles_by_id(connection, (one.article_id for one in laid.sources))


def linted(
    laid: Outline, strays: Sequence[Stray], articles: Mapping[str, Article], support: SupportScorer
) -> Linted:
    """The faults of an outline, given the articles that its sources name."""
    check = Checker(laid.sources, articles, support)
    sourced = (one for one in laid.sections if one.name is not Name.WITHDRAWN)
    check.consider(line for section in sourced for line in section.lines)
    found: Iterator[Fault] = chain(
        check.source_faults(),
        standing_faults(laid),
        chain.from_iterable(_section(section, laid, check) for section in laid.sections),
        (
            Fault(Rule.UNCITED, one.section, one.text, "it stands outside the form of a briefing")
            for one in strays
        ),
    )
    faults = tuple(found)
    return Linted(faults, len(check.in_vain), next(iter(check.in_vain.values()), ""))


def _section(section: Section, laid: Outline, check: Checker) -> Iterator[Fault]:
    if section.name.ours and not section.says:
        yield Fault(
            Rule.SECTION, section.title, section.title, "the section does not say that its sentences are ours"
        )
    if section.name.ours:
        yield from our_faults(section, laid, check)
    else:
        yield from sourced_faults(section, check)
