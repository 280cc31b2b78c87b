"""What to tell a reader whose question the library cannot answer: what is missing, and what is nearest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.conversation.telling import day, listed, span_of_days
from assistant.conversation.understanding.kinds import is_unsorted
from assistant.conversation.understanding.nations import language_name
from assistant.core import Assistant
from assistant.library.articles import Listed
from assistant.news import EVERYTHING, Filters, Passage

_NEAREST = 3  # articles that are named as nearest


def what_is_missing(
    assistant: Assistant, question: str, filters: Filters, lacking: Sequence[str] = ()
) -> tuple[str, ...]:
    """Sentences for the reader: which outlets, dates or language the library lacks, and the nearest that it has."""
    return tuple(_missing(assistant, question, filters, lacking))


def lacking_outlets(assistant: Assistant, lacking: Sequence[str]) -> Iterator[str]:
    """One sentence for each outlet that the reader named and of which the library holds no article."""
    quoted = {one.name: one.quoted_by for one in assistant.outlets() if not one.held}
    for name in lacking:
        if is_unsorted(name) and assistant.outlets_known.find(name) is None:
            yield f"Counterpoint does not know which outlets of the library are {name}: name them."
            continue
        through = quoted.get(name, ())
        known = (
            f" It is quoted by {listed(through)}: ask without the limit to hear it through them."
            if through
            else ""
        )
        yield f"The library holds no article of {name}.{known}"


def _missing(assistant: Assistant, question: str, filters: Filters, lacking: Sequence[str]) -> Iterator[str]:
    if not assistant.holds():
        yield "The library is empty. Add articles with `counterpoint add`, or try `counterpoint demo`."
        return
    yield from lacking_outlets(assistant, lacking)
    if lacking and (found := assistant.search(question, filters=filters).passages):
        yield f"{_outlets(found)} bear on this question."
        return
    if not assistant.holds(filters):
        yield from _nothing_within(assistant, filters)
        return
    within = assistant.search(question, filters=filters)
    if filters.narrows and (wider := assistant.search(question)).passages:
        yield f"Nothing within these limits bears on this question. Without them {_outlets(wider.passages)} would."
        return
    nearest = f" The nearest outlets are {listed(within.nearest)}." if within.nearest else ""
    yield f"Nothing in the library bears on this question.{nearest}"


def _nothing_within(assistant: Assistant, filters: Filters) -> Iterator[str]:
    """Which limit nothing meets, or that nothing meets all of them, and the nearest articles outside."""
    extent = assistant.extent()
    single = 0
    if filters.outlets and not assistant.holds(Filters(outlets=filters.outlets)):
        single += 1
        yield f"The library holds no article of {listed(filters.outlets)}."
    dated = span_of_days(filters.since, filters.until)
    if dated and not assistant.holds(Filters(since=filters.since, until=filters.until)):
        single += 1
        reaches = (
            f" It reaches from {day(extent.first)} to {day(extent.last)}."
            if extent.first and extent.last
            else ""
        )
        yield f"The library holds no article published {dated}.{reaches}"
    if filters.languages and not assistant.holds(Filters(languages=filters.languages)):
        single += 1
        spoken = listed([language_name(code) for code in extent.languages])
        wanted = listed([language_name(code) for code in filters.languages])
        yield f"The library holds no article in {wanted}. It holds articles in {spoken}."
    if filters.kinds and not assistant.holds(Filters(kinds=filters.kinds)):
        single += 1
        wanted = listed([kind.value.replace("_", " ") for kind in filters.kinds])
        yield f"The library holds no article of the kind {wanted}."
    if not single:
        yield "No article of the library meets all of these limits together."
    if nearest := _nearest(assistant, filters):
        yield f"The nearest: {'; '.join(_named(one) for one in nearest)}."


def _nearest(assistant: Assistant, filters: Filters) -> list[Listed]:
    """Articles that meet as many of the limits as any do, those nearest in time first."""
    undated = replace(filters, since=None, until=None)
    relaxations = (
        undated,
        replace(filters, outlets=()),
        Filters(outlets=filters.outlets),
        Filters(languages=filters.languages),
        EVERYTHING,
    )
    for relaxed in relaxations:
        if relaxed != filters and (found := assistant.articles(relaxed)):
            dated = [one for one in found if one.published] or found
            return (dated if filters.since or not filters.until else dated[::-1])[:_NEAREST]
    return []


def _named(one: Listed) -> str:
    dated = f", {day(one.published)}" if one.published else ""
    return f"“{one.title}” ({one.origin or one.publisher}{dated})"


def _outlets(passages: Sequence[Passage]) -> str:
    """Whose passages they are, the nearest first."""
    return listed(list(dict.fromkeys(passage.article.outlet for passage in passages)))
