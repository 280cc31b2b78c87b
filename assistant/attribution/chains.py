"""Chains of voices: whose own words a part holds, and how a speaker is reached from there."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.attribution.holders import Holder
from assistant.attribution.report import Report
from assistant.news import Article, Part, PartKind, Voice, VoiceKind

DEEPEST = 4
"""Voices of one chain: publisher, outlet, outlet or person, speaker."""

Chain = tuple[Voice, ...]


def own_chain(article: Article, part: Part) -> Chain:
    """Whose own words a part holds: the origin or publisher, and the author of an opinion piece."""
    origin = part.origin or article.origin or article.publisher
    authors = part.authors or article.authors
    if part.kind is PartKind.OPINION and authors:
        return (Voice(origin), Voice(authors[0], VoiceKind.PERSON))
    return (Voice(origin),)


def through(own: Chain, holder: Holder) -> Chain:
    """The chain from the publisher to a holder; the publisher's own chain when it is the writer itself."""
    if holder.voice in own:
        return own
    chain = tuple(dict.fromkeys((*own, *holder.via, holder.voice)))
    return chain if len(chain) <= DEEPEST else (*chain[: DEEPEST - 1], chain[-1])


def chain_of(own: Chain, found: Sequence[Report], at: int) -> Chain | None:
    """The voices from the publisher to the holder of a report; None when we cannot tell who holds it."""
    report = found[at]
    if report.holder is None:
        return None
    outer = chain_of(own, found, report.outer) if report.outer >= 0 else own
    return through(outer or own, report.holder)
